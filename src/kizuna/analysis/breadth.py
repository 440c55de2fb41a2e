"""Breadth: in how many fields a tie is lived on a day."""

from __future__ import annotations

from kizuna.analysis.figures import Figure
from kizuna.analysis.parts import Part, parts_of
from kizuna.claims.kinds import FieldOfExchange
from kizuna.register.dating import Dating
from kizuna.register.register import Register


def fields_of(
    register: Register, tie: str, day: int, dating: Dating
) -> tuple[Part[FieldOfExchange], ...]:
    """The fields of a tie that had begun by the day: numbered ones in the source's order, then by start."""
    found = parts_of(register, tie, FieldOfExchange, day, dating)
    return tuple(sorted(found, key=_order))


def _order(part: Part[FieldOfExchange]) -> tuple[int, int, str]:
    number = part.entity.number.value
    return (number if number is not None else 10_000, part.life.start_earliest, part.entity.id)


def breadth(fields: tuple[Part[FieldOfExchange], ...]) -> Figure:
    """The number of different fields; a field without a start counts as certain from the day of the
    document that names it."""
    by_concept: dict[str | None, Part[FieldOfExchange]] = {}
    for part in fields:
        held = by_concept.get(part.entity.concept.value)
        if held is None or held.begun < part.begun:
            by_concept[part.entity.concept.value] = part
    return Figure.count((part.begun, part.entity.claim_ids) for part in by_concept.values())
