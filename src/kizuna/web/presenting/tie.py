"""What the page of a tie shows beyond its facts: parties, parts, timeline, and the ties beside it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

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
from kizuna.web.presenting.facts import Facts, FactView
from kizuna.web.presenting.tables import Table, Tabling
from kizuna.workflows.describe_tie import TieDescribed

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
            count = facts.figure(count_of(chain.from_iterable(begun)))
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
    for moment in found.timeline.moments:
        yield MomentLine(
            when=facts.date(moment.date),
            ref=moment.ref,
            words=_said(facts, moment.event, moment.ref, moment.value),
            claims=moment.claims,
            counts=moment.counts,
            is_dated=moment.date is not None,
            is_set_aside=moment.is_set_aside,
        )


def _said(facts: Facts, event: str, ref: str, value: Milestone | StatusChange | None) -> str:
    """What happened, without of what: a stage with its basis, a status, or what began, opened or closed."""
    messages = facts.messages
    match value:
        case Milestone(stage=stage, basis=basis):
            said = messages.concept("stages", stage)
            if not basis:
                return said
            return f"{said} ({messages.concept('date-bases', basis)})"
        case StatusChange(status=status):
            return messages.concept("statuses", status)
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
