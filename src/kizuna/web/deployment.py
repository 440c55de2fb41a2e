"""What `kizuna check --deploy` asks: `python -m kizuna.web.deployment` writes its
findings to stdout as JSON.

It runs in a process of its own, since the settings of the server are not those of the
command line. Law: nothing is changed; a database that is away is a finding and no
failure of the check.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core import checks

from kizuna.errors import KizunaError, StorageError, name_some
from kizuna.store import jobs, schema
from kizuna.store.backups.archive import left_over, opened
from kizuna.store.backups.backup import newest_in
from kizuna.store.private_files import open_to_others
from kizuna.store.queries.ledger import last_done, needs_rebuild
from kizuna.store.schema import is_up_to_date, jobs_folder, place
from kizuna.store.verification.entries import trigger_discrepancies
from kizuna.web.settings import configure, hosts_set

Finding = dict[str, str]
"""The `check`, its `level` (ok, warning or error), what it found as `text`, and as
`remedy` what to do, "" for one that is as it should be.
"""
_SHORTEST_KEY = 50
_BACKUP_AGE = timedelta(hours=48)
"""How old the newest backup may be: a daily one may fail once."""
_WORKER_AGE = timedelta(seconds=60)
_ROOM = 1_000_000_000


def finding(
    check: str, wrong: str, remedy: str, right: str = "", level: str = "error"
) -> Finding:
    """A finding of a level in the words of what is `wrong`, or where that is "" what is
    `right`.
    """
    if not wrong:
        level, wrong, remedy = "ok", right, ""
    return {"check": check, "level": level, "text": wrong, "remedy": remedy}


def findings() -> Iterator[Finding]:
    """All findings in order: of the environment, of Django's own checks, and of the
    database and what stands around it.
    """
    yield from _environment()
    try:
        configure()
    except KizunaError as error:
        yield finding("settings", str(error), "mend what it names")
        return
    yield from _django()
    folder = os.environ.get("KIZUNA_BACKUPS", "").strip()
    try:
        yield from _database()
    except StorageError as error:
        yield finding(
            "database", str(error), "start it, or name another with KIZUNA_DB"
        )
        yield _backups(folder, None)
        return
    yield from _files(Path(place()) if Path(place()).is_absolute() else None, folder)
    yield from _service(folder)


def _environment() -> Iterator[Finding]:
    key, wrong = os.environ.get("KIZUNA_SECRET_KEY", ""), ""
    if not key:
        wrong = (
            "KIZUNA_SECRET_KEY is not set: the key lies beside the data, and goes where"
            " they go"
        )
    elif len(key) < _SHORTEST_KEY or len(set(key)) < 5:
        wrong = (
            f"KIZUNA_SECRET_KEY is easy to guess: it has {len(key)} characters, and"
            f" needs {_SHORTEST_KEY}"
        )
    remedy = "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one"
    yield finding(
        "secret key", wrong, remedy, f"KIZUNA_SECRET_KEY has {len(key)} characters"
    )
    is_https = os.environ.get("KIZUNA_HTTPS", "") == "1"
    wrong = "KIZUNA_HTTPS is not 1: passwords and cookies may travel in the clear"
    remedy = "put a proxy with https before it, and set KIZUNA_HTTPS=1"
    yield finding(
        "https", "" if is_https else wrong, remedy, "cookies are sent by https alone"
    )
    hosts, wrong = hosts_set(), ""
    if not hosts:
        wrong = "KIZUNA_HOSTS is not set: the server answers to this machine alone"
    elif any("*" in host for host in hosts):
        wrong = f"KIZUNA_HOSTS={','.join(hosts)!r} lets in requests under any name"
    remedy = "name the hosts under which it is reached"
    yield finding("hosts", wrong, remedy, f"it answers to {', '.join(hosts)}")


def _django() -> Iterator[Finding]:
    # HSTS for subdomains and its preloading concern names that are not Kizuna's to
    # decide on.
    others = ("security.W005", "security.W021")
    found = [
        m
        for m in checks.run_checks(include_deployment_checks=True)
        if m.id not in others
    ]
    for message in found:
        level = "error" if message.level >= checks.ERROR else "warning"
        yield finding(
            f"django {message.id}", message.msg, message.hint or "", level=level
        )
    if not found:
        yield finding("django", "", "", "Django's checks for deployment find nothing")


def _database() -> Iterator[Finding]:
    missing, named = schema.missing_migrations(), repr(place())
    is_up_to_date()
    wrong = (
        f"{named} lacks {len(missing)} migrations, the last of them"
        f" {name_some(missing[-1:])}"
    )
    right = f"{named} answers, and its schema is up to date"
    remedy = "open it once with this Kizuna: kizuna check"
    yield finding("database", wrong if missing else "", remedy, right)
    if any(name.startswith("store.") for name in missing):
        raise StorageError(
            "nothing more can be checked before its schema is up to date"
        )
    off = name_some([each.number for each in trigger_discrepancies()])
    wrong = (
        off and f"the ledger can be changed: triggers are not as they should be: {off}"
    )
    right = "the ledger refuses every change of what is in it"
    yield finding("triggers", wrong, "restore a backup: kizuna restore", right)
    wrong = "the register's tables lag behind the ledger" if needs_rebuild() else ""
    right = "the register's tables are in step with the ledger"
    yield finding("tables", wrong, "kizuna rebuild", right, "warning")
    wrong = "the database tells that something is written before it is on the disk"
    remedy = "PostgreSQL: fsync and synchronous_commit on; SQLite: synchronous=FULL"
    right = "what was written outlasts a power cut"
    yield finding(
        "durability", "" if schema.is_durable() else wrong, remedy, right, "warning"
    )


def _files(database: Path | None, folder: str) -> Iterator[Finding]:
    """What others may open, and what was left over, of the database's file (None: a
    server) and the backups.
    """
    backups = [Path(folder)] if folder else []
    is_open = _paths(open_to_others(database, *backups))
    wrong = is_open and f"others on this machine may open {is_open}"
    right = "database, key, jobs and backups are open to their owner alone"
    yield finding("modes", wrong, "chmod go= each of them", right)
    beside = [database.parent] if database else []
    left = _paths(left_over([Path(tempfile.gettempdir()), *beside, *backups]))
    wrong = left and f"killed backups or restores have left {left}"
    remedy = (
        "rm -r each of them; a backup or restore to the same folder removes them too"
    )
    right = "no killed backup or restore has left anything"
    yield finding("left-overs", wrong, remedy, right, "warning")


def _paths(found: list[Path], most: int = 10) -> str:
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(map(str, found[:most])) + more


def _service(backups: str) -> Iterator[Finding]:
    """Who administers it, its backups, its workers, and the folder that their results
    go to.
    """
    found = schema.administrators()
    without = name_some([name for name, has_second in found.items() if not has_second])
    wrong = (
        without and f"administrators without a second step of the sign-in: {without}"
    )
    remedy = "each adds one at /account/second-step"
    if not found:
        wrong, remedy = (
            "nobody is an administrator",
            "kizuna serve --owner prints a way in",
        )
    yield finding(
        "administrator",
        wrong,
        remedy,
        f"{len(found)} with a second step of the sign-in",
    )
    last = last_done("back_up")
    yield _backups(backups, last.at if last else None)
    now, (queued, running) = datetime.now(UTC), jobs.waiting()
    there = [name for name, seen in jobs.workers().items() if now - seen < _WORKER_AGE]
    wrong = "" if there else f"no worker is there; {queued} jobs wait"
    right = f"{len(there)} there, {running} jobs run, {queued} wait"
    yield finding(
        "worker", wrong, "kizuna worker, or kizuna serve without --no-worker", right
    )
    folder = next(
        each for each in (jobs_folder(), *jobs_folder().parents) if each.exists()
    )
    remedy, level, wrong = "make room for results and backups", "warning", ""
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
        right = f"{str(folder)!r} can be written, {free / 1e9:,.1f} GB are free"
        wrong = right if free < _ROOM else ""
    except OSError as error:
        remedy, level = "let the user of the server write there", "error"
        wrong = f"{str(folder)!r} cannot be written: {error.strerror}"
    yield finding("data folder", wrong, remedy, right, level)


def _backups(folder: str, last: datetime | None) -> Finding:
    """About the newest file in KIZUNA_BACKUPS; without that, about the `last` backup
    that the audit tells of.
    """
    wrong = "no backup was ever taken"
    try:
        if folder:
            newest, last = newest_in(Path(folder)), None
            wrong = f"there is no backup in {folder!r}"
            if newest is not None:
                with opened(newest) as backup:
                    last = datetime.fromisoformat(backup.manifest.made_at)
        if last is not None:
            is_old = datetime.now(UTC) - last > _BACKUP_AGE
            wrong = (
                f"the newest backup is of {last:%Y-%m-%d %H:%M} UTC" if is_old else ""
            )
    except KizunaError as error:
        wrong = str(error)
    if last is not None and not wrong and not folder:
        text = (
            f"one was taken on {last:%Y-%m-%d %H:%M} UTC; whether it is still there is"
            " not known"
        )
        return finding(
            "backup", text, "name the folder with KIZUNA_BACKUPS", level="warning"
        )
    right = (
        f"the newest is of {last:%Y-%m-%d %H:%M} UTC, and its checksum agrees"
        if last
        else ""
    )
    return finding(
        "backup", wrong, "kizuna backup, by a timer: see docs/howto/deploy.md", right
    )


if __name__ == "__main__":
    json.dump(list(findings()), sys.stdout, ensure_ascii=False)
