"""What the register cannot answer, what cannot all be true in it, and where two lists of ties disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.analysis.consistency import Finding
from kizuna.analysis.gaps import CODES, Gap
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.store.cache import cached
from kizuna.values import Edtf
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.forms import sides
from kizuna.web.analysis.reviews import Reviews
from kizuna.web.fields import given, number, one_of
from kizuna.web.visit import visit
from kizuna.workflows import ask
from kizuna.workflows.check_register import check_register
from kizuna.workflows.find_gaps import Reviewed, find_gaps
from kizuna.workflows.reconcile import Disagreement, Reconciled, reconcile

SHOWN = 200
"""So many findings stand on one page."""


@dataclass(frozen=True, slots=True)
class Review:
    """One page of what a review found; `counts` say how many there are of each code."""

    found: tuple[Any, ...]
    counts: Counter[str]
    wording: Wording
    page: int
    pages: int

    @property
    def words(self) -> Reviews:
        """What says the findings."""
        return Reviews(self.wording)


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


def gaps_page(request: HttpRequest) -> HttpResponse:
    """What is not known, of everything or of one thing and what hangs on it."""
    code = one_of(request, "code", ("", *CODES))

    def keeps(gap: Gap) -> bool:
        return code in ("", gap.code)

    return answered(
        request,
        "analysis/gaps.html.jinja",
        lambda: _review(request, find_gaps, keeps),
        codes=CODES,
        code=code,
    )


def check_page(request: HttpRequest) -> HttpResponse:
    """What cannot all be true, and what one fact implies about another."""

    def keeps(_: Finding) -> bool:
        return True

    return answered(
        request, "analysis/check.html.jinja", lambda: _review(request, check_register, keeps)
    )


def reconcile_page(request: HttpRequest) -> HttpResponse:
    """Where the lists of two sides disagree."""
    return answered(request, "analysis/reconcile.html.jinja", lambda: _lists(request), shown=SHOWN)


def _review(
    request: HttpRequest, find: Callable[..., Reviewed[Any]], keeps: Callable[[Any], bool]
) -> Review:
    here, of = visit(request), given(request, "of")
    key = (find.__name__, of, here.known_at)
    reviewed = cached(key, lambda: find(of, here.known_at), lambda found: len(found.found))
    chosen = tuple(item for item in reviewed.found if keeps(item))
    pages = max(1, -(-len(chosen) // SHOWN))
    page = number(request, "page", 1, pages)
    return Review(
        found=chosen[(page - 1) * SHOWN : page * SHOWN],
        counts=Counter(item.code for item in reviewed.found),
        wording=Wording(reviewed.register, here.messages, here.asked_day),
        page=page,
        pages=pages,
    )


def _lists(request: HttpRequest) -> Lists:
    ask.check_whole()
    of, source, between = given(request, "of"), given(request, "source"), sides(request)
    found = cached(
        ("reconcile", of, between, source), lambda: reconcile(of, between, source), lambda r: r.ties
    )
    return Lists(found, Wording(ask.known_register(), visit(request).messages))
