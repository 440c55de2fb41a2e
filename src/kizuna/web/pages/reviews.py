"""What the register cannot answer, what cannot all be true in it, and where two lists of ties disagree."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.values import Edtf
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.forms import sides
from kizuna.web.fields import given
from kizuna.web.visit import visit
from kizuna.workflows import ask
from kizuna.workflows.keeping import kept
from kizuna.workflows.reconcile import Disagreement, Reconciled, reconcile

SHOWN = 200
"""So many findings stand on one page."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What two lists do not agree on, in words; what is only on a list is called as the list calls it."""

    found: Reconciled
    wording: Wording

    @property
    def messages(self) -> Messages:
        """The messages of the reader's language."""
        return self.wording.messages

    def name(self, ref: str) -> str:
        """The name of a thing."""
        if ref in self.wording.register:
            return self.wording.name(ref)
        return self.messages.rendering(self.found.label(ref))

    def about(self, two: Disagreement) -> str:
        """What they differ on: the kind of the tie, or the date of a stage."""
        if two.about == "type":
            return self.messages.text("note-column-kind")
        return self.messages.concept("stages", two.about)

    def said(self, two: Disagreement, values: tuple[str, ...]) -> str:
        """What one of them says."""
        if two.about == "type":
            return self.messages.listing([self.messages.concept("tie-types", v) for v in values])
        return self.messages.listing([self.messages.date(Edtf.parse(v)) for v in values])


def reconcile_page(request: HttpRequest) -> HttpResponse:
    """Where the lists of two sides disagree."""
    return answered(request, "analysis/reconcile.html.jinja", lambda: _lists(request), shown=SHOWN)


def _lists(request: HttpRequest) -> Lists:
    ask.check_whole()
    of, source, between = given(request, "of"), given(request, "source"), sides(request)
    found = kept(
        ("reconcile", of, between, source), lambda: reconcile(of, between, source), lambda r: r.ties
    )
    return Lists(found, Wording(ask.known_register(), visit(request).messages))
