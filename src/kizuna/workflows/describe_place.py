"""Describing a place: the ties that it is in on a day, and the bodies and places that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kizuna.analysis.figures import Figure
from kizuna.claims.kinds import Area, Entity, LocalGovernment, Organisation, Tie
from kizuna.register.dating import Dating
from kizuna.register.places import side
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order, tie_on_day
from kizuna.values import Answer
from kizuna.workflows.clocks import Times
from kizuna.workflows.show import Shown, thing

_ENDS = {"government": "government", "area": ""}
"""The places that are part of a government are told, their ties are not; an area has those of its members."""


@dataclass(frozen=True, slots=True)
class PlaceDescribed:
    """A place with its ties as they stand on a day, each group in order of date.

    `in_force` stand certainly or possibly, `pending` are agreed or sought; `others` have ended, began later, or
    rest on no source that was read. `bodies` belong to it or lie in it; `of_bodies` are their ties that stand.
    `parts` are the places that are part of it, `count` is of `in_force`. Of an area the ties are those of its
    `members`; it is `is_partial` where no source draws it, so that they are not told.
    """

    shown: Shown
    day: int
    in_force: tuple[TieOnDay, ...]
    pending: tuple[TieOnDay, ...]
    others: tuple[TieOnDay, ...]
    bodies: tuple[Organisation, ...]
    of_bodies: tuple[TieOnDay, ...]
    parts: tuple[LocalGovernment, ...]
    count: Figure
    members: frozenset[str] = frozenset()
    is_partial: bool = False


def describe_place(
    ref: str, day: int, known_at: datetime | None = None, *, as_of: bool = False
) -> PlaceDescribed | None:
    """The place (or other body) with an id on a day; None when nothing was recorded of it by `known_at`.

    With `as_of` the day was asked for: facts that do not hold on it are left out. Raises NotFound for an id that
    no claim is about.
    """
    shown = thing(ref, replace(Times.on(day, known_at), is_day_given=as_of)).shown
    if shown is None:
        return None
    register, entity = shown.register, shown.entity
    dating = Dating.of(register)
    bodies = _bodies(register, entity)
    members = _members(register, entity, day)
    parties = [entity, *(register.entity(ref) for ref in sorted(members) if ref in register)]
    ties = in_order(tie_on_day(tie, day, dating) for tie in _ties(register, parties))
    own = {standing.tie.id for standing in ties}
    theirs = (tie for tie in _ties(register, bodies) if tie.id not in own)
    of_bodies = in_order(tie_on_day(tie, day, dating) for tie in theirs)
    standing = tuple(s for s in ties if s.answer is not Answer.NO)
    return PlaceDescribed(
        shown=shown,
        day=day,
        in_force=standing,
        pending=tuple(s for s in ties if s.is_pending),
        others=tuple(s for s in ties if s.answer is Answer.NO and not s.is_pending),
        bodies=bodies,
        of_bodies=tuple(s for s in of_bodies if s.answer is not Answer.NO),
        parts=register.referring(entity.id, LocalGovernment, "part_of"),
        count=Figure.count((s.answer, s.claims) for s in standing),
        members=members,
        is_partial=isinstance(entity, Area) and not members,
    )


def _members(register: Register, entity: Entity, day: int) -> frozenset[str]:
    """The governments of an area that a source draws; none of another place, and none of a country."""
    if not isinstance(entity, Area) or not any(fact.counts for fact in entity.definition):
        return frozenset()
    return side(register, entity.id, day).members


def _bodies(register: Register, entity: Entity) -> tuple[Organisation, ...]:
    held = {o.id: o for o in register.referring(entity.id, Organisation)}
    return tuple(held[ref] for ref in sorted(held))


def _ties(register: Register, parties: Iterable[Entity]) -> list[Tie]:
    found = {t.id: t for party in parties for t in register.referring(party.id, Tie, "party")}
    return [found[ref] for ref in sorted(found)]
