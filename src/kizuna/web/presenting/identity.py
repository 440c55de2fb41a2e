"""Mentions and what they may be, in words: names, places, what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Entity, Tie
from kizuna.identity.features import held
from kizuna.identity.score import Candidate
from kizuna.languages import Messages
from kizuna.publish.wording import capital
from kizuna.web.accounts.words import day_in_words, reason_in_words
from kizuna.web.presenting.claims import ClaimLine, claim_line
from kizuna.web.presenting.facts import Facts, FactView
from kizuna.workflows.list_mentions import MentionsPage
from kizuna.workflows.open_mention import OpenMention, Passage
from kizuna.workflows.resolve import Waiting

_TOLD = ("level", "type", "country", "part_of", "belongs_to", "located_in", "role", "point")
"""What tells one place or person from another of the same name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for or against a candidate, and how much ("+5.5"; "" where it alone decides)."""

    words: str
    weight: str


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """What a mention may be: `told` are its facts by their labels, `claims` the ids of all that is recorded of it.

    `score` is "" for what was only searched for; `is_held` False for a place that the register does not hold, of
    which `aliases` and `country` tell instead.
    """

    ref: str
    name: str
    score: str
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    told: tuple[tuple[str, tuple[FactView, ...]], ...]
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
    """A passage that names the mention, with the claim that cites it."""

    passage: Passage
    line: ClaimLine
    language: str


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A mention in the list, with its best candidate."""

    row: Waiting
    kind: str
    country: str
    best: str
    score: str
    is_sure: bool


def mention_lines(page: MentionsPage, messages: Messages) -> list[MentionLine]:
    """The rows of the list."""
    return [_mention_line(row, page, messages) for row in page.rows]


def _mention_line(row: Waiting, page: MentionsPage, messages: Messages) -> MentionLine:
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


def candidate_lines(found: OpenMention, facts: Facts) -> list[CandidateLine]:
    """What the mention may be, the best first, then what was searched for."""
    lines = [_candidate_line(found, facts, c.ref, c) for c in found.candidates]
    return lines + [_candidate_line(found, facts, ref, None) for ref in found.found]


def _candidate_line(
    found: OpenMention, facts: Facts, ref: str, candidate: Candidate | None
) -> CandidateLine:
    messages, entity = facts.messages, found.register.get(ref, Entity)
    place, sure = found.places.get(ref), found.waiting.sure if found.waiting else None
    fors, against = reasons_of(candidate, messages) if candidate else ((), ())
    name = facts.wording.name(ref) if entity else (place.names[0] if place else ref)
    country = messages.country(place.country) if place and place.country and not entity else ""
    return CandidateLine(
        ref=ref,
        name=name,
        score=_number(candidate.score, messages) if candidate else "",
        reasons=fors,
        against=against,
        told=told_of(facts, entity) if entity else (),
        claims=entity.claim_ids if entity else (),
        country=country,
        aliases="" if entity or not place else ", ".join(place.names[1:9]),
        is_held=entity is not None,
        is_sure=sure is not None and sure.ref == ref,
        is_put_off=found.waiting is not None and ref in found.waiting.undecided,
        decides=ref in found.decides,
    )


def told_of(facts: Facts, entity: Entity) -> tuple[tuple[str, tuple[FactView, ...]], ...]:
    """The facts that tell it from others, under their labels."""
    said = ((name, facts.of(entity, name)) for name in _TOLD)
    return tuple(
        (capital(facts.messages.property(entity.prefix, name)), views)
        for name, views in said
        if views
    )


def reasons_of(
    candidate: Candidate, messages: Messages
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """What speaks for a candidate, and what against it, in words."""
    said = [
        (
            feature.weight,
            Reason(_feature(feature.name, messages), _signed(feature.weight, messages)),
        )
        for feature in held(candidate.evidence)
    ]
    if unlike := candidate.evidence.ratio - 1.0:
        words = messages.text("web-identity-feature-letters")
        said.append((unlike, Reason(words, _signed(unlike, messages, 2))))
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


def decided_lines(found: OpenMention, facts: Facts) -> list[DecidedLine]:
    """What was decided about the mention, the newest first."""
    return [_decided(j, found, facts) for j in reversed(found.judgements)]


def _decided(judgement: Judgement, found: OpenMention, facts: Facts) -> DecidedLine:
    other = judgement.other if judgement.target == found.ref else judgement.target
    place = found.places.get(other)
    held_name = facts.wording.name(other) if other in found.register else ""
    return DecidedLine(
        id=judgement.id,
        verdict=judgement.verdict.value,
        other=other,
        other_name=held_name or (place.names[0] if place else other),
        reason=reason_in_words(facts.messages, judgement.reason),
        judge=facts.wording.name(judgement.judge),
        day=day_in_words(facts.messages, judgement.judged_at),
    )


def passage_lines(found: OpenMention, facts: Facts) -> list[PassageLine]:
    """The passages that name it."""
    return [
        PassageLine(p, claim_line(facts, p.claim), facts.language_of(p.claim.document))
        for p in found.passages
    ]


def about_lines(found: OpenMention, facts: Facts) -> list[ClaimLine]:
    """All that was recorded of the mention itself."""
    return [claim_line(facts, one.claim, one.status) for one in found.claims]


def partners_of(tie: Tie, ref: str) -> Iterable[str]:
    """The other parties of a tie that the mention is in."""
    return (party for party in tie.party.values if party != ref)
