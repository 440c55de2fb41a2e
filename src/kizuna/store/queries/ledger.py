"""How far the ledger has come, whether the register's tables follow it, and what was
added last: the newest claims, judgements and acts of the audit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kizuna.claims.claim import Claim, Judgement
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store import tree
from kizuna.store.queries.claims import select_claims, select_judgements
from kizuna.store.redaction import redaction_of_facts, visible
from kizuna.store.sql import (
    as_it_stands,
    fetch,
    fetch_number,
    guarded,
    has_prefix,
    moment_of,
    once,
    times_opened,
    until,
)
from kizuna.values import escape_characters


@dataclass(frozen=True, slots=True)
class LedgerSize:
    """The size of the ledger: numbers of claims and judgements, and when the last claim
    was recorded.

    `last_recorded` is None while there is no claim.
    """

    claims: int
    judgements: int
    last_recorded: datetime | None


class Tables(NamedTuple):
    """The logic by which the register's tables were made, and how far in the ledger
    they have been brought.
    """

    logic_version: int
    claim: int
    judgement: int


def heads() -> tuple[int, int]:
    """The last places of the ledger's claims and judgements, 0 while there are none;
    quick in a large ledger.
    """
    found = edition()
    return found.claim or 0, found.judgement or 0


class Edition(NamedTuple):
    """What tells one state of the ledger from every other: how often a database was
    opened, the digest of the last entry erased, and the places and ids of the last
    claim and the last judgement (None: there is none).
    """

    opened: int
    erasure: bytes | None
    claim: int | None
    claim_id: bytes | None
    judgement: int | None
    judgement_id: bytes | None

    @property
    def judged(self) -> tuple[object, ...]:
        """What tells this state of the judgements alone from every other."""
        return self.opened, self.erasure, self.judgement, self.judgement_id


@once
@guarded
def edition() -> Edition:
    """The ledger as it stands; quick in a large one."""
    parts = ", ".join(
        f"(SELECT {column} FROM {table} ORDER BY seq DESC LIMIT 1)"
        for table in ("claims", "judgements")
        for column in ("seq", "uid")
    )
    erasure = "(SELECT digest FROM erasures ORDER BY id DESC LIMIT 1)"
    return Edition(times_opened(), *fetch(f"SELECT {erasure}, {parts}")[0])


@guarded
def last_text() -> int:
    """The place of the text that was added last, 0 while there is none."""
    return fetch_number(f"SELECT max(id) FROM {visible('document_texts')}")


@guarded
def counts(*, known_at: datetime | None = None) -> LedgerSize:
    """The ledger as it was known at a time (None: now); counts every row."""
    then = until(known_at)
    ((claims, last),) = fetch(
        f"SELECT count(*), max(recorded_at) FROM {visible('claims')} WHERE recorded_at"
        " <= %s",
        [then],
    )
    of_judgements = f"FROM {visible('judgements')} WHERE judged_at <= %s"
    judged = fetch_number(f"SELECT count(*) {of_judgements}", [then])
    return LedgerSize(claims, judged, moment_of(last) if claims else None)


@guarded
def entries_at(known_at: datetime | None) -> int:
    """How many entries the tree had when the last claim or judgement was added that was
    known at a time (None: now); 0 before the first.
    """
    (last,) = fetch(
        "SELECT"
        " (SELECT seq FROM claims WHERE recorded_at <= %s ORDER BY seq DESC LIMIT 1),"
        " (SELECT seq FROM judgements WHERE judged_at <= %s ORDER BY seq DESC LIMIT 1)",
        [until(known_at)] * 2,
    )
    leaves = (
        tree.leaf_of(kind, n)
        for kind, n in zip(("claim", "judgement"), last, strict=True)
        if n
    )
    return max((leaf + 1 for leaf in leaves if leaf is not None), default=0)


@guarded
def is_empty(known_at: datetime | None = None) -> bool:
    """Whether no claim was recorded by a time (None: at all)."""
    first = f"SELECT 1 FROM {visible('claims')} WHERE recorded_at <= %s LIMIT 1"
    return not fetch(first, [until(known_at)])


@guarded
def tables() -> Tables | None:
    """The state of the register's tables; None before they were first made."""
    columns = "logic_version, followed_claim, followed_judgement"
    rows = fetch(f"SELECT {columns} FROM rebuilds ORDER BY id DESC LIMIT 1")
    return Tables(*rows[0]) if rows else None


@guarded
def needs_rebuild() -> bool:
    """Whether the register's tables lag behind the ledger or were made by an older
    logic.
    """
    return (tables() or (LOGIC_VERSION, 0, 0)) != (LOGIC_VERSION, *heads())


Recent = tuple[int, Claim | Judgement]
"""A claim or a judgement after its place in the ledger."""


@guarded
def newest(
    table: str, limit: int, *, before: int, known_at: datetime | None
) -> list[Recent]:
    """The last rows of "claims" or "judgements" recorded by a time (None: at all)
    before a place of the ledger, the newest first.
    """
    moment = "recorded_at" if table == "claims" else "judged_at"
    tail = f"WHERE seq < %s AND {moment} <= %s ORDER BY seq DESC LIMIT %s"
    params = [before, until(known_at), limit]
    places = fetch(f"SELECT seq FROM {visible(table)} {tail}", params)
    held: Sequence[Claim | Judgement] = (
        select_claims(tail, params)
        if table == "claims"
        else select_judgements(tail, params)
    )
    return [(seq, each) for (seq,), each in zip(places, held, strict=True)]


@guarded
def number_of_documents(*, known_at: datetime | None = None) -> int:
    """How many documents were cited or described by a time (None: now).

    Quick in a large ledger where it is asked for now, and nothing is hidden from
    whoever reads.
    """
    if known_at is None and redaction_of_facts() is None:
        condition, params = has_prefix("text", "document/")
        return fetch_number(f"SELECT count(*) FROM terms WHERE {condition}", params)
    condition, params = has_prefix("t.text", "document/")
    return fetch_number(
        f"SELECT count(*) FROM (SELECT document AS id FROM {visible('claims')} WHERE"
        " recorded_at <= %s"
        f" UNION SELECT subject FROM {visible('claims')} WHERE recorded_at <= %s) d"
        f" JOIN terms t ON t.id = d.id WHERE {condition}",
        [until(known_at), until(known_at), *params],
    )


@guarded
def number_of_claims(*, known_at: datetime | None = None) -> int:
    """How many claims were recorded by a time (None: now); quick as
    `number_of_documents` is.
    """
    if known_at is None and redaction_of_facts() is None:
        return heads()[0]
    return counts(known_at=known_at).claims


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the audit, by its number: when, by whom, which verb, and what it
    did.
    """

    number: int
    at: datetime
    acting_user: str
    verb: str
    what: str


@guarded
def acts(
    *, limit: int, before: int | None = None, acting_user: str = "", verb: str = ""
) -> list[Act]:
    """The newest acts with a number below `before` (None: of all), of one user ("": of
    everybody), whose verb begins with the given words.
    """
    rows = fetch(
        "SELECT id, at, acting_user, verb, what FROM audit WHERE verb LIKE %s ESCAPE"
        " '\\' AND id < %s"
        " AND %s IN ('', acting_user) ORDER BY id DESC LIMIT %s",
        [
            f"{as_it_stands(verb)}%",
            2**62 if before is None else before,
            acting_user,
            limit,
        ],
    )
    return [
        Act(n, moment_of(at), user, did, escape_characters(what))
        for n, at, user, did, what in rows
    ]


def last_done(verb: str) -> Act | None:
    """The newest act whose verb begins with the given words, however long ago; None
    when there is none.
    """
    return next(iter(acts(limit=1, verb=verb)), None)
