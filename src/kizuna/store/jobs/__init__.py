"""What changes while a job runs: in columns on PostgreSQL, in files beside the database on SQLite."""

from __future__ import annotations

from django.db import connection

from kizuna.store.jobs.live import Keeper


def keeper() -> Keeper:
    """The keeper for the open database: SQLite has one writer at a time, so there it keeps files."""
    if connection.vendor == "postgresql":
        from kizuna.store.jobs.columns import Columns

        return Columns()
    from kizuna.store.jobs.files import Files
    from kizuna.store.jobs.folder import jobs_folder

    return Files(jobs_folder())
