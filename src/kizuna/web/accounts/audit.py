"""The audit: what was done, by whom and when, in words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kizuna.web.access import needs, signed_in
from kizuna.web.accounts.words import in_words, moment_in_words
from kizuna.web.fields import given, number
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.audit import acts_for, sees_all

_PAGE = 50


@require_safe
@needs("reader")
def audit_page(request: HttpRequest) -> HttpResponse:
    """The newest acts, or those before a number, of everybody or of one user."""
    who, messages = signed_in(request), visit(request).messages
    before, of = number(request, "before", None), given(request, "by")
    found = acts_for(who, limit=_PAGE + 1, before=before, of=of)
    return render(
        request,
        "accounts/audit.html.jinja",
        acts=[
            (act, moment_in_words(messages, act.at), in_words(messages, act))
            for act in found[:_PAGE]
        ],
        older=found[_PAGE - 1].number if len(found) > _PAGE else None,
        newest=before is None,
        by=of,
        sees_all=sees_all(who),
    )
