"""Conflicts in words: what each side says, the evidence of each claim, and why one goes before the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kizuna.analysis.disputes import Dispute
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Document, Fact
from kizuna.publish.wording import capital
from kizuna.sources.passages import Context
from kizuna.web.accounts.words import reason_in_words
from kizuna.web.presenting.claims import (
    ClaimLine,
    JudgementLine,
    claim_line,
    judgement_lines,
    recorded_words,
)
from kizuna.web.presenting.facts import Facts, FactView
from kizuna.workflows.conflicts import ConflictsPage, is_settled
from kizuna.workflows.list_claims import ACCEPTED, REJECTED
from kizuna.workflows.open_conflict import JUDGED, OpenConflict, RivalFact
from kizuna.workflows.open_evidence import Weighing


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict in the list: the facts that compete, the one that goes first first."""

    property: str
    label: str
    views: tuple[FactView, ...]
    is_settled: bool


@dataclass(frozen=True, slots=True)
class ThingLines:
    """The conflicts about one thing."""

    ref: str
    kind: str
    lines: tuple[ConflictLine, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement in words with its id; `is_of_two` where it puts one claim before another."""

    id: str
    line: JudgementLine
    is_of_two: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with all that stands behind it: its passage where it may be read, and what was judged of it."""

    line: ClaimLine
    source_day: str
    where: str
    stance: str
    recorded: str
    context: Context | None
    is_withheld: bool
    language: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a conflict. `why` says why it goes first, or why it stands behind; `claim` is the id that a
    decision on it names."""

    view: FactView
    why: str
    evidence: tuple[Evidence, ...]
    claim: str
    is_first: bool


def thing_lines(page: ConflictsPage, facts: Facts) -> list[ThingLines]:
    """The conflicts of a page under what they are about."""
    grouped = groupby(page.disputes, key=lambda dispute: dispute.subject)
    return [
        ThingLines(
            ref,
            facts.messages.kind(ref.partition("/")[0]),
            tuple(_conflict_line(dispute, facts) for dispute in held),
        )
        for ref, held in grouped
    ]


def _conflict_line(dispute: Dispute, facts: Facts) -> ConflictLine:
    entity = facts.register.entity(dispute.subject)
    label = facts.messages.property(entity.prefix, dispute.property)
    views = {view.claims: view for view in facts.of(entity, dispute.property, every=True)}
    shown = tuple(views[fact.claim_ids] for fact in dispute.facts)
    return ConflictLine(dispute.property, capital(label), shown, is_settled(dispute))


def groups_in_words(found: OpenConflict, facts: Facts) -> list[list[SideView]]:
    """The sides of each conflict about the property."""
    return [[_side(side, group, found, facts) for side in group] for group in found.groups]


def _side(
    side: RivalFact, group: tuple[RivalFact, ...], found: OpenConflict, facts: Facts
) -> SideView:
    is_first = side is group[0]
    return SideView(
        view=view_of(side.fact, found, facts),
        why=_why_first(group, facts) if is_first else _why(side, facts),
        evidence=evidence_of([*side.fact.claims, *side.fact.denials], found, facts),
        claim=side.fact.claims[0].id,
        is_first=is_first,
    )


def view_of(fact: Fact[object], found: OpenConflict, facts: Facts) -> FactView:
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


def evidence_of(claims: Iterable[Claim], found: OpenConflict, facts: Facts) -> tuple[Evidence, ...]:
    """Each of the claims with its passage, its source, and what was judged of it."""
    return tuple(_evidence(claim, found, facts) for claim in claims)


def _evidence(claim: Claim, found: OpenConflict, facts: Facts) -> Evidence:
    status = REJECTED if claim in found.rejected else ACCEPTED
    source = found.register.get(claim.document, Document)
    day = source.date.value if source else None
    stance = facts.messages.concept("stances", claim.stance)
    certainty = facts.messages.concept("certainties", claim.certainty)
    about = [w for w in found.judgements if claim.id in (w.judgement.target, w.judgement.other)]
    return Evidence(
        line=claim_line(facts, claim, status),
        source_day=facts.messages.date(day) if day else "",
        where=facts.messages.rendering(claim.locator) if claim.locator else "",
        stance=facts.messages.listing((stance, certainty), "unit"),
        recorded=recorded_words(facts, claim),
        context=found.contexts.get(claim.id),
        is_withheld=claim.id in found.withheld,
        language=facts.language_of(claim.document),
        verdicts=verdicts_of(about, facts),
    )


def verdicts_of(weighings: Iterable[Weighing], facts: Facts) -> tuple[Verdict, ...]:
    """Judgements in words, as they come."""
    held = list(weighings)
    return tuple(
        Verdict(w.judgement.id, line, bool(w.judgement.other))
        for w, line in zip(held, judgement_lines(facts, held), strict=True)
    )
