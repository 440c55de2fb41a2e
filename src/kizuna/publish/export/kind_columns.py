"""The columns of a kind's table, read off its one definition: which cells each type of value fills.

Law: a new property of a kind has its columns in every table, dictionary and schema without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Entity, ValueType, properties_of
from kizuna.claims.kinds.property import parts_of
from kizuna.languages import Messages
from kizuna.publish.export.records import Cell, Column
from kizuna.values import OPEN_END, OPEN_START, day_text

Label = Callable[[str], str]
Read = Callable[[Any, Label], Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a property, and how its cell is read from a value."""

    column: Column
    read: Read


def columns_of(kind: type[Entity]) -> dict[str, tuple[Part, ...]]:
    """The columns of each property of a kind, by the property's name."""
    messages = Messages("en")
    found = {}
    for name, property in properties_of(kind).items():
        title = messages.property(kind.prefix, name)
        column = Column(name, "", many=property.many, title=title)
        first, *others = _parts(property.type, column)
        needed = replace(first.column, needed=property.required)
        found[name] = (replace(first, column=needed), *others)
    return found


def _parts(kind: ValueType[Any], column: Column) -> Iterator[Part]:
    for name, inner in parts_of(kind).items():
        words = f"{column.title}: {name.replace('_', ' ')}"
        for part in _parts(inner.type, replace(column, name=f"{column.name}.{name}", title=words)):
            yield replace(part, read=_within(name, inner.many, part.read))
    for part in _CELLS.get(kind.key, ()):
        suffix, says = part.column.name, part.column.definition
        is_concept = kind.key == "concept"
        if is_concept:
            says = vocabulary.scheme(kind.detail[0]).definition
        made = replace(
            part.column,
            name=column.name + suffix,
            title=f"{column.title}, {suffix[1:]}" if suffix else column.title,
            definition=says.replace("{detail}", " or ".join(kind.detail) or "thing"),
            scheme=kind.detail[0] if is_concept else "",
            many=column.many,
        )
        yield replace(part, column=made)


def _within(name: str, many: bool, read: Read) -> Read:
    """Reads a part of a composite; several values of one part stand in one cell, parted by commas."""

    def cell(value: Any, label: Label) -> Cell:
        held = getattr(value, name)
        if held is None:
            return None
        return ", ".join(str(read(item, label)) for item in held) if many else read(held, label)

    return cell


def day_cell(day: int) -> str | None:
    """A day as ISO 8601, None for an open bound."""
    return None if day in (OPEN_START, OPEN_END) else day_text(day)


def _cell(
    suffix: str, says: str, read: Callable[[Any], Cell], type: str = "string", unit: str = ""
) -> Part:
    return Part(Column(suffix, says, type, unit=unit), lambda value, _: read(value))


def _itself(value: Any) -> Any:
    return value


_CELLS: dict[str, tuple[Part, ...]] = {
    "text": (_cell("", "words of the register's own", attrgetter("text")),),
    "integer": (_cell("", "a whole number", _itself, "integer"),),
    "name": (
        _cell("", "a name or title", attrgetter("text")),
        _cell(".language", "its language (BCP 47)", attrgetter("language")),
    ),
    "date": (
        _cell("", "a date or interval as EDTF (ISO 8601-2)", attrgetter("text")),
        _cell(
            ".earliest", "the first day that it may mean", lambda v: day_cell(v.span.start_earliest)
        ),
        _cell(".latest", "the last day that it may mean", lambda v: day_cell(v.span.end_latest)),
    ),
    "quantity": (
        _cell(".min", "the least that it may be: {detail}", attrgetter("min"), "number"),
        _cell(".max", "the most that it may be: {detail}", attrgetter("max"), "number"),
        _cell(".approximate", "whether it is about so", attrgetter("approximate"), "boolean"),
        _cell(".unit", "the unit of both", attrgetter("unit")),
    ),
    "point": (
        _cell(".latitude", "WGS 84", attrgetter("latitude"), "number", "degrees north"),
        _cell(".longitude", "WGS 84", attrgetter("longitude"), "number", "degrees east"),
    ),
    "direction": (
        _cell(".from", "id of who sends or gives", attrgetter("source")),
        _cell(".to", "id of who receives", attrgetter("target")),
        _cell(".mutual", "whether both do both", attrgetter("mutual"), "boolean"),
    ),
    "reference": (
        _cell("", "id of a {detail}", _itself),
        Part(Column(".label", "its English name on the day"), lambda value, label: label(value)),
    ),
    "concept": (_cell("", "", _itself),),
    "identifier": (_cell("", "scheme:value", str),),
    "country": (_cell("", "ISO 3166-1 alpha-2 code", _itself),),
    "language": (_cell("", "language tag (BCP 47)", _itself),),
    "address": (_cell("", "URL", _itself),),
    "digest": (_cell("", "SHA-256 in hex", _itself),),
}
