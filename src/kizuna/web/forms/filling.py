"""Filling: the JSON of a value as the texts of the inputs that its type has.

Law: what is filled in and gathered again is the same value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kizuna.claims.kinds import Property, ValueType, parts_of
from kizuna.values import Quantity

Texts = Iterator[tuple[str, str]]
"""Pairs of an input's name and its text."""
Named = Callable[[str], str]
"""How an id stands in a field: itself, or a name with the id in brackets."""


def filled(kind: ValueType[Any], value: Any, path: str, named: Named = str) -> Texts:
    """The inputs under `path` that hold a value given as JSON."""
    parts = parts_of(kind)
    if parts:
        yield from _composite(parts, value, path, named)
    else:
        yield from _FILLERS.get(kind.key, _one)(value, path, named)


def _composite(parts: Mapping[str, Property], value: Any, path: str, named: Named) -> Texts:
    for name, given in value.items():
        part = parts[name]
        if part.many:
            for number, item in enumerate(given):
                yield from filled(part.type, item, f"{path}.{name}.{number}", named)
        else:
            yield from filled(part.type, given, f"{path}.{name}", named)


def _one(value: Any, path: str, named: Named) -> Texts:
    yield f"{path}.value", str(value)


def _reference(value: Any, path: str, named: Named) -> Texts:
    yield f"{path}.value", named(value)


def _text(value: Any, path: str, named: Named) -> Texts:
    held = value if isinstance(value, Mapping) else {"text": value}
    yield from ((f"{path}.{key}", str(text)) for key, text in held.items())


def _quantity(value: Any, path: str, named: Named) -> Texts:
    """The number in the text form of a quantity, which keeps bounds that are open."""
    held = Quantity.from_json(value)
    low, high = ("" if n is None else f"{Decimal(repr(n)):f}" for n in (held.min, held.max))
    number = low if held.min == held.max else f"{low}..{high}"
    yield f"{path}.text", f"~{number}" if held.approximate else number
    yield f"{path}.unit", held.unit


def _direction(value: Any, path: str, named: Named) -> Texts:
    if "between" in value:
        yield f"{path}.mutual", "1"
        value = dict(zip(("from", "to"), value["between"], strict=True))
    yield from ((f"{path}.{side}", named(ref)) for side, ref in value.items())


def _point(value: Any, path: str, named: Named) -> Texts:
    yield f"{path}.latitude", repr(value[0])
    yield f"{path}.longitude", repr(value[1])


def _identifier(value: Any, path: str, named: Named) -> Texts:
    scheme, _, number = value.partition(":")
    yield f"{path}.scheme", scheme
    yield f"{path}.value", number


_FILLERS: dict[str, Callable[[Any, str, Named], Texts]] = {
    "reference": _reference,
    "text": _text,
    "name": _text,
    "quantity": _quantity,
    "direction": _direction,
    "point": _point,
    "identifier": _identifier,
}
"""How a type is spread over its inputs; the other types have one."""
