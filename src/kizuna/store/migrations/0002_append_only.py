"""Triggers that let the ledger grow and nothing else.

A later migration that rebuilds one of these tables on SQLite must call `guard` again: Django's rebuild drops
triggers without a word.
"""

from typing import Any

from django.db import migrations

from kizuna.store.guards import REFUSAL, change_guards


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${REFUSAL}$$",
            params=None,
        )
    for statement in change_guards(vendor).values():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = (("store", "0001_tables"),)

    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)
