"""The shapes of the kinds: each property of a kind with its facts, as the kind's one definition has them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, Union, cast

from pydantic import Field, create_model

from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import KINDS, Entity, ValueType, properties_of
from kizuna.web.api.v1.shapes.shape import Address, ClaimId, Dated, EntityId, Shape
from kizuna.web.api.v1.shapes.values import shape_of

CertaintyOf = Literal[tuple(str(held) for held in Certainty)]  # type: ignore[valid-type]


class Fact(Shape):
    """One value of a property with the claims that say so, the strongest first."""

    valid: Dated | None = Field(description="When it holds; null when no claim says so")
    preferred: bool = Field(description="false for what a rival is put before")
    counts: bool = Field(description="false where no claim with a source says that it is so")
    certainty: CertaintyOf = Field(description="That of the surest claim")
    claims: list[ClaimId] = Field(min_length=1)
    denied_by: list[ClaimId]


class Related(Shape):
    """What refers to the entity by one of its own properties."""

    kind: str
    property: str
    ids: list[EntityId]


class Summary(Shape):
    """An entity in a list: what it is called in the language asked for, and where it is."""

    id: EntityId
    kind: str
    label: str
    href: Address
    page: Address


class Whole(Summary):
    """All that is held of an entity, as of a day and as known at a time."""

    as_of: str = Field(description="The day asked about (ISO 8601)")
    known_at: str | None = Field(description="The time as of which it was known; null for now")
    related: list[Related]
    claims: Address = Field(description="Where all claims about it are listed")


@cache
def fact_of(kind: ValueType[Any]) -> type[Fact]:
    """The shape of a fact of a type."""
    made = create_model(_name_of(kind), __base__=Fact, value=(shape_of(kind), ...))
    return cast(type[Fact], made)


def _name_of(kind: ValueType[Any]) -> str:
    """`StagesConceptFact`, `ReferenceFact` ...: one for each shape that differs."""
    said = kind.detail if kind.key == "concept" else ()
    words = "-".join([*said, kind.key]).split("-")
    return "".join(word.capitalize() for word in words) + "Fact"


@cache
def whole_of(prefix: str) -> type[Whole]:
    """The shape of an entity of a kind."""
    kind = KINDS[prefix]
    facts = create_model(
        f"{kind.__name__}Facts",
        __base__=Shape,
        __doc__=f"The facts of each property of the kind {prefix}; empty where nothing is recorded.",
        **_fields_of(kind),
    )
    made = create_model(
        kind.__name__,
        __base__=Whole,
        __doc__=kind.__doc__,
        kind=(Literal[prefix], ...),
        facts=(facts, ...),
    )
    return cast(type[Whole], made)


def _fields_of(kind: type[Entity]) -> dict[str, Any]:
    return {
        name: (list[fact_of(definition.type)], ...)  # type: ignore[misc]
        for name, definition in properties_of(kind).items()
    }


AnyWhole = Annotated[
    Union[tuple(whole_of(prefix) for prefix in KINDS)],  # noqa: UP007
    Field(discriminator="kind"),
]
"""An entity of any kind."""
