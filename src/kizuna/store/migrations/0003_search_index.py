"""The index over searchable texts: trigrams in SQLite's FTS5, and in PostgreSQL where pg_trgm is to be had."""

from typing import Any

from django.db import migrations

from kizuna.store.migrations import run

_SQLITE = (
    "CREATE VIRTUAL TABLE searchable_index USING fts5(folded, content='searchable',"
    " content_rowid='id', tokenize='trigram case_sensitive 1', detail='full')"
)
_POSTGRESQL = "CREATE INDEX searchable_trigrams ON searchable USING gin (folded gin_trgm_ops)"


def create(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        run(schema_editor, [_SQLITE])
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        installed = cursor.fetchone() is not None
    run(schema_editor, [_POSTGRESQL] if installed else [])


class Migration(migrations.Migration):
    dependencies = (("store", "0002_append_only"),)

    operations = (migrations.RunPython(create, migrations.RunPython.noop),)
