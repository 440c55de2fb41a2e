"""The history of a thing: what was recorded and judged, by whom; and of the ledger:
audit, head, key.
"""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from kizuna.errors import BadJudgement
from kizuna.publish.wording import Wording
from kizuna.store.verification.whole import last_verification
from kizuna.web.access import FORM, account, needs, own_hand, signed_in
from kizuna.web.rendering import given, number, render, visit
from kizuna.workflows.accounts import acts_for, sees_all
from kizuna.workflows.history import history, judgement_of, take_back
from kizuna.workflows.prove import head, public_key

_PAGE = 50


@needs("reader", "GET", "HEAD")
def audit_page(request: HttpRequest) -> HttpResponse:
    """The newest acts, or those before a number, of everybody or of one user."""
    who, messages = signed_in(request), visit(request).messages
    before, of = number(request, "before", None), given(request, "by")
    found = acts_for(who, limit=_PAGE + 1, before=before, of=of)
    acts = []
    for act in found[:_PAGE]:
        words = act.verb  # where it has no words
        with suppress(LookupError):
            words = messages.text(
                f"web-act-{act.verb.partition(' ')[0].replace('_', '-')}"
            )
        acts.append((act, words))
    return render(
        request,
        "accounts/audit.html.jinja",
        acts=acts,
        older=found[_PAGE - 1].number if len(found) > _PAGE else None,
        newest=before is None,
        by=of,
        sees_all=sees_all(who),
    )


@require_safe
def history_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page; raises NotFound for an id that nothing is recorded of."""
    found, who = history(f"{kind}/{slug}"), account(request)
    return render(
        request,
        "accounts/history.html.jinja",
        ref=found.ref,
        wording=Wording(found.register, visit(request).messages),
        events=found.events,
        decides=who is not None and who.has("reviewer"),
    )


@needs("reviewer", *FORM)
def take_back_page(request: HttpRequest, judgement: str) -> HttpResponse:
    """What the judgement says, and the field for the reason to take it back."""
    hand, wrong, reason = own_hand(request), "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            ref = take_back([judgement], reason, hand)
            return HttpResponseRedirect(visit(request).address(f"/{ref}/history"))
        except BadJudgement:
            wrong = "done" if reason.strip() else "reason"
    asked = judgement_of(judgement, hand)
    return render(
        request,
        "accounts/take-back.html.jinja",
        status=400 if wrong else 200,
        ref=asked.ref,
        wording=Wording(asked.register, visit(request).messages),
        event=asked.judged,
        wrong=wrong,
    )


@needs("administrator", "GET", "HEAD")
def ledger_page(request: HttpRequest) -> HttpResponse:
    """How many entries the ledger has, what they hash to, and whether that was
    verified.
    """
    page = "accounts/ledger.html.jinja"
    return render(
        request, page, head=head(), key=public_key(), last=last_verification()
    )


@require_safe
def key_page(request: HttpRequest) -> HttpResponse:
    """The public key that heads are signed with, as PEM."""
    return HttpResponse(public_key()["pem"], content_type="application/x-pem-file")
