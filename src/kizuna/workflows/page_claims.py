"""Paging through claims as the ledger holds them, each with how it is weighed, in the order in which they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.errors import BadQuestion
from kizuna.workflows import ask
from kizuna.workflows.list_claims import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    WeighedClaim,
    known_property,
    weighed,
)

STATUSES = (ACCEPTED, REJECTED, PROPOSED)
_TOGETHER = 500
_MOST_SEEN = 20_000
"""So many claims are looked at for one page; a page that would need more comes back short."""


@dataclass(frozen=True, slots=True)
class ClaimsPageQuestion:
    """Which claims are asked for, as known at a time (None: now), from the one after `after` on; "" asks for any.

    `document` and `subject` are names or ids, `property` the name of a property, `status` one of STATUSES.
    """

    document: str = ""
    subject: str = ""
    property: str = ""
    status: str = ""
    known_at: datetime | None = None
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """A page of claims; `after` is the id of the claim after which the next begins, "" when nothing is left."""

    claims: tuple[WeighedClaim, ...]
    after: str


def page_claims(question: ClaimsPageQuestion) -> ClaimsPage:
    """The next claims.

    Raises NotFound and Ambiguous for a document or subject, NotFound for a property that no kind has and for an
    `after` that no claim has, BadQuestion for another status.
    """
    from kizuna.store.queries.claims import ClaimFilter, claims_after

    if question.status and question.status not in STATUSES:
        raise BadQuestion(f"{question.status!r} is no status; there are {', '.join(STATUSES)}")
    known_property(question.property)
    if ask.is_empty(question.known_at):
        return ClaimsPage((), "")
    wanted = ClaimFilter(
        subject=_meant(question.subject, (), question.known_at),
        property=question.property,
        document=_meant(question.document, ("document",), question.known_at),
        known_at=question.known_at,
        proposed=question.status == PROPOSED,
    )
    found: list[WeighedClaim] = []
    after, seen, size = question.after, 0, min(question.limit + 1, _TOGETHER)
    while seen < _MOST_SEEN:
        batch = claims_after(wanted, after=after, limit=size)
        held = weighed(batch, question.known_at)
        found += [one for one in held if question.status in ("", one.status)]
        if len(found) > question.limit:
            kept = tuple(found[: question.limit])
            return ClaimsPage(kept, kept[-1].claim.id)
        if len(batch) < size:
            return ClaimsPage(tuple(found), "")
        after, seen, size = batch[-1].id, seen + len(batch), _TOGETHER
    return ClaimsPage(tuple(found), after)


def _meant(text: str, kinds: tuple[str, ...], known_at: datetime | None) -> str:
    return ask.resolver(known_at).resolve(text, kinds) if text else ""
