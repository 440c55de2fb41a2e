"""The types that a property's value may have: how each is read from JSON, and which
entities it names.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from operator import methodcaller
from typing import Any, Generic, TypeVar

from kizuna import values
from kizuna.claims import vocabulary
from kizuna.errors import BadClaim, BadValue
from kizuna.values import (
    Direction,
    Edtf,
    Name,
    Point,
    Quantity,
    check_ref,
    language_tag,
)

V = TypeVar("V")
Rename = Mapping[str, str]


def names_nothing(value: Any) -> tuple[str, ...]:
    """No entity ids: the `refs` of a type whose values hold none."""
    return ()


def _plain(value: Any, names: Rename | None = None) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class ValueType(Generic[V]):
    """One type of value.

    `key` names it; `read` turns JSON into the value, raising a BadValue or BadClaim
    that quotes it; `write` turns the value into JSON. `detail` is the concept scheme,
    the dimension or the kinds that may be referred to. `refs` lists the entity ids in a
    value, `rename` gives the value with ids replaced (identity judgements).
    """

    key: str
    read: Callable[[Any], V]
    write: Callable[[V], Any]
    detail: tuple[str, ...] = ()
    refs: Callable[[V], tuple[str, ...]] = names_nothing
    rename: Callable[[V, Rename], V] = _plain

    def canonical(self, raw: Any) -> str:
        """The canonical JSON text of a value given as JSON; the same value always gives
        the same text.
        """
        return values.canonical_json(self.write(self.read(raw)))


class _BadText(BadValue):
    what = "a text"


class BadInteger(BadValue):
    what = "a whole number"


class BadCountry(BadValue):
    what = "a country"


class _BadAddress(BadValue):
    what = "an address"


class _BadDigest(BadValue):
    what = "a digest"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of our own about a fact, in a language ("" when it does not matter: a
    number, a mark).
    """

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


def _read_text(raw: Any) -> Text:
    if isinstance(raw, str) and raw.strip():
        return Text(raw)
    if isinstance(raw, dict) and set(raw) == {"text", "language"}:
        return Text(_read_text(raw["text"]).text, language_tag(raw["language"]))
    raise _BadText(raw, 'give words, or {"text", "language"}')


def _read_integer(raw: Any) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise BadInteger(raw, "give digits without quotes, such as 7")


def _written_as(
    pattern: str, wrong: type[BadValue], right: str
) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if isinstance(raw, str) and re.fullmatch(pattern, raw):
            return raw
        raise wrong(raw, right)

    return read


_to_json = methodcaller("to_json")
TEXT = ValueType(
    "text", _read_text, lambda value: asdict(value) if value.language else value.text
)
INTEGER: ValueType[int] = ValueType("integer", _read_integer, _plain)
NAME: ValueType[Name] = ValueType("name", Name.from_json, _to_json)
DATE: ValueType[Edtf] = ValueType("date", Edtf.parse, str)
POINT: ValueType[Point] = ValueType("point", Point.from_json, _to_json)
IDENTIFIER = ValueType("identifier", values.Identifier.parse, _to_json)
_CODE = _written_as(
    "[A-Z]{2}", BadCountry, 'give a country code of ISO 3166-1, such as "JP"'
)
COUNTRY: ValueType[str] = ValueType("country", _CODE, _plain)
LANGUAGE: ValueType[str] = ValueType("language", language_tag, _plain)
_URL = _written_as(
    r"https?://\S+", _BadAddress, "give one that starts with http:// or https://"
)
ADDRESS: ValueType[str] = ValueType("address", _URL, _plain)
_HEX = _written_as(
    "[0-9a-f]{64}", _BadDigest, "give 64 lower-case hex digits (SHA-256)"
)
DIGEST: ValueType[str] = ValueType("digest", _HEX, _plain)


def _rename_direction(value: Direction, names: Rename) -> Direction:
    """The direction with ids replaced; as stated, where both parties are judged to be
    one.
    """
    source, target = (
        ref and names.get(ref, ref) for ref in (value.source, value.target)
    )
    return (
        value
        if source and source == target
        else Direction(source, target, value.mutual)
    )


DIRECTION = ValueType(
    "direction",
    Direction.from_json,
    _to_json,
    refs=lambda value: tuple(filter(None, (value.source, value.target))),
    rename=_rename_direction,
)


@cache
def quantity(*dimensions: str) -> ValueType[Quantity]:
    """A quantity whose unit has one of the given dimensions."""

    def read(raw: Any) -> Quantity:
        value = Quantity.from_json(raw)
        if value.dimension not in dimensions:
            raise BadClaim(
                f"{raw!r} is a {value.dimension}, not a {' or '.join(dimensions)}"
            )
        return value

    return ValueType("quantity", read, _to_json, dimensions)


@cache
def reference(*kinds: str) -> ValueType[str]:
    """The id of an entity of one of the given kinds; of any kind when none is given."""

    def read(raw: Any) -> str:
        ref = check_ref(raw)
        if kinds and ref.partition("/")[0] not in kinds:
            raise BadClaim(f"{ref!r} is not a {' or '.join(kinds)}")
        return ref

    return ValueType(
        "reference",
        read,
        _plain,
        kinds,
        lambda value: (value,),
        lambda value, names: names.get(value, value),
    )


GOVERNMENT = reference("government")
PARTY = reference("government", "organisation")
ACTOR = reference("government", "organisation", "person")
TIE = reference("tie")


@cache
def concept(scheme: str) -> ValueType[str]:
    """A concept id of a controlled vocabulary."""

    def read(raw: Any) -> str:
        held = vocabulary.scheme(scheme)
        return (held[raw] if isinstance(raw, str) else held.__missing__(raw)).id

    return ValueType("concept", read, _plain, (scheme,))
