"""Claims in words: what each states, who holds it and how, and how it is weighed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import decode, property_of
from kizuna.publish.document import Piece
from kizuna.values import Edtf, kind_of
from kizuna.web.presenting.facts import Facts, Mark
from kizuna.workflows.list_claims import ACCEPTED, REJECTED, WeighedClaim


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in words; `label` is its property in the reader's language, `valid` the span in which it holds."""

    claim: Claim
    label: str
    pieces: tuple[Piece, ...]
    valid: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SubjectLines:
    """The claims about one thing."""

    subject: str
    lines: tuple[ClaimLine, ...]


def claim_line(facts: Facts, claim: Claim, status: str = ACCEPTED) -> ClaimLine:
    """A claim in words; `status` is how it is weighed."""
    messages, kind = facts.messages, kind_of(claim.subject)
    definition = property_of(claim.subject, claim.property)
    value = decode(kind, claim.property, claim.value)
    return ClaimLine(
        claim=claim,
        label=messages.property(kind, claim.property),
        pieces=facts.wording.pieces(definition.type, value),
        valid=messages.date(Edtf.parse(claim.valid)) if claim.valid else "",
        marks=tuple(_marks(facts, claim, status)),
    )


def _marks(facts: Facts, claim: Claim, status: str) -> Iterable[Mark]:
    if claim.stance is not Stance.ASSERTED:
        yield Mark(str(claim.stance), facts.messages.concept("stances", claim.stance))
    if claim.certainty is not Certainty.CERTAIN:
        yield Mark(str(claim.certainty), facts.messages.concept("certainties", claim.certainty))
    if status == REJECTED:
        yield Mark("rejected", facts.messages.concept("verdicts", Verdict.REJECT))
    elif status != ACCEPTED:
        yield Mark("planned", facts.messages.text("choice-proposed"))


def claim_lines(facts: Facts, claims: Iterable[Claim]) -> list[ClaimLine]:
    """Claims in words, as they come."""
    return [claim_line(facts, claim) for claim in claims]


def by_subject(facts: Facts, claims: Iterable[WeighedClaim]) -> list[SubjectLines]:
    """Claims in words under what they are about, in the order in which those first come."""
    held: dict[str, list[ClaimLine]] = {}
    for one in claims:
        line = claim_line(facts, one.claim, one.status)
        held.setdefault(one.claim.subject, []).append(line)
    return [SubjectLines(subject, tuple(lines)) for subject, lines in held.items()]
