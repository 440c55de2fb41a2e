"""Triggers that let the ledger grow and nothing else.

A later migration that rebuilds one of these tables on SQLite must call `guard` again: Django's rebuild drops
triggers without a word.
"""

from typing import Any

from django.db import migrations

from kizuna.store.guards import REFUSAL, change_guards
from kizuna.store.migrations import run


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    function = "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    made = [f"{function} $${REFUSAL}$$"] if vendor == "postgresql" else []
    run(schema_editor, [*made, *change_guards(vendor).values()])


class Migration(migrations.Migration):
    dependencies = (("store", "0001_tables"),)

    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)
