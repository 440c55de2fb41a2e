"""What is told of a place and others: levels, ports, old capitals, fields, wishes; each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log1p

import numpy as np

from kizuna.analysis.suggest.holdings import ByPair, Claims, Holdings
from kizuna.analysis.suggest.web import Numbers
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Area, Objective, Organisation
from kizuna.register.places import level_on, side


@dataclass(frozen=True, slots=True)
class Told:
    """What holds of a candidate: its value for the score (above zero), the entities and concepts that it speaks of
    (concepts as scheme and id), and its claims (never empty)."""

    value: float
    claims: Claims
    refs: tuple[str, ...] = ()
    concepts: tuple[tuple[str, str], ...] = ()


Tellings = Mapping[str, Mapping[str, Told]]
"""What is told for each feature of each candidate."""


@dataclass(frozen=True, slots=True)
class _Asked:
    holdings: Holdings
    place: str

    def others(self) -> Iterator[str]:
        return (ref for ref in self.holdings.governments if ref != self.place)


def tellings(holdings: Holdings, place: str) -> Tellings:
    """All that the register tells of a government and each other one."""
    asked = _Asked(holdings, place)
    return {name: dict(tell(asked)) for name, tell in _TELLERS.items()}


def as_numbers(told: Tellings, places: Mapping[str, int]) -> dict[str, Numbers]:
    """The values of what is told, by feature, for places numbered as given."""
    made = {}
    for name, of in told.items():
        made[name] = np.zeros(len(places))
        for ref, one in of.items():
            made[name][places[ref]] = one.value
    return made


_Telling = Iterable[tuple[str, Told]]


def _level(asked: _Asked) -> _Telling:
    held, day = asked.holdings, asked.holdings.day
    ours = level_on(held.governments[asked.place], day)
    if ours is None:
        return
    tier = held.tier(asked.place)
    for ref in asked.others():
        theirs = level_on(held.governments[ref], day)
        if theirs is not None and held.tier(ref) == tier and tier:
            levels = (("levels", ours.value), ("levels", theirs.value))
            yield ref, Told(1.0, (*ours.claim_ids, *theirs.claim_ids), concepts=levels)


def _ports(asked: _Asked) -> _Telling:
    ours = asked.holdings.ports.get(asked.place, ())
    for ref in asked.others():
        theirs = asked.holdings.ports.get(ref, ())
        if ours and theirs:
            both = (ours[0], theirs[0])
            claims = [c for port in both for c in _belonging(port)]
            yield ref, Told(1.0, tuple(claims), refs=tuple(port.id for port in both))


def _belonging(port: Organisation) -> Claims:
    return (*port.type.claim_ids, *port.belongs_to.claim_ids, *port.located_in.claim_ids)


def _capitals(asked: _Asked) -> _Telling:
    ours = asked.holdings.capitals.get(asked.place)
    for ref, theirs in asked.holdings.capitals.items():
        if ours and ref != asked.place and ref in asked.holdings.governments:
            yield ref, Told(1.0, tuple(dict.fromkeys((*ours, *theirs))))


def _fields(asked: _Asked) -> _Telling:
    ours = asked.holdings.fields.get(asked.place, {})
    for ref in asked.others():
        theirs = asked.holdings.fields.get(ref, {})
        shared = [concept for concept in ours if concept in theirs]
        if shared:
            claims = [c for concept in shared for c in (*ours[concept], *theirs[concept])]
            yield ref, _of_fields(shared, claims)


def _new_field(asked: _Asked) -> _Telling:
    """Fields in which a candidate's ties are lived and ours are not: only where some of ours are on record, since
    a place of which nothing is recorded lacks nothing."""
    ours = asked.holdings.fields.get(asked.place, {})
    for ref in asked.others():
        theirs = asked.holdings.fields.get(ref, {})
        new = [concept for concept in theirs if concept not in ours]
        if ours and new:
            yield ref, _of_fields(new, [c for concept in new for c in theirs[concept]])


def _of_fields(concepts: list[str], claims: list[str]) -> Told:
    ordered = [c for c in vocabulary.scheme("fields") if c in concepts]
    named = tuple(("fields", concept) for concept in ordered)
    return Told(log1p(len(ordered)), tuple(dict.fromkeys(claims)), concepts=named)


def _bodies(asked: _Asked) -> _Telling:
    for ref, told in _of_ties(asked, asked.holdings.bodies):
        yield ref, Told(1.0, told.claims, told.refs)


def _wish(asked: _Asked) -> _Telling:
    """The further such a tie had come, the more: from 1/3 for a contact to 5/3 for a protocol of exchange."""
    stages = vocabulary.scheme("stages")
    for ref, told in _of_ties(asked, asked.holdings.pending):
        furthest = max((stages[stage] for _, stage in told.concepts), key=lambda s: s.order or 0)
        value = (furthest.order or 0) / 3
        yield ref, Told(value, told.claims, told.refs, (("stages", furthest.id),))


def _former(asked: _Asked) -> _Telling:
    for ref, told in _of_ties(asked, asked.holdings.former):
        yield ref, Told(1.0, told.claims, told.refs)


def _of_ties(asked: _Asked, ties: ByPair) -> _Telling:
    """The ties of our place and each other, with the stages that they had come to."""
    for pair, found in ties.items():
        if asked.place not in pair:
            continue
        (other,) = (ref for ref in pair if ref != asked.place)
        if other in asked.holdings.governments:
            stages = (tie.stage for tie in found)
            reached = tuple(("stages", stage.value.stage) for stage in stages if stage)
            claims = tuple(dict.fromkeys(c for tie in found for c in tie.listed))
            yield other, Told(1.0, claims, tuple(tie.tie.id for tie in found), reached)


def _aims(asked: _Asked) -> _Telling:
    """Aims that are attributed to one of two sides and about the other, areas standing for what they take in."""
    found: dict[str, list[Objective]] = {}
    for aim in asked.holdings.register.of_kind(Objective):
        if not aim.counts or not aim.attributed_to.value:
            continue
        holder = _members(asked.holdings, aim.attributed_to.value)
        about = frozenset(r for v in aim.about.values for r in _members(asked.holdings, v))
        for ours, theirs in ((holder, about), (about, holder)):
            for ref in theirs - ours if asked.place in ours else ():
                found.setdefault(ref, []).append(aim)
    for ref, aims in found.items():
        claims = tuple(c for a in aims for c in (*a.attributed_to.claim_ids, *a.text.claim_ids))
        if ref in asked.holdings.governments:
            yield ref, Told(1.0, claims, tuple(sorted(a.id for a in aims)))


def _members(holdings: Holdings, ref: str) -> frozenset[str]:
    area = holdings.register.get(ref, Area)
    if area is None:
        return frozenset({ref})
    if not (area.country.value or any(fact.counts for fact in area.definition)):
        return frozenset()
    return side(holdings.register, ref, holdings.day).members


_TELLERS: Mapping[str, Callable[[_Asked], _Telling]] = {
    "level": _level,
    "ports": _ports,
    "capitals": _capitals,
    "fields": _fields,
    "new-field": _new_field,
    "bodies": _bodies,
    "wish": _wish,
    "aims": _aims,
    "former": _former,
}
