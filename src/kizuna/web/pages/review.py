"""Reviewing in the browser: the queue, one reading beside its text, and what is decided about it.

Law: a form carries the claims that the reviewer saw; where somebody decided on one of them meanwhile, nothing is
recorded, and the page says who decided what.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import property_of
from kizuna.errors import (
    BadEntry,
    BadJudgement,
    BadQuestion,
    KizunaError,
    NotAllowed,
    NotFound,
    Overtaken,
)
from kizuna.languages import Messages
from kizuna.publish.wording import Wording, capital
from kizuna.store.queries.claims import claim_by_id
from kizuna.values import kind_of
from kizuna.web.access import needs, signed_in
from kizuna.web.fields import number
from kizuna.web.forms.form import EntryForm, Layout, claim_texts
from kizuna.web.forms.inputs import common_languages, concepts
from kizuna.web.presenting import review as presenting
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.review import Decision, Desk, Reading, correct, past_decision, undo
from kizuna.workflows.review_desk import (
    DeskQuestion,
    Opened,
    decide,
    decision_on,
    desk,
    open_reading,
)

_WRONG, _OVERTAKEN, _SEE_OTHER = 422, 409, 303


@require_safe
@needs("reviewer")
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, a page at a time, chosen by the filters of the address."""
    return _queue(request)


def _queue(request: HttpRequest, wrong: bool = False) -> HttpResponse:
    held, page = _desk(request), number(request, "page", 1)
    kept, who = _filters(request), signed_in(request)
    shown = presenting.queue_shown(visit(request), held, kept, page, who)
    if page > shown["pages"]:
        raise NotFound(f"the queue has {shown['pages']} pages, and no page {page}")
    status = _WRONG if wrong else 200
    return render(
        request, "review/queue.html.jinja", status=status, wrong=wrong, **shown, **_told(request)
    )


@require_POST
@needs("reviewer")
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accepts the readings that were chosen in the list, all of them or none."""
    chosen = tuple(i for row in request.POST.getlist("claims") for i in row.split())
    if not chosen:
        return _queue(request, wrong=True)
    try:
        made, _ = decide(chosen, chosen, None, signed_in(request))
    except Overtaken as error:
        return _overtaken(request, error, claim_by_id(chosen[0]))
    return _to(request, "/review", done=made[0].id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def reading_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The reading of a claim beside its text; what was decided about it is recorded, and the next one opened."""
    if request.method != "POST":
        return _reading(request, prefix)
    act, given = request.POST.get("act", "accept"), request.POST
    if act not in ("accept", "reject"):
        raise BadQuestion(f"{act!r} is no decision; there are accept and reject")
    reason = given.get("reason", "") if act == "reject" else None
    try:
        made, reading = decide(
            given.getlist("seen"), given.getlist("claim"), reason, signed_in(request)
        )
    except Overtaken as error:
        return _overtaken(request, error, claim_by_id(prefix))
    except (BadJudgement, BadQuestion) as error:
        return _reading(request, prefix, error)
    return _on(request, reading, made)


def _on(request: HttpRequest, reading: Reading, made: Sequence[Judgement]) -> HttpResponse:
    """On to what comes after a reading that was decided about."""
    following = _desk(request).after(reading)
    path = f"/review/{following.first.id}" if following else "/review"
    return _to(request, path, done=made[0].id)


def _reading(request: HttpRequest, prefix: str, wrong: KizunaError | None = None) -> HttpResponse:
    claim = claim_by_id(prefix)
    opened = open_reading(claim, _desk(request), signed_in(request))
    if opened is None:
        return _decided(request, claim)
    ids = [one.id for one in opened.reading.claims]
    return render(
        request,
        "review/reading.html.jinja",
        status=_WRONG if wrong else 200,
        **presenting.reading_context(visit(request), opened, _filters(request)),
        **_told(request),
        chosen=request.POST.getlist("claim") if wrong else ids,
        reason=request.POST.get("reason", ""),
        wrong="" if not wrong else "reason" if isinstance(wrong, BadJudgement) else "chosen",
    )


def _decided(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The page of a proposal that was decided on."""
    past = decision_on(claim)
    if past is None:
        raise NotFound(f"the claim {claim.id!r} waits for nobody")
    return _outcome(request, past.first.id, claim)


def _overtaken(request: HttpRequest, error: Overtaken, claim: Claim) -> HttpResponse:
    """The page that says who decided what meanwhile; nothing was recorded."""
    return _outcome(request, error.judgements[0] if error.judgements else "", claim, _OVERTAKEN)


def _outcome(request: HttpRequest, made: str, claim: Claim, status: int = 200) -> HttpResponse:
    who, here, held = signed_in(request), visit(request), _desk(request)
    spot = held.at(claim.id)
    following = held.readings[spot] if spot is not None else next(iter(held.readings), None)
    kept = _filters(request)
    past = _past(made)
    return render(
        request,
        "review/decided.html.jinja",
        status=status,
        told=presenting.decision_context(here, past, who) if past else None,
        is_overtaken=status == _OVERTAKEN,
        following=following,
        filters=kept,
        **_told(request),
    )


def _past(made: str) -> Decision | None:
    """The decision with a judgement, None where the account may not see what it weighs."""
    try:
        return past_decision(made)
    except NotFound:
        return None


@require_POST
@needs("reviewer")
def undo_page(request: HttpRequest) -> HttpResponse:
    """Takes a decision back, exactly what it recorded, and opens what waits again."""
    made = request.POST.get("judgement", "")
    try:
        past = undo(made, hand_of(signed_in(request)))
    except Overtaken:
        return _outcome(request, made, past_decision(made).claims[0], _OVERTAKEN)
    path = "/review" if request.POST.get("list") else f"/review/{past.claims[0].id}"
    return _to(request, path, undone=past.first.id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def correct_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The input of a proposed claim with its value, and what is typed there recorded in its place."""
    claim, who = claim_by_id(prefix), signed_in(request)
    opened = open_reading(claim, _desk(request), who)
    if opened is None:
        return _decided(request, claim)
    if claim.subject not in opened.waiting.mine:
        raise NotAllowed(f"{who.name!r} does not decide about {claim.subject!r}")
    kind = kind_of(claim.subject)
    if request.method != "POST":
        path = f"{claim.property}.0"
        data = claim_texts(claim, Wording(opened.waiting.supposed, Messages("en")))
        data |= {f"{path}.stance": claim.stance, f"{path}.certainty": claim.certainty}
        return _correcting(request, opened, claim, EntryForm(kind, claim.subject, "", data))
    form = EntryForm.posted(request, kind, claim.subject)
    if form.act != "save":
        return _correcting(request, opened, claim, form.done())
    try:
        typed = form.inputs.get(claim.property, {}).get("0", {})
        made = correct(claim, typed, hand_of(who))
    except BadEntry as error:
        return _correcting(request, opened, claim, form, error.problems)
    except BadQuestion as error:
        return _correcting(request, opened, claim, form, {"": error})
    except Overtaken as error:
        return _overtaken(request, error, claim)
    return _on(request, opened.reading, made)


def _correcting(
    request: HttpRequest,
    opened: Opened,
    claim: Claim,
    form: EntryForm,
    problems: dict[str, KizunaError] | None = None,
) -> HttpResponse:
    kept, here = _filters(request), visit(request)
    messages = here.messages
    return render(
        request,
        "review/correct.html.jinja",
        status=_WRONG if problems else 200,
        **presenting.reading_context(here, opened, kept),
        form=form,
        layout=Layout(form, messages, problems or {}),
        claim=claim,
        definition=property_of(claim.subject, claim.property),
        label=capital(messages.property(form.kind, claim.property)),
        action=here.address(f"/review/{claim.id}/correct", **kept),
        languages_named=common_languages(messages),
        stances=concepts("stances", messages),
        certainties=concepts("certainties", messages),
    )


def _filters(request: HttpRequest) -> dict[str, str]:
    """The filters in the address, without those that are empty."""
    said = {name: request.GET.get(name, "").strip() for name in ("document", "least", "kind", "by")}
    return {name: text for name, text in said.items() if text}


def _desk(request: HttpRequest) -> Desk:
    """What the filters choose; raises BadQuestion for a confidence that is none."""
    asked = _filters(request)
    least = asked.pop("least", "0")
    try:
        question = DeskQuestion(least=float(least), **asked)
    except ValueError:
        raise BadQuestion(f"{least!r} is no confidence; give one from 0 to 1") from None
    return desk(question)


def _told(request: HttpRequest) -> dict[str, Any]:
    """What was just done, for the notice at the head of a page: a decision, and whether it was taken back."""
    who = signed_in(request)
    made = request.GET.get("done", "") or request.GET.get("undone", "")
    past = _past(made) if made else None
    return {"just": presenting.decision_context(visit(request), past, who) if past else None}


def _to(request: HttpRequest, path: str, **query: str) -> HttpResponse:
    address = visit(request).address(path, **_filters(request), **query)
    return HttpResponseRedirect(address, status=_SEE_OTHER)
