"""The shape of a value, read off its type, and the value in that shape: the two stand side by side."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, Optional, cast

from pydantic import Field, create_model

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Composite, Text, ValueType, properties_of
from kizuna.values import Direction, Edtf, Identifier, Name, Point, Quantity
from kizuna.web.api.v1.shapes.shape import Dated, EntityId, Shape, bounds


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
