"""Who is meant, and where sources disagree: what waits, one case with its evidence, and decisions on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Document, Entity, Fact, property_of
from kizuna.claims.kinds.property import facts_of
from kizuna.errors import BadJudgement, BadQuestion, KizunaError, Overtaken
from kizuna.identity.features import Candidate, match_features
from kizuna.languages import Messages
from kizuna.publish.document import Facts, Sentence, Tone
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.values import kind_of
from kizuna.web.access import account, needs, signed_in
from kizuna.web.fields import number
from kizuna.web.presenting.claims import claim_line, status_of_form, verdict_line
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.conflicts import (
    JUDGED,
    OpenConflict,
    RivalFact,
    decide_conflict,
    may_decide,
    open_conflict,
)
from kizuna.workflows.entering.hand import Choice, hand_of
from kizuna.workflows.history import judgement_of, take_back
from kizuna.workflows.list_claims import ACCEPTED, REJECTED
from kizuna.workflows.open_evidence import WeighedJudgement, language_of, quoted, reason_in_words
from kizuna.workflows.resolve import (
    STATES,
    MentionsQuestion,
    OpenMention,
    decide_mention,
    decide_sure,
    list_mentions,
    next_mention,
    open_mention,
    plain_name,
    take_back_identity,
)
from kizuna.workflows.review import UNDONE

Reason = tuple[str, str]

_TOLD = ("level", "type", "country", "part_of", "belongs_to", "located_in", "role", "point")
"""What tells one place or person from another of the same name."""


def candidate_line(found: OpenMention, ref: str, wording: Wording) -> dict[str, Any]:
    """What the mention may be: `told` are the facts that tell it from others, `claims` the ids of all that is
    recorded of it.

    `score` is "" for what was only searched for; of a place that the register does not hold `aliases` and
    `country` tell instead.
    """
    messages, entity = wording.messages, found.register.get(ref, Entity)
    place = None if entity else found.places.get(ref)
    candidate = next((c for c in found.candidates if c.ref == ref), None)
    return {
        "ref": ref,
        "name": name_of(found, ref, wording),
        "score": messages.number(round(candidate.score, 1)) if candidate else "",
        "reasons": reasons_of(candidate, messages) if candidate else ([], []),
        "told": Things(wording).facts(entity, names=_TOLD) if entity else Facts(()),
        "claims": entity.claim_ids if entity else (),
        "country": messages.country(place.country) if place and place.country else "",
        "aliases": ", ".join(place.names[1:9]) if place else "",
        "is_held": entity is not None,
    }


def name_of(found: OpenMention, ref: str, wording: Wording) -> str:
    """What something beside the mention is called, in the register or else in the gazetteer."""
    if ref in found.register:
        return wording.name(ref)
    return found.places[ref].names[0] if ref in found.places else ref


def reasons_of(candidate: Candidate, messages: Messages) -> tuple[list[Reason], list[Reason]]:
    """What speaks for a candidate, and what against it, in words, each with how much ("+5.5")."""
    said = [(f.weight, f.name, 1) for f in match_features(candidate.evidence)]
    if unlike := candidate.evidence.ratio - 1.0:
        said.append((unlike, "letters", 2))
    reasons: tuple[list[Reason], list[Reason]] = ([], [])
    for weight, name, digits in said:
        signed = f"{'+' if weight > 0 else '−'}{messages.number(round(abs(weight), digits))}"
        words = messages.text(f"web-identity-feature-{name}")
        reasons[weight <= 0].append((words, signed))
    return reasons


def decision_notice(request: HttpRequest) -> dict[str, Any] | None:
    """The judgement that the address names, with the names of both sides; None without one that the account may
    take back and has not yet."""
    prefix = request.GET.get("decided", "").strip()
    if not prefix:
        return None
    try:
        asked = judgement_of(prefix, signed_in(request))
    except KizunaError:  # the page was asked for, not the notice: what is no id has nothing to tell
        return None
    made = asked.judged.judgement
    if "/" not in made.target or asked.judged.is_withdrawn:
        return None
    wording = Wording(asked.register, visit(request).messages)
    name, other = (plain_name(ref) or wording.name(ref) for ref in (made.target, made.other))
    return {"judgement": made, "name": name, "other": other}


_FILTERS = ("kind", "country", "text", "state")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def identity_page(request: HttpRequest) -> HttpResponse:
    """A page of mentions; the pairs that were posted are recorded as the linker's own decisions."""
    if request.method != "POST":
        return _list(request)
    pairs = [
        (ref, other) for ref, _, other in (p.partition("|") for p in request.POST.getlist("sure"))
    ]
    try:
        made = decide_sure(pairs, signed_in(request))
    except (Overtaken, BadQuestion) as error:
        return _list(request, error)
    address = visit(request).address("/identity", **_asked(request.POST), linked=len(made))
    return HttpResponseRedirect(address, status=303)


def _list(request: HttpRequest, wrong: KizunaError | None = None) -> HttpResponse:
    asked = _asked(request.POST if wrong else request.GET)
    question = MentionsQuestion(**asked, page=1 if wrong else number(request, "page", 1))
    found = list_mentions(question)
    messages = visit(request).messages
    return render(
        request,
        "identity/list.html.jinja",
        status=status_of_form(wrong),
        found=found,
        asked=asked,
        words_of_states=[(state, messages.text(f"web-identity-state-{state}")) for state in STATES],
        kinds=[(kind, capital(messages.kind(kind))) for kind in found.kinds],
        countries=sorted(
            ((code, messages.country(code)) for code in found.countries),
            key=lambda pair: pair[1].casefold(),
        ),
        may_link=hand_of(signed_in(request)).only is None,
        linked=number(request, "linked", 0, least=0),
        notice=decision_notice(request),
        wrong=wrong,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def mention_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """A mention beside its candidates; a decision that was posted is recorded, and the next mention comes."""
    ref = f"{kind}/{slug}"
    if request.method != "POST":
        return _mention(request, ref)
    try:
        made = decide_mention(ref, choice_of(request), signed_in(request))
    except (Overtaken, BadJudgement) as error:
        return _mention(request, ref, error)
    asked = _asked(request.POST)
    following = next_mention(MentionsQuestion(**asked), ref)
    path = f"/identity/{following}" if following else "/identity"
    address = visit(request).address(path, **asked, decided=made.id)
    return HttpResponseRedirect(address, status=303)


def _mention(request: HttpRequest, ref: str, wrong: KizunaError | None = None) -> HttpResponse:
    who, given = signed_in(request), request.POST if wrong else request.GET
    name = given.get("name", "").strip()
    found = open_mention(ref, who, name)
    wording = Wording(found.register, visit(request).messages)
    others = (j.other if j.target == ref else j.target for j in found.judgements)
    return render(
        request,
        "identity/mention.html.jinja",
        status=status_of_form(wrong),
        found=found,
        wording=wording,
        asked=_asked(given),
        name=name,
        reason=given.get("reason", ""),
        candidates=[
            candidate_line(found, r, wording)
            for r in (*(c.ref for c in found.candidates), *found.found)
        ],
        decided=[
            (
                verdict_line(WeighedJudgement(j, False), wording),
                other,
                name_of(found, other, wording),
            )
            for j, other in reversed(list(zip(found.judgements, others, strict=True)))
        ],
        passages=[
            (one, quoted(context, language_of(found.register, one.document)))
            for one, context in found.passages
        ],
        about=[claim_line(wording, one.claim, one.status) for one in found.claims],
        notice=decision_notice(request),
        wrong=wrong,
    )


@require_POST
@needs("reviewer")
def undo_page(request: HttpRequest) -> HttpResponse:
    """Takes a decision back, and leads to the mention that it was about."""
    ref = take_back_identity(request.POST.get("judgement", ""), signed_in(request))
    back = visit(request).address(f"/identity/{ref}", **_asked(request.POST))
    return HttpResponseRedirect(back, status=303)


def choice_of(request: HttpRequest) -> Choice:
    """What was chosen before a mention or a conflict, as its form says."""
    verdict, _, other = request.POST.get("decision", "").partition(" ")
    return Choice(verdict, other, request.POST.get("reason", ""), request.POST.get("seen", ""))


def _asked(given: QueryDict) -> dict[str, Any]:
    """Which mentions the list shows, as the address or the form says."""
    return {name: given.get(name, "").strip() for name in _FILTERS}


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
            made = " ".join(
                one.id for one in decide_conflict(ref, name, choice, signed_in(request))
            )
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
    wording = Wording(found.register, here.messages, here.times.asked_day)
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
        agreed=[(_fact_words(f, found, wording), Things(wording).holders(f)) for f in found.agreed],
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
    said = _fact_words(side.fact, found, wording)
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


def _fact_words(fact: Fact[Any], found: OpenConflict, wording: Wording) -> tuple[Sentence, ...]:
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
