"""Claims and their evidence, and the way in for proposals."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field, JsonValue, model_validator

from kizuna.claims import vocabulary
from kizuna.claims.claim import Stance
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import properties_of
from kizuna.store.queries.accounts import PROPOSE
from kizuna.web.api.v1.asked import (
    Clocks,
    Paged,
    address,
    after,
    check_parameters,
    clocks,
    listed,
    wording,
)
from kizuna.web.api.v1.door import user_with
from kizuna.web.api.v1.problems import Received, Refused
from kizuna.web.api.v1.shapes import (
    Address,
    Asked,
    CertaintyOf,
    ClaimId,
    Dated,
    EntityId,
    Page,
    Shape,
)
from kizuna.web.visit import visit
from kizuna.workflows import open_evidence
from kizuna.workflows.list_claims import Question, answer, weighed_row
from kizuna.workflows.receive_proposals import receive_proposals

router = Router()
Prefix = Annotated[
    str, Field(pattern="^[0-9a-f]{4,32}$", description="The id of a claim, or its first digits")
]
StanceOf = Literal[tuple(str(held) for held in Stance)]  # type: ignore[valid-type]
VerdictOf = Literal[tuple(str(held) for held in Verdict)]  # type: ignore[valid-type]

RenditionType = Literal[tuple(vocabulary.scheme("rendition-types"))]  # type: ignore[valid-type]


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


class StatedClaim(Shape):
    """What a source says of one property of one thing, with its passage or locator; never edited."""

    id: ClaimId
    subject: EntityId
    property: str
    value: JsonValue = Field(description="As its kind defines it: /api/v1/kinds")
    valid: Dated | None = Field(description="The span in which it holds; null when none is given")
    document: EntityId
    sha256: str | None = Field(description="The SHA-256 of the document's text, for a passage")
    start: int | None = Field(description="The passage [start, end) in characters of that text")
    end: int | None
    locator: str | None
    holder: EntityId = Field(description="Who asserts it")
    stance: StanceOf
    certainty: CertaintyOf
    method: str = Field(
        description="typed, imported, contributed (after a colon: what its sender says of it), rules@VERSION"
        " or model:NAME: how it came"
    )
    recorder: EntityId
    recorded_at: str
    evidence: Address

    @model_validator(mode="before")
    @classmethod
    def _add_evidence(cls, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "evidence": address(f"/claims/{row['id']}/evidence")}


class Claim(StatedClaim):
    """A claim with how it is weighed."""

    status: Literal["accepted", "rejected", "proposed"]
    counts: bool = Field(description="Whether it can carry a fact")


class Claims(Page):
    """A page of claims, in the order in which they were recorded."""

    items: list[Claim]


class Passage(Shape):
    """The passage in its document; null texts where nobody added the text, or where it may not be seen."""

    held: bool
    before: str | None
    text: str | None
    after: str | None


class RenditionPassage(Shape):
    """A passage of another document that translates, transcribes or abstracts the passage."""

    document: EntityId
    label: str
    type: RenditionType
    start: int = Field(description="The passage [start, end) in characters of that document's text")
    end: int
    before: str
    text: str
    after: str


class Source(Shape):
    """The document as it is described, each property as its kind defines it."""

    id: EntityId
    label: str
    page: Address
    described: dict[str, list[JsonValue]]


class Judged(Shape):
    """A judgement that touches the claim, with its reason."""

    id: str
    verdict: VerdictOf
    target: str
    other: str | None
    reason: str
    judge: EntityId
    judged_at: str
    withdrawn: bool


class Evidence(Asked):
    """Everything that stands behind one claim."""

    claim: Claim
    subject_label: str
    holder_label: str
    passage: Passage
    renditions: list[RenditionPassage] = Field(
        description="What renders the passage, as far as its text is held and may be seen"
    )
    document: Source
    supporting: list[StatedClaim] = Field(description="Claims that say the same")
    competing: list[StatedClaim] = Field(
        description="Claims of another value, of which one is right"
    )
    denying: list[StatedClaim]
    judgements: list[Judged]


class OneClaim(Claim, Asked):
    """A claim by itself."""


class Proposals(Shape):
    """A statement file (docs/reference/statement-files.md) as JSON: what its items share, and the items."""

    source: dict[str, Any] = Field(
        default_factory=dict,
        description="What the items share: document, sha256, locator, holder, stance, certainty, method",
        examples=[{"document": "document/city-annual-report-1987", "locator": "p. 12"}],
    )
    state: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=1000,
        description="A [[state]] each: subject, its properties, and `at` = [start, end) of the passage",
        examples=[[{"subject": "tie/osaka-shanghai", "number": "7"}]],
    )


class ReceivedAll(Shape):
    """What became of the items; nothing counts before a person accepts it."""

    claims: list[ClaimId] = Field(
        description="Every claim that waits for a decision, or did before"
    )
    items: list[Received]
    listed_at: Address = Field(description="Where what waits for a decision is listed")


@router.get("/claims", response=Claims, summary="List claims")
def list_claims(request: HttpRequest, asked: Query[ClaimsAsked]) -> Any:
    """Claims as the ledger holds them, the rejected ones too, in the order in which they were recorded."""
    question = Question(
        document=asked.document,
        subject=asked.subject,
        property=asked.property,
        status=asked.status or "",
        after=after(request),
        limit=asked.limit,
    )
    found = answer(question, visit(request).times)
    return listed(request, map(weighed_row, found.claims), found.after)


@router.get("/claims/{prefix}", response=OneClaim, summary="One claim")
def get_claim(request: HttpRequest, prefix: Path[Prefix], asked: Query[Clocks]) -> Any:
    """A claim by its id or the first digits of it."""
    found = open_evidence.answer(open_evidence.Question(prefix, 0), visit(request).times)
    return {**weighed_row(found.weighed), **clocks(request)}


@router.get("/claims/{prefix}/evidence", response=Evidence, summary="What stands behind a claim")
def get_evidence(request: HttpRequest, prefix: Path[Prefix], asked: Query[EvidenceAsked]) -> Any:
    """Its passage in its document or its locator, who says it, what says the same, what says otherwise, and every
    judgement with its reason."""
    question = open_evidence.Question(prefix, asked.around)
    found = open_evidence.answer(question, visit(request).times)
    said, ref = wording(request, found.register), found.claim.document
    described = _described(found)
    return {
        **clocks(request),
        **open_evidence.records(found, said).to_json(),
        "subject_label": said.name(found.claim.subject),
        "holder_label": said.name(found.claim.holder),
        "document": {"id": ref, "label": said.name(ref), "page": f"/{ref}", "described": described},
    }


def proposer(request: HttpRequest) -> str:
    """Who proposes; asked for before anything that was sent is read."""
    return user_with(request, PROPOSE)


@router.post("/proposals", response={201: ReceivedAll}, summary="Propose claims", auth=proposer)
def propose_claims(request: HttpRequest, body: Proposals) -> Any:
    """Send statements, as a statement file has them; each lands as a proposal that a person accepts or rejects.

    Bad items are named with their reason and no good one is lost; where every item is bad, that is a problem
    (422). What is sent again is known, and is not recorded twice.
    """
    check_parameters(request, {})
    user: str = request.auth  # type: ignore[attr-defined]
    received = receive_proposals(body.source, body.state, acting_user=user)
    claims = list(dict.fromkeys(ref for one in received for ref in one.claims))
    if not claims:
        first = next(reason for one in received for reason in one.reasons)
        raise Refused(422, first, members={"items": received})
    return {"claims": claims, "items": received, "listed_at": "/api/v1/claims?status=proposed"}


def _described(found: open_evidence.Evidence) -> dict[str, list[Any]]:
    document = found.document
    if document is None:
        return {}
    held = ((n, p.type, document.stated(n)) for n, p in properties_of(type(document)).items())
    return {name: [kind.write(v) for v in said.values] for name, kind, said in held if said}
