"""CSV: one file a table in a ZIP, with a data dictionary and a Frictionless description of all of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kizuna.claims import vocabulary
from kizuna.publish.export.columns import SEPARATOR, Column
from kizuna.publish.export.datapackage import described
from kizuna.publish.export.packing import pack
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import Row, Table, Tables, Value
from kizuna.values import escape_and_isolate

_DICTIONARY = (
    Column("table", "table", "where the column is", needed=True),
    Column("column", "column", "its name", needed=True),
    Column("label", "label", "what readers call it", needed=True),
    Column("type", "type", "string, integer, number or boolean", needed=True),
    Column("unit", "unit", "of its numbers, where all have the same"),
    Column("cardinality", "cardinality", "one or many values in a cell", needed=True),
    Column("required", "required", "true: an empty cell is a gap", "boolean", needed=True),
    Column("scheme", "scheme", "the vocabulary that its values are of; see concepts"),
    Column("definition", "definition", "what a value means", needed=True),
)
_CONCEPTS = (
    Column("scheme", "scheme", "the vocabulary", needed=True),
    Column("id", "id", "what cells hold", needed=True),
    *(Column(f"label.{tag}", f"label, {tag}", "what readers see") for tag in vocabulary.LANGUAGES),
    Column("definition", "definition", "what it means", needed=True),
    Column("broader", "broader", "the wider concept of the same scheme"),
)


def dictionary(tables: Iterable[Table]) -> Table:
    """The dictionary of tables, one row a column."""
    held = tuple(tables)
    return Table("dictionary", "a column of a table", _DICTIONARY, lambda: _rows(held), keyed=False)


def concepts(tables: Iterable[Table]) -> Table:
    """The concepts of every vocabulary that the tables draw on."""
    used = {column.scheme for table in tables for column in table.columns if column.scheme}
    return Table(
        "concepts", "a concept of a vocabulary", _CONCEPTS, lambda: _concepts(used), keyed=False
    )


def _rows(tables: tuple[Table, ...]) -> Iterator[Row]:
    for table in tables:
        for column in table.columns:
            many = f"many, parted by '{SEPARATOR}'" if column.many else "one"
            yield (
                table.name,
                column.name,
                column.label,
                column.type,
                column.unit or None,
                many,
                column.needed,
                column.scheme or None,
                column.definition,
            )


def _concepts(used: Iterable[str]) -> Iterator[Row]:
    for scheme in sorted(used):
        for concept in vocabulary.scheme(scheme).concepts.values():
            labels = (concept.labels[tag] for tag in vocabulary.LANGUAGES)
            yield (scheme, concept.id, *labels, concept.definition, concept.broader)


def csv_tables(subject: Subject) -> tuple[Table, ...]:
    """Every table that a CSV export has, the dictionary last."""
    held = tuple(Tables(subject).all())
    return (*held, concepts(held), dictionary((*held, concepts(held))))


def csv_files(subject: Subject) -> Iterator[tuple[str, bytes]]:
    """The files of a CSV export by name: RFC 4180, UTF-8; an empty cell is what nobody has said."""
    for table in csv_tables(subject):
        yield f"{table.name}.csv", _csv(table)


def _write(subject: Subject, out: BinaryIO) -> None:
    package = described(csv_tables(subject), subject)
    pack([("datapackage.json", package), *csv_files(subject)], out)


def _csv(table: Table) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows():
        writer.writerow([text(value) for value in row])
    return made.getvalue().encode()


def text(value: Value) -> str | int | float:
    """A cell as it is written: several values parted by SEPARATOR, true and false, "" for what is unknown."""
    if isinstance(value, tuple):
        return SEPARATOR.join(str(text(item)) for item in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape_and_isolate(value) if isinstance(value, str) else value


CSV = ExportFormat(
    "csv",
    "zip",
    "Spreadsheets and statistics: a CSV file a kind, the facts and claims behind them, a data dictionary",
    _write,
)
