"""Parquet: the tables as typed columns, for pandas, R, DuckDB and the like; lists stay lists."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from kizuna.errors import BadFile
from kizuna.publish.export.columns import Column
from kizuna.publish.export.csv_tables import csv_tables
from kizuna.publish.export.packing import pack
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import Table


def _write(subject: Subject, out: BinaryIO) -> None:
    pack(_files(subject), out)


def _files(subject: Subject) -> Iterator[tuple[str, bytes]]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise BadFile(
            "'parquet' needs an extra of Kizuna: pip install 'kizuna[research]'"
        ) from None
    for table in csv_tables(subject):
        made = io.BytesIO()
        pyarrow.parquet.write_table(_arrow(table, subject), made, compression="zstd")
        yield f"{table.name}.parquet", made.getvalue()


def _arrow(table: Table, subject: Subject) -> Any:
    """The table with the meaning of its columns, and the question it answers, in its schema."""
    import pyarrow

    about = {"one_row": table.purpose, "as_of": subject.as_of, "known_at": subject.known_at}
    schema = pyarrow.schema([_field(column) for column in table.columns], metadata=about)
    columns = [*zip(*table.rows(), strict=True)] or [()] * len(table.columns)
    arrays = [
        pyarrow.array(column, type=field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _field(column: Column) -> Any:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    held = types[column.type]
    says = {
        "label": column.label,
        "definition": column.definition,
        "unit": column.unit,
        "scheme": column.scheme,
    }
    return pyarrow.field(
        column.name,
        pyarrow.list_(held) if column.many else held,
        metadata={name: text for name, text in says.items() if text},
    )


PARQUET = ExportFormat(
    "parquet",
    "parquet.zip",
    "pandas, R and DuckDB: the same tables with types and lists, a Parquet file each",
    _write,
)
