"""The page of a place or a body: its ties on a day, its names in all scripts, what belongs to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kizuna.analysis.disputes import disputes
from kizuna.analysis.gaps import gaps
from kizuna.web.pages.unknown import unknown_page
from kizuna.web.presenting.doubts import disputes_in_words, gaps_in_words
from kizuna.web.presenting.facts import Facts
from kizuna.web.presenting.place import (
    drawings,
    line_above,
    names_of,
    other_facts,
    over_time,
    sections_of,
)
from kizuna.web.presenting.related import related
from kizuna.web.presenting.tables import Tabling, tie_line
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.describe_place import PlaceDescribed, describe_place

_TOLD = ("tie", "government", "organisation")
_SHOWN = 500


def place_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The page; it leads on where the place was judged to be another, and says so where nothing was known then."""
    here = visit(request)
    found = describe_place(ref, here.day.number, here.known_at, as_of=here.day_given)
    if found is None:
        return unknown_page(request, ref)
    entity = found.shown.entity
    if entity.id != ref:
        return HttpResponseRedirect(here.address(f"/{entity.id}"))
    facts = Facts(found.shown.register, here.messages, here.asked_day)
    return render(request, "place.html.jinja", **told(facts, found))


def told(facts: Facts, found: PlaceDescribed) -> dict[str, Any]:
    """Everything that the template of the page is given, in words."""
    context = _context(facts, found) | _ties(facts, found)
    return {**context, "sections": sections_of(facts, context)}


def _context(facts: Facts, found: PlaceDescribed) -> dict[str, Any]:
    """What the page shows beside the ties, in words."""
    entity, register = found.shown.entity, found.shown.register
    return {
        "entity": entity,
        "name": facts.wording.name(entity.id),
        "facts": facts,
        "found": found,
        "names": names_of(facts, entity),
        "levels": over_time(facts, entity, "level"),
        "part_of": over_time(facts, entity, "part_of"),
        "above": line_above(facts, entity, found.day),
        "drawings": drawings(facts, entity),
        "shown_facts": other_facts(facts, entity),
        "parts": Tabling.of(facts).table(found.parts, without=("part_of",), limit=_SHOWN),
        "related": list(related(found.shown, facts, found.day, without=_TOLD)),
        "disputes": disputes_in_words(facts, disputes(register, [entity.id])),
        "gaps": gaps_in_words(facts, gaps(register, [entity.id])),
    }


def _ties(facts: Facts, found: PlaceDescribed) -> dict[str, Any]:
    """The ties in their groups, as lines; partners are told apart from what the page is of."""
    own = found.members or {found.shown.entity.id}
    return {
        "in_force": [tie_line(facts, s, own) for s in found.in_force],
        "undated": facts.wording.undated_lists(found.in_force),
        "pending": [tie_line(facts, s, own) for s in found.pending],
        "others": [tie_line(facts, s, own) for s in found.others],
        "of_bodies": [tie_line(facts, s) for s in found.of_bodies],
        "bodies": Tabling.of(facts).table(found.bodies, limit=_SHOWN),
    }
