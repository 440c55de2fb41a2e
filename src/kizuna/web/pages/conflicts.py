"""Where sources disagree: a list of all conflicts, and each with its sides, on which a reviewer decides."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import KINDS, properties_of
from kizuna.errors import BadJudgement, KizunaError, NotFound, Overtaken
from kizuna.publish.wording import capital
from kizuna.values import kind_of
from kizuna.web.access import account, needs, signed_in
from kizuna.web.fields import number
from kizuna.web.presenting import conflicts as presenting
from kizuna.web.presenting.facts import Facts
from kizuna.web.rendering import render
from kizuna.web.statuses import status_of
from kizuna.web.visit import visit
from kizuna.workflows.conflicts import ConflictsQuestion, list_conflicts
from kizuna.workflows.open_conflict import Choice, choose, may_decide, open_conflict, take_back

_FILTERS = ("kind", "property", "state", "of")


@require_safe
def conflicts_page(request: HttpRequest) -> HttpResponse:
    """A page of conflicts; a name that means nothing, or more than one thing, is said beside its field."""
    here = visit(request)
    asked = {name: request.GET.get(name, "").strip() for name in _FILTERS}
    clocks: dict[str, Any] = {"day": here.asked_day, "known_at": here.known_at}
    wrong: NotFound | None = None
    try:
        found = list_conflicts(
            ConflictsQuestion(**asked, **clocks, page=number(request, "page", 1))
        )
    except NotFound as error:
        if not asked["of"]:
            raise
        wrong = error
        found = list_conflicts(ConflictsQuestion(**asked | {"of": ""}, **clocks))
    facts = Facts(found.register, here.messages)
    return render(
        request,
        "conflicts/list.html.jinja",
        status=status_of(wrong) if wrong else 200,
        found=found,
        facts=facts,
        asked=asked,
        kinds=_kind_choices(found.kinds, asked["kind"], facts),
        things=presenting.thing_lines(found, facts) if not wrong else [],
        properties=_property_choices(found.properties, asked["property"], facts),
        wrong=wrong,
    )


def _kind_choices(kinds: tuple[str, ...], asked: str, facts: Facts) -> list[tuple[str, str]]:
    """The kinds by name, with the one that is asked for."""
    named = dict.fromkeys((*kinds, asked) if asked else kinds)
    return [(kind, capital(facts.messages.kind(kind))) for kind in named]


def _property_choices(
    properties: tuple[tuple[str, str], ...], asked: str, facts: Facts
) -> list[tuple[str, str]]:
    """The properties by name, with the one that is asked for; one that several kinds have is called as the
    first of them calls it."""
    of_asked = ((kind, asked) for kind, made in KINDS.items() if asked in properties_of(made))
    called: dict[str, str] = {}
    for kind, name in (*properties, *of_asked):
        called.setdefault(name, capital(facts.messages.property(kind, name)))
    return sorted(called.items(), key=lambda pair: pair[1].casefold())


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_page(request: HttpRequest, kind: str, slug: str, name: str) -> HttpResponse:
    """A conflict with its sides; a decision that was posted is recorded, or taken back."""
    ref = f"{kind}/{slug}"
    if request.method == "POST":
        return _decide(request, ref, name)
    return _conflict(request, ref, name)


@needs("reviewer")
def _decide(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    act, _, claim = request.POST.get("decision", "").partition(" ")
    reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
    made = ""
    try:
        if act == "undo":
            take_back(ref, name, request.POST.get("made", "").split(), signed_in(request))
        elif act in ("prefer", "reject"):
            choice = Choice(Verdict(act), claim, reason, seen)
            decided = choose(ref, name, choice, signed_in(request))
            made = " ".join(judgement.id for judgement in decided)
        else:
            raise BadJudgement(f"{act!r} is no decision; write prefer, reject or undo")
    except (Overtaken, BadJudgement) as error:
        return _conflict(request, ref, name, error)
    address = visit(request).address(f"/conflict/{ref}/{name}", made=made, done=act)
    return HttpResponseRedirect(address, status=303)


def _conflict(
    request: HttpRequest, ref: str, name: str, wrong: KizunaError | None = None
) -> HttpResponse:
    here = visit(request)
    found = open_conflict(ref, name, here.known_at)
    if found.entity.id != ref:
        return HttpResponseRedirect(here.address(f"/conflict/{found.entity.id}/{name}"))
    facts = Facts(found.register, here.messages, here.asked_day)
    made = [i for i in request.GET.get("made", "").split() if i in found.standing]
    since = set(wrong.judgements) if isinstance(wrong, Overtaken) else set[str]()
    return render(
        request,
        "conflicts/conflict.html.jinja",
        status=_status(wrong),
        ref=ref,
        found=found,
        facts=facts,
        label=capital(here.messages.property(kind_of(ref), name)),
        groups=presenting.groups_in_words(found, facts),
        agreed=[presenting.view_of(fact, found, facts) for fact in found.agreed],
        rejected=presenting.evidence_of(found.rejected, found, facts),
        decides=here.known_at is None and may_decide(found, account(request)),
        reason=request.POST.get("reason", "") if wrong else "",
        made=made,
        done=request.GET.get("done", ""),
        since=presenting.verdicts_of(
            (w for w in found.judgements if w.judgement.id in since), facts
        ),
        wrong=wrong,
    )


def _status(wrong: KizunaError | None) -> int:
    if wrong is None:
        return 200
    return 422 if isinstance(wrong, BadJudgement) else status_of(wrong)
