"""What the shapes of answers share, and the shape of a value, read off its type, with the value in that shape.

Law: nothing is in an answer that its schema does not say.

The shapes are the API's own, and stand beside the routes that answer in them.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, Optional, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import Composite, Text, ValueType, properties_of
from kizuna.values import (
    Direction,
    Edtf,
    Identifier,
    Name,
    Point,
    Quantity,
    Span,
    bound_text,
)


class Shape(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(extra="forbid")


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


class Bounds(Shape):
    """When something began and ended: each between two days (ISO 8601), both inclusive. null: there is no such
    day, it has always been so or has no end."""

    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None


class Dated(Bounds):
    """A date or interval as EDTF (ISO 8601-2:2019), with the four bounds of what it may mean."""

    edtf: str


def bounds(span: Span) -> dict[str, str | None]:
    """A span as BOUNDS."""
    days = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    return dict(zip(Bounds.model_fields, map(bound_text, days), strict=True))


class Asked(Shape):
    """The clocks as they were taken."""

    as_of: str = Field(description="The day asked about (ISO 8601)")
    known_at: str | None = Field(description="The time as of which it was known; null for now")


class Page(Asked):
    """A page of a list."""

    next: Address | None = Field(description="Where the list goes on; null at its end")


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
    language: str | None


class Named(Shape):
    """A name in one spelling: its language (BCP 47), script (ISO 15924) and way of transliteration."""

    text: str
    language: str | None
    script: str | None
    scheme: str | None


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


def dated(date: Edtf) -> dict[str, Any]:
    """A date in its shape."""
    return {"edtf": date.text, **bounds(date.span)}


def _words(value: Text) -> dict[str, Any]:
    return {"text": value.text, "language": value.language or None}


def _named(value: Name) -> dict[str, Any]:
    parts = {key: getattr(value, key) or None for key in ("language", "script", "scheme")}
    return {"text": value.text, **parts}


def _placed(value: Point) -> dict[str, Any]:
    return {"latitude": value.latitude, "longitude": value.longitude}


def _identified(value: Identifier) -> dict[str, Any]:
    return {"scheme": value.scheme, "value": value.value, "address": value.address}


def _directed(value: Direction) -> dict[str, Any]:
    return {"source": value.source, "target": value.target, "mutual": value.mutual}


def _measured(value: Quantity) -> dict[str, Any]:
    return value.to_json()


def _plain(value: Any) -> Any:
    return value


_Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
_Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hex")]

_SHAPES: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "text": (Words, _words),
    "name": (Named, _named),
    "date": (Dated, dated),
    "point": (Placed, _placed),
    "identifier": (Identified, _identified),
    "direction": (Directed, _directed),
    "quantity": (Measured, _measured),
    "integer": (int, _plain),
    "country": (_Country, _plain),
    "language": (str, _plain),
    "address": (str, _plain),
    "digest": (_Digest, _plain),
    "reference": (EntityId, _plain),
}


@cache
def shape_of(kind: ValueType[Any]) -> Any:
    """The annotation of a value of a type."""
    if kind.key == "concept":
        return Literal[tuple(vocabulary.scheme(kind.detail[0]))]
    if kind.key in _SHAPES:
        return _SHAPES[kind.key][0]
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
        made = create_model(kind.__name__, __base__=Shape, __doc__=kind.__doc__, **fields)
    return cast(type[Shape], made)


@cache
def _composites() -> dict[str, type[Composite]]:
    return {kind.__name__.lower(): kind for kind in Composite.__subclasses__()}


def shown(kind: ValueType[Any], value: Any) -> Any:
    """A value of a type in its shape; None stays None."""
    if value is None:
        return None
    if isinstance(value, Composite):
        return {
            name: _shown_part(part.type, getattr(value, name), many=part.many)
            for name, part in properties_of(type(value)).items()
        }
    return _SHAPES[kind.key][1](value) if kind.key in _SHAPES else value


def _shown_part(kind: ValueType[Any], held: Any, *, many: bool) -> Any:
    return [shown(kind, one) for one in held] if many and held is not None else shown(kind, held)
