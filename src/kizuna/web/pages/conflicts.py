"""A conflict: what each side says, on what evidence, and why one goes first; and the decision of a reviewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import Document, Fact
from kizuna.errors import BadJudgement, KizunaError, Overtaken
from kizuna.publish.wording import capital
from kizuna.sources.passages import Context
from kizuna.values import kind_of
from kizuna.web.access import account, needs, signed_in
from kizuna.web.presenting.claims import ClaimLine, claim_line
from kizuna.web.presenting.facts import Facts, FactView
from kizuna.web.rendering import render
from kizuna.web.statuses import status_of
from kizuna.web.visit import visit
from kizuna.workflows.list_claims import ACCEPTED, REJECTED
from kizuna.workflows.open_conflict import (
    JUDGED,
    Choice,
    OpenConflict,
    RivalFact,
    choose,
    may_decide,
    open_conflict,
    take_back,
)
from kizuna.workflows.open_evidence import Weighing, reason_in_words


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A judgement in words: what was decided, why, by whom and when."""

    judged: Judgement
    is_withdrawn: bool
    verdict: str
    reason: str
    judge: str
    day: str


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A claim with all that stands behind it: its passage where it may be read, and what was judged of it."""

    line: ClaimLine
    source_day: str
    where: str
    stance: str
    recorded: str
    context: Context | None
    is_withheld: bool
    language: str
    verdicts: tuple[VerdictLine, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a conflict. `why` says why it goes first, or why it stands behind; `claim` is the id that a
    decision on it names."""

    view: FactView
    why: str
    evidence: tuple[ClaimEvidence, ...]
    claim: str
    is_first: bool


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
        groups=_groups_in_words(found, facts),
        agreed=[_view_of(fact, found, facts) for fact in found.agreed],
        rejected=_evidence_of(found.rejected, found, facts),
        decides=here.known_at is None and may_decide(found, account(request)),
        reason=request.POST.get("reason", "") if wrong else "",
        made=made,
        done=request.GET.get("done", ""),
        since=_verdicts_of((w for w in found.judgements if w.judgement.id in since), facts),
        wrong=wrong,
    )


def _status(wrong: KizunaError | None) -> int:
    if wrong is None:
        return 200
    return 422 if isinstance(wrong, BadJudgement) else status_of(wrong)


def _groups_in_words(found: OpenConflict, facts: Facts) -> list[list[SideView]]:
    """The sides of each conflict about the property."""
    return [[_side(side, group, found, facts) for side in group] for group in found.groups]


def _side(
    side: RivalFact, group: tuple[RivalFact, ...], found: OpenConflict, facts: Facts
) -> SideView:
    is_first = side is group[0]
    return SideView(
        view=_view_of(side.fact, found, facts),
        why=_why_first(group, facts) if is_first else _why(side, facts),
        evidence=_evidence_of([*side.fact.claims, *side.fact.denials], found, facts),
        claim=side.fact.claims[0].id,
        is_first=is_first,
    )


def _view_of(fact: Fact[object], found: OpenConflict, facts: Facts) -> FactView:
    """A fact of the property in words."""
    views = facts.of(found.entity, found.property, every=True)
    return next(view for view in views if view.fact is fact)


def _why_first(group: tuple[RivalFact, ...], facts: Facts) -> str:
    """Why the first goes before those that no judgement, and before those that one puts behind it."""
    judged = [side for side in group[1:] if side.why == JUDGED]
    said = judged or group[1:]
    return " ".join(dict.fromkeys(_text(f"first-{side.why}", facts) for side in said[:1]))


def _why(side: RivalFact, facts: Facts) -> str:
    if side.judgement is not None:
        return _text(
            "behind-judged",
            facts,
            judge=facts.wording.name(side.judgement.judge),
            reason=reason_in_words(facts.messages, side.judgement.reason),
        )
    return _text(f"behind-{side.why}", facts)


def _text(key: str, facts: Facts, **arguments: object) -> str:
    return facts.messages.text(f"web-conflicts-{key}", **arguments)


def _evidence_of(
    claims: Iterable[Claim], found: OpenConflict, facts: Facts
) -> tuple[ClaimEvidence, ...]:
    """Each of the claims with its passage, its source, and what was judged of it."""
    return tuple(_evidence(claim, found, facts) for claim in claims)


def _evidence(claim: Claim, found: OpenConflict, facts: Facts) -> ClaimEvidence:
    status = REJECTED if claim in found.rejected else ACCEPTED
    source = found.register.get(claim.document, Document)
    day = source.date.value if source else None
    stance = facts.messages.concept("stances", claim.stance)
    certainty = facts.messages.concept("certainties", claim.certainty)
    about = [w for w in found.judgements if claim.id in (w.judgement.target, w.judgement.other)]
    return ClaimEvidence(
        line=claim_line(facts, claim, status),
        source_day=facts.messages.date(day) if day else "",
        where=facts.messages.rendering(claim.locator) if claim.locator else "",
        stance=facts.messages.listing((stance, certainty), "unit"),
        recorded=facts.wording.recorded(claim),
        context=found.contexts.get(claim.id),
        is_withheld=claim.id in found.withheld,
        language=facts.language_of(claim.document),
        verdicts=_verdicts_of(about, facts),
    )


def _verdicts_of(weighings: Iterable[Weighing], facts: Facts) -> tuple[VerdictLine, ...]:
    """Judgements in words, as they come."""
    return tuple(
        VerdictLine(
            judged=judged,
            is_withdrawn=weighing.is_withdrawn,
            verdict=facts.messages.concept("verdicts", judged.verdict),
            reason=reason_in_words(facts.messages, judged.reason),
            judge=facts.wording.name(judged.judge),
            day=facts.wording.moment_day(judged.judged_at),
        )
        for weighing in weighings
        for judged in [weighing.judgement]
    )
