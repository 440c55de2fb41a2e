"""The page of one thing of the register: its facts, each with its evidence, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kizuna.analysis.disputes import disputes
from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.gaps import gaps
from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.activeness import Activeness
from kizuna.analysis.measures.volume_by_year import Moved
from kizuna.analysis.parts import count_of, parts_of
from kizuna.claims.kinds import (
    KINDS,
    Entity,
    LocalGovernment,
    Milestone,
    Organisation,
    StatusChange,
    Tie,
)
from kizuna.register.places import level_on
from kizuna.values import OPEN_END, kind_of
from kizuna.web.pages.document import document_page
from kizuna.web.pages.place import place_page
from kizuna.web.pages.unknown import unknown_page
from kizuna.web.presenting.doubts import disputes_in_words, gaps_in_words
from kizuna.web.presenting.facts import Facts, FactView
from kizuna.web.presenting.related import Related, related, sayings_of
from kizuna.web.presenting.tables import Table, Tabling, state_of, tie_line
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.describe_tie import TieDescribed, describe_tie
from kizuna.workflows.draw_timeline import change_words
from kizuna.workflows.show import show_by_id


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure by its name with its number in words; `remark` says of what, "" for nothing."""

    label: str
    number: str
    claims: tuple[str, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """What one party sent in a run of years that moved the same."""

    years: str
    sender: str
    events: MeasureLine
    persons: MeasureLine | None


def measure_lines(facts: Facts, measured: TieMeasures) -> Iterator[MeasureLine]:
    """Breadth, depth, volume, continuity and activeness, as far as anything is recorded."""
    breadth, depth, volume = measured.breadth, measured.depth, measured.volume
    numbers: tuple[tuple[str, Figure | Derived | Measure | None, int], ...] = (
        ("fields", breadth.fields, 0),
        ("effective", breadth.shannon, 1),
        ("institutions", depth.institutions, 0),
        ("agreements", depth.agreements, 0),
        ("series", depth.series, 0),
        ("events", volume.events, 0),
    )
    for code, number, digits in numbers:
        if number is not None and number.claims:
            yield _line(facts, code, number, digits)
    for moved in volume.by_sender:
        if moved.persons is not None:
            label = facts.messages.text("web-measure-persons-from", sender=_sender(facts, moved))
            persons = moved.persons.quantity
            remark = "" if persons.min == persons.max else facts.wording.text("means-range")
            yield MeasureLine(
                label,
                facts.wording.number(moved.persons, decimals=0).text,
                moved.persons.claims,
                remark,
            )
    yield from _continuity(facts, measured)
    if measured.has_evidence:
        yield _activeness(facts, measured.activeness)


def _line(facts: Facts, code: str, number: Figure | Derived | Measure, digits: int) -> MeasureLine:
    label = facts.messages.text(f"web-measure-{code}")
    remark = facts.wording.text("means-effective") if code == "effective" else ""
    if isinstance(number, Figure):
        said = facts.wording.figure(number)
    else:
        said = facts.wording.number(number, decimals=digits)
    return MeasureLine(label, said.text, number.claims, remark)


def _continuity(facts: Facts, measured: TieMeasures) -> Iterator[MeasureLine]:
    steady = measured.continuity
    if steady is None:
        return
    if steady.lived.claims:
        remark = facts.messages.text(
            "web-measure-of-years",
            years=facts.messages.number(steady.last - steady.first + 1),
            first=str(steady.first),
            last=str(steady.last),
        )
        if steady.lived.certain != steady.lived.possible:
            remark = (
                f"{remark}{facts.wording.text('cell-separator')}{facts.wording.text('means-range')}"
            )
        label = facts.messages.text("web-measure-lived")
        yield MeasureLine(
            label, facts.wording.figure(steady.lived).text, steady.lived.claims, remark
        )
    yield _line(facts, "silence", steady.longest_silence, 0)


def _activeness(facts: Facts, alive: Activeness) -> MeasureLine:
    label = facts.messages.text("web-measure-activeness")
    if not alive.states:
        return MeasureLine(label, facts.wording.text(f"why-{alive.why}"), alive.claims)
    states = dict.fromkeys(
        facts.wording.text(f"state-{state}") for state in (alive.states[0], alive.states[-1])
    )
    remark = ""
    if alive.differs and alive.word is not None:
        status = facts.messages.concept("statuses", alive.word.value.status)
        remark = facts.messages.text("web-measure-status-otherwise", status=status)
    return MeasureLine(label, facts.messages.listing(list(states), "or"), alive.claims, remark)


def year_rows(facts: Facts, measured: TieMeasures) -> Iterator[YearRow]:
    """The volume by year; years that moved the same stand in one row."""
    runs: list[tuple[int, int, tuple[Moved, ...]]] = []
    for held in measured.volume.by_year:
        if runs and runs[-1][1] == held.year - 1 and runs[-1][2] == held.moved:
            runs[-1] = (runs[-1][0], held.year, held.moved)
        else:
            runs.append((held.year, held.year, held.moved))
    for first, last, moved in runs:
        years = str(first) if first == last else f"{first}–{last}"
        for sent in moved:
            yield YearRow(
                years=years,
                sender=_sender(facts, sent),
                events=_line(facts, "events", sent.events, 0),
                persons=_line(facts, "persons", sent.persons, 0) if sent.persons else None,
            )
            years = ""


def _sender(facts: Facts, moved: Moved) -> str:
    if moved.sender in facts.register:
        return facts.wording.name(moved.sender)
    return facts.messages.text("web-measure-together" if moved.sender else "web-measure-nobody")


_PARTS = (
    *("agreement", "field", "programme", "exchange", "funding"),
    *("office", "honour", "trade", "transport"),
)
_TITLES = {
    "agreement": "agreements",
    "field": "fields",
    "programme": "programmes",
    "exchange": "events",
    "funding": "funding",
    "office": "offices",
    "honour": "honours",
    "trade": "trade",
    "transport": "transport",
}
_TOLD = ("party", "type", "name", "milestone", "status", "parent")


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party of a tie, as what sort of body it stands on the day, and the claims behind each."""

    ref: str
    claims: tuple[str, ...]
    is_counted: bool
    sort: str
    sort_claims: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class PartSection:
    """The parts of one kind, under their title; `count` is how many had begun, in words."""

    anchor: str
    title: str
    table: Table
    count: str


@dataclass(frozen=True, slots=True)
class MomentLine:
    """Something that happened, in words: when, what of which tie or part, and its claims."""

    when: str
    ref: str
    words: str
    claims: tuple[str, ...]
    counts: bool
    is_dated: bool
    is_set_aside: bool


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A sentence on ties that run side by side or join unequal levels: `other` is the tie beside ("": none)."""

    words: str
    other: str
    claims: tuple[str, ...]
    explanations: tuple[Entity, ...]


def parties_of(facts: Facts, tie: Tie, day: int) -> list[PartyLine]:
    """The parties with the level or the sort of each on the day."""
    register, messages = facts.register, facts.messages
    found = []
    for view in facts.of(tie, "party"):
        ref = view.fact.value
        sort, claims, country = "", tuple[str, ...](), ""
        government, body = register.get(ref, LocalGovernment), register.get(ref, Organisation)
        if government is not None and (level := level_on(government, day)):
            sort, claims = messages.concept("levels", level.value), level.claim_ids
        elif body is not None and body.type.best:
            sort = messages.concept("organisation-types", body.type.best.value)
            claims = body.type.best.claim_ids
        if government is not None and government.country.value:
            country = messages.country(government.country.value)
        found.append(PartyLine(ref, view.claims, view.fact.counts, sort, claims, country))
    return sorted(found, key=lambda line: line.ref)


def statuses_of(facts: Facts, tie: Tie) -> list[FactView]:
    """The history of the status up to the day asked about, the first in time first, what has no date last."""

    def began(view: FactView) -> int:
        return view.fact.valid.span.start_earliest if view.fact.valid else OPEN_END

    views = facts.of(tie, "status", every=True)
    begun = (v for v in views if facts.day is None or not v.fact.valid or began(v) <= facts.day)
    return sorted(begun, key=began)


def part_sections(facts: Facts, tie: Tie, day: int) -> Iterator[PartSection]:
    """The parts of the tie, a table a kind, with how many had begun by the day; what pays for them among them."""
    tabling = Tabling.of(facts)
    for kind in _PARTS:
        without = ("purpose",) if kind == "programme" else ()
        refs = _carriers(facts, tie, kind)
        table = tabling.table(_referring(facts, refs, kind), without=without)
        if table is not None:
            title = facts.wording.text(_TITLES[kind])
            begun = (parts_of(facts.register, r, KINDS[kind], day, tabling.dating) for r in refs)
            count = facts.wording.figure(count_of(chain.from_iterable(begun))).text
            yield PartSection(_TITLES[kind], title, table, count)


def _carriers(facts: Facts, tie: Tie, kind: str) -> list[str]:
    """What parts of a kind refer to: the tie or, for fundings, its other parts too."""
    if kind != "funding":
        return [tie.id]
    kinds = ("programme", "exchange", "office", "agreement")
    return [tie.id, *(e.id for part in kinds for e in _referring(facts, [tie.id], part))]


def _referring(facts: Facts, refs: Sequence[str], kind: str) -> list[Entity]:
    name = "of" if kind == "funding" else "tie"
    return [e for ref in refs for e in facts.register.referring(ref, KINDS[kind], name)]


def timeline_lines(facts: Facts, found: TieDescribed) -> Iterator[MomentLine]:
    """Everything dated about the tie and the ties under it, in order, then what has no date."""
    for moment in found.timeline:
        yield MomentLine(
            when=facts.date(moment.date),
            ref=moment.ref,
            words=_moment_words(facts, moment.event, moment.ref, moment.value),
            claims=moment.claims,
            counts=moment.counts,
            is_dated=moment.date is not None,
            is_set_aside=moment.is_set_aside,
        )


def _moment_words(
    facts: Facts, event: str, ref: str, value: Milestone | StatusChange | None
) -> str:
    """What happened, without of what: a stage with its basis, a status, or what began, opened or closed."""
    messages = facts.messages
    if value is not None:
        return change_words(value, facts.wording)
    if event in ("opened", "closed"):
        return messages.property(kind_of(ref), event)
    return messages.kind(event)


def parallel_lines(facts: Facts, found: TieDescribed) -> Iterator[BesideLine]:
    """The ties that run beside this one."""
    own = found.standing.tie.id
    for parallel in found.parallels:
        inner, outer = parallel.inner.tie.id, parallel.outer.tie.id
        other = outer if inner == own else inner
        yield BesideLine(
            words=facts.wording.side_by_side(parallel),
            other=other,
            claims=parallel.claims,
            explanations=parallel.explanations,
        )


def mismatch_lines(facts: Facts, found: TieDescribed) -> Iterator[BesideLine]:
    """That the parties are of unequal levels."""
    for mismatch in found.mismatches:
        words = facts.wording.unequal(mismatch)
        yield BesideLine(words, "", mismatch.claims, mismatch.explanations)


def other_facts(facts: Facts, tie: Tie) -> list[tuple[str, tuple[FactView, ...]]]:
    """The facts that no section of the page tells."""
    return [(name, views) for name, views in facts.all(tie) if name not in _TOLD]


def sections_of(facts: Facts, context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The sections that the page has, by anchor and title, in their order."""
    text, note = facts.messages.text, facts.wording.text
    tie = context["entity"]
    sections = [
        ("parties", text("web-tie-parties"), True),
        ("milestones", text("web-tie-milestones"), bool(tie.milestone)),
        ("status", text("web-tie-status"), bool(context["statuses"])),
        ("measures", text("web-tie-measures"), bool(context["measured"])),
        *((part.anchor, part.title, True) for part in context["parts"]),
        ("sub-ties", note("sub-ties"), bool(context["sub_ties"])),
        ("beside", note("relations"), bool(context["parallels"] or context["mismatches"])),
        ("said", text("web-tie-said"), bool(context["said"])),
        ("timeline", text("web-tie-timeline"), bool(context["timeline"])),
        ("facts", text("web-other-facts"), bool(context["shown_facts"])),
        ("conflicts", note("conflicts"), bool(context["disputes"])),
        ("gaps", note("gaps"), bool(context["gaps"])),
    ]
    return [(anchor, title) for anchor, title, is_there in sections if is_there]


def tie_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The page; it leads on where the tie was judged to be another, and says so where nothing was known then."""
    here = visit(request)
    found = describe_tie(ref, here.day.number, here.known_at, as_of=here.day_given)
    if found is None:
        return unknown_page(request, ref)
    tie = found.standing.tie
    if tie.id != ref:
        return HttpResponseRedirect(here.address(f"/{tie.id}"))
    facts = Facts(found.shown.register, here.messages, here.asked_day)
    context = _context(facts, found)
    return render(request, "tie.html.jinja", **context, sections=sections_of(facts, context))


def _context(facts: Facts, found: TieDescribed) -> dict[str, Any]:
    """What the page shows, in words."""
    tie = found.standing.tie
    return {
        "entity": tie,
        "name": facts.wording.name(tie.id),
        "facts": facts,
        "found": found,
        "state": state_of(facts, found.standing),
        "parties": parties_of(facts, tie, found.day),
        "statuses": statuses_of(facts, tie),
        "parts": list(part_sections(facts, tie, found.day)),
        "sub_ties": [tie_line(facts, standing) for standing in found.sub_ties],
        "parallels": list(parallel_lines(facts, found)),
        "mismatches": list(mismatch_lines(facts, found)),
        "said": sayings_of(facts, tie.id),
        "measured": list(measure_lines(facts, found.measures)),
        "years": list(year_rows(facts, found.measures)),
        "timeline": list(timeline_lines(facts, found)),
        "shown_facts": other_facts(facts, tie),
        "disputes": disputes_in_words(facts, found.disputes),
        "gaps": gaps_in_words(facts, found.gaps),
    }


_OF_THEIR_OWN = {
    "tie": tie_page,
    "government": place_page,
    "area": place_page,
    "organisation": place_page,
    "document": document_page,
}


def entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page of the thing with an id; raises NotFound for an id that nothing is recorded of."""
    ref = f"{kind}/{slug}"
    return _OF_THEIR_OWN.get(kind, thing_page)(request, ref)


def thing_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of a thing that needs no page of its own: all its facts, and all that refers to it."""
    here = visit(request)
    shown = show_by_id(ref, here.asked_day, here.known_at)
    if shown is None:
        return unknown_page(request, ref)
    entity = shown.entity
    if entity.id != ref:
        return HttpResponseRedirect(here.address(f"/{entity.id}"))
    facts = Facts(shown.register, here.messages, here.asked_day)
    found = list(related(shown, facts, here.day.number))
    return render(
        request,
        "entity.html.jinja",
        entity=entity,
        name=facts.wording.name(entity.id),
        facts=facts,
        shown_facts=facts.all(entity),
        related=found,
        disputes=disputes_in_words(facts, disputes(shown.register, [entity.id])),
        gaps=gaps_in_words(facts, gaps(shown.register, [entity.id])),
        sections=_sections(entity, facts, found),
    )


def _sections(entity: Entity, facts: Facts, found: list[Related]) -> list[tuple[str, str]]:
    head = [("facts", facts.messages.text("web-all-facts"))]
    return head + [(group.anchor, group.title) for group in found]
