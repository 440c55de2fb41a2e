"""The columns of a kind's table, read off its one definition: which cells each type of value fills.

Law: a new property of a kind has its columns in every table, dictionary and schema without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Composite, Property, ValueType, properties_of
from kizuna.languages import Messages
from kizuna.values import OPEN_END, OPEN_START, Edtf, day_text

Cell = str | int | float | bool | None
Label = Callable[[str], str]
SEPARATOR = " | "
"""What parts the values of one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what readers call it, and the type of its cells (string, integer, number or boolean).

    `many`: a cell holds several values; columns of one property hold them in the same order. `unit` and `scheme`
    are "" where the values have none of their own. `needed`: an empty cell is a gap.
    """

    name: str
    label: str
    definition: str
    type: str = "string"
    many: bool = False
    unit: str = ""
    scheme: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a property, and how its cell is read from a value."""

    column: Column
    read: Callable[[Any, Label], Cell]


def parts_of(prefix: str, name: str, definition: Property) -> tuple[Part, ...]:
    """The columns of a property of a kind, as its definition has them."""
    label = Messages("en").property(prefix, name)
    parts = _of_type(definition.type, Column(name, label, "", many=definition.many))
    first = parts[0]
    return (
        replace(first, column=replace(first.column, needed=definition.required)),
        *parts[1:],
    )


def _of_type(kind: ValueType[Any], column: Column) -> tuple[Part, ...]:
    owner = getattr(kind.read, "__self__", None)
    if isinstance(owner, type) and issubclass(owner, Composite):
        return tuple(_of_composite(owner, column))
    return tuple(_of_simple(kind, column))


def _of_composite(owner: type[Composite], column: Column) -> Iterator[Part]:
    for name, part in properties_of(owner).items():
        words = f"{column.label}: {name.replace('_', ' ')}"
        inner = replace(column, name=f"{column.name}.{name}", label=words)
        for held in _of_type(part.type, inner):
            yield Part(held.column, _within(name, part.many, held.read))


def _within(
    name: str, many: bool, read: Callable[[Any, Label], Cell]
) -> Callable[[Any, Label], Cell]:
    """Reads a part of a composite; several values of one part stand in one cell, parted by commas."""

    def cell(value: Any, label: Label) -> Cell:
        held = getattr(value, name)
        if held is None:
            return None
        return ", ".join(str(read(item, label)) for item in held) if many else read(held, label)

    return cell


def _of_simple(kind: ValueType[Any], column: Column) -> Iterator[Part]:
    for cell in _CELLS[kind.key]:
        is_concept = kind.key == "concept"
        says = vocabulary.scheme(kind.detail[0]).definition if is_concept else cell.says
        made = replace(
            column,
            name=column.name + cell.suffix,
            label=f"{column.label}, {cell.suffix[1:]}" if cell.suffix else column.label,
            definition=says.replace("{detail}", " or ".join(kind.detail) or "thing"),
            type=cell.type,
            unit=cell.unit,
            scheme=kind.detail[0] if is_concept else "",
        )
        yield Part(made, cell.read)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One of the cells that a type of value fills."""

    suffix: str
    says: str
    read: Callable[[Any, Label], Cell]
    type: str = "string"
    unit: str = ""


def earliest(date: Edtf) -> str | None:
    """The first day that a date may mean as ISO 8601, None when it has no beginning."""
    day = date.span.start_earliest
    return None if day == OPEN_START else day_text(day)


def latest(date: Edtf) -> str | None:
    """The last day that a date may mean as ISO 8601, None when it has no end."""
    day = date.span.end_latest
    return None if day == OPEN_END else day_text(day)


_CELLS: dict[str, tuple[_Cell, ...]] = {
    "text": (_Cell("", "words of the register's own", lambda v, _: v.text),),
    "integer": (_Cell("", "a whole number", lambda v, _: v, "integer"),),
    "name": (
        _Cell("", "a name or title", lambda v, _: v.text),
        _Cell(".language", "its language (BCP 47)", lambda v, _: v.language),
    ),
    "date": (
        _Cell("", "a date or interval as EDTF (ISO 8601-2)", lambda v, _: v.text),
        _Cell(".earliest", "the first day that it may mean", lambda v, _: earliest(v)),
        _Cell(".latest", "the last day that it may mean", lambda v, _: latest(v)),
    ),
    "quantity": (
        _Cell(".min", "the least that it may be: {detail}", lambda v, _: v.min, "number"),
        _Cell(".max", "the most that it may be: {detail}", lambda v, _: v.max, "number"),
        _Cell(".approximate", "whether it is about so", lambda v, _: v.approximate, "boolean"),
        _Cell(".unit", "the unit of both", lambda v, _: v.unit),
    ),
    "point": (
        _Cell(".latitude", "WGS 84", lambda v, _: v.latitude, "number", "degrees north"),
        _Cell(".longitude", "WGS 84", lambda v, _: v.longitude, "number", "degrees east"),
    ),
    "direction": (
        _Cell(".from", "id of who sends or gives", lambda v, _: v.source),
        _Cell(".to", "id of who receives", lambda v, _: v.target),
        _Cell(".mutual", "whether both do both", lambda v, _: v.mutual, "boolean"),
    ),
    "reference": (
        _Cell("", "id of a {detail}", lambda v, _: v),
        _Cell(".label", "its English name on the day", lambda v, label: label(v)),
    ),
    "concept": (_Cell("", "", lambda v, _: v),),
    "identifier": (_Cell("", "scheme:value", lambda v, _: str(v)),),
    "country": (_Cell("", "ISO 3166-1 alpha-2 code", lambda v, _: v),),
    "language": (_Cell("", "language tag (BCP 47)", lambda v, _: v),),
    "address": (_Cell("", "URL", lambda v, _: v),),
    "digest": (_Cell("", "SHA-256 in hex", lambda v, _: v),),
}
