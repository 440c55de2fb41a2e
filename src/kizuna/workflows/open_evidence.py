"""Opening the evidence of a claim: its passage, its source, who says it, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.kinds import Document, Entity, Fact, Stated, property_of
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.register.renditions import RenditionPassage
from kizuna.sources.passages import Context, context
from kizuna.values import canonical_json
from kizuna.workflows import ask
from kizuna.workflows.list_claims import WeighedClaim, weighed


@dataclass(frozen=True, slots=True)
class Weighing:
    """A judgement that touches the claim, and whether somebody has withdrawn it."""

    judgement: Judgement
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that stands behind one claim.

    `context` is the passage with what surrounds it, None when the claim has no passage or nobody added the
    document's text. `document` is the description of the source, None when nothing is recorded of it.
    `supporting` say the same, `competing` state another value where only one can be right, `denying` deny it,
    `beside` are other claims on the very same passage. `is_held` says that somebody added the text of the passage:
    without a `context` it is then withheld from whoever reads. `renditions` are the passages of other documents
    that translate, transcribe or abstract it, as far as they may be read.
    """

    weighed: WeighedClaim
    register: Register
    labels: Wording
    context: Context | None
    document: Document | None
    supporting: tuple[Claim, ...]
    competing: tuple[Claim, ...]
    denying: tuple[Claim, ...]
    judgements: tuple[Weighing, ...]
    beside: tuple[Claim, ...] = ()
    is_held: bool = False
    renditions: tuple[RenditionPassage, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.weighed.claim


def open_evidence(prefix: str, around: int = 240, known_at: datetime | None = None) -> Evidence:
    """The evidence of the claim whose id begins with `prefix`, with `around` characters beside its passage.

    What weighs the claim is told as it was known at a time (None: now). Raises NotFound for an unknown id and
    Ambiguous for a prefix of several.
    """
    from kizuna.store.queries import claims
    from kizuna.store.queries.claims import is_text_held

    claim = claims.claim_by_id(prefix.strip())
    beside = _beside(claim, known_at)
    renditions = _renditions(claim, around, known_at)
    refs = [claim.subject, claim.document, claim.holder, *(other.subject for other in beside)]
    refs += [one.document for one in renditions]
    register = ask.known_register(known_at, refs)
    supporting, competing, denying = _neighbours(register, claim)
    (with_status,) = weighed([claim], known_at)
    return Evidence(
        weighed=with_status,
        register=register,
        labels=Wording.english(register),
        context=_context(claim, around),
        document=register.get(claim.document, Document),
        supporting=supporting,
        competing=competing,
        denying=denying,
        judgements=_judgements(claim, competing, known_at),
        beside=beside,
        is_held=claim.has_passage and is_text_held(claim.sha256),
        renditions=renditions,
    )


def _renditions(
    claim: Claim, around: int, known_at: datetime | None
) -> tuple[RenditionPassage, ...]:
    if not claim.has_passage:
        return ()
    return ask.renditions_near([claim.document], known_at).of(claim, around)


def _beside(claim: Claim, known_at: datetime | None) -> tuple[Claim, ...]:
    from kizuna.store.queries.claims import claims_in

    if claim.start is None or claim.end is None:
        return ()
    found = claims_in(claim.document, claim.sha256, claim.start, claim.end, known_at=known_at)
    same = (c for c in found if (c.start, c.end) == (claim.start, claim.end))
    return tuple(c for c in same if c.id != claim.id)


def _context(claim: Claim, around: int) -> Context | None:
    if claim.start is None or claim.end is None:
        return None
    text = ask.texts_of([claim.sha256]).get(claim.sha256)
    return context(text, claim.start, claim.end, around) if text is not None else None


Three = tuple[tuple[Claim, ...], tuple[Claim, ...], tuple[Claim, ...]]


def _neighbours(register: Register, claim: Claim) -> Three:
    """The claims that support, compete with and deny what the claim says, without itself."""
    entity = register.get(claim.subject, Entity)
    if entity is None:
        return (), (), ()
    stated: Stated[Any] = entity.stated(claim.property)
    own = [fact for fact in stated if _says(fact, claim)]
    groups = [group for group in stated.conflicts if any(fact in own for fact in group)]
    rivals: list[Fact[Any]] = [fact for group in groups for fact in group if fact not in own]
    return (
        _others(claim, (c for fact in own for c in fact.claims)),
        _others(claim, (c for fact in rivals for c in fact.claims)),
        _others(claim, (c for fact in own for c in fact.denials)),
    )


def _says(fact: Fact[Any], claim: Claim) -> bool:
    """Whether the fact is what the claim says: it rests on it, or has the same value for the same span."""
    kind = property_of(claim.subject, claim.property).type
    same_span = (str(fact.valid) if fact.valid else "") == claim.valid
    return claim.id in fact.claim_ids or (
        same_span and canonical_json(kind.write(fact.value)) == claim.value
    )


def _others(claim: Claim, found: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple({c.id: c for c in found if c.id != claim.id}.values())


def _judgements(
    claim: Claim, competing: Iterable[Claim], known_at: datetime | None
) -> tuple[Weighing, ...]:
    """What was judged of the claim, and of its rivals against each other, the oldest first."""
    from kizuna.store.queries import judgements

    touching = [claim.id, *(c.id for c in competing)]
    found = judgements.judgements_about(touching, known_at=known_at)
    standing = {judgement.id for judgement in in_force(found)}
    return tuple(
        Weighing(judgement, judgement.id not in standing)
        for judgement in found
        if judgement.verdict is not Verdict.WITHDRAW
        and (claim.id in (judgement.target, judgement.other) or judgement.verdict is Verdict.PREFER)
    )
