"""Records: an answer or a table of an export as rows with named, typed columns, for
programs: JSON, CSV, and the schema of both; and the rows of a tie, a fact and a claim,
which are the same in every answer and export.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain, islice
from operator import attrgetter, itemgetter
from typing import Any, TextIO

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds.property import Entity, WeighedFact, properties_of
from kizuna.register.places import country_of
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay
from kizuna.values import Answer, Edtf, bound_text, escape_and_isolate, moment_text

_PLAIN = {
    "text": "string",
    "id": "string",
    "integer": "integer",
    "number": "number",
    "flag": "boolean",
}
_TEXT: Mapping[str, Any] = {"type": ["string", "null"]}
_CLAIMS: Mapping[str, Any] = {
    "type": "array",
    "items": {"type": "string"},
    "description": "ids of claims, the strongest first",
}
_WHOLE: Mapping[str, Any] = {"type": "integer", "minimum": 0}

TYPES: Mapping[str, Mapping[str, Any]] = {
    **{name: {"type": [plain, "null"]} for name, plain in _PLAIN.items()},
    **{
        f"{name}s": {"type": "array", "items": {"type": p}}
        for name, p in _PLAIN.items()
    },
    "day": {**_TEXT, "description": "a day (ISO 8601)"},
    "edtf": {**_TEXT, "description": "a date or interval (EDTF, ISO 8601-2:2019)"},
    "claims": _CLAIMS,
    "value": {"description": "a value of a property, as claims state it"},
    "figure": {
        "type": ["object", "null"],
        "properties": {"certain": _WHOLE, "possible": _WHOLE, "claims": _CLAIMS},
        "required": ["certain", "possible", "claims"],
    },
    "range": {
        "type": ["object", "null"],
        "description": "a number from least to most, or a quantity from min to max",
        "properties": {"claims": _CLAIMS},
        "required": ["claims"],
    },
}
"""The JSON schema of each type of column, with an "s" of several values; "rows" and
"object" have columns of their own.
"""

_ENDS = {"figure": ("certain", "possible"), "range": ("least", "most")}
"""The ends of the names of the columns that a cell of two numbers becomes."""

Row = Mapping[str, Any]
"""A row by the names of its columns; what is unknown is None."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (a key of TYPES, "rows" or "object"), and the
    columns within a cell.

    In tables of exports `definition` is what a value means, `unit` and `scheme` are ""
    where the values have none of their own; an empty cell of a column that is `needed`
    is a gap; `title` is what readers call it, "" for its name.

    In a flat table a cell of rows is the first columns of its rows, an object the
    columns within, a figure its `certain` and `possible` (empty where nothing is
    recorded), a range its `least` and `most`.
    """

    name: str
    type: str = "text"
    within: tuple[Column, ...] = ()
    definition: str = ""
    unit: str = ""
    scheme: str = ""
    needed: bool = False
    title: str = ""

    @property
    def label(self) -> str:
        """What readers call it."""
        return self.title or self.name.replace("_", " ")

    @property
    def is_many(self) -> bool:
        """Whether a cell holds several values; columns of one property hold them in the
        same order.
        """
        return bool(TYPES[self.type].get("type") == "array")

    @property
    def plain_type(self) -> str:
        """The type of a value in tables that know no others: string, integer, number or
        boolean.
        """
        said = TYPES[self.type]
        return str(
            said["items"]["type"] if self.is_many else said.get("type", ["string"])[0]
        )

    def schema(self) -> dict[str, Any]:
        if self.type == "rows":
            return {"type": "array", "items": _schema(self.within)}
        if self.type == "object":
            return {**_schema(self.within), "type": ["object", "null"]}
        return dict(TYPES[self.type])

    def names(self) -> tuple[str, ...]:
        """The columns of a flat table that it becomes."""
        if self.type == "object":
            return tuple(name for column in self.within for name in column.names())
        return tuple(f"{self.name}_{end}" for end in _ENDS.get(self.type, ())) or (
            self.name,
        )

    def cells(self, value: Any) -> Iterator[Any]:
        """The cells of a flat table that a value becomes, as many as there are
        `names`.
        """
        match self.type:
            case "object":
                for column in self.within:
                    yield from column.cells(
                        None if value is None else value[column.name]
                    )
            case "figure":
                yield from map(
                    (value if value and value["possible"] else {}).get, _ENDS["figure"]
                )
            case "range":
                known = value or {}
                yield known.get("least", known.get("min"))
                yield known.get("most", known.get("max"))
            case "rows":
                yield [row[self.within[0].name] for row in value or ()]
            case _:
                yield value


def columns(described: str, **within: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns by their names in a row, each with its type after a colon where that is
    another than text; `within` has the columns of cells of rows and of objects.
    """
    named = (one.partition(":") for one in described.split())
    return tuple(
        Column(name, kind or "text", within.get(name, ())) for name, _, kind in named
    )


def table_columns(table: str) -> tuple[Column, ...]:
    """Columns of a table of an export, a line each: the name with its type after a
    colon and "!" where it is needed, what a value means and, each after a bar, its
    vocabulary, what readers call it, and its unit.
    """
    made = []
    for line in table.strip().splitlines():
        name, says, *more = (part.strip() for part in line.split("|"))
        scheme, title, unit = [*more, "", "", ""][:3]
        column, _, kind = name.rstrip("!").partition(":")
        needed = name.endswith("!")
        made.append(
            Column(column, kind or "text", (), says, unit, scheme, needed, title)
        )
    return tuple(made)


def day_columns(columns: Sequence[Column]) -> tuple[str, ...]:
    """The columns that say on which days a row falls: its first and its last, or one;
    none without days.
    """
    return tuple(column.name for column in columns if column.type == "day")


@dataclass(frozen=True, slots=True)
class RowStream:
    """Rows that are made anew whenever they are read, and never all held."""

    make: Callable[[], Iterable[Row]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.make())


@dataclass(frozen=True, slots=True)
class Records:
    """Rows under columns; `name` is what the rows are, `about` what holds for all of
    them (times, figures).

    `flat` is what the flat table lists where that are other rows, such as the steps of
    curves; `purpose` says in English what one row is, where a table of an export says
    so.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    about: Mapping[str, Any] = field(default_factory=dict)
    flat: Records | None = None
    purpose: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.rows, RowStream):
            object.__setattr__(
                self, "rows", tuple(self.rows)
            )  # they are read by several

    @property
    def is_keyed(self) -> bool:
        """Whether the first column names a row for good."""
        return self.columns[0].type == "id"

    def to_json(self) -> dict[str, Any]:
        """`about`, with the rows under their name."""
        return {**self.about, self.name: list(self.rows)}

    def to_csv(self) -> str:
        """The flat table as CSV (see `csv_text`); `about` is left out."""
        return csv_text(self.flat_names(), self.flat_rows())

    def flat_names(self) -> tuple[str, ...]:
        return tuple(
            name for column in (self.flat or self).columns for name in column.names()
        )

    def flat_rows(self) -> Iterator[Sequence[Any]]:
        listed, names = self.flat or self, self.flat_names()
        if len(names) > 1 and names == tuple(
            c.name for c in listed.columns if c.type != "rows"
        ):
            # So are the tables of exports, which may have millions of rows.
            yield from map(itemgetter(*names), listed.rows)
            return
        for row in listed.rows:
            yield [
                cell
                for column in listed.columns
                for cell in column.cells(row[column.name])
            ]


def schema(rows: Mapping[str, Sequence[Column]]) -> dict[str, Any]:
    """The JSON schema of records by what the rows are; of several, an answer has those
    of one.
    """
    properties = {
        n: {"type": "array", "items": _schema(held)} for n, held in rows.items()
    }
    answers = [{"required": [name]} for name in rows]
    one = answers[0] if len(answers) == 1 else {"oneOf": answers}
    return {"type": "object", "properties": properties, **one}


def _schema(columns: Sequence[Column]) -> dict[str, Any]:
    properties = {column.name: column.schema() for column in columns}
    return {"type": "object", "properties": properties, "required": list(properties)}


def row_of(
    thing: object, columns: Iterable[Column], /, **others: Any
) -> dict[str, Any]:
    """A thing as a row: in each column what `others` give under its name, else the
    thing's own attribute.

    Dates are EDTF, moments ISO 8601 in UTC, answers and numbers as programs read them;
    "" is None. The things of a cell of rows or of an object are rows of their own
    columns.
    """
    row = {}
    for column in columns:
        name = column.name
        value = others[name] if name in others else getattr(thing, name)
        # most are texts
        row[name] = (value or None) if type(value) is str else _cell(column, value)
    return row


def _cell(column: Column, value: Any) -> Any:
    if column.type not in ("rows", "object"):
        return plain_value(value)
    things = value if column.type == "rows" else [value]
    made = [
        o if o is None or isinstance(o, dict) else row_of(o, column.within)
        for o in things
    ]
    return made if column.type == "rows" else made[0]


def attributes(thing: object, names: Iterable[str], **others: Any) -> dict[str, Any]:
    """Attributes of a thing as programs read them (see `row_of`)."""
    return row_of(thing, map(Column, names), **others)


def plain_value(value: Any) -> Any:
    """A value as programs read it; None for ""."""
    match value:
        case "" | None:
            return None
        case Answer():
            return value.name.lower()
        case tuple():
            return list(value)
        case Edtf() | StrEnum():
            return str(value)
        case datetime():
            return moment_text(value)
        case Figure() | Measure() | Derived():
            return value.as_json()
    return value


TIES = table_columns("""
id:id! | the tie
label! | its parties in words
type | the preferred one | tie-types | type of tie
parties:ids! | ids of those that a source confirms
countries:texts | of the parties, sorted; empty: unknown
in_force! | on the day: certain, possible or no
date:edtf | of the first binding stage (EDTF); empty: undated
date_basis | what the date is of | date-bases | basis of the date
begins_earliest:edtf | first day on which it may have begun | | begins, earliest
begins_latest:edtf | day by which it had begun | | begins, latest
ends_earliest:edtf | first day that may have been its last; empty: none | | ends, earliest
ends_latest:edtf | last day that may have been its last; empty: no end | | ends, latest
stage | the furthest that it may have reached | stages
status | on the day | statuses
claims:claims! | ids of the claims that all this rests on
parent | the wider tie that it runs under
""")


def tie_record(
    tie: TieOnDay, register: Register, label: Callable[[str], str]
) -> dict[str, Any]:
    """How a tie stands on its day: ids, codes, EDTF and days as text; what no source
    says is None.

    `countries` has a code for each party, sorted, "" where it is unknown; the four
    bounds of its beginning and its end are None where they are open, and where it was
    never in force.
    """
    made, span = tie.established.value if tie.established else None, tie.span
    parties = tie.parties
    return {
        "id": tie.id,
        "label": label(tie.id),
        "type": tie.tie.type.value,
        "parties": parties,
        "countries": tuple(
            sorted([country_of(register, ref, tie.day) for ref in parties])
        ),
        "date": str(made.date) if made and made.date else None,
        "date_basis": made.basis if made else None,
        "begins_earliest": bound_text(span.start_earliest) if span else None,
        "begins_latest": bound_text(span.start_latest) if span else None,
        "ends_earliest": bound_text(span.end_earliest) if span else None,
        "ends_latest": bound_text(span.end_latest) if span else None,
        "stage": tie.stage.value.stage if tie.stage else None,
        "in_force": tie.answer.name.lower(),
        "status": tie.status.value.status if tie.status else None,
        "parent": tie.tie.parent.value,
        "claims": tie.listed,
    }


def fact_record(one: WeighedFact) -> dict[str, Any]:
    """A fact of a thing; its value as its kind writes it."""
    fact = one.fact
    return {
        "value": one.definition.type.write(fact.value),
        "valid": str(fact.valid) if fact.valid else None,
        "certainty": str(fact.certainty),
        "counts": fact.counts,
        "preferred": one.is_preferred,
        "claims": fact.claim_ids,
        "denied_by": tuple([claim.id for claim in fact.denials]),
    }


def preferred_values(entity: Entity) -> dict[str, Any]:
    """The preferred value of each property of which something is recorded, as its kind
    writes it; a list where it has many.
    """
    held = {}
    for name, definition in properties_of(type(entity)).items():
        if values := [
            definition.type.write(value) for value in entity.stated(name).values
        ]:
            held[name] = values if definition.many else values[0]
    return held


CLAIMS = table_columns(f"""
id:id! | 32 hex digits of what the claim states
subject! | what it is about
property! | the property that it states
value:value! | canonical JSON
valid:edtf | the span in which it holds (EDTF)
document! | id of the source
sha256 | of the normalised text that the passage is of
start:integer | first character of the passage
end:integer | the character after the passage
locator | where in the source
holder! | id of who asserts it
stance! | asserted, reported, planned, forecast or denied
certainty! | {", ".join(Certainty)}
method! | typed, imported, contributed, rules@VERSION or model:NAME
recorder! | id of who recorded it
recorded_at! | when it was recorded (UTC)
""")
_CLAIM_NAMES = tuple(column.name for column in CLAIMS)
_CLAIM_VALUES = attrgetter(*_CLAIM_NAMES)


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim as a row under CLAIMS; its value as the ledger writes it."""
    row = dict(zip(_CLAIM_NAMES, _CLAIM_VALUES(claim), strict=True))
    for name in ("valid", "sha256", "locator"):
        row[name] = row[name] or None
    for name in ("stance", "certainty"):
        row[name] = str(row[name])
    row["recorded_at"] = moment_text(claim.recorded_at)
    return row


def cell_text(value: Any, separator: str = " ") -> str:
    """A cell as it is written: several values parted, an object as JSON, "" for what is
    unknown.
    """
    match value:
        case str():  # most are
            return escape_and_isolate(value)
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return separator.join([cell_text(item, separator) for item in value])
        case dict():
            return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """CSV in which several values of a cell are parted by spaces (see `write_csv`)."""
    made = io.StringIO(newline="")
    write_csv(columns, rows, made)
    return made.getvalue()


def write_csv(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    out: TextIO,
    separator: str = " ",
) -> None:
    """Write CSV of RFC 4180; what is unknown is empty.

    Cells are made texts by columns: exports have some ten million, and one by one they
    take twice as long.
    """
    writer, remaining = csv.writer(out), chain([columns], rows)
    while block := [*islice(remaining, 500)]:
        made = (_cell_texts(cells, separator) for cells in zip(*block, strict=True))
        writer.writerows(zip(*made, strict=True))


def _cell_texts(cells: Sequence[Any], separator: str) -> Sequence[str]:
    kinds, texts = {*map(type, cells)}, cells
    if kinds <= {list, tuple} and {*map(type, chain.from_iterable(cells))} <= {str}:
        texts = [*map(separator.join, cells)]
    elif kinds <= {str, type(None)}:
        texts = [cell or "" for cell in cells]
    else:
        return [cell_text(cell, separator) for cell in cells]
    return (
        texts
        if "".join(texts).isprintable()
        else [cell_text(c, separator) for c in cells]
    )


def json_file(value: Any) -> bytes:
    """JSON for people and programs, indented, as a file."""
    import orjson

    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
