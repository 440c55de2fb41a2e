"""The page of a tie: how it stands, what it is lived in, who says what of it, and what is not known."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kizuna.web.pages.unknown import unknown_page
from kizuna.web.presenting.doubts import disputes_in_words, gaps_in_words
from kizuna.web.presenting.facts import Facts
from kizuna.web.presenting.measures import measure_lines, year_rows
from kizuna.web.presenting.related import sayings_of
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
