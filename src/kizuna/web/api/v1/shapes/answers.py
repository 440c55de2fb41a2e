"""The shapes of search, counts, networks, vocabularies and kinds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kizuna.web.api.v1.shapes.entities import Summary
from kizuna.web.api.v1.shapes.lists import Answered, Asked
from kizuna.web.api.v1.shapes.shape import Address, ClaimId, Counted, EntityId, Shape


class Hit(Summary):
    """Something found: a name, a fact in words or a passage, and what it is of."""

    found: Literal["name", "fact", "passage"]
    country: str | None = Field(description="The country of a local government, by its code")
    ties: int | None = Field(description="How many ties a place or body has that was found by name")
    text: str
    claim: ClaimId | None = Field(description="The claim that says so; null for a passage")
    sha256: str | None = Field(description="The text that the passage is of")
    start: int | None
    end: int | None


class Found(Asked):
    """What holds all the words: names first, each thing once, then facts, then passages."""

    similar: bool = Field(
        description="Whether nothing holds the words, and the items are names like them"
    )
    items: list[Hit]


class Figure(Counted):
    """A count by its key: what is counted, in a few words of English."""

    key: str
    label: str


class Figures(Asked):
    """Counts of what was asked for."""

    figures: list[Figure]


class NetworkNode(Shape):
    """A party, with its place in the network of what certainly or possibly stood."""

    id: EntityId
    label: str
    country: str | None
    level: str | None
    degree: int = Field(ge=0)
    core: int = Field(ge=0)
    community: int = Field(ge=1)
    betweenness: float | None = Field(description="null unless asked for")


class NetworkLink(Shape):
    """Two parties that are tied, by which ties, and on which claims that rests."""

    source: EntityId
    target: EntityId
    in_force: Answered
    ties: list[EntityId] = Field(min_length=1)
    claims: list[ClaimId] = Field(min_length=1)


class NetworkMeasure(Shape):
    """A measure of what certainly and of what possibly stood; null is not defined, or not known."""

    measure: str
    label: str
    how: str
    certain: float | None
    possible: float | None


class EvidenceOfBoth(Shape):
    """What the measures rest on."""

    certain: list[ClaimId]
    possible: list[ClaimId]


class Network(Asked):
    """The network of the ties asked for; nodes and links are of what possibly stood, which takes in the
    certain."""

    ties: Counted
    nodes_counted: Counted
    links_counted: Counted
    nodes: list[NetworkNode]
    links: list[NetworkLink]
    measures: list[NetworkMeasure]
    evidence: EvidenceOfBoth


class Concept(Shape):
    """A concept of a vocabulary."""

    id: str
    label: str = Field(description="In the language asked for")
    labels: dict[str, str]
    definition: str
    broader: str | None
    close: dict[str, str] = Field(description="What other registers call it")


class VocabularyName(Shape):
    """A vocabulary by its id."""

    id: str
    label: str
    definition: str
    href: Address


class Vocabularies(Asked):
    """All vocabularies."""

    items: list[VocabularyName]


class Vocabulary(Asked):
    """A controlled vocabulary: what is no concept of it is refused."""

    id: str
    label: str
    definition: str
    concepts: list[Concept]


class PropertyDefined(Shape):
    """A property as the kind's one definition has it."""

    name: str
    label: str
    type: str
    of: list[str] = Field(
        description="The vocabulary, the dimensions, the kinds referred to, or the parts of the value"
    )
    many: bool = Field(description="Several values stand side by side; otherwise they compete")
    dated: bool = Field(description="A value may hold for a span")
    required: bool = Field(description="A gap when nothing is recorded")


class KindDefined(Shape):
    """A kind of the register."""

    kind: str
    label: str
    about: str
    properties: list[PropertyDefined]
    href: Address


class Kinds(Asked):
    """Every kind of the register, each read off its one definition."""

    items: list[KindDefined]


class ExportFormat(Shape):
    """A format of exports."""

    name: str
    purpose: str
    href: Address


class ExportFormats(Asked):
    """The formats of exports."""

    items: list[ExportFormat]
