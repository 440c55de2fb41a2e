"""Claims a page at a time, in the order in which they came: a place in the ledger never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.errors import NotFound
from kizuna.store.claim_values import select_claims
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.queries.judged import proposing_methods
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims: about a subject, of a property, from a document ("": any), recorded by a time (None: now);
    with `proposed`, only those that rules, a model or a contributor made."""

    subject: str = ""
    property: str = ""
    document: str = ""
    known_at: datetime | None = None
    proposed: bool = False


@guarded
def claims_after(wanted: Wanted, *, after: str = "", limit: int) -> list[Claim]:
    """The first claims that came after the one with an id ("": from the first).

    Raises NotFound for an id that no claim has.
    """
    conditions, params = ["c.seq > %s"], list[Any]([_place(after)])
    for column, text in (
        ("c.subject", wanted.subject),
        ("c.property", wanted.property),
        ("c.document", wanted.document),
    ):
        if text:
            conditions.append(f"{column} = (SELECT id FROM terms WHERE text = %s)")
            params.append(text)
    if wanted.proposed:
        condition, listed = among("c.method", proposing_methods())
        conditions.append(condition)
        params += listed
    if wanted.known_at is not None:
        conditions.append("c.recorded_at <= %s")
        params.append(microseconds(wanted.known_at))
    tail = f"WHERE {' AND '.join(conditions)} ORDER BY c.seq LIMIT %s"
    return select_claims(tail, [*params, limit])


def _place(claim: str) -> int:
    if not claim:
        return 0
    rows = fetch(f"SELECT seq FROM {visible('claims')} WHERE uid = %s", [bytes.fromhex(claim)])
    if not rows:
        raise NotFound(f"no claim has the id {claim!r}")
    return int(rows[0][0])
