"""Who is meant, and where sources disagree: what waits, one case with its evidence, and
decisions on it.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from kizuna.analysis.gaps import Dispute
from kizuna.claims.claim import Claim, Verdict, withdrawn
from kizuna.claims.kinds import Document, Entity, Fact, Tie, property_of
from kizuna.claims.kinds.property import facts_of
from kizuna.errors import BadJudgement, BadQuestion, KizunaError, Overtaken
from kizuna.identity.features import Candidate, match_features
from kizuna.publish.document import Facts, Sentence, Tone, quoted
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.sources.passages import Context
from kizuna.store.queries.claims import claims, claims_referring_to, is_text_held
from kizuna.values import kind_of
from kizuna.web.access import FORM, account, needs, own_hand
from kizuna.web.pages.question import by_words
from kizuna.web.rendering import (
    claim_line,
    number,
    page_of,
    render,
    see,
    verdict_line,
    visit,
)
from kizuna.workflows import ask, conflicts, open_evidence, resolve
from kizuna.workflows.acting import Choice, hand_of
from kizuna.workflows.history import judgement_of, take_back
from kizuna.workflows.list_claims import ACCEPTED, REJECTED, weighed
from kizuna.workflows.mentions import KINDS, known
from kizuna.workflows.review import UNDONE

_TOLD = (
    "level",
    "type",
    "country",
    "part_of",
    "belongs_to",
    "located_in",
    "role",
    "point",
)
"""What tells one place or person from another of the same name."""


def _candidate(
    ref: str, candidate: Candidate | None, wording: Wording
) -> dict[str, Any]:
    """What the mention may be: `told` are the facts that tell it from others, `claims`
    the ids of all that is recorded of it.

    `score` is "" for what was only searched for; of a place that the register does not
    hold `aliases` and `country` tell instead.
    """
    messages, entity = wording.messages, wording.register.get(ref, Entity)
    place = candidate.place if candidate and not entity else None
    reasons: tuple[list[tuple[str, str]], ...] = (
        [],
        [],
    )  # for and against it, each with how much
    if candidate:
        said = [(f.weight, f.name, 1) for f in match_features(candidate.evidence)]
        if unlike := candidate.evidence.ratio - 1.0:
            said.append((unlike, "letters", 2))
        for weight, name, digits in said:
            signed = f"{'+' if weight > 0 else '−'}{messages.number(round(abs(weight), digits))}"
            reasons[weight <= 0].append(
                (messages.text(f"web-identity-feature-{name}"), signed)
            )
    return {
        "ref": ref,
        "name": _name(ref, wording),
        "score": messages.number(round(candidate.score, 1)) if candidate else "",
        "reasons": reasons,
        "told": Things(wording).facts(entity, names=_TOLD) if entity else Facts(()),
        "claims": entity.claim_ids if entity else (),
        "country": messages.country(place.country) if place and place.country else "",
        "aliases": ", ".join(place.names[1:9]) if place else "",
        "is_held": entity is not None,
    }


def _name(ref: str, wording: Wording) -> str:
    """What a mention or something beside it is called, in its source, in the register
    or else in the gazetteer.
    """
    return resolve.plain_name(ref) or wording.name(ref)


def decision_notice(request: HttpRequest) -> dict[str, Any] | None:
    """The judgement that the address names, with the names of both sides; None without
    one that the account may take back and has not yet.
    """
    if not (prefix := request.GET.get("decided", "").strip()):
        return None
    try:
        asked = judgement_of(prefix, own_hand(request))
    except (
        KizunaError
    ):  # the page was asked for, not the notice: what is no id has nothing to tell
        return None
    made = asked.judged.judgement
    if "/" not in made.target or asked.judged.is_withdrawn:
        return None
    wording = Wording(asked.register, visit(request).messages)
    names = {"name": _name(made.target, wording), "other": _name(made.other, wording)}
    return {"judgement": made, **names}


_ON_A_PAGE, _PASSAGES = 25, 6


@needs("reviewer", *FORM)
def identity_page(request: HttpRequest) -> HttpResponse:
    """A page of mentions; the pairs that were posted are recorded as the linker's own
    decisions.
    """
    if request.method != "POST":
        return _list(request)
    sure = (pair.partition("|") for pair in request.POST.getlist("sure"))
    try:
        made = resolve.decide_sure(
            [(ref, other) for ref, _, other in sure], own_hand(request)
        )
    except (Overtaken, BadQuestion) as error:
        return _list(request, error)
    return see(request, "/identity", **_filters_in(request.POST), linked=len(made))


def _list(request: HttpRequest, wrong: KizunaError | None = None) -> HttpResponse:
    asked = _filters_in(request.POST if wrong else request.GET)
    desk, messages = resolve.IdentityDesk.now(), visit(request).messages
    waiting, chosen = desk.waiting, desk.chosen(**asked)
    first = slice(_ON_A_PAGE), {"page": 1, "pages": 1}
    part, paging = first if wrong else page_of(request, len(chosen), _ON_A_PAGE)
    countries = {desk.found.mentions[ref].country for ref in waiting} - {""}
    kinds, text = set(map(kind_of, waiting)), messages.text
    return render(
        request,
        "identity/list.html.jinja",
        found=desk.linked(chosen[part]),
        waiting=len(waiting),
        total=len(chosen),
        asked=asked,
        words_of_states=[
            (one, text(f"web-identity-state-{one}")) for one in resolve.STATES
        ],
        kinds=[(kind, capital(messages.kind(kind))) for kind in KINDS if kind in kinds],
        countries=by_words((code, messages.country(code)) for code in countries),
        may_link=own_hand(request).only is None,
        linked=number(request, "linked", 0, least=0),
        notice=decision_notice(request),
        wrong=wrong,
        **paging,
    )


@needs("reviewer", *FORM)
def mention_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """A mention beside its candidates; a decision that was posted is recorded, and the
    next mention comes.
    """
    ref = f"{kind}/{slug}"
    if request.method != "POST":
        return _mention(request, ref)
    try:
        made = resolve.decide_mention(ref, choice_of(request), own_hand(request))
    except (Overtaken, BadJudgement) as error:
        return _mention(request, ref, error)
    asked = _filters_in(request.POST)
    following = resolve.IdentityDesk.now().after(ref, **asked)
    path = f"/identity/{following}" if following else "/identity"
    return see(request, path, **asked, decided=made.id)


def _mention(
    request: HttpRequest, ref: str, wrong: KizunaError | None = None
) -> HttpResponse:
    sent, desk = request.POST if wrong else request.GET, resolve.IdentityDesk.now()
    name, judged = sent.get("name", "").strip(), desk.on(ref)
    others = [j.other if j.target == ref else j.target for j in judged]
    waiting = None if desk.others(ref, Verdict.SAME) else desk.linked([ref])[0]
    near = {c.ref: c for c in waiting.candidates} if waiting else {}
    found = resolve.found_by_name(name, waiting) if waiting else ()
    naming = claims_referring_to(ref)
    named_by = dict.fromkeys(claim.subject for claim in naming)
    register = ask.known_register(
        None, dict.fromkeys([ref, *near, *found, *others, *named_by])
    )
    wording, hand = Wording(register, visit(request).messages), own_hand(request)
    verdicts = [
        verdict_line(open_evidence.WeighedJudgement(j, False), wording) for j in judged
    ]
    return render(
        request,
        "identity/mention.html.jinja",
        ref=ref,
        mention=desk.found.mentions[ref],
        waiting=waiting,
        found=found,
        seen=" ".join(j.id for j in judged),
        wording=wording,
        asked=_filters_in(sent),
        name=name,
        reason=sent.get("reason", ""),
        candidates=[_candidate(r, near.get(r), wording) for r in (*near, *found)],
        decides={r for r in (*near, *found) if hand.decides_about([ref, r], register)},
        decided=[
            (v, o, _name(o, wording)) for v, o in zip(verdicts, others, strict=True)
        ][::-1],
        ties=[tie for r in named_by if (tie := register.get(r, Tie))],
        named_by=[r for r in named_by if kind_of(r) != "tie"],
        notice=decision_notice(request),
        wrong=wrong,
        **_sources(ref, naming, wording),
    )


def _sources(ref: str, naming: Sequence[Claim], wording: Wording) -> dict[str, Any]:
    """What is said of a mention, and where it is named: the passages that may be read,
    each once.
    """
    about, passages = claims(subjects=[ref]), dict[Any, tuple[Claim, Sentence]]()
    contexts = open_evidence.contexts_of([*about, *naming])
    for claim in (*about, *naming):
        if context := contexts.get(claim.id):
            tag = open_evidence.language_of(wording.register, claim.document)
            passage = (claim, quoted(context, tag))
            passages.setdefault((claim.sha256, claim.start, claim.end), passage)
    return {
        "about": [claim_line(wording, one.claim, one.status) for one in weighed(about)],
        "passages": list(passages.values())[:_PASSAGES],
    }


@needs("reviewer", "POST")
def undo_page(request: HttpRequest) -> HttpResponse:
    """Takes a decision back, and leads to the mention that it was about."""
    ref = take_back([request.POST.get("judgement", "")], UNDONE, own_hand(request))
    path = f"/identity/{ref}" if ref in known().mentions else "/identity"
    return see(request, path, **_filters_in(request.POST))


def choice_of(request: HttpRequest) -> Choice:
    """What was chosen before a mention or a conflict, as its form says."""
    verdict, _, other = request.POST.get("decision", "").partition(" ")
    return Choice(
        verdict, other, request.POST.get("reason", ""), request.POST.get("seen", "")
    )


def _filters_in(sent: QueryDict) -> dict[str, str]:
    return {
        name: sent.get(name, "").strip()
        for name in ("kind", "country", "text", "state")
    }


@require_http_methods(FORM)
def conflict_page(
    request: HttpRequest, kind: str, slug: str, name: str
) -> HttpResponse:
    """A conflict with its sides; a decision that was posted is recorded, or taken
    back.
    """
    answer = _decide if request.method == "POST" else _conflict
    return answer(request, f"{kind}/{slug}", name)


@needs("reviewer")
def _decide(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    choice, hand, made = choice_of(request), own_hand(request), ""
    try:
        if choice.verdict == "undo":
            take_back(request.POST.get("made", "").split(), UNDONE, hand)
        else:
            made = " ".join(
                one.id for one in conflicts.decide_conflict(ref, name, choice, hand)
            )
    except (Overtaken, BadJudgement) as error:
        return _conflict(request, ref, name, error)
    return see(request, f"/conflict/{ref}/{name}", made=made, done=choice.verdict)


def _conflict(
    request: HttpRequest, ref: str, name: str, wrong: KizunaError | None = None
) -> HttpResponse:
    here = visit(request)
    found = conflicts.open_conflict(ref, name, here.known_at)
    if found.entity.id != ref:
        return see(request, f"/conflict/{found.entity.id}/{name}")
    wording, who = (
        Wording(found.register, here.messages, here.times.asked_day),
        account(request),
    )
    judged = list(open_evidence.weighings(found.judgements))
    standing = {j.id for j in found.judgements} - withdrawn(found.judgements)
    since = set(wrong.judgements) if isinstance(wrong, Overtaken) else set[str]()
    decides = who is not None and hand_of(who).decides_about(
        [found.entity.id], found.register
    )
    disputed = {id(fact) for dispute in found.disputes for fact in dispute.facts}
    agreed = [fact for fact in found.entity.stated(name) if id(fact) not in disputed]
    return render(
        request,
        "conflicts/conflict.html.jinja",
        ref=ref,
        found=found,
        wording=wording,
        label=capital(here.messages.property(kind_of(ref), name)),
        groups=[
            [_side(fact, d, found, wording) for fact in d.facts] for d in found.disputes
        ],
        agreed=[
            (_fact_words(f, found, wording), Things(wording).holders(f)) for f in agreed
        ],
        rejected=[c for c in found.claims if c.id in found.register.rejected],
        evidence_of=partial(
            _evidence, wording, judged, open_evidence.contexts_of(found.claims)
        ),
        decides=here.known_at is None and decides,
        reason=request.POST.get("reason", "") if wrong else "",
        made=[i for i in request.GET.get("made", "").split() if i in standing],
        done=request.GET.get("done", ""),
        since=[verdict_line(w, wording) for w in judged if w.judgement.id in since],
        wrong=wrong,
    )


def _side(
    fact: Fact[Any], dispute: Dispute, found: conflicts.OpenConflict, wording: Wording
) -> dict[str, Any]:
    """One side of a conflict. `said` is the fact with its doubts and denials, `value`
    its value alone; `why` says why it goes first, or why it stands behind; `claim` is
    the id that a decision on it names.
    """
    first, *others = dispute.facts
    messages, told = wording.messages, dict[str, str]()
    if (
        fact is first
    ):  # before those that no judgement, and before those that one puts behind it
        reasons = [conflicts.why_behind(other, dispute)[0] for other in others]
        place = (
            f"first-{conflicts.JUDGED if conflicts.JUDGED in reasons else reasons[0]}"
        )
    else:
        reason, judgement = conflicts.why_behind(fact, dispute)
        place = f"behind-{reason}"
        if judgement is not None:
            words = open_evidence.reason_in_words(messages, judgement.reason)
            told = {"judge": wording.name(judgement.judge), "reason": words}
    said = _fact_words(fact, found, wording)
    return {
        "said": [one for one in said if one.tone is not Tone.ASIDE],
        "value": wording.words(
            property_of(found.entity.id, found.property).type, fact.value
        ),
        "why": messages.text(f"web-conflicts-{place}", **told),
        "claims": (*fact.claims, *fact.denials),
        "claim": fact.claims[0].id,
        "is_first": fact is first,
    }


def _fact_words(
    fact: Fact[Any], found: conflicts.OpenConflict, wording: Wording
) -> list[Sentence]:
    """A fact of the property in words; which one goes first is told beside it."""
    held = facts_of(found.entity, names=(found.property,))
    shown = next(one for one in held if one.fact is fact)
    return list(Things(wording).fact(shown._replace(is_preferred=True)))


def _evidence(
    wording: Wording,
    judged: Sequence[open_evidence.WeighedJudgement],
    contexts: Mapping[str, Context],
    claim: Claim,
) -> dict[str, Any]:
    """A claim with its passage where it may be read, its source, and what was judged of
    it.
    """
    register, context, messages = (
        wording.register,
        contexts.get(claim.id),
        wording.messages,
    )
    source = register.get(claim.document, Document)
    day = source.date.value if source else None
    concepts = (("stances", claim.stance), ("certainties", claim.certainty))
    tag = open_evidence.language_of(register, claim.document)
    about = (w for w in judged if claim.id in (w.judgement.target, w.judgement.other))
    return {
        "line": claim_line(
            wording, claim, REJECTED if claim.id in register.rejected else ACCEPTED
        ),
        "source_day": messages.date(day) if day else "",
        "where": messages.rendering(claim.locator) if claim.locator else "",
        "stance": messages.listing(
            [messages.concept(*each) for each in concepts], "unit"
        ),
        "recorded": wording.recorded(claim),
        "quote": quoted(context, tag) if context else None,
        "is_withheld": not context and claim.has_passage and is_text_held(claim.sha256),
        "verdicts": [verdict_line(weighing, wording) for weighing in about],
    }
