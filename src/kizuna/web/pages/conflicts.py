"""A conflict: what each side says, on what evidence, and why one goes first; and the decision of a reviewer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Document, Fact, property_of
from kizuna.claims.kinds.property import facts_of
from kizuna.errors import BadJudgement, KizunaError, Overtaken
from kizuna.publish.document import Sentence, Tone
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.values import kind_of
from kizuna.web.access import account, needs, signed_in
from kizuna.web.presenting.claims import choice_of, claim_line, status_of_form, verdict_line
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.conflicts import (
    JUDGED,
    OpenConflict,
    RivalFact,
    choose,
    may_decide,
    open_conflict,
)
from kizuna.workflows.history import take_back
from kizuna.workflows.list_claims import ACCEPTED, REJECTED
from kizuna.workflows.open_evidence import language_of, quoted, reason_in_words
from kizuna.workflows.review import UNDONE


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_page(request: HttpRequest, kind: str, slug: str, name: str) -> HttpResponse:
    """A conflict with its sides; a decision that was posted is recorded, or taken back."""
    ref = f"{kind}/{slug}"
    if request.method == "POST":
        return _decide(request, ref, name)
    return _conflict(request, ref, name)


@needs("reviewer")
def _decide(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    choice, made = choice_of(request), ""
    try:
        if choice.verdict == "undo":
            take_back(request.POST.get("made", "").split(), UNDONE, signed_in(request))
        else:
            made = " ".join(one.id for one in choose(ref, name, choice, signed_in(request)))
    except (Overtaken, BadJudgement) as error:
        return _conflict(request, ref, name, error)
    address = visit(request).address(f"/conflict/{ref}/{name}", made=made, done=choice.verdict)
    return HttpResponseRedirect(address, status=303)


def _conflict(
    request: HttpRequest, ref: str, name: str, wrong: KizunaError | None = None
) -> HttpResponse:
    here = visit(request)
    found = open_conflict(ref, name, here.known_at)
    if found.entity.id != ref:
        return HttpResponseRedirect(here.address(f"/conflict/{found.entity.id}/{name}"))
    wording = Wording(found.register, here.messages, here.asked_day)
    made = [i for i in request.GET.get("made", "").split() if i in found.standing]
    since = set(wrong.judgements) if isinstance(wrong, Overtaken) else set[str]()
    return render(
        request,
        "conflicts/conflict.html.jinja",
        status=status_of_form(wrong),
        ref=ref,
        found=found,
        wording=wording,
        label=capital(here.messages.property(kind_of(ref), name)),
        groups=[[_side(side, group, found, wording) for side in group] for group in found.groups],
        agreed=[(_said(f, found, wording), Things(wording).holders(f)) for f in found.agreed],
        rejected=[_evidence(claim, found, wording) for claim in found.rejected],
        decides=here.known_at is None and may_decide(found, account(request)),
        reason=request.POST.get("reason", "") if wrong else "",
        made=made,
        done=request.GET.get("done", ""),
        since=[verdict_line(w, wording) for w in found.judgements if w.judgement.id in since],
        wrong=wrong,
    )


def _side(
    side: RivalFact, group: tuple[RivalFact, ...], found: OpenConflict, wording: Wording
) -> dict[str, Any]:
    """One side of a conflict. `said` is the fact with its doubts and denials, `value` its value alone; `why` says
    why it goes first, or why it stands behind; `claim` is the id that a decision on it names."""
    is_first, text = side is group[0], wording.messages.text
    said = _said(side.fact, found, wording)
    kind = property_of(found.entity.id, found.property).type
    if is_first:  # before those that no judgement, and before those that one puts behind it
        behind = next((other for other in group[1:] if other.why == JUDGED), group[1])
        why = text(f"web-conflicts-first-{behind.why}")
    elif side.judgement is not None:
        judge = wording.name(side.judgement.judge)
        reason = reason_in_words(wording.messages, side.judgement.reason)
        why = text("web-conflicts-behind-judged", judge=judge, reason=reason)
    else:
        why = text(f"web-conflicts-behind-{side.why}")
    return {
        "said": [one for one in said if one.tone is not Tone.ASIDE],
        "value": wording.words(kind, side.fact.value),
        "why": why,
        "evidence": [_evidence(c, found, wording) for c in (*side.fact.claims, *side.fact.denials)],
        "claim": side.fact.claims[0].id,
        "is_first": is_first,
    }


def _said(fact: Fact[Any], found: OpenConflict, wording: Wording) -> tuple[Sentence, ...]:
    """A fact of the property in words; which one goes first is told beside it."""
    held = facts_of(found.entity, names=(found.property,))
    shown = next(one for one in held if one.fact is fact)
    return tuple(Things(wording).fact(replace(shown, is_preferred=True)))


def _evidence(claim: Claim, found: OpenConflict, wording: Wording) -> dict[str, Any]:
    """A claim with its passage where it may be read, its source, and what was judged of it."""
    status = REJECTED if claim in found.rejected else ACCEPTED
    source = found.register.get(claim.document, Document)
    day = source.date.value if source else None
    stance = wording.messages.concept("stances", claim.stance)
    certainty = wording.messages.concept("certainties", claim.certainty)
    context = found.contexts.get(claim.id)
    about = (w for w in found.judgements if claim.id in (w.judgement.target, w.judgement.other))
    return {
        "line": claim_line(wording, claim, status),
        "source_day": wording.messages.date(day) if day else "",
        "where": wording.messages.rendering(claim.locator) if claim.locator else "",
        "stance": wording.messages.listing((stance, certainty), "unit"),
        "recorded": wording.recorded(claim),
        "quote": quoted(context, language_of(found.register, claim.document)) if context else None,
        "is_withheld": claim.id in found.withheld,
        "verdicts": [verdict_line(weighing, wording) for weighing in about],
    }
