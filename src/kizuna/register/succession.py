"""Succession: which government stands in the place of another on a day, through mergers and changes of rank."""

from __future__ import annotations

from kizuna.claims.kinds import LocalGovernment
from kizuna.register.register import Register


def successor_on(register: Register, ref: str, day: int) -> tuple[str, ...]:
    """The governments that stand in the place of `ref` on a day, in order of id; itself where it still stands.

    Whoever has certainly ended by the day is followed to its successors, and those to theirs. A government that
    ended without a known successor, or that is not held, is answered with itself. A day before it began leads
    nowhere: predecessors are not followed. A county that became a district without a new body stays itself; its
    level on the day tells the rank.
    """
    found: set[str] = set()
    seen: set[str] = set()
    pending = [ref]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        heirs = _heirs(register, current) if _has_ended(register, current, day) else ()
        pending.extend(heirs)
        if not heirs:
            found.add(current)
    return tuple(sorted(found))


def _has_ended(register: Register, ref: str, day: int) -> bool:
    """Whether the government has certainly ended before the day."""
    government = register.get(ref, LocalGovernment)
    if government is None:
        return False
    spans = [fact.value.span for fact in government.existence if fact.counts]
    return bool(spans) and spans[0].end_latest < day


def _heirs(register: Register, ref: str) -> tuple[str, ...]:
    """Its successors as it says itself, and those that call it their predecessor."""
    government = register.get(ref, LocalGovernment)
    own = [f.value for f in government.successor if f.counts] if government else []
    later = register.referring(ref, LocalGovernment, "predecessor")
    theirs = [g.id for g in later if any(f.value == ref and f.counts for f in g.predecessor)]
    return tuple(dict.fromkeys((*own, *theirs)))
