"""The timeline of a tie: everything dated about it and the ties under it, in order, with its picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.claims.kinds import Milestone
from kizuna.publish.wording import Wording
from kizuna.web.analysis.answering import answered
from kizuna.web.fields import given
from kizuna.web.visit import visit
from kizuna.workflows.ask import known_register
from kizuna.workflows.draw_timeline import Moment, Timeline, draw_timeline


@dataclass(frozen=True, slots=True)
class Dated:
    """The timeline in words; `found` is None where nothing had been recorded by then."""

    found: Timeline | None
    wording: Wording

    def event(self, moment: Moment) -> str:
        """What kind of thing happened: a stage, a status, an opening, or the kind of what began."""
        messages = self.wording.messages
        if moment.event in ("stage", "status", "opened", "closed"):
            return messages.text(f"web-timeline-{moment.event}")
        return messages.kind(moment.event)

    def words(self, moment: Moment) -> str:
        """What it was."""
        value, wording = moment.value, self.wording
        if value is None:
            return wording.name(moment.ref)
        if isinstance(value, Milestone):
            held = (("stages", value.stage), ("date-bases", value.basis))
        else:
            held = (("statuses", value.status), ("", None))
        words = [wording.messages.concept(scheme, c) for scheme, c in held if c]
        said = wording.text("parts-separator").join(words)
        if self.found is None or moment.ref == self.found.tie:
            return said
        return f"{wording.name(moment.ref)}{wording.text('colon')}{said}"


def timeline_page(request: HttpRequest) -> HttpResponse:
    """The timeline as a page."""
    return answered(request, "analysis/timeline.html.jinja", lambda: _found(request))


def _found(request: HttpRequest) -> Dated | None:
    tie = given(request, "tie")
    if not tie:
        return None
    here = visit(request)
    found = draw_timeline(tie, here.asked_day, here.known_at)
    register = found.register if found else known_register(here.known_at)
    return Dated(found, Wording(register, here.messages, here.asked_day))
