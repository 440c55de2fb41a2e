"""What the shapes of answers share, and the shape of a value, read off its type.

Law: nothing is in an answer that its schema does not say.

The shapes are the API's own, and stand beside the routes that answer in them; a shape reads an object of the
register by attributes of its parts' names.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Annotated, Any, Literal, Optional, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    create_model,
    model_validator,
)

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Composite, Fact, ValueType, properties_of
from kizuna.values import Edtf, bound_text


class Shape(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Add the shape to TYPES."""
        TYPES[cls.__name__] = cls

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

TYPES: dict[str, Any] = {
    "text": str,
    "flag": bool,
    "integer": int,
    "number": float,
    "count": Annotated[int, Field(ge=0)],
    "place": Annotated[int, Field(ge=1)],
    "north": Annotated[float, Field(ge=-90, le=90)],
    "east": Annotated[float, Field(ge=-180, le=180)],
    "value": JsonValue,
    "object": dict[str, object],
    "values": dict[str, JsonValue],
    "texts": dict[str, str],
    "stated": dict[str, list[JsonValue]],
    "ref": EntityId,
    "claim": ClaimId,
    "claims": list[ClaimId],
    "address": Annotated[str, Field(description="An address of this server")],
    "digest": Annotated[str, Field(pattern="^[0-9a-f]{64}$")],
    "bound": Annotated[str | None, BeforeValidator(bound_text)],  # a day by its number; null: open
    **{
        held.__name__.lower(): Literal[tuple(map(str, held))]
        for held in (Certainty, Stance, Verdict)
    },
}
"""The types of parts of a shape by their names; shapes are added by theirs."""
_SHAPE = re.compile(r"(\w+)(?:\((.+)\))?: (.+(?:\n {8}.+)*)\n((?: {4}.+\n)*)")
_PART = re.compile(r"(\w+)(?::(\[)?([\w|-]+)\]?)?([?!~])?")
_DESCRIBED = re.compile(r" {4}(\w+): (.+)\n")


def type_named(name: str) -> Any:
    """The type of that name: one of TYPES, words with bars between them, or the concepts of a vocabulary."""
    if name not in TYPES:
        words = filter(None, name.split("|")) if "|" in name else vocabulary.scheme(name)
        TYPES[name] = Literal[tuple(words)]
    return TYPES[name]


def shapes(table: str) -> None:
    """Add shapes to TYPES: a line each with its name, the shapes whose parts it has too, and what it is.

    Below it stand its parts, each with its type after a colon where that is another than text, in brackets for
    several; "?" where it may be null, "~" where "" is, "!" where there is at least one. Then comes a line for each
    part of which its name does not say enough.
    """
    for name, bases, about, body in _SHAPE.findall(table):
        described, fields = dict(_DESCRIBED.findall(body)), dict[str, Any]()
        for part, is_many, kind, mark in _PART.findall(_DESCRIBED.sub("", body)):
            held = type_named(kind or "text")
            held = list[held] if is_many else held
            if mark == "!":
                held = Annotated[held, Field(min_length=1)]
            elif mark:
                held = Optional[held]  # noqa: UP045
            if mark == "~":
                held = Annotated[held, BeforeValidator(lambda given: given or None)]
            fields[part] = (held, Field(description=described[part]) if part in described else ...)
        above = tuple(TYPES[base] for base in bases.split(", ")) if bases else (Shape,)
        about = about.replace("\n        ", "\n")
        create_model(name, __base__=above, __doc__=about, **fields)


class DateRow(Shape):
    """What is read off a date."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, date: Edtf | str) -> dict[str, Any]:
        read = Edtf.parse(date) if isinstance(date, str) else date
        bounds = {name: getattr(read.span, name) for name in cls.model_fields if name != "edtf"}
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


shapes("""
Asked: The clocks as they were taken.
    as_of known_at?
    as_of: The day asked about (ISO 8601)
    known_at: The time as of which it was known; null for now
Page(Asked): A page of a list.
    next:address?
    next: Where the list goes on; null at its end
Bounds: When something began and ended: each between two days (ISO 8601), both inclusive. null: there is no such
        day, it has always been so or has no end.
    start_earliest:bound start_latest:bound end_earliest:bound end_latest:bound
Dated(Bounds, DateRow): A date or interval as EDTF (ISO 8601-2:2019), with the four bounds of what it may mean.
    edtf
Summary: An entity in a list: what it is called in the language asked for, and where it is.
    id:ref kind label href:address page:address
Words: Words of the register about a fact; `language` is a tag (BCP 47), null when it does not matter.
    text language~
Named: A name in one spelling: its language (BCP 47), script (ISO 15924) and way of transliteration.
    text language~ script~ scheme~
Placed: A point in degrees (WGS 84), north and east positive.
    latitude:north longitude:east
Identified: A thing's number in somebody else's register, and its public page there.
    scheme value address?
Directed: Who sent and who received; null is a party that nobody named. When `mutual`, neither comes first.
    source:ref? target:ref? mutual:flag
Measured: A number known to lie from `min` to `max` in a unit; null is a bound that is not known.
    min:number? max:number? approximate:flag unit
""")

_Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
_Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hex")]

_SHAPES: dict[str, Any] = {
    "text": TYPES["Words"],
    "name": TYPES["Named"],
    "date": TYPES["Dated"],
    "point": TYPES["Placed"],
    "identifier": TYPES["Identified"],
    "direction": TYPES["Directed"],
    "quantity": TYPES["Measured"],
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
