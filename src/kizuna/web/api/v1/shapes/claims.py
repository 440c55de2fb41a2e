"""The shapes of claims and of the evidence behind one."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, JsonValue

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.judgement import Verdict
from kizuna.web.api.v1.shapes.lists import Asked, Page
from kizuna.web.api.v1.shapes.shape import Address, ClaimId, Dated, EntityId, Shape

StanceOf = Literal[tuple(str(held) for held in Stance)]  # type: ignore[valid-type]
CertaintyOf = Literal[tuple(str(held) for held in Certainty)]  # type: ignore[valid-type]
VerdictOf = Literal[tuple(str(held) for held in Verdict)]  # type: ignore[valid-type]

RenditionType = Literal[tuple(vocabulary.scheme("rendition-types"))]  # type: ignore[valid-type]


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


class Received(Shape):
    """What became of one item: its claims, those of them that were held before, and what is wrong with the
    rest."""

    item: int = Field(ge=0, description="Its place among those sent, from 0")
    claims: list[ClaimId]
    known: list[ClaimId]
    reasons: list[str]


class ReceivedAll(Shape):
    """What became of the items; nothing counts before a person accepts it."""

    claims: list[ClaimId] = Field(
        description="Every claim that waits for a decision, or did before"
    )
    items: list[Received]
    listed_at: Address = Field(description="Where what waits for a decision is listed")
