"""The ledger: its head, its key and what the last verification found, for administrators; its key for all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kizuna.web.access import needs
from kizuna.web.accounts.words import moment_in_words
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.prove import head, public_key
from kizuna.workflows.verify import last_verification


@require_safe
@needs("administrator")
def ledger_page(request: HttpRequest) -> HttpResponse:
    """How many entries the ledger has, what they hash to, and whether that was verified."""
    messages, last = visit(request).messages, last_verification()
    return render(
        request,
        "accounts/ledger.html.jinja",
        head=head(),
        key=public_key(),
        last=last,
        verified_at=moment_in_words(messages, last.at) if last else "",
    )


@require_safe
def key_page(request: HttpRequest) -> HttpResponse:
    """The public key that heads are signed with, as PEM."""
    return HttpResponse(public_key().pem, content_type="application/x-pem-file")
