"""Suggestions in the browser: partners for a place, exchange for a tie, and how far to trust the ranking."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.publish.suggestions import Reasons
from kizuna.publish.wording import Wording
from kizuna.store.cache import cached
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.forms import concepts
from kizuna.web.fields import given, number, one_of
from kizuna.web.visit import visit
from kizuna.workflows.backtest_suggestions import (
    BacktestAnswer,
    BacktestQuestion,
    backtest_suggestions,
)
from kizuna.workflows.suggest import (
    FormsAnswer,
    PartnersAnswer,
    PartnersQuestion,
    suggest_forms,
    suggest_partners,
)

WHAT = ("partners", "forms", "backtest")
ENOUGH = 100
"""Below so many ranked pairs a margin means nothing, and that is said."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was found, and what says it; `reasons` word the reasons of partners."""

    found: PartnersAnswer | FormsAnswer | BacktestAnswer
    wording: Wording | None = None
    reasons: Reasons | None = None


def suggest_page(request: HttpRequest) -> HttpResponse:
    """The suggestions as a page."""
    what = one_of(request, "what", WHAT)
    fields = concepts(visit(request).messages, "fields")
    return answered(
        request,
        "analysis/suggest.html.jinja",
        lambda: _found(request, what),
        what=what,
        fields=fields,
        enough=ENOUGH,
    )


def _found(request: HttpRequest, what: str) -> Suggested | None:
    if what == "backtest":
        return _backtest(request) if given(request, "run") else None
    asked = given(request, "place" if what == "partners" else "tie")
    if not asked:
        return None
    here = visit(request)
    if what == "forms":
        forms = suggest_forms(asked, here.day.number, here.known_at)
        return Suggested(forms, Wording(forms.register, here.messages, here.day.number))
    question = PartnersQuestion(
        asked,
        here.day.number,
        here.known_at,
        given(request, "country"),
        given(request, "field"),
        number(request, "top", 10, 100),
    )
    found = cached(question, lambda: suggest_partners(question), lambda _: question.top)
    wording = Wording(found.register, here.messages, here.day.number)
    return Suggested(found, wording, Reasons(wording))


def _backtest(request: HttpRequest) -> Suggested:
    """Kept while the ledger stands: the same draws give the same figures."""
    here = visit(request)
    question = BacktestQuestion(here.day.number, here.known_at)
    return Suggested(cached(question, lambda: backtest_suggestions(question)))
