"""Erasures, and triggers that let nothing go but what one of them names."""

from collections.abc import Iterable
from typing import Any

from django.db import migrations, models

from kizuna.store.guards import UNLESS_ERASED, change_guards, erasure_guards


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    made = erasure_guards(vendor)
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS"
            f" $${UNLESS_ERASED}$$",
            params=None,
        )
    _replace(schema_editor, made.keys() & change_guards(vendor).keys(), made.values())


def guard_as_before(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    made, before = erasure_guards(vendor), change_guards(vendor)
    _replace(schema_editor, made, [before[name] for name in made.keys() & before.keys()])
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION refuse_unless_erased()", params=None)


def _replace(schema_editor: Any, names: Iterable[str], statements: Iterable[str]) -> None:
    """Drop triggers, and make others."""
    for name in names:
        table = name.removesuffix("_append_only").removesuffix("_erased_only")
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {name}{on}", params=None)
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = (("store", "0011_tree"),)

    operations = (
        migrations.CreateModel(
            "ErasureRow",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=9)),
                ("number", models.IntegerField()),
                ("uid", models.BinaryField(max_length=16)),
                ("digest", models.BinaryField(max_length=32)),
                ("act", models.IntegerField()),
            ],
            options={
                "db_table": "erasures",
                "indexes": [
                    models.Index("kind", "number", name="erasures_number"),
                    models.Index("uid", name="erasures_uid"),
                ],
            },
        ),
        migrations.RunPython(guard, guard_as_before),
    )
