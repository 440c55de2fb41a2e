"""Who is meant: the mentions that nobody has identified, one of them beside what it may be, and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import Entity, Tie
from kizuna.errors import BadJudgement, BadQuestion, KizunaError, NotAllowed, Overtaken
from kizuna.identity.features import Candidate, match_features
from kizuna.languages import Messages
from kizuna.publish.document import Facts, Sentence
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.web.access import needs, signed_in
from kizuna.web.api.v1.problems import status_of
from kizuna.web.fields import number
from kizuna.web.presenting.claims import ClaimLine, claim_line
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.history import judgement_of
from kizuna.workflows.list_mentions import (
    STATES,
    MentionsPage,
    MentionsQuestion,
    decide_sure,
    list_mentions,
    next_mention,
)
from kizuna.workflows.open_evidence import language_of, quoted, reason_in_words
from kizuna.workflows.open_mention import (
    Decision,
    OpenMention,
    decide,
    open_mention,
    plain_name,
    undo,
)
from kizuna.workflows.resolve import WaitingMention

_TOLD = ("level", "type", "country", "part_of", "belongs_to", "located_in", "role", "point")
"""What tells one place or person from another of the same name."""


@dataclass(frozen=True, slots=True)
class CandidateReason:
    """Something that speaks for or against a candidate, and how much ("+5.5"; "" where it alone decides)."""

    words: str
    weight: str


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """What a mention may be: `told` are the facts that tell it from others, `claims` the ids of all that is
    recorded of it.

    `score` is "" for what was only searched for; `is_held` False for a place that the register does not hold, of
    which `aliases` and `country` tell instead.
    """

    ref: str
    name: str
    score: str
    reasons: tuple[CandidateReason, ...]
    against: tuple[CandidateReason, ...]
    told: Facts
    claims: tuple[str, ...]
    country: str
    aliases: str
    is_held: bool
    is_sure: bool
    is_put_off: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A judgement of identity in words; `other` is the thing that the mention was compared with."""

    id: str
    verdict: str
    other: str
    other_name: str
    reason: str
    judge: str
    day: str


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage that names the mention, and the claim that cites it."""

    claim: Claim
    quote: Sentence


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A mention in the list, with its best candidate."""

    row: WaitingMention
    kind: str
    country: str
    best: str
    score: str
    is_sure: bool


def mention_lines(page: MentionsPage, messages: Messages) -> list[MentionLine]:
    """The rows of the list."""
    return [_mention_line(row, page, messages) for row in page.rows]


def _mention_line(row: WaitingMention, page: MentionsPage, messages: Messages) -> MentionLine:
    best = row.candidates[0] if row.candidates else None
    return MentionLine(
        row=row,
        kind=messages.kind(row.ref.partition("/")[0]),
        country=messages.country(row.country) if row.country else "",
        best=page.names.get(best.ref, best.ref) if best else "",
        score=_number(best.score, messages) if best else "",
        is_sure=row.sure is not None,
    )


def countries(page: MentionsPage, messages: Messages) -> list[tuple[str, str]]:
    """The countries of what waits, by their names in the reader's language."""
    named = ((code, messages.country(code)) for code in page.countries)
    return sorted(named, key=lambda pair: pair[1].casefold())


def candidate_lines(found: OpenMention, wording: Wording) -> list[CandidateLine]:
    """What the mention may be, the best first, then what was searched for."""
    lines = [_candidate_line(found, wording, c.ref, c) for c in found.candidates]
    return lines + [_candidate_line(found, wording, ref, None) for ref in found.found]


def _candidate_line(
    found: OpenMention, wording: Wording, ref: str, candidate: Candidate | None
) -> CandidateLine:
    messages, entity = wording.messages, found.register.get(ref, Entity)
    place, sure = found.places.get(ref), found.waiting.sure if found.waiting else None
    fors, against = reasons_of(candidate, messages) if candidate else ((), ())
    name = wording.name(ref) if entity else (place.names[0] if place else ref)
    country = messages.country(place.country) if place and place.country and not entity else ""
    return CandidateLine(
        ref=ref,
        name=name,
        score=_number(candidate.score, messages) if candidate else "",
        reasons=fors,
        against=against,
        told=Things(wording).facts(entity, names=_TOLD) if entity else Facts(()),
        claims=entity.claim_ids if entity else (),
        country=country,
        aliases="" if entity or not place else ", ".join(place.names[1:9]),
        is_held=entity is not None,
        is_sure=sure is not None and sure.ref == ref,
        is_put_off=found.waiting is not None and ref in found.waiting.undecided,
        decides=ref in found.decides,
    )


def reasons_of(
    candidate: Candidate, messages: Messages
) -> tuple[tuple[CandidateReason, ...], tuple[CandidateReason, ...]]:
    """What speaks for a candidate, and what against it, in words."""
    said = [
        (
            feature.weight,
            CandidateReason(_feature(feature.name, messages), _signed(feature.weight, messages)),
        )
        for feature in match_features(candidate.evidence)
    ]
    if unlike := candidate.evidence.ratio - 1.0:
        words = messages.text("web-identity-feature-letters")
        said.append((unlike, CandidateReason(words, _signed(unlike, messages, 2))))
    return (
        tuple(reason for weight, reason in said if weight > 0),
        tuple(reason for weight, reason in said if weight <= 0),
    )


def _feature(name: str, messages: Messages) -> str:
    return messages.text(f"web-identity-feature-{name}")


def _signed(weight: float, messages: Messages, digits: int = 1) -> str:
    sign = "+" if weight > 0 else "−"
    return f"{sign}{_number(abs(weight), messages, digits)}"


def _number(number: float, messages: Messages, digits: int = 1) -> str:
    return messages.number(round(number, digits))


def decided_lines(found: OpenMention, wording: Wording) -> list[DecidedLine]:
    """What was decided about the mention, the newest first."""
    return [_decided(j, found, wording) for j in reversed(found.judgements)]


def _decided(judgement: Judgement, found: OpenMention, wording: Wording) -> DecidedLine:
    other = judgement.other if judgement.target == found.ref else judgement.target
    place = found.places.get(other)
    held_name = wording.name(other) if other in found.register else ""
    return DecidedLine(
        id=judgement.id,
        verdict=judgement.verdict.value,
        other=other,
        other_name=held_name or (place.names[0] if place else other),
        reason=reason_in_words(wording.messages, judgement.reason),
        judge=wording.name(judgement.judge),
        day=wording.moment_day(judgement.judged_at),
    )


def passage_lines(found: OpenMention) -> list[PassageLine]:
    """The passages that name it."""
    return [
        PassageLine(one.claim, quoted(one.context, language_of(found.register, one.claim.document)))
        for one in found.passages
    ]


def about_lines(found: OpenMention, wording: Wording) -> list[ClaimLine]:
    """All that was recorded of the mention itself."""
    return [claim_line(wording, one.claim, one.status) for one in found.claims]


def partners_of(tie: Tie, ref: str) -> Iterable[str]:
    """The other parties of a tie that the mention is in."""
    return (party for party in tie.party.values if party != ref)


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """A judgement of identity that was just recorded, with the names of both sides; it can be undone."""

    judgement: Judgement
    name: str
    other: str


def decision_notice(request: HttpRequest) -> DecisionNotice | None:
    """The decision that the address names; None without one that the account may take back and has not yet."""
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
    return DecisionNotice(made, name, other)


_FILTERS = ("kind", "country", "text", "state")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def identity_page(request: HttpRequest) -> HttpResponse:
    """A page of mentions; the pairs that were posted are recorded as the linker's own decisions."""
    if request.method == "POST":
        return _sure(request)
    return _list(request)


def _sure(request: HttpRequest) -> HttpResponse:
    pairs = [
        (ref, other) for ref, _, other in (p.partition("|") for p in request.POST.getlist("sure"))
    ]
    try:
        made = decide_sure(pairs, signed_in(request))
    except (Overtaken, BadQuestion) as error:
        return _list(request, error)
    asked = _asked(request.POST)
    address = visit(request).address("/identity", **asked, linked=len(made))
    return HttpResponseRedirect(address, status=303)


def _list(request: HttpRequest, wrong: KizunaError | None = None) -> HttpResponse:
    asked = _asked(request.POST if wrong else request.GET)
    question = MentionsQuestion(**asked, page=1 if wrong else number(request, "page", 1))
    found = list_mentions(question)
    messages = visit(request).messages
    hand = hand_of(signed_in(request))
    return render(
        request,
        "identity/list.html.jinja",
        status=_status(wrong),
        found=found,
        asked=asked,
        words_of_states=[(state, messages.text(f"web-identity-state-{state}")) for state in STATES],
        kinds=[(kind, capital(messages.kind(kind))) for kind in found.kinds],
        countries=countries(found, messages),
        lines=mention_lines(found, messages),
        may_link=hand.only is None,
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
    verdict, _, other = request.POST.get("decision", "").partition(" ")
    try:
        if verdict not in ("same", "different", "undecided"):
            raise BadJudgement(f"{verdict!r} is no decision; write same, different or undecided")
        decision = Decision(
            Verdict(verdict),
            ref,
            other,
            request.POST.get("reason", ""),
            request.POST.get("seen", ""),
        )
        made = decide(decision, signed_in(request))
    except (Overtaken, BadJudgement, NotAllowed) as error:
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
    return render(
        request,
        "identity/mention.html.jinja",
        status=_status(wrong),
        found=found,
        wording=wording,
        asked=_asked(given),
        name=name,
        reason=given.get("reason", ""),
        candidates=candidate_lines(found, wording),
        decided=decided_lines(found, wording),
        passages=passage_lines(found),
        about=about_lines(found, wording),
        partners={tie.id: list(partners_of(tie, ref)) for tie in found.ties},
        notice=decision_notice(request),
        wrong=wrong,
    )


@require_POST
@needs("reviewer")
def undo_page(request: HttpRequest) -> HttpResponse:
    """Takes a decision back, and leads to the mention that it was about."""
    ref = undo(request.POST.get("judgement", ""), signed_in(request))
    back = visit(request).address(f"/identity/{ref}", **_asked(request.POST))
    return HttpResponseRedirect(back, status=303)


def _status(wrong: KizunaError | None) -> int:
    if wrong is None:
        return 200
    return 422 if isinstance(wrong, BadJudgement | BadQuestion) else status_of(wrong)


def _asked(given: QueryDict) -> dict[str, Any]:
    """Which mentions the list shows, as the address or the form says."""
    return {name: given.get(name, "").strip() for name in _FILTERS}
