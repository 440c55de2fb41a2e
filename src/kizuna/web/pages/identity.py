"""Who is meant: the mentions that nobody has identified, one of them beside what it may be, and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import BadJudgement, BadQuestion, KizunaError, NotAllowed, Overtaken
from kizuna.publish.wording import Wording, capital
from kizuna.web.access import needs, signed_in
from kizuna.web.fields import number
from kizuna.web.presenting import identity as presenting
from kizuna.web.presenting.facts import Facts
from kizuna.web.rendering import render
from kizuna.web.statuses import status_of
from kizuna.web.visit import visit
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.history import judgement_of
from kizuna.workflows.list_mentions import (
    STATES,
    MentionsQuestion,
    decide_sure,
    list_mentions,
    next_mention,
)
from kizuna.workflows.open_mention import Decision, decide, open_mention, plain_name, undo


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
        countries=presenting.countries(found, messages),
        lines=presenting.mention_lines(found, messages),
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
    facts = Facts(found.register, visit(request).messages)
    return render(
        request,
        "identity/mention.html.jinja",
        status=_status(wrong),
        found=found,
        facts=facts,
        asked=_asked(given),
        name=name,
        reason=given.get("reason", ""),
        candidates=presenting.candidate_lines(found, facts),
        decided=presenting.decided_lines(found, facts),
        passages=presenting.passage_lines(found, facts),
        about=presenting.about_lines(found, facts),
        partners={tie.id: list(presenting.partners_of(tie, ref)) for tie in found.ties},
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
