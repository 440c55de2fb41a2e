"""Triggers that let the ledger grow and nothing else.

A later migration that rebuilds one of these tables on SQLite must call `guard` again: Django's rebuild drops
triggers without a word.
"""

from django.db import migrations

APPEND_ONLY = ("terms", "claims", "claim_references", "judgements", "document_texts", "audit")


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _guard_postgresql(schema_editor)
        return
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} BEGIN"
                f" SELECT RAISE(ABORT, 'append-only: {table} may not see {event}'); END",
                params=None,
            )


def _guard_postgresql(schema_editor):
    schema_editor.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'append-only: % may not see %', TG_TABLE_NAME, TG_OP; END $$",
        params=None,
    )
    for table in APPEND_ONLY:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = (("store", "0001_tables"),)

    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)
