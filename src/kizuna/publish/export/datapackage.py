"""Describes tables as a Data Package (Frictionless Data Package 1.0, Table Schema 1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kizuna.publish.export.columns import SEPARATOR, Column
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import Table


def described(tables: Iterable[Table], subject: Subject) -> bytes:
    """The datapackage.json of CSV files that lie beside it."""
    known = f", as known at {subject.known_at}" if subject.known_at else ""
    package = {
        "name": "kizuna",
        "title": f"Ties between local governments on {subject.as_of}{known}",
        "profile": "tabular-data-package",
        "resources": [resource(table) for table in tables],
    }
    return as_json(package)


def resource(table: Table, folder: str = "") -> dict[str, Any]:
    """The description of a table that is the CSV file of its name in a folder ("" or with a slash at its end)."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.keyed:
        schema["primaryKey"] = [table.columns[0].name]
    return {
        "name": table.name,
        "path": f"{folder}{table.name}.csv",
        "title": f"One row: {table.purpose}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def as_json(package: dict[str, Any]) -> bytes:
    """A description as JSON for people and programs."""
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _field(column: Column) -> dict[str, Any]:
    several = f"; several values are parted by '{SEPARATOR}'" if column.many else ""
    return {
        "name": column.name,
        "type": "string" if column.many else column.type,
        "title": column.label,
        "description": f"{column.definition}{several}",
    }
