"""On SQLite, the register's tables of pairs lie in the order of their keys, without numbered rows.

They are empty afterwards, and to be rebuilt.
"""

from typing import Any

from django.db import migrations

CLUSTERED = ("PlaceRegionRow", "TiePartyRow", "TieRegionRow", "PairYearRow")


def cluster(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for name in CLUSTERED:
            table = apps.get_model("store", name)._meta.db_table
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
                " ORDER BY type DESC",
                [table],
            )
            definition, *indexes = (sql for (sql,) in cursor.fetchall())
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(f"{definition} WITHOUT ROWID")
            for index in indexes:
                cursor.execute(index)
        cursor.execute("DELETE FROM rebuilds")


class Migration(migrations.Migration):
    dependencies = (("store", "0003_search_index"),)

    operations = (migrations.RunPython(cluster, migrations.RunPython.noop),)
