"""What sources state of both sides of a note, and of no one tie between them: figures, aims, assessments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kizuna.analysis.counts import TOTALS, is_stated_by
from kizuna.analysis.parts import Part
from kizuna.claims.kinds import Area, Assessment, Entity, LocalGovernment, Objective, Statistic
from kizuna.register.dating import Dating
from kizuna.register.places import Side
from kizuna.register.register import Register, references

E = TypeVar("E", bound=Entity)
AimsAndAssessments = tuple[tuple[Objective, ...], tuple[Assessment, ...]]


def aims_and_assessments_of(register: Register, about: Iterable[str]) -> AimsAndAssessments:
    """The objectives and assessments about any of the ids, and about those; in order of id."""
    found: dict[str, Entity] = {}
    waiting = list(dict.fromkeys(about))
    while waiting:
        ref = waiting.pop()
        for kind in (Objective, Assessment):
            near = {e.id: e for e in register.referring(ref, kind, "about") if e.id not in found}
            found |= near
            waiting += near
    ordered = [found[ref] for ref in sorted(found)]
    objectives = tuple(e for e in ordered if isinstance(e, Objective) and e.counts)
    return objectives, tuple(e for e in ordered if isinstance(e, Assessment))


@dataclass(frozen=True)
class BothSides:
    """What is said about the sides themselves, or their governments, and not of one tie between them."""

    register: Register
    a: Side
    b: Side
    day: int
    dating: Dating
    told: frozenset[str]

    def undated(self, kind: type[E]) -> tuple[E, ...]:
        """The entities of a kind that speak of a side, in order of id; forecasts are among them."""
        names = min(self._names_a, self._names_b, key=len)
        near = self.register.get_all(self.register.naming(names), kind)
        return tuple(entity for entity in near if self._is_about(entity))

    def statistics(self) -> tuple[Statistic, ...]:
        """The figures that sources state of both sides by the day, but the totals beside the key figures."""
        return tuple(
            s
            for s in self.undated(Statistic)
            if is_stated_by(s, self.day)
            and not (s.scope.value == self.a.ref and s.measure.value in TOTALS)
        )

    def aims_and_assessments(self, parts: Iterable[str]) -> AimsAndAssessments:
        """The objectives and assessments of both sides and of the parts, and the objectives they speak of."""
        assessments, objectives = self.undated(Assessment), self.undated(Objective)
        spoken_of = (ref for assessment in assessments for ref in assessment.about.values)
        aims = (aim for ref in spoken_of if (aim := self.register.get(ref, Objective)))
        own = {e.id: e for e in (*objectives, *aims)}
        more, further = aims_and_assessments_of(
            self.register, (*own, *(a.id for a in assessments), *parts)
        )
        own |= {e.id: e for e in more if e.id not in self.told}
        judged = {e.id: e for e in (*assessments, *further) if e.id not in self.told}
        return tuple(own[ref] for ref in sorted(own)), tuple(judged[r] for r in sorted(judged))

    def dated(self, kind: type[E]) -> tuple[Part[E], ...]:
        """The entities of a kind that join the sides and had begun by the day."""
        found = []
        for entity in self.undated(kind):
            life = self.dating.life(entity)
            if life is not None and life.begun_by(self.day).possible:
                found.append(Part(entity, life, life.begun_by(self.day)))
        return tuple(found)

    def _is_about(self, entity: Entity) -> bool:
        if entity.id in self.told:
            return False
        refs = {target for _, target in references(entity)}
        return not (refs.isdisjoint(self._names_a) or refs.isdisjoint(self._names_b))

    @cached_property
    def _names_a(self) -> frozenset[str]:
        return self._names(self.a)

    @cached_property
    def _names_b(self) -> frozenset[str]:
        return self._names(self.b)

    def _names(self, side: Side) -> frozenset[str]:
        """The side itself, its governments, and the areas of its country."""
        countries = {
            code
            for ref in side.members
            if (government := self.register.get(ref, LocalGovernment))
            for code in government.country.values
        }
        stated = [
            ref
            for code in countries
            for ref in self.register.ledger.stating("area", "country", json.dumps(code))
        ]
        areas = self.register.get_all(stated, Area)
        in_country = {area.id for area in areas if area.country.value in countries}
        return side.members | {side.ref} | in_country
