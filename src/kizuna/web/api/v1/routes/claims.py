"""Claims and their evidence, and the way in for proposals."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.web.api.v1.cursors import after
from kizuna.web.api.v1.keys import user_with
from kizuna.web.api.v1.parameters import Clocks, Paged
from kizuna.web.api.v1.problems import Refused
from kizuna.web.api.v1.shapes.claims import Claims, Evidence, OneClaim, Proposals, ReceivedAll
from kizuna.web.api.v1.shown.asked import clocks, listed
from kizuna.web.api.v1.shown.claims import claim, evidence
from kizuna.web.visit import visit
from kizuna.workflows.accounts import PROPOSE
from kizuna.workflows.open_evidence import open_evidence
from kizuna.workflows.page_claims import ClaimsPageQuestion, page_claims
from kizuna.workflows.receive_proposals import receive_proposals

router = Router()
Prefix = Annotated[
    str, Field(pattern="^[0-9a-f]{4,32}$", description="The id of a claim, or its first digits")
]


class ClaimsAsked(Paged):
    """Which claims."""

    subject: str = Field("", description="What they are about: a name or an id")
    property: str = Field("", description="The name of a property, such as `milestone`")
    document: str = Field("", description="What they cite: a title or an id")
    status: Literal["accepted", "rejected", "proposed"] | None = Field(None)


class EvidenceAsked(Clocks):
    """How much of the document."""

    around: int = Field(
        240, ge=0, le=5000, description="Characters of context on each side of the passage"
    )


@router.get("/claims", response=Claims, summary="List claims")
def list_claims(request: HttpRequest, asked: Query[ClaimsAsked]) -> Any:
    """Claims as the ledger holds them, the rejected ones too, in the order in which they were recorded."""
    found = page_claims(
        ClaimsPageQuestion(
            document=asked.document,
            subject=asked.subject,
            property=asked.property,
            status=asked.status or "",
            known_at=visit(request).known_at,
            after=after(request),
            limit=asked.limit,
        )
    )
    return listed(request, map(claim, found.claims), found.after)


@router.get("/claims/{prefix}", response=OneClaim, summary="One claim")
def get_claim(request: HttpRequest, prefix: Path[Prefix], asked: Query[Clocks]) -> Any:
    """A claim by its id or the first digits of it."""
    found = open_evidence(prefix, 0, visit(request).known_at)
    return {**claim(found.weighed), **clocks(request)}


@router.get("/claims/{prefix}/evidence", response=Evidence, summary="What stands behind a claim")
def get_evidence(request: HttpRequest, prefix: Path[Prefix], asked: Query[EvidenceAsked]) -> Any:
    """Its passage in its document or its locator, who says it, what says the same, what says otherwise, and every
    judgement with its reason."""
    return evidence(request, open_evidence(prefix, asked.around, visit(request).known_at))


def proposer(request: HttpRequest) -> str:
    """Who proposes; asked for before anything that was sent is read."""
    return user_with(request, PROPOSE)


@router.post("/proposals", response={201: ReceivedAll}, summary="Propose claims", auth=proposer)
def propose_claims(request: HttpRequest, body: Proposals) -> Any:
    """Send statements, as a statement file has them; each lands as a proposal that a person accepts or rejects.

    Bad items are named with their reason and no good one is lost; where every item is bad, that is a problem
    (422). What is sent again is known, and is not recorded twice.
    """
    user: str = request.auth  # type: ignore[attr-defined]
    received = receive_proposals(body.source, body.state, acting_user=user)
    items = [
        {
            "item": one.item,
            "claims": list(one.claims),
            "known": list(one.known),
            "reasons": list(one.reasons),
        }
        for one in received
    ]
    claims = list(dict.fromkeys(ref for one in received for ref in one.claims))
    if not claims:
        first = next(reason for one in received for reason in one.reasons)
        raise Refused(422, first, members={"items": items})
    return {"claims": claims, "items": items, "listed_at": "/api/v1/claims?status=proposed"}
