"""The attributes of the nodes and edges of a network in GraphML and GEXF, and text that XML allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kizuna.publish.export.network import NAMES, Link, Place
from kizuna.values import OPEN_END, OPEN_START, Span, day_text

T = TypeVar("T")
Value = str | float | None

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Attribute(Generic[T]):
    """One attribute: its name, its type in both formats ("string" or "double"), and its value (None: unknown)."""

    name: str
    type: str
    read: Callable[[T], Value]


def xml_text(value: Value) -> str:
    """A value as text; a character that XML 1.0 forbids becomes U+FFFD, the sign of one that was lost."""
    return _FORBIDDEN.sub("\ufffd", str(value))


def _text(name: str, read: Callable[[T], str]) -> Attribute[T]:
    return Attribute(name, "string", lambda item: read(item) or None)


def _number(name: str, read: Callable[[T], float | None]) -> Attribute[T]:
    return Attribute(name, "double", read)


def _name(code: str) -> Attribute[Any]:
    return _text(f"name_{code}", lambda item: item.names.get(code, ""))


_NAMES = tuple(map(_name, NAMES))


def _list(ids: Iterable[str]) -> str:
    return " ".join(ids)


def _day(read: Callable[[Span], int]) -> Callable[[Link], str]:
    """One bound of a tie's span as ISO 8601; "" where it is open, or there is no span."""

    def bound(link: Link) -> str:
        day = read(link.span) if link.span else OPEN_START
        return "" if day in (OPEN_START, OPEN_END) else day_text(day)

    return bound


PLACE: tuple[Attribute[Place], ...] = (
    _text("label", lambda place: place.label),
    *_NAMES,
    _text("kind", lambda place: place.kind),
    _text("type", lambda place: place.type),
    _text("level", lambda place: place.level),
    _text("country", lambda place: place.country),
    _text("government", lambda place: place.government),
    _number("latitude", lambda place: place.point.latitude if place.point else None),
    _number("longitude", lambda place: place.point.longitude if place.point else None),
    _number("population_min", lambda p: p.population.min if p.population else None),
    _number("population_max", lambda p: p.population.max if p.population else None),
    _text("claims", lambda place: _list(place.claims)),
    _text("sources", lambda place: _list(place.sources)),
)
"""The attributes of a node."""

BOUNDS: tuple[Attribute[Link], ...] = (
    _text("begins_earliest", _day(lambda span: span.start_earliest)),
    _text("begins_latest", _day(lambda span: span.start_latest)),
    _text("ends_earliest", _day(lambda span: span.end_earliest)),
    _text("ends_latest", _day(lambda span: span.end_latest)),
)
"""The bounds of the time in which a tie was in force, as days of ISO 8601; None where one is open."""

LINK: tuple[Attribute[Link], ...] = (
    _text("tie", lambda link: link.id),
    _text("label", lambda link: link.label),
    *_NAMES,
    _text("type", lambda link: link.type),
    _text("countries", lambda link: _list(sorted({*link.countries} - {""}))),
    _text("in_force", lambda link: link.in_force),
    _text("date", lambda link: link.date),
    _text("date_basis", lambda link: link.date_basis),
    _text("status", lambda link: link.status),
    *BOUNDS,
    _text("claims", lambda link: _list(link.claims)),
    _text("sources", lambda link: _list(link.sources)),
)
"""The attributes of an edge."""
