"""The brief: everything that a note on two sides says, gathered from the register before any word is set.

What is said of both sides, and of no one tie between them, is found beside the ties: figures, aims, assessments.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from kizuna.analysis.counts import (
    NOT_KNOWN,
    TOTALS,
    Year,
    by_year,
    governments_tied,
    is_stated_by,
    stated_totals,
    statistics_of,
    ties_in_force,
)
from kizuna.analysis.figures import Figure
from kizuna.analysis.gaps import Dispute, Gap, disputes, gaps
from kizuna.analysis.measures.activity import activity_of
from kizuna.analysis.measures.breadth import Breadth, breadth_of, fields_of
from kizuna.analysis.measures.volume import Volume, volume_of
from kizuna.analysis.parallels import Mismatch, Parallel, mismatches, parallels
from kizuna.claims.kinds import (
    Agreement,
    Area,
    Assessment,
    Document,
    Entity,
    Exchange,
    FieldOfExchange,
    Funding,
    Honour,
    LocalGovernment,
    Objective,
    Office,
    Organisation,
    Programme,
    Statistic,
    Tie,
    TradeFact,
    TransportLink,
)
from kizuna.errors import BadQuestion
from kizuna.register.dating import Dating, Part, parts_of, planned_of
from kizuna.register.places import MUNICIPALITY, PREFECTURE, Side, bodies_of
from kizuna.register.register import Register, references
from kizuna.register.status import TieOnDay
from kizuna.register.ties import TieQuery
from kizuna.register.ties import ties as ties_meant
from kizuna.values import kind_of

E = TypeVar("E", bound=Entity)

AT_LENGTH = 200
"""How many ties a note tells at length and draws one by one; the others stand in a table, a line a tie."""

TIE_PARTS: Mapping[str, type[Entity]] = {
    "agreements": Agreement,
    "fields": FieldOfExchange,
    "programmes": Programme,
    "events": Exchange,
    "offices": Office,
    "funding": Funding,
    "honours": Honour,
    "trade": TradeFact,
    "transport": TransportLink,
}
"""The kinds of the parts of a tie by their headings."""
_PAYABLE = ("programmes", "events", "agreements", "offices")

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


@dataclass(frozen=True, slots=True)
class TieBrief:
    """One tie in force; `begun` are its parts by the headings of TIE_PARTS, as far as they had begun by the day.

    `objectives` and `assessments` are those about the tie, its parts, and the bodies that take part in these.
    """

    on_day: TieOnDay
    breadth: Breadth
    begun: Mapping[str, tuple[Part[Any], ...]]
    planned: tuple[Programme | Exchange, ...]
    statistics: tuple[Statistic, ...]
    objectives: tuple[Objective, ...]
    assessments: tuple[Assessment, ...]
    volume: Volume

    @property
    def id(self) -> str:
        """The id of the tie."""
        return self.on_day.id

    @property
    def parts(self) -> tuple[Entity, ...]:
        """Every part, in the order of the note."""
        begun = tuple(part.entity for group in self.begun.values() for part in group)
        return (*begun, *self.planned, *self.statistics, *self.objectives, *self.assessments)

    @property
    def is_main(self) -> bool:
        """Whether more is recorded of the tie than that it stands."""
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be said of the ties between two sides on a day.

    `ties` are those in force, the broadest first; ties of organisations follow those of governments.
    `pending` were agreed, negotiated or wished for, but not entered into; `unverified` rest on no
    source that was read and count nowhere. `beside` are the offices, the trade and the programmes of no one tie.
    """

    register: Register
    a: Side
    b: Side
    day: int
    municipalities: Figure
    prefectures: Figure
    level_not_known: Figure
    tie_count: Figure
    sub_tie_count: Figure
    pending_count: Figure
    ties: tuple[TieBrief, ...]
    pending: tuple[TieOnDay, ...]
    unverified: tuple[TieOnDay, ...]
    parallels: tuple[Parallel, ...]
    mismatches: tuple[Mismatch, ...]
    years: tuple[Year, ...]
    beside: Mapping[str, tuple[Part[Any], ...]]
    statistics: tuple[Statistic, ...]
    objectives: tuple[Objective, ...]
    assessments: tuple[Assessment, ...]
    disputes: tuple[Dispute, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[Document, ...]

    @property
    def at_length(self) -> tuple[TieBrief, ...]:
        """The ties that are told at length: the first of `ties`."""
        return self.ties[:AT_LENGTH]

    @property
    def in_short(self) -> tuple[TieBrief, ...]:
        """The ties that are told in a line each."""
        return self.ties[AT_LENGTH:]

    @property
    def figures(self) -> dict[str, Figure]:
        """The key figures by what they count: the ties always, and all others that count anything.

        Governments of a level are counted of an area, a country, or a government in which others lie. Where no
        level is recorded and none of a level can be counted, the totals that sources state of it stand beside the
        number of those governments.
        """
        levels = {"municipalities": self.municipalities, "prefectures": self.prefectures}
        lone = [s for figure in levels.values() if not figure.possible for s in figure.stated]
        unknown = self.level_not_known
        by_level = {**levels, "level-not-known": unknown.beside(lone)}
        counted = {
            **(by_level if self._has_parts else {}),
            "ties": self.tie_count,
            "sub-ties": self.sub_tie_count,
            "pending": self.pending_count,
        }
        stated = () if unknown.possible else levels
        return {
            key: figure
            for key, figure in counted.items()
            if figure.possible or key == "ties" or (key in stated and figure.stated)
        }

    @property
    def _has_parts(self) -> bool:
        """Whether side a is more than one government, or another in it has a tie."""
        if self.register.get(self.a.ref, LocalGovernment) is None:
            return True
        return any(on != self.a.ref for tie in self.ties for on in tie.on_day.on_a)


def prepare(register: Register, a: Side, b: Side, day: int) -> Brief:
    """The brief on the ties between two sides on a day.

    Raises BadQuestion when both sides are the same set of governments.
    """
    if a.members == b.members:
        raise BadQuestion(f"{a.ref!r} and {b.ref!r} are the same side; give two different ones")
    dating = Dating.of(register)
    found = ties_meant(register, TieQuery(day, (a.members, b.members)))
    register.preload([tie.id for tie in found], hops=2)
    standing = [tie for tie in found if tie.answer.possible]
    bodies = (_bodies(register, a), _bodies(register, b))
    ties = tuple(
        sorted((_tie_brief(register, t, bodies, day, dating) for t in standing), key=_rank)
    )
    pending = tuple(tie for tie in found if tie.is_pending)
    unverified = tuple(tie for tie in found if not _is_verified(tie.tie))
    loose = BothSides(register, a, b, day, dating, frozenset(p.id for t in ties for p in t.parts))
    beside = {name: loose.dated(TIE_PARTS[name]) for name in ("offices", "trade", "programmes")}
    dated = [part for parts in beside.values() for part in parts]
    statistics = loose.statistics()
    objectives, assessments = loose.aims_and_assessments(part.entity.id for part in dated)
    said: list[Entity] = [
        *(tie.tie for tie in (*standing, *pending, *unverified)),
        *(part for tie in ties for part in tie.parts),
        *(part.entity for part in dated),
        *statistics,
        *assessments,
        *objectives,
    ]
    totals = stated_totals(register, a.ref, b.ref, day)
    governments = [tie for tie in standing if tie.between_governments]
    municipalities = governments_tied(register, found, MUNICIPALITY, day)
    prefectures = governments_tied(register, found, PREFECTURE, day)
    parties = {ref for b in standing if b.between_governments for ref in (*b.on_a, *b.on_b)}
    refs = tuple(dict.fromkeys(entity.id for entity in said))
    return Brief(
        register=register,
        a=a,
        b=b,
        day=day,
        municipalities=municipalities.beside(totals.get("municipalities-with-ties", ())),
        prefectures=prefectures.beside(totals.get("prefectures-with-ties", ())),
        level_not_known=governments_tied(register, found, NOT_KNOWN, day),
        tie_count=ties_in_force(governments).beside(totals.get("ties", ())),
        sub_tie_count=ties_in_force(t for t in standing if not t.between_governments),
        pending_count=_pending_figure(pending),
        ties=ties,
        pending=pending,
        unverified=unverified,
        parallels=tuple(parallels(register, standing, day)),
        mismatches=tuple(mismatches(register, governments, day)),
        years=tuple(by_year(governments, day)),
        beside=beside,
        statistics=statistics,
        objectives=objectives,
        assessments=assessments,
        disputes=tuple(disputes(register, refs)),
        gaps=tuple(gaps(register, (*refs, *sorted(parties)))),
        sources=_sources(register, said),
    )


def _is_verified(tie: Tie) -> bool:
    """Whether a source that was read says of at least one stage that it was reached."""
    return tie.counts and (not tie.milestone or any(fact.counts for fact in tie.milestone))


def _pending_figure(pending: Iterable[TieOnDay]) -> Figure:
    stages = [(tie, tie.stage) for tie in pending]
    claims = [c for t, s in stages for c in (*t.tie.party.claim_ids, *(s.claim_ids if s else ()))]
    return Figure(len(stages), len(stages), tuple(dict.fromkeys(claims)))


def _rank(brief: TieBrief) -> tuple[Any, ...]:
    figure = brief.breadth.fields
    established = brief.on_day.established
    date = established.value.date if established else None
    start = date.span.start_earliest if date else 2**31
    governments = brief.on_day.between_governments
    return (not governments, -figure.certain, -figure.possible, -len(brief.parts), start, brief.id)


def _tie_brief(
    register: Register,
    on_day: TieOnDay,
    bodies: tuple[frozenset[str], frozenset[str]],
    day: int,
    dating: Dating,
) -> TieBrief:
    tie, active = on_day.id, activity_of(register, on_day.tie, day, dating)

    begun: dict[str, tuple[Part[Any], ...]] = {
        name: parts_of(register, tie, kind, day, dating) for name, kind in TIE_PARTS.items()
    }
    begun["fields"] = fields_of(register, tie, day, dating)
    begun["agreements"] = tuple(sorted(begun["agreements"], key=_ordinal))
    planned: tuple[Programme | Exchange, ...] = (
        *planned_of(register, tie, Programme),
        *planned_of(register, tie, Exchange),
    )
    paid = [
        _paid(funding, part)
        for name in _PAYABLE
        for part in begun[name]
        for funding in parts_of(register, part.entity.id, Funding, day, dating)
    ]
    begun["funding"] = (*begun["funding"], *paid)
    told = [*(part.entity for parts in begun.values() for part in parts), *planned]
    objectives, assessments = aims_and_assessments_of(
        register, (tie, *(e.id for e in told), *_taking_part(told))
    )
    return TieBrief(
        on_day=on_day,
        breadth=breadth_of(register, active, dating),
        begun=begun,
        planned=planned,
        statistics=statistics_of(register, tie, day),
        objectives=objectives,
        assessments=assessments,
        volume=volume_of(
            (part.entity for part in begun["programmes"]),
            bodies[0].union(on_day.on_a),
            bodies[1].union(on_day.on_b),
        ),
    )


def _ordinal(part: Part[Agreement]) -> int:
    return part.entity.ordinal.value or 0


def _paid(funding: Part[Funding], of: Part[Entity]) -> Part[Funding]:
    """A funding, which has no date of its own, had begun when what it pays for had."""
    return replace(funding, begun=max(funding.begun, of.begun))


def _taking_part(entities: Iterable[Entity]) -> tuple[str, ...]:
    """The organisations that the entities name."""
    named = (ref for entity in entities for _, ref in references(entity))
    return tuple(dict.fromkeys(ref for ref in named if kind_of(ref) == Organisation.prefix))


def _bodies(register: Register, side: Side) -> frozenset[str]:
    """The organisations that belong to governments of a side."""
    return bodies_of(register, side.members)


def _sources(register: Register, said: Iterable[Entity]) -> tuple[Document, ...]:
    cited = {
        c.document for e in said for _, fact in e.facts() for c in (*fact.claims, *fact.denials)
    }
    found = {d.id: d for ref in cited if (d := register.get(ref, Document)) is not None}
    return tuple(found[ref] for ref in sorted(found))
