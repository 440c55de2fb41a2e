"""The history of a thing: what was recorded and judged, by whom; and of the ledger: audit, head, key."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from kizuna.errors import BadJudgement
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.store.queries.recent import Act
from kizuna.web.access import account, needs, signed_in
from kizuna.web.fields import given, number
from kizuna.web.presenting.claims import ClaimLine, claim_line
from kizuna.web.rendering import moment_words, render
from kizuna.web.visit import visit
from kizuna.workflows.audit import acts_for, sees_all
from kizuna.workflows.history import RecordedClaims, history, judgement_of, take_back
from kizuna.workflows.open_evidence import Weighing, reason_in_words
from kizuna.workflows.prove import head, last_verification, public_key

_PAGE = 50
_VERBS = frozenset(
    {
        *("add_account", "change_account", "set_password", "add_pass", "use_pass"),
        *("second_step_on", "second_step_off", "recovery_codes", "add_token", "revoke_token"),
        *("add_claims", "add_judgements", "add_register", "enter", "record", "correct", "import"),
        *("add_source", "add_document", "load_claims", "rebuild", "refold", "seed_builtin"),
        *("back_up", "restore", "publish", "erase", "verify", "add_tree"),
    }
)
"""The verbs that have words; any other is shown as it is."""


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
            (act, moment_words(messages, act.at), _act_words(messages, act))
            for act in found[:_PAGE]
        ],
        older=found[_PAGE - 1].number if len(found) > _PAGE else None,
        newest=before is None,
        by=of,
        sees_all=sees_all(who),
    )


def _act_words(messages: Messages, act: Act) -> str:
    """What an act was called; the verb itself where it has no words."""
    verb = act.verb.partition(" ")[0]
    return messages.text(f"web-act-{verb.replace('_', '-')}") if verb in _VERBS else act.verb


@dataclass(frozen=True, slots=True)
class EventLines:
    """An event in words; `judged` is None for claims that were recorded."""

    at: str
    by: str
    lines: tuple[ClaimLine, ...]
    judged: Weighing | None = None
    reason: str = ""


@require_safe
def history_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page; raises NotFound for an id that nothing is recorded of."""
    found = history(f"{kind}/{slug}")
    wording = Wording(found.register, visit(request).messages)
    who = account(request)
    return render(
        request,
        "accounts/history.html.jinja",
        ref=found.ref,
        wording=wording,
        events=[_event(event, wording) for event in found.events],
        decides=who is not None and who.has("reviewer"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def take_back_page(request: HttpRequest, judgement: str) -> HttpResponse:
    """What the judgement says, and the field for the reason to take it back."""
    who, wrong = signed_in(request), ""
    if request.method == "POST":
        try:
            ref = take_back(judgement, request.POST.get("reason", ""), who)
            return HttpResponseRedirect(visit(request).address(f"/{ref}/history"))
        except BadJudgement:
            wrong = "reason" if not request.POST.get("reason", "").strip() else "done"
    asked = judgement_of(judgement, who)
    wording = Wording(asked.register, visit(request).messages)
    return render(
        request,
        "accounts/take-back.html.jinja",
        status=400 if wrong else 200,
        ref=asked.ref,
        wording=wording,
        event=_event(asked.judged, wording),
        wrong=wrong,
    )


def _event(event: RecordedClaims | Weighing, wording: Wording) -> EventLines:
    if isinstance(event, RecordedClaims):
        lines = (claim_line(wording, held.claim, held.status) for held in event.claims)
        return EventLines(moment_words(wording.messages, event.at), event.by, tuple(lines))
    judged, weighed = event.judgement, (claim_line(wording, claim) for claim in event.claims)
    at = moment_words(wording.messages, judged.judged_at)
    reason = reason_in_words(wording.messages, judged.reason)
    return EventLines(at, judged.judge, tuple(weighed), event, reason)


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
        verified_at=moment_words(messages, last.at) if last else "",
    )


@require_safe
def key_page(request: HttpRequest) -> HttpResponse:
    """The public key that heads are signed with, as PEM."""
    return HttpResponse(public_key().pem, content_type="application/x-pem-file")
