"""Claims and their evidence, and the way in for proposals."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import properties_of
from kizuna.values import Edtf
from kizuna.web.api.v1.cursors import after
from kizuna.web.api.v1.keys import user_with
from kizuna.web.api.v1.parameters import Clocks, Paged
from kizuna.web.api.v1.problems import Refused
from kizuna.web.api.v1.shapes.claims import Claims, Evidence, OneClaim, Proposals, ReceivedAll
from kizuna.web.api.v1.shapes.values import dated
from kizuna.web.api.v1.shown.asked import address, clocks, listed, wording
from kizuna.web.visit import visit
from kizuna.workflows.accounts import PROPOSE
from kizuna.workflows.list_claims import (
    ClaimsQuestion,
    WeighedClaim,
    answer,
    claim_row,
    weighed_row,
)
from kizuna.workflows.open_evidence import Evidence as OpenedEvidence
from kizuna.workflows.open_evidence import open_evidence, records
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
    question = ClaimsQuestion(
        document=asked.document,
        subject=asked.subject,
        property=asked.property,
        status=asked.status or "",
        after=after(request),
        limit=asked.limit,
    )
    found = answer(question, visit(request).times)
    return listed(request, map(_claim, found.claims), found.after)


@router.get("/claims/{prefix}", response=OneClaim, summary="One claim")
def get_claim(request: HttpRequest, prefix: Path[Prefix], asked: Query[Clocks]) -> Any:
    """A claim by its id or the first digits of it."""
    found = open_evidence(prefix, 0, visit(request).known_at)
    return {**_claim(found.weighed), **clocks(request)}


@router.get("/claims/{prefix}/evidence", response=Evidence, summary="What stands behind a claim")
def get_evidence(request: HttpRequest, prefix: Path[Prefix], asked: Query[EvidenceAsked]) -> Any:
    """Its passage in its document or its locator, who says it, what says the same, what says otherwise, and every
    judgement with its reason."""
    return _evidence(request, open_evidence(prefix, asked.around, visit(request).known_at))


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


def _claim(weighed: WeighedClaim) -> dict[str, Any]:
    """A claim with how it is weighed."""
    return {**weighed_row(weighed), **_added(weighed.claim)}


def _stated(held: Claim) -> dict[str, Any]:
    """A claim by itself."""
    return {**claim_row(held), **_added(held)}


def _added(held: Claim) -> dict[str, Any]:
    """What the API says of a claim beside its row: the span with its bounds, and where its evidence is."""
    valid = dated(Edtf.parse(held.valid)) if held.valid else None
    return {"valid": valid, "evidence": address(f"/claims/{held.id}/evidence")}


def _evidence(request: HttpRequest, found: OpenedEvidence) -> dict[str, Any]:
    """Everything that stands behind a claim."""
    said, ref = wording(request, found.register), found.claim.document
    described = _described(found)
    return {
        **clocks(request),
        **records(found, said).to_json(),
        "claim": _claim(found.weighed),
        "subject_label": said.name(found.claim.subject),
        "holder_label": said.name(found.claim.holder),
        "document": {"id": ref, "label": said.name(ref), "page": f"/{ref}", "described": described},
        "supporting": [_stated(other) for other in found.supporting],
        "competing": [_stated(other) for other in found.competing],
        "denying": [_stated(other) for other in found.denying],
    }


def _described(found: OpenedEvidence) -> dict[str, list[Any]]:
    document = found.document
    if document is None:
        return {}
    held = ((n, p.type, document.stated(n)) for n, p in properties_of(type(document)).items())
    return {name: [kind.write(v) for v in said.values] for name, kind, said in held if said}
