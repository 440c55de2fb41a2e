"""The brief: everything that a note on two sides says, gathered from the register
before any word is set.

What is said of both sides, and of no one tie between them, is found beside the ties:
figures, aims, assessments.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kizuna.analysis import scope
from kizuna.analysis.compare.around import Mismatch, Parallel, mismatches, parallels
from kizuna.analysis.figures import Figure
from kizuna.analysis.gaps import Dispute, Gap, disputes, gaps
from kizuna.analysis.measures.activity import breadth, fields_of
from kizuna.analysis.measures.volume import Volume, volume_of
from kizuna.analysis.scope import Year
from kizuna.claims import kinds
from kizuna.errors import BadQuestion
from kizuna.publish.things import TIE_PARTS
from kizuna.register.places import MUNICIPALITY, PREFECTURE, Side, bodies_of
from kizuna.register.register import E, Register, references
from kizuna.register.ties import (
    Part,
    TieOnDay,
    TieQuery,
    begun_parts,
    parts_of,
    planned_of,
)
from kizuna.register.ties import ties as ties_meant
from kizuna.values import OPEN_END, Answer, kind_of

AT_LENGTH = 200
"""How many ties a note tells at length and draws one by one; the others stand in its
table of ties alone.
"""


Stated = kinds.Objective | kinds.Assessment


def _about(register: Register, about: Iterable[str]) -> list[Stated]:
    """The objectives that count and the assessments about any of the ids, and about
    those.
    """
    found: dict[str, Stated] = {}
    waiting = list(about)
    while waiting:
        ref = waiting.pop()
        objectives = register.referring(ref, kinds.Objective, "about")
        near: list[Stated] = [
            *objectives,
            *register.referring(ref, kinds.Assessment, "about"),
        ]
        new = {one.id: one for one in near if one.id not in found}
        found |= new
        waiting += new
    return [
        one for one in found.values() if isinstance(one, kinds.Assessment) or one.counts
    ]


def _stated(found: Iterable[Stated], kind: type[E]) -> tuple[E, ...]:
    """Those of a kind, each once, in order of id."""
    held = {one.id: one for one in found if isinstance(one, kind)}
    return tuple(held[ref] for ref in sorted(held))


def _of_both(
    register: Register, sides: Sequence[Side], told: Collection[str], kind: type[E]
) -> tuple[E, ...]:
    """The entities of a kind that speak of both sides, in order of id, but for what is
    `told` of a tie; forecasts are among them. A side is spoken of by its own name, its
    governments', and those of its country's areas.
    """
    names = []
    for side in sides:
        governments = register.get_all(side.members, kinds.LocalGovernment)
        countries = {code for one in governments for code in one.country.values}
        stating = partial(register.ledger.stating, "area", "country")
        stated = (ref for code in countries for ref in stating(json.dumps(code)))
        areas = register.get_all(stated, kinds.Area)
        own = {
            side.ref,
            *(area.id for area in areas if area.country.value in countries),
        }
        names.append(side.members | own)
    a, b = sorted(names, key=len)
    near = register.get_all(register.naming(a), kind)
    refs = ((e, {ref for _, ref in references(e)}) for e in near if e.id not in told)
    return tuple(e for e, of in refs if not (of.isdisjoint(a) or of.isdisjoint(b)))


@dataclass(frozen=True, slots=True)
class TieBrief:
    """One tie in force; `breadth` counts its fields.

    `begun` are its parts by the headings of TIE_PARTS, as far as they had begun by the
    day; `objectives` and `assessments` are those about the tie, its parts, and the
    bodies that take part in these.
    """

    on_day: TieOnDay
    breadth: Figure
    begun: Mapping[str, tuple[Part[Any], ...]]
    planned: tuple[kinds.Programme | kinds.Exchange, ...]
    statistics: tuple[kinds.Statistic, ...]
    objectives: tuple[kinds.Objective, ...]
    assessments: tuple[kinds.Assessment, ...]
    volume: Volume

    @property
    def id(self) -> str:
        return self.on_day.id

    @property
    def parts(self) -> tuple[kinds.Entity, ...]:
        """Every part, in the order of the note."""
        begun = tuple(part.entity for group in self.begun.values() for part in group)
        return (
            *begun,
            *self.planned,
            *self.statistics,
            *self.objectives,
            *self.assessments,
        )


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be said of the ties between two sides on a day.

    `counts` are of municipalities, prefectures, governments whose level is not known,
    ties, sub-ties and pending ties. `ties` are those in force, the broadest first; ties
    of organisations follow those of governments. `pending` were agreed, negotiated or
    wished for, but not entered into; `unverified` rest on no source that was read and
    count nowhere. `beside` are the offices, the trade and the programmes of no one tie.
    """

    register: Register
    a: Side
    b: Side
    day: int
    counts: Mapping[str, Figure]
    ties: tuple[TieBrief, ...]
    pending: tuple[TieOnDay, ...]
    unverified: tuple[TieOnDay, ...]
    parallels: tuple[Parallel, ...]
    mismatches: tuple[Mismatch, ...]
    years: tuple[Year, ...]
    beside: Mapping[str, tuple[Part[Any], ...]]
    statistics: tuple[kinds.Statistic, ...]
    objectives: tuple[kinds.Objective, ...]
    assessments: tuple[kinds.Assessment, ...]
    disputes: tuple[Dispute, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[kinds.Document, ...]

    @property
    def at_length(self) -> tuple[TieBrief, ...]:
        """The ties that are told at length: the first of `ties`."""
        return self.ties[:AT_LENGTH]

    @property
    def is_long(self) -> bool:
        """Whether there are more ties than are told at length."""
        return len(self.ties) > AT_LENGTH

    @property
    def figures(self) -> dict[str, Figure]:
        """The key figures by what they count: the ties always, and all others that
        count anything.

        Governments of a level are counted of an area, a country, or a government in
        which others lie. Where no level is recorded and none of a level can be counted,
        the totals that sources state of it stand beside the number of those
        governments.
        """
        is_one = self.register.get(self.a.ref, kinds.LocalGovernment) is not None
        has_parts = not is_one or any(
            {*t.on_day.on_a} - {self.a.ref} for t in self.ties
        )
        levels = {key: self.counts[key] for key in ("municipalities", "prefectures")}
        lone = [
            s
            for figure in levels.values()
            if not figure.possible
            for s in figure.stated
        ]
        unknown = self.counts["level-not-known"]
        shown = {**self.counts, "level-not-known": unknown.beside(lone)}
        stated = () if unknown.possible else levels
        return {
            key: figure
            for key, figure in shown.items()
            if (has_parts or key not in (*levels, "level-not-known"))
            and (figure.possible or key == "ties" or (key in stated and figure.stated))
        }


def prepare(register: Register, a: Side, b: Side, day: int) -> Brief:
    """The brief on the ties between two sides on a day.

    Raises BadQuestion when both sides are the same set of governments.
    """
    if a.members == b.members:
        raise BadQuestion(
            f"{a.ref!r} and {b.ref!r} are the same side; give two different ones"
        )
    found = ties_meant(register, TieQuery(day, (a.members, b.members)))
    register.preload([tie.id for tie in found], hops=2)
    standing = [tie for tie in found if tie.answer.possible]
    bodies = (bodies_of(register, a.members), bodies_of(register, b.members))
    ties = tuple(
        sorted((_tie_brief(register, tie, bodies, day) for tie in standing), key=_rank)
    )
    pending = tuple(tie for tie in found if tie.is_pending)
    stages = ((tie, [fact.counts for fact in tie.tie.milestone]) for tie in found)
    # no source that was read says of any stage that it was reached
    unverified = tuple(
        tie for tie, s in stages if not tie.tie.counts or (s and not any(s))
    )
    told = frozenset(part.id for tie in ties for part in tie.parts)
    loose = partial(_of_both, register, (a, b), told)
    names = ("offices", "trade", "programmes")
    beside = {n: tuple(begun_parts(register, loose(TIE_PARTS[n]), day)) for n in names}
    dated = [part.entity for parts in beside.values() for part in parts]
    numbers = (one for one in loose(kinds.Statistic) if scope.is_stated_by(one, day))
    totals = [(a.ref, measure) for measure in scope.TOTALS]
    statistics = tuple(
        n for n in numbers if (n.scope.value, n.measure.value) not in totals
    )
    valued = loose(kinds.Assessment)
    aims = register.get_all(
        (ref for one in valued for ref in one.about.values), kinds.Objective
    )
    own: list[Stated] = [*loose(kinds.Objective), *aims, *valued]
    further = _about(register, [one.id for one in (*own, *dated)])
    stated = [*own, *(one for one in further if one.id not in told)]
    objectives, assessments = (
        _stated(stated, kinds.Objective),
        _stated(stated, kinds.Assessment),
    )
    said: list[kinds.Entity] = [
        *(tie.tie for tie in (*standing, *pending, *unverified)),
        *(part for tie in ties for part in tie.parts),
        *(*dated, *statistics, *assessments, *objectives),
    ]
    governments = [tie for tie in standing if tie.between_governments]
    parties = {ref for tie in governments for ref in (*tie.on_a, *tie.on_b)}
    refs = tuple(dict.fromkeys(entity.id for entity in said))
    facts = (fact for entity in said for _, fact in entity.facts())
    cited = {
        claim.document for fact in facts for claim in (*fact.claims, *fact.denials)
    }
    return Brief(
        register=register,
        a=a,
        b=b,
        day=day,
        counts=_counts(register, (a, b), day, found),
        ties=ties,
        pending=pending,
        unverified=unverified,
        parallels=tuple(parallels(register, standing, day)),
        mismatches=tuple(mismatches(register, governments, day)),
        years=tuple(scope.by_year(governments, day)),
        beside=beside,
        statistics=statistics,
        objectives=objectives,
        assessments=assessments,
        disputes=tuple(disputes(register, refs)),
        gaps=tuple(gaps(register, (*refs, *sorted(parties)))),
        sources=tuple(register.get_all(cited, kinds.Document)),
    )


def _counts(
    register: Register, sides: tuple[Side, Side], day: int, found: Sequence[TieOnDay]
) -> Mapping[str, Figure]:
    """The key figures; those of levels and of ties beside the totals that sources
    state.
    """
    a, b = sides
    totals = scope.stated_totals(register, a.ref, b.ref, day)
    tiers = {"municipalities": MUNICIPALITY, "prefectures": PREFECTURE}
    tiers["level-not-known"] = scope.NOT_KNOWN
    tied = {
        key: scope.governments_tied(register, found, tier, day)
        for key, tier in tiers.items()
    }
    standing = [tie for tie in found if tie.answer.possible]
    governments = scope.ties_in_force(
        tie for tie in standing if tie.between_governments
    )
    pending = (tie for tie in found if tie.is_pending)
    reached = (
        (*t.tie.party.claim_ids, *(t.stage.claim_ids if t.stage else ()))
        for t in pending
    )
    return {
        **{
            key: one.beside(totals.get(f"{key}-with-ties", ()))
            for key, one in tied.items()
        },
        "ties": governments.beside(totals.get("ties", ())),
        "sub-ties": scope.ties_in_force(
            tie for tie in standing if not tie.between_governments
        ),
        "pending": Figure.count((Answer.CERTAIN, claims) for claims in reached),
    }


def _rank(brief: TieBrief) -> tuple[Any, ...]:
    figure, on_day = brief.breadth, brief.on_day
    date = on_day.established.value.date if on_day.established else None
    sizes = (-figure.certain, -figure.possible, -len(brief.parts))
    start = date.span.start_earliest if date else OPEN_END
    return not on_day.between_governments, *sizes, start, brief.id


def _tie_brief(
    register: Register,
    on_day: TieOnDay,
    bodies: tuple[frozenset[str], frozenset[str]],
    day: int,
) -> TieBrief:
    tie = on_day.id
    begun: dict[str, tuple[Part[Any], ...]]
    begun = {
        name: parts_of(register, tie, kind, day) for name, kind in TIE_PARTS.items()
    }
    begun["fields"] = fields_of(register, tie, day)
    agreements = sorted(
        begun["agreements"], key=lambda part: part.entity.ordinal.value or 0
    )
    begun["agreements"] = tuple(agreements)
    planned: list[kinds.Programme | kinds.Exchange]
    planned = [*planned_of(register, tie, kinds.Programme)]
    planned += planned_of(register, tie, kinds.Exchange)
    paid = [  # it has no date of its own, and had begun when what it pays for had
        replace(funding, begun=max(funding.begun, part.begun))
        for name in ("programmes", "events", "agreements", "offices")
        for part in begun[name]
        for funding in parts_of(register, part.entity.id, kinds.Funding, day)
    ]
    begun["funding"] = (*begun["funding"], *paid)
    told = [*(part.entity for parts in begun.values() for part in parts), *planned]
    named = (ref for entity in told for _, ref in references(entity))
    taking_part = dict.fromkeys(
        ref for ref in named if kind_of(ref) == kinds.Organisation.prefix
    )
    stated = _about(register, (tie, *(e.id for e in told), *taking_part))
    sides = (bodies[0].union(on_day.on_a), bodies[1].union(on_day.on_b))
    return TieBrief(
        on_day=on_day,
        breadth=breadth(begun["fields"]),
        begun=begun,
        planned=tuple(planned),
        statistics=scope.statistics_of(register, tie, day),
        objectives=_stated(stated, kinds.Objective),
        assessments=_stated(stated, kinds.Assessment),
        volume=volume_of((part.entity for part in begun["programmes"]), *sides),
    )
