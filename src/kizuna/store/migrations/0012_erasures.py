"""Erasures, and triggers that let nothing go but what one of them names.

An erasure is of an entry whose content was erased: its kind, number and id, and the digest of what it
recorded. Of kind "text" it is a document's text in which passages were blanked; `digest` is then that of what
is left, and `uid` the first half of that of the text. `act` is the line of the audit that decided it.
"""

from typing import Any

from django.db import migrations, models

from kizuna.store.guards import first_guards, guards
from kizuna.store.migrations import functions, key, lines, numbers, run, table


def guard(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    old, new = first_guards(vendor), guards(vendor)
    on_server = vendor == "postgresql"
    dropped = (
        f"DROP TRIGGER {name}" + (f" ON {name.removesuffix('_append_only')}" if on_server else "")
        for name, statement in old.items()
        if new[name] != statement
    )
    made = (each for name, each in new.items() if each != old.get(name))
    run(schema_editor, [*(functions("refuse_unless_erased") if on_server else ()), *dropped, *made])


class Migration(migrations.Migration):
    dependencies = (("store", "0011_tree"),)

    operations = (
        table(
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
