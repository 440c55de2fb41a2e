"""Measures in the browser: of a tie, of the ties of a place, or of those between two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.volume_by_year import Moved, runs_of
from kizuna.errors import BadQuestion
from kizuna.publish.wording import Wording
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.forms import named
from kizuna.web.fields import given
from kizuna.web.visit import visit
from kizuna.workflows.measure import MeasureAnswer, MeasureQuestion, measure

SHOWN = 200
"""So many ties stand side by side at most."""
_YEARS = re.compile(r"(\d{1,4})(?:\s*(?:\.\.|-|–)\s*(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures in words."""

    found: MeasureAnswer
    wording: Wording
    runs = staticmethod(runs_of)

    @property
    def told(self) -> list[TieMeasures]:
        """The ties of which anything is recorded that could be measured."""
        return [measured for measured in self.found.ties if measured.has_evidence]

    def state(self, measured: TieMeasures) -> str:
        """How alive the tie is by the rule; "" for no evidence."""
        messages = self.wording.messages
        states = [messages.text(f"note-state-{s}") for s in measured.activeness.states]
        return messages.listing(states, "or") if states else ""

    def sender(self, moved: Moved) -> str:
        """Who sent it."""
        if moved.sender in self.found.register:
            return self.wording.name(moved.sender)
        key = "together" if moved.sender else "nobody"
        return self.wording.messages.text(f"web-measuring-sender-{key}")

    def thing(self, ref: str) -> str:
        """An entity by its name, a field by its label."""
        return (
            self.wording.name(ref) if "/" in ref else self.wording.messages.concept("fields", ref)
        )


def measure_page(request: HttpRequest) -> HttpResponse:
    """The measures as a page."""
    return answered(request, "analysis/measure.html.jinja", lambda: _found(request), shown=SHOWN)


def _found(request: HttpRequest) -> Measured | None:
    names = named(request, ("a", "b"))
    if not names:
        return None
    here = visit(request)
    years = _years(given(request, "years"))
    found = measure(MeasureQuestion(names, here.day.number, here.known_at, years))
    return Measured(found, Wording(found.register, here.messages, here.day.number))


def _years(text: str) -> tuple[int, int] | None:
    """The years of a field, None where it is empty. Raises BadQuestion quoting it."""
    if not text:
        return None
    found = _YEARS.fullmatch(text)
    if found is None:
        raise BadQuestion(f"{text!r}: write two years, such as 1980..1986, or one")
    return int(found[1]), int(found[2] or found[1])
