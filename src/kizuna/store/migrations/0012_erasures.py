"""Erasures, and triggers that let nothing go but what one of them names.

An erasure is of an entry whose content was erased: its kind, number and id, and the digest of what it
recorded. Of kind "text" it is a document's text in which passages were blanked; `digest` is then that of what
is left, and `uid` the first half of that of the text. `act` is the line of the audit that decided it.
"""

from typing import Any

from django.db import migrations, models

from kizuna.store.guards import UNLESS_ERASED, change_guards, erasure_guards
from kizuna.store.migrations import key, lines, numbers, run, table

_FUNCTION = "CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS"


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    made, on_server = erasure_guards(vendor), vendor == "postgresql"
    function = [f"{_FUNCTION} $${UNLESS_ERASED}$$"] if on_server else []
    dropped = (
        f"DROP TRIGGER {name}" + (f" ON {name.removesuffix('_append_only')}" if on_server else "")
        for name in made.keys() & change_guards(vendor).keys()
    )
    run(schema_editor, [*function, *dropped, *made.values()])


class Migration(migrations.Migration):
    dependencies = (("store", "0011_tree"),)

    operations = (
        table(
            "ErasureRow",
            "erasures",
            *key("id"),
            *lines("kind", max_length=9),
            *numbers("number"),
            ("uid", models.BinaryField(max_length=16)),
            ("digest", models.BinaryField(max_length=32)),
            *numbers("act"),
            indexes=[
                models.Index("kind", "number", name="erasures_number"),
                models.Index("uid", name="erasures_uid"),
            ],
        ),
        migrations.RunPython(guard),
    )
