"""Erasures, and triggers that let nothing go but what one of them names.

An erasure is of an entry whose content was erased: its kind, number and id, and the digest of what it
recorded. Of kind "text" it is a document's text in which passages were blanked; `digest` is then that of what
is left, and `uid` the first half of that of the text. `act` is the line of the audit that decided it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import migrations, models

from kizuna.store.guards import UNLESS_ERASED, change_guards, erasure_guards
from kizuna.store.migrations import key, numbers, run

_FUNCTION = "CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS"


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    made = erasure_guards(vendor)
    function = [f"{_FUNCTION} $${UNLESS_ERASED}$$"] if vendor == "postgresql" else []
    dropped = _dropped(vendor, made.keys() & change_guards(vendor).keys())
    run(schema_editor, [*function, *dropped, *made.values()])


def guard_as_before(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    made, before = erasure_guards(vendor), change_guards(vendor)
    function = ["DROP FUNCTION refuse_unless_erased()"] if vendor == "postgresql" else []
    again = (before[name] for name in made.keys() & before.keys())
    run(schema_editor, [*_dropped(vendor, made), *again, *function])


def _dropped(vendor: str, names: Iterable[str]) -> Iterator[str]:
    """The statements that drop triggers."""
    for name in names:
        table = name.removesuffix("_append_only").removesuffix("_erased_only")
        yield f"DROP TRIGGER {name}" + (f" ON {table}" if vendor == "postgresql" else "")


class Migration(migrations.Migration):
    dependencies = (("store", "0011_tree"),)

    operations = (
        migrations.CreateModel(
            "ErasureRow",
            fields=[
                *key("id"),
                ("kind", models.CharField(max_length=9)),
                *numbers("number"),
                ("uid", models.BinaryField(max_length=16)),
                ("digest", models.BinaryField(max_length=32)),
                *numbers("act"),
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
