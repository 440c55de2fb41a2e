"""The data dictionary of the tables: what each column and each concept in them means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kizuna.claims import vocabulary
from kizuna.publish.export.columns import SEPARATOR, Column
from kizuna.publish.export.tables import Row, Table

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
