"""Every name in the ledger, for the resolver to know places, documents and persons by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.claims.kinds import decode
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, guarded, microseconds
from kizuna.values import Name, kind_of

_ALL = 2**62


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name that a claim gives an entity; `claim` is the claim's id."""

    ref: str
    name: Name
    claim: str


@guarded
def names(
    *, known_at: datetime | None = None, after: int = 0, until: int | None = None
) -> list[NameRecord]:
    """All names and titles claimed by a time (None: now), rejected ones too, in the ledger's order.

    Only the claims after one place of the ledger, up to another (None: its head).
    """
    moment = _ALL if known_at is None else microseconds(known_at)
    rows = fetch(
        "SELECT s.text, p.text, c.value, c.uid FROM terms p"
        f" JOIN {visible('claims', 'c')} ON c.property = p.id JOIN terms s ON s.id = c.subject"
        " WHERE p.text IN ('name', 'title') AND c.recorded_at <= %s AND c.seq > %s AND c.seq <= %s"
        " ORDER BY c.seq",
        [moment, after, _ALL if until is None else until],
    )
    found = []
    for ref, name, value, uid in rows:
        held = decode(kind_of(ref), name, value)
        if isinstance(held, Name):
            found.append(NameRecord(ref, held, bytes(uid).hex()))
    return found
