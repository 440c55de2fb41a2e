"""The history of the schema, and the forms in which its migrations write columns and run statements."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models

Columns = list[tuple[str, "models.Field[Any, Any]"]]


def columns(field: type[models.Field[Any, Any]], *names: str, **options: Any) -> Columns:
    """Columns of one type."""
    return [(name, field(**options)) for name in names]


numbers = partial(columns, models.IntegerField)
big_numbers = partial(columns, models.BigIntegerField)
small_numbers = partial(columns, models.SmallIntegerField)
texts = partial(columns, models.TextField)
key = partial(columns, models.IntegerField, primary_key=True, serialize=False)


def key_of(*names: str) -> Columns:
    """A key of several columns, which are listed after it."""
    options = {"blank": True, "editable": False, "primary_key": True, "serialize": False}
    return [("pk", models.CompositePrimaryKey(*names, **options))]


def run(schema_editor: Any, statements: Iterable[str]) -> None:
    """Run statements as they are: a percent sign in them stands for itself."""
    for statement in statements:
        schema_editor.execute(statement, params=None)
