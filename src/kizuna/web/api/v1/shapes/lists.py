"""The shapes of lists: a page of items, and what lists of governments, ties and documents hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS
from kizuna.web.api.v1.shapes.entities import Summary
from kizuna.web.api.v1.shapes.shape import Address, Bounds, ClaimId, Dated, EntityId, Shape
from kizuna.web.api.v1.shapes.values import Named

KindName = Literal[tuple(KINDS)]  # type: ignore[valid-type]
TieType = Literal[tuple(vocabulary.scheme("tie-types"))]  # type: ignore[valid-type]
FieldName = Literal[tuple(vocabulary.scheme("fields"))]  # type: ignore[valid-type]
Level = Literal[tuple(vocabulary.scheme("levels"))]  # type: ignore[valid-type]
Stage = Literal[tuple(vocabulary.scheme("stages"))]  # type: ignore[valid-type]
Status = Literal[tuple(vocabulary.scheme("statuses"))]  # type: ignore[valid-type]
Basis = Literal[tuple(vocabulary.scheme("date-bases"))]  # type: ignore[valid-type]
Answered = Literal["certain", "possible", "no"]


class Asked(Shape):
    """The clocks as they were taken."""

    as_of: str = Field(description="The day asked about (ISO 8601)")
    known_at: str | None = Field(description="The time as of which it was known; null for now")


class Page(Asked):
    """A page of a list."""

    next: Address | None = Field(description="Where the list goes on; null at its end")


class Entities(Page):
    """A page of entities of one kind, in order of id."""

    items: list[Summary]


class Rested(Shape):
    """A value with the claims that it rests on."""

    value: str
    claims: list[ClaimId] = Field(min_length=1)


class RestedName(Named):
    """A name with the claims that give it."""

    valid: Dated | None
    claims: list[ClaimId] = Field(min_length=1)


class RestedPoint(Shape):
    """A point with the claims that give it."""

    latitude: float
    longitude: float
    claims: list[ClaimId] = Field(min_length=1)


class Government(Summary):
    """A local government as it was on the day; null is what nobody says."""

    names: list[RestedName]
    level: Rested | None = Field(description="A concept of the vocabulary `levels`")
    country: Rested | None = Field(description="ISO 3166-1 alpha-2")
    part_of: Rested | None
    point: RestedPoint | None
    identifiers: list[Rested]
    ties: Address = Field(description="Where its ties are listed")
    claims: Address = Field(description="Where all claims about it are listed")


class Governments(Page):
    """A page of local governments, in order of id."""

    items: list[Government]


class OneGovernment(Government, Asked):
    """A local government by itself."""


class Reached(Shape):
    """A stage that a tie reached, when, and what that date rests on."""

    stage: Stage
    date: Dated | None = Field(description="null when no source gives one")
    basis: Basis | None
    claims: list[ClaimId] = Field(min_length=1)


class StatusThen(Shape):
    """A status with the span in which it holds."""

    status: Status
    valid: Dated | None
    claims: list[ClaimId] = Field(min_length=1)


class Lived(Shape):
    """A field of exchange that may have begun by the day."""

    concept: FieldName
    since: Dated | None = Field(description="null when no source says since when")
    claims: list[ClaimId] = Field(min_length=1)


class Party(Shape):
    """A party of a tie; level and country are those of the local government that it is or belongs to."""

    id: EntityId
    label: str
    level: Level | None
    country: str | None


class InForce(Shape):
    """Of what type a tie is, and when it was in force."""

    type: TieType | None
    in_force: Answered = Field(description="Whether it stood on the day, for sure or possibly")
    span: Bounds | None = Field(description="When it was in force; null: never, as far as verified")


class ListedTie(InForce, Summary):
    """A tie as it stood on the day."""

    parties: list[Party]
    established: Reached | None = Field(description="When it was formally entered into")
    stage: Reached | None = Field(
        description="The furthest stage that it may have reached by the day"
    )
    status: StatusThen | None
    fields: list[Lived]
    parent: EntityId | None = Field(description="The wider tie that it runs under")
    claims: list[ClaimId] = Field(min_length=1, description="What its being listed rests on")


class Ties(Page):
    """A page of ties, in order of id."""

    items: list[ListedTie]


class BriefTie(InForce):
    """A tie in brief: who is tied to whom, and when that was in force."""

    id: EntityId
    parties: list[EntityId] = Field(description="Those that a source gives, in order of id")
    page: Address
    claims: Address = Field(description="Where the claims that it rests on are listed")


class BriefTies(Page):
    """A page of ties in brief, in order of id."""

    items: list[BriefTie]


class OneTie(ListedTie, Asked):
    """A tie by itself."""

    facts: Address = Field(description="All that is held of it, fact by fact")
    measures: dict[str, object] = Field(
        description="The MEASURES object of the reference of measures"
    )


class CitedDocument(Summary):
    """A document that claims cite, or that is described."""

    date: Dated | None
    addresses: list[str]
    cited: int = Field(ge=0, description="How many claims cite it")
    passages: int = Field(ge=0, description="How many of them give a passage of its text")
    texts: list[str] = Field(description="The SHA-256 of each of its texts that is held")
    claims: Address = Field(description="Where the claims that cite it are listed")


class Documents(Page):
    """A page of documents, in order of id."""

    items: list[CitedDocument]
