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


def check_deployment() -> Iterator[Finding]:
    """The findings about the database that Django is configured with, in a fixed order."""
    try:
        yield from _database()
    except StorageError as error:
        yield Finding(
            "database", Severity.ERROR, str(error), "start it, or name another with KIZUNA_DB"
        )
        yield from _backups(None)
        return
    yield _durability()
    yield _privacy()
    yield _left_over()
    yield from _administrators()
    yield from _backups(_last_backup())
    yield from _worker()
    yield from _data_folder()


def _database() -> Iterator[Finding]:
    from kizuna.store.queries import condition, ledger
    from kizuna.store.schema import is_up_to_date, place
    from kizuna.store.verification.entries import trigger_discrepancies

    missing = condition.missing_migrations()
    is_up_to_date()
    if missing:
        text = f"{place()!r} lacks {len(missing)} migrations, the last of them {missing[-1]}"
        yield Finding(
            "database", Severity.ERROR, text, "open it once with this Kizuna: kizuna check"
        )
        if any(name.startswith("store.") for name in missing):
            raise StorageError("nothing more can be checked before its schema is up to date")
    else:
        yield Finding("database", Severity.OK, f"{place()!r} answers, and its schema is up to date")
    wrong = [each.number for each in trigger_discrepancies()]
    if wrong:
        text = f"the ledger can be changed: triggers are not as they should be: {name_some(wrong)}"
        yield Finding("triggers", Severity.ERROR, text, "restore a backup: kizuna restore")
    else:
        yield Finding("triggers", Severity.OK, "the ledger refuses every change of what is in it")
    if ledger.needs_rebuild():
        text = "the register's tables lag behind the ledger"
        yield Finding("tables", Severity.WARNING, text, "kizuna rebuild")
    else:
        yield Finding("tables", Severity.OK, "the register's tables are in step with the ledger")


def _durability() -> Finding:
    from kizuna.store.queries.condition import is_durable

    if is_durable():
        return Finding("durability", Severity.OK, "what was written outlasts a power cut")
    text = "the database tells that something is written before it is on the disk"
    remedy = "PostgreSQL: fsync and synchronous_commit on; SQLite: synchronous=FULL"
    return Finding("durability", Severity.WARNING, text, remedy)


def _privacy() -> Finding:
    from kizuna.store.private_files import open_to_others

    backups = os.environ.get("KIZUNA_BACKUPS", "").strip()
    found = open_to_others(_file(), Path(backups) if backups else None)
    if not found:
        text = "database, key, jobs and backups are open to their owner alone"
        return Finding("modes", Severity.OK, text)
    text = f"others on this machine may open {_paths(found)}"
    return Finding("modes", Severity.ERROR, text, "chmod go= each of them")


def _left_over() -> Finding:
    from kizuna.store.backups.scratch import left_over

    database, backups = _file(), os.environ.get("KIZUNA_BACKUPS", "").strip()
    folders = [Path(tempfile.gettempdir()), *([database.parent] if database else [])]
    found = left_over([*folders, *([Path(backups)] if backups else [])])
    if not found:
        return Finding("left-overs", Severity.OK, "no killed backup or restore has left anything")
    text = f"killed backups or restores have left {_paths(found)}"
    remedy = "rm -r each of them; a backup or restore to the same folder removes them too"
    return Finding("left-overs", Severity.WARNING, text, remedy)


def _paths(found: list[Path], most: int = 10) -> str:
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(map(str, found[:most])) + more


def _file() -> Path | None:
    """The database's file; None on PostgreSQL."""
    from kizuna.store.schema import place

    return Path(place()) if Path(place()).is_absolute() else None


def _administrators() -> Iterator[Finding]:
    from kizuna.store.queries.condition import administrators

    found = administrators()
    without = [name for name, has_second in found.items() if not has_second]
    if not found:
        text, remedy = "nobody is an administrator", "kizuna serve --owner prints a way in"
        yield Finding("administrator", Severity.ERROR, text, remedy)
    elif without:
        text = f"administrators without a second step of the sign-in: {name_some(without)}"
        yield Finding(
            "administrator", Severity.ERROR, text, "each adds one at /account/second-step"
        )
    else:
        text = f"{len(found)} with a second step of the sign-in"
        yield Finding("administrator", Severity.OK, text)


def _last_backup() -> datetime | None:
    from kizuna.store.queries.recent import last_done

    found = last_done("back_up")
    return found.at if found else None


def _backups(last: datetime | None) -> Iterator[Finding]:
    """About the newest file in KIZUNA_BACKUPS; without that, about the last backup that the audit tells of."""
    from kizuna.store.backups.archive import opened
    from kizuna.store.backups.backup import newest_in

    folder = os.environ.get("KIZUNA_BACKUPS", "").strip()
    remedy = "kizuna backup, by a timer: see docs/howto/deploy.md"
    if folder:
        newest = newest_in(Path(folder))
        if newest is None:
            yield Finding("backup", Severity.ERROR, f"there is no backup in {folder!r}", remedy)
            return
        try:
            with opened(newest) as backup:
                last = datetime.fromisoformat(backup.manifest.made_at)
        except KizunaError as error:
            yield Finding("backup", Severity.ERROR, str(error), remedy)
            return
    if last is None:
        yield Finding("backup", Severity.ERROR, "no backup was ever taken", remedy)
    elif datetime.now(UTC) - last > BACKUP_AGE:
        text = f"the newest backup is of {last:%Y-%m-%d %H:%M} UTC"
        yield Finding("backup", Severity.ERROR, text, remedy)
    elif not folder:
        text = f"one was taken on {last:%Y-%m-%d %H:%M} UTC; whether it is still there is not known"
        yield Finding("backup", Severity.WARNING, text, "name the folder with KIZUNA_BACKUPS")
    else:
        text = f"the newest is of {last:%Y-%m-%d %H:%M} UTC, and its checksum agrees"
        yield Finding("backup", Severity.OK, text)


def _worker() -> Iterator[Finding]:
    from kizuna.store.queries import jobs

    now = datetime.now(UTC)
    there = [name for name, seen in jobs.workers().items() if now - seen < _WORKER_AGE]
    queued, running = jobs.waiting()
    if not there:
        text = f"no worker is there; {queued} jobs wait"
        yield Finding(
            "worker", Severity.ERROR, text, "kizuna worker, or kizuna serve without --no-worker"
        )
    else:
        text = f"{len(there)} there, {running} jobs run, {queued} wait"
        yield Finding("worker", Severity.OK, text)


def _data_folder() -> Iterator[Finding]:
    from kizuna.store.schema import jobs_folder

    folder = next(each for each in (jobs_folder(), *jobs_folder().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        text = f"{str(folder)!r} cannot be written: {error.strerror}"
        yield Finding("data folder", Severity.ERROR, text, "let the user of the server write there")
        return
    text = f"{str(folder)!r} can be written, {free / 1e9:,.1f} GB are free"
    if free < _ROOM:
        yield Finding("data folder", Severity.WARNING, text, "make room for results and backups")
    else:
        yield Finding("data folder", Severity.OK, text)
