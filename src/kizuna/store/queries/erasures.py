"""Erasures: which entries of the ledger were erased, by whose decision and why.

Law: an erased entry is gone from its table, and its id, number and digest stay: the
tree proves with them, the number is never given again, and the same content is never
recorded again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kizuna.store.sql import fetch, fetch_number, guarded, moment_of

VERB = "erase"
"""The verb of the acts that erase."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """An entry that was erased: its id, kind, number, and the digest of what it
    recorded; and the act that erased it: its number in the audit, when, by whom and
    why.
    """

    id: str
    kind: str
    number: int
    digest: bytes
    act: int
    at: datetime
    by: str
    reason: str


def erased_line(kind: str, ref: str, digest: bytes) -> str:
    """What the audit says of one entry that was erased."""
    return f"{kind} {ref} {digest.hex()}"


@guarded
def erasure_of(ref: str) -> Erasure | None:
    """The erasure of the claim or judgement with an id; None for what is no whole id
    (32 hex digits), and for what was not erased.
    """
    if len(ref) != 32 or set(ref.lower()) - set("0123456789abcdef"):
        return None
    rows = fetch(
        "SELECT e.kind, e.number, e.digest, a.id, a.at, a.acting_user, a.what FROM"
        " erasures e"
        " JOIN audit a ON a.id = e.act WHERE e.uid = %s AND e.kind <> 'text'",
        [bytes.fromhex(ref)],
    )
    for kind, number, digest, act, at, by, what in rows:
        reason = what.partition("reason: ")[2]  # at the end of what such an act says
        return Erasure(
            ref.lower(), kind, number, bytes(digest), act, moment_of(at), by, reason
        )
    return None


@guarded
def audited_digests(kind: str, first: int, last: int) -> dict[int, bytes]:
    """The digests of the erased entries of a kind, numbered between two, by their
    numbers.

    Only of those whose erasure the audit has too: an act that erases, and names the id
    and the digest.
    """
    rows = fetch(
        "SELECT e.number, e.uid, e.digest, a.what FROM erasures e JOIN audit a ON a.id"
        " = e.act"
        " WHERE e.kind = %s AND e.number BETWEEN %s AND %s AND a.verb = %s ORDER BY"
        " e.id",
        [kind, first, last, VERB],
    )
    return {
        number: bytes(digest)
        for number, uid, digest, what in rows
        if erased_line(kind, bytes(uid).hex(), bytes(digest)) in what.split("; ")
    }


def erased_uids(kind: str, uids: Iterable[bytes]) -> set[bytes]:
    """Those of the 16-byte ids under which an entry of a kind was erased."""
    held = fetch("SELECT uid FROM erasures WHERE kind = %s", [kind])
    return {bytes(uid) for (uid,) in held} & set(uids)


def next_number(kind: str, table: str) -> int:
    """The number that the next row of a table of the ledger has; one that was erased is
    not given again.
    """
    held = fetch_number(f"SELECT max(seq) FROM {table}")
    return (
        max(
            held,
            fetch_number("SELECT max(number) FROM erasures WHERE kind = %s", [kind]),
        )
        + 1
    )
