"""On SQLite, the register's table of parties lies in the order of its key, without numbered rows.

It is empty afterwards, and to be rebuilt.
"""

from typing import Any

from django.db import migrations


def cluster(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'tie_parties' AND sql IS NOT NULL"
            " ORDER BY type DESC"
        )
        definition, index = (sql for (sql,) in cursor.fetchall())
        cursor.execute("DROP TABLE tie_parties")
        cursor.execute(f"{definition} WITHOUT ROWID")
        cursor.execute(index)
        cursor.execute("DELETE FROM rebuilds")


class Migration(migrations.Migration):
    dependencies = (("store", "0003_search_index"),)

    operations = (migrations.RunPython(cluster, migrations.RunPython.noop),)
