"""The page of one thing of the register: its facts, each with its evidence, and what refers to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kizuna.analysis.disputes import disputes
from kizuna.analysis.gaps import gaps
from kizuna.claims.kinds import Entity
from kizuna.web.pages.document import document_page
from kizuna.web.pages.place import place_page
from kizuna.web.pages.unknown import unknown_page
from kizuna.web.presenting.doubts import disputes_in_words, gaps_in_words
from kizuna.web.presenting.facts import Facts
from kizuna.web.presenting.measures import measure_lines, year_rows
from kizuna.web.presenting.related import Related, related, sayings_of
from kizuna.web.presenting.tables import state_of, tie_line
from kizuna.web.presenting.tie import (
    mismatch_lines,
    other_facts,
    parallel_lines,
    part_sections,
    parties_of,
    sections_of,
    statuses_of,
    timeline_lines,
)
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.describe_tie import TieDescribed, describe_tie
from kizuna.workflows.show import show_by_id


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
