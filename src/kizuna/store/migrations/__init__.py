"""The tables: columns and constraints only, each described in the migration that makes
it; no model repeats them.

The ledger's tables are append-only by trigger. Texts that recur (entity ids, property
names, digests) are terms; their columns hold term ids without foreign keys, since a
term is never changed or removed and so no such id can come to dangle. The tables of the
register and of searchable texts are derived; they can be emptied and rebuilt. A span is
four day numbers: start earliest, start latest, end earliest, end latest. The thing is
certainly in force on day D when start_latest <= D <= end_earliest, possibly when
start_earliest <= D <= end_latest.

Times are microseconds since 1970-01-01 UTC; null is "not yet" or "never". The numbers
of stances, certainties and verdicts are those of `kizuna.store.sql`, those of the
states of jobs of `kizuna.store.jobs`; a `role` is one of
`kizuna.store.queries.accounts.Role`. Several words or ids in one column stand one a
line.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import migrations, models

Columns = list[tuple[str, "models.Field[Any, Any]"]]


def columns(
    field: type[models.Field[Any, Any]], *names: str, **options: Any
) -> Columns:
    """Columns of one type."""
    return [(name, field(**options)) for name in names]


numbers = partial(columns, models.IntegerField)
big_numbers = partial(columns, models.BigIntegerField)
small_numbers = partial(columns, models.SmallIntegerField)
texts = partial(columns, models.TextField)
lines = partial(columns, models.CharField)
truths = partial(columns, models.BooleanField)
key = partial(columns, models.IntegerField, primary_key=True, serialize=False)
long_key = partial(columns, models.BigAutoField, primary_key=True, serialize=False)


def key_of(*names: str) -> Columns:
    """A key of several columns, which are listed after it."""
    options = {
        "blank": True,
        "editable": False,
        "primary_key": True,
        "serialize": False,
    }
    return [("pk", models.CompositePrimaryKey(*names, **options))]


def check(name: str, **condition: Any) -> models.CheckConstraint:
    """A condition that every row of a table fulfils."""
    return models.CheckConstraint(condition=models.Q(**condition), name=name)


def table(name: str, *fields: Any, **options: Any) -> migrations.CreateModel:
    """A table of columns, with its indexes and constraints."""
    model = (
        "User" if name == "users" else name
    )  # the framework asks for that one by its name
    return migrations.CreateModel(model, fields, {"db_table": name, **options})
