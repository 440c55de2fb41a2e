"""Listing claims as the ledger holds them, each with how it is weighed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kizuna.claims.claim import Claim
from kizuna.register.fold import Weights
from kizuna.workflows import ask

ACCEPTED, REJECTED, PROPOSED = "accepted", "rejected", "proposed"


@dataclass(frozen=True, slots=True)
class ClaimsQuestion:
    """Which claims are asked for, as known at a time (None: now); "" asks for any.

    `document` and `subject` are names or ids, `property` the name of a property; `limit` None: all of them.
    """

    document: str = ""
    subject: str = ""
    property: str = ""
    known_at: datetime | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim with its status: "accepted" (it enters the register), "rejected" by a judgement, or "proposed"
    (by rules or a model, and not yet accepted). `counts` is whether it can carry a fact."""

    claim: Claim
    status: str

    @property
    def counts(self) -> bool:
        """Accepted, said to be so by its holder, and with a source."""
        return self.status == ACCEPTED and self.claim.counts


def list_claims(question: ClaimsQuestion) -> list[WeighedClaim]:
    """The claims in the order in which they were recorded.

    Raises NotFound and Ambiguous for a document or subject, NotFound for a property that no kind has.
    """
    from kizuna.store.queries import claims

    known_property(question.property)
    if ask.is_empty(question.known_at):
        return []
    names = ask.resolver(question.known_at)
    subject = names.resolve(question.subject) if question.subject else ""
    document = names.resolve(question.document, ("document",)) if question.document else ""
    found = claims.claims(
        subjects=[subject] if subject else None,
        property=question.property,
        document=document,
        known_at=question.known_at,
        limit=question.limit,
    )
    return weighed(found, question.known_at)


def weighed(found: Iterable[Claim], known_at: datetime | None = None) -> list[WeighedClaim]:
    """Claims with their status by the judgements made until a time (None: now)."""
    from kizuna.store.queries import judgements

    held = list(found)
    about = judgements.judgements_about((claim.id for claim in held), known_at=known_at)
    weights = Weights.of(about)
    return [WeighedClaim(claim, _status(claim, weights)) for claim in held]


def _status(claim: Claim, weights: Weights) -> str:
    if claim.id in weights.rejected:
        return REJECTED
    return ACCEPTED if weights.admits(claim) else PROPOSED


def known_property(name: str) -> None:
    """Raise NotFound, with near ones, unless some kind has a property of that name; "" is none."""
    from difflib import get_close_matches

    from kizuna.claims.kinds import KINDS, properties_of
    from kizuna.errors import NotFound

    known = sorted({p for kind in KINDS.values() for p in properties_of(kind)})
    if name and name not in known:
        near = get_close_matches(name, known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise NotFound(f"no kind of the register has a property {name!r}; {hint}")
