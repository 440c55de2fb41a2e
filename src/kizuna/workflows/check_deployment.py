"""Checking a deployment: what a register that others use needs, beside what the server's settings say.

Law: nothing is changed; a database that is away is a finding and no failure of the check.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kizuna.errors import KizunaError, StorageError, name_some
from kizuna.store.backups.archive import opened
from kizuna.store.backups.backup import newest_in
from kizuna.store.backups.scratch import left_over
from kizuna.store.private_files import open_to_others
from kizuna.store.queries import condition, jobs
from kizuna.store.queries.ledger import needs_rebuild
from kizuna.store.queries.recent import last_done
from kizuna.store.schema import is_up_to_date, jobs_folder, place
from kizuna.store.verification.entries import trigger_discrepancies

BACKUP_AGE = timedelta(hours=48)
"""How old the newest backup may be: a daily one may fail once."""

_WORKER_AGE = timedelta(seconds=60)
_ROOM = 1_000_000_000


class Severity(StrEnum):
    """How a check came out: as it should be, to be looked at, or to be mended."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `remedy` says what to do, "" for one that is as it should be."""

    check: str
    level: Severity
    text: str
    remedy: str = ""


def finding(
    check: str, wrong: str, remedy: str, right: str, level: Severity = Severity.ERROR
) -> Finding:
    """A finding of a level in the words of what is `wrong`, or where that is "" what is `right`."""
    return Finding(check, level, wrong, remedy) if wrong else Finding(check, Severity.OK, right)


def check_deployment() -> Iterator[Finding]:
    """The findings about the database that Django is configured with, in a fixed order."""
    folder = os.environ.get("KIZUNA_BACKUPS", "").strip()
    try:
        yield from _database()
    except StorageError as error:
        remedy = "start it, or name another with KIZUNA_DB"
        yield Finding("database", Severity.ERROR, str(error), remedy)
        yield _backups(folder, None)
        return
    yield finding(
        "durability",
        ""
        if condition.is_durable()
        else "the database tells that something is written before it is on the disk",
        "PostgreSQL: fsync and synchronous_commit on; SQLite: synchronous=FULL",
        "what was written outlasts a power cut",
        Severity.WARNING,
    )
    yield from _files(Path(place()) if Path(place()).is_absolute() else None, folder)
    yield _administrators()
    last = last_done("back_up")
    yield _backups(folder, last.at if last else None)
    yield _worker()
    yield _data_folder()


def _database() -> Iterator[Finding]:
    missing = condition.missing_migrations()
    is_up_to_date()
    yield finding(
        "database",
        f"{place()!r} lacks {len(missing)} migrations, the last of them {missing[-1]}"
        if missing
        else "",
        "open it once with this Kizuna: kizuna check",
        f"{place()!r} answers, and its schema is up to date",
    )
    if any(name.startswith("store.") for name in missing):
        raise StorageError("nothing more can be checked before its schema is up to date")
    off = name_some([each.number for each in trigger_discrepancies()])
    yield finding(
        "triggers",
        f"the ledger can be changed: triggers are not as they should be: {off}" if off else "",
        "restore a backup: kizuna restore",
        "the ledger refuses every change of what is in it",
    )
    yield finding(
        "tables",
        "the register's tables lag behind the ledger" if needs_rebuild() else "",
        "kizuna rebuild",
        "the register's tables are in step with the ledger",
        Severity.WARNING,
    )


def _files(database: Path | None, folder: str) -> Iterator[Finding]:
    """What others may open, and what was left over, of the database's file (None: a server) and the backups."""
    backups = Path(folder) if folder else None
    is_open = _paths(open_to_others(database, backups))
    yield finding(
        "modes",
        f"others on this machine may open {is_open}" if is_open else "",
        "chmod go= each of them",
        "database, key, jobs and backups are open to their owner alone",
    )
    folders = [Path(tempfile.gettempdir()), *([database.parent] if database else [])]
    left = _paths(left_over([*folders, *([backups] if backups else [])]))
    yield finding(
        "left-overs",
        f"killed backups or restores have left {left}" if left else "",
        "rm -r each of them; a backup or restore to the same folder removes them too",
        "no killed backup or restore has left anything",
        Severity.WARNING,
    )


def _paths(found: list[Path], most: int = 10) -> str:
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(map(str, found[:most])) + more


def _administrators() -> Finding:
    found = condition.administrators()
    if not found:
        text, remedy = "nobody is an administrator", "kizuna serve --owner prints a way in"
        return Finding("administrator", Severity.ERROR, text, remedy)
    without = name_some([name for name, has_second in found.items() if not has_second])
    return finding(
        "administrator",
        f"administrators without a second step of the sign-in: {without}" if without else "",
        "each adds one at /account/second-step",
        f"{len(found)} with a second step of the sign-in",
    )


def _backups(folder: str, last: datetime | None) -> Finding:
    """About the newest file in KIZUNA_BACKUPS; without that, about the `last` backup that the audit tells of."""
    wrong = "no backup was ever taken"
    try:
        if folder:
            newest, last = newest_in(Path(folder)), None
            wrong = f"there is no backup in {folder!r}"
            if newest is not None:
                with opened(newest) as backup:
                    last = datetime.fromisoformat(backup.manifest.made_at)
        if last is not None:
            is_old = datetime.now(UTC) - last > BACKUP_AGE
            wrong = f"the newest backup is of {last:%Y-%m-%d %H:%M} UTC" if is_old else ""
    except KizunaError as error:
        wrong = str(error)
    if last is not None and not wrong and not folder:
        text = f"one was taken on {last:%Y-%m-%d %H:%M} UTC; whether it is still there is not known"
        return Finding("backup", Severity.WARNING, text, "name the folder with KIZUNA_BACKUPS")
    right = f"the newest is of {last:%Y-%m-%d %H:%M} UTC, and its checksum agrees" if last else ""
    return finding("backup", wrong, "kizuna backup, by a timer: see docs/howto/deploy.md", right)


def _worker() -> Finding:
    now = datetime.now(UTC)
    there = [name for name, seen in jobs.workers().items() if now - seen < _WORKER_AGE]
    queued, running = jobs.waiting()
    return finding(
        "worker",
        "" if there else f"no worker is there; {queued} jobs wait",
        "kizuna worker, or kizuna serve without --no-worker",
        f"{len(there)} there, {running} jobs run, {queued} wait",
    )


def _data_folder() -> Finding:
    folder = next(each for each in (jobs_folder(), *jobs_folder().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        text = f"{str(folder)!r} cannot be written: {error.strerror}"
        return Finding(
            "data folder", Severity.ERROR, text, "let the user of the server write there"
        )
    text, remedy = f"{str(folder)!r} can be written, {free / 1e9:,.1f} GB are free", ""
    if is_short := free < _ROOM:
        remedy = "make room for results and backups"
    return Finding("data folder", Severity.WARNING if is_short else Severity.OK, text, remedy)
