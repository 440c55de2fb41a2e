"""What the shapes of answers share, and the shape of a value, read off its type.

Law: nothing is in an answer that its schema does not say.

The shapes are the API's own, and stand beside the routes that answer in them; a shape reads an object of the
register by attributes of its parts' names.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import Annotated, Any, Literal, Optional, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import Composite, Fact, ValueType, properties_of
from kizuna.values import Edtf, bound_text


class Shape(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    @classmethod
    def read(cls, held: object, **others: Any) -> Self:
        """The shape of an object of the register, with the parts that it does not have by their names."""
        names = cls.model_fields.keys() - others.keys()
        return cls.model_validate({**{name: getattr(held, name) for name in names}, **others})


ClaimId = Annotated[
    str, Field(pattern="^[0-9a-f]{32}$", description="A claim: /api/v1/claims/{id}/evidence")
]
EntityId = Annotated[
    str,
    Field(
        pattern="^[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*$",
        description="An id: /api/v1/entities/{id}",
    ),
]
Address = Annotated[str, Field(description="An address of this server")]

CertaintyOf = Literal[tuple(str(held) for held in Certainty)]  # type: ignore[valid-type]


Bound = Annotated[str | None, BeforeValidator(bound_text)]
"""A day by its number, as ISO 8601; null for one that is open."""
UNKNOWN = BeforeValidator(lambda held: held or None)
"""What is "" in the register is null."""
Tag = Annotated[str | None, UNKNOWN]


class Bounds(Shape):
    """When something began and ended: each between two days (ISO 8601), both inclusive. null: there is no such
    day, it has always been so or has no end."""

    start_earliest: Bound
    start_latest: Bound
    end_earliest: Bound
    end_latest: Bound


class Dated(Bounds):
    """A date or interval as EDTF (ISO 8601-2:2019), with the four bounds of what it may mean."""

    edtf: str

    @model_validator(mode="before")
    @classmethod
    def _read(cls, date: Edtf | str) -> dict[str, Any]:
        read = Edtf.parse(date) if isinstance(date, str) else date
        bounds = {name: getattr(read.span, name) for name in Bounds.model_fields}
        return {"edtf": read.text, **bounds}


class OfFact(Shape):
    """What a fact states, with the claims that say so."""

    claims: list[ClaimId] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, fact: Fact[Any]) -> dict[str, Any]:
        said = {"value": fact.value, "valid": fact.valid, "claims": fact.claim_ids}
        names = cls.model_fields
        return {n: said[n] if n in said else getattr(fact.value, n) for n in names}


class Asked(Shape):
    """The clocks as they were taken."""

    as_of: str = Field(description="The day asked about (ISO 8601)")
    known_at: str | None = Field(description="The time as of which it was known; null for now")


class Page(Asked):
    """A page of a list."""

    next: Address | None = Field(description="Where the list goes on; null at its end")


def page_of(name: str, item: type[Shape], about: str, base: type[Shape] = Page) -> Any:
    """The shape of a page of items, or of another answer that has some."""
    return create_model(name, __base__=base, __doc__=about, items=(list[item], ...))  # type: ignore[valid-type]


class Summary(Shape):
    """An entity in a list: what it is called in the language asked for, and where it is."""

    id: EntityId
    kind: str
    label: str
    href: Address
    page: Address


class Words(Shape):
    """Words of the register about a fact; `language` is a tag (BCP 47), null when it does not matter."""

    text: str
    language: Tag


class Named(Shape):
    """A name in one spelling: its language (BCP 47), script (ISO 15924) and way of transliteration."""

    text: str
    language: Tag
    script: Tag
    scheme: Tag


class Placed(Shape):
    """A point in degrees (WGS 84), north and east positive."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Identified(Shape):
    """A thing's number in somebody else's register, and its public page there."""

    scheme: str
    value: str
    address: str | None


class Directed(Shape):
    """Who sent and who received; null is a party that nobody named. When `mutual`, neither comes first."""

    source: EntityId | None
    target: EntityId | None
    mutual: bool


class Measured(Shape):
    """A number known to lie from `min` to `max` in a unit; null is a bound that is not known."""

    min: float | None
    max: float | None
    approximate: bool
    unit: str


_Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
_Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hex")]

_SHAPES: dict[str, Any] = {
    "text": Words,
    "name": Named,
    "date": Dated,
    "point": Placed,
    "identifier": Identified,
    "direction": Directed,
    "quantity": Measured,
    "integer": int,
    "country": _Country,
    "digest": _Digest,
    "reference": EntityId,
    "language": str,
    "address": str,
}


@cache
def shape_of(kind: ValueType[Any]) -> Any:
    """The annotation of a value of a type."""
    if kind.key == "concept":
        return Literal[tuple(vocabulary.scheme(kind.detail[0]))]
    if kind.key in _SHAPES:
        return _SHAPES[kind.key]
    return _shape_of_composite(_composites()[kind.key])


@cache
def _shape_of_composite(kind: type[Composite]) -> type[Shape]:
    fields: dict[str, Any] = {}
    for name, part in properties_of(kind).items():
        one = shape_of(part.type)
        held = list[one] if part.many else one  # type: ignore[valid-type]
        fields[name] = (held, ...) if part.required else (Optional[held], ...)  # noqa: UP045
    with warnings.catch_warnings():
        # An addressee has a part called `copy`, which pydantic's own models have too and nothing here asks for.
        warnings.filterwarnings("ignore", message="Field name .* shadows")
        return create_model(kind.__name__, __base__=Shape, __doc__=kind.__doc__, **fields)


@cache
def _composites() -> dict[str, type[Composite]]:
    return {kind.__name__.lower(): kind for kind in Composite.__subclasses__()}
