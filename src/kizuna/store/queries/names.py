"""Every name in the ledger, for the resolver to know places, documents and persons by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.claims.kinds import decode
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.sql import fetch
from kizuna.values import Name, kind_of


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name that a claim gives an entity; `claim` is the claim's id."""

    ref: str
    name: Name
    claim: str


@guarded
def names(*, known_at: datetime | None = None) -> list[NameRecord]:
    """All names and titles claimed by a time (None: now), rejected ones too, in the ledger's order."""
    until = 2**62 if known_at is None else microseconds(known_at)
    rows = fetch(
        "SELECT s.text, p.text, c.value, c.uid FROM terms p"
        " JOIN claims c ON c.property = p.id JOIN terms s ON s.id = c.subject"
        " WHERE p.text IN ('name', 'title') AND c.recorded_at <= %s ORDER BY c.seq",
        [until],
    )
    found = []
    for ref, name, value, uid in rows:
        held = decode(kind_of(ref), name, value)
        if isinstance(held, Name):
            found.append(NameRecord(ref, held, bytes(uid).hex()))
    return found
