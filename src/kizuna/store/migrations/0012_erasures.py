"""Erasures, and triggers that let nothing go but what one of them names."""

from django.db import migrations, models

from kizuna.store.guards import UNLESS_ERASED, change_guards, erasure_guards


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    made = erasure_guards(vendor)
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS"
            f" $${UNLESS_ERASED}$$",
            params=None,
        )
    for name in made.keys() & change_guards(vendor).keys():
        table = name.removesuffix("_append_only")
        on = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {name}{on}", params=None)
    for statement in made.values():
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
        migrations.RunPython(guard, migrations.RunPython.noop),
    )
