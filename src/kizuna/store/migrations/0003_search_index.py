"""The index over searchable texts: trigrams in SQLite's FTS5, and in PostgreSQL where pg_trgm is to be had."""

from typing import Any

from django.db import migrations


def create(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        _create_postgresql(schema_editor)
        return
    schema_editor.execute(
        "CREATE VIRTUAL TABLE searchable_index USING fts5(folded, content='searchable',"
        " content_rowid='id', tokenize='trigram case_sensitive 1', detail='full')",
        params=None,
    )


def _create_postgresql(schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        installed = cursor.fetchone() is not None
    if installed:
        schema_editor.execute(
            "CREATE INDEX searchable_trigrams ON searchable USING gin (folded gin_trgm_ops)",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = (("store", "0002_append_only"),)

    operations = (migrations.RunPython(create, migrations.RunPython.noop),)
