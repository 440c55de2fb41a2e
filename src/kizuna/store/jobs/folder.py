"""The folder of jobs: their results, and on SQLite what changes while they run."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

from kizuna.store.schema import place


def jobs_folder() -> Path:
    """The folder, which may not be there yet: beside the open database's file, as `kizuna.sqlite3.jobs`.

    For a database on a server it lies in KIZUNA_DATA, else in the user's data folder, one for each database;
    all workers and servers of that database must see the same one.
    """
    where = place()
    if Path(where).is_absolute():
        return Path(f"{where}.jobs")
    from django.db import connection

    host = connection.settings_dict.get("HOST", "")
    name = hashlib.sha256(f"{host}/{where}".encode()).hexdigest()[:12]
    held = os.environ.get("KIZUNA_DATA") or platformdirs.user_data_dir("kizuna")
    return Path(held) / f"{name}.jobs"


def result_folder(number: int) -> Path:
    """Where the file that came of a job lies."""
    return jobs_folder() / "results" / str(number)
