"""Django's settings for the store, and where the database lies: a file, or an address
of PostgreSQL.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from kizuna.errors import StorageError

BUSY_SECONDS = 20
"""How long a writer waits for another one before it gives up."""

CACHE_KIB = 65_536
"""How much of a SQLite file a connection keeps in memory."""

_SQLITE_PRAGMAS = "; ".join(
    (
        "PRAGMA page_size=8192",
        f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
        "PRAGMA foreign_keys=ON",
        "PRAGMA cell_size_check=ON",
        "PRAGMA recursive_triggers=ON",
        "PRAGMA synchronous=FULL",
        f"PRAGMA cache_size={-CACHE_KIB}",
    )
)
"""`page_size` counts while the file is empty; `cell_size_check` sees damage where a
page is read into the cache (of a file mapped into memory it would look at every use,
and double the time of a query); `recursive_triggers` makes INSERT OR REPLACE fire the
triggers that forbid a removal; with `synchronous` FULL what was acknowledged is on the
disk, also after a power cut.
"""

_LASTING = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
"""A server keeps its connections from one request to the next, and looks whether they
still stand.
"""


def sqlite_settings(path: str) -> dict[str, Any]:
    """An entry of DATABASES for a SQLite file; a transaction takes the write lock when
    it begins.

    A file that may only be read has the way in which SQLite opens it among its options
    ("database"), and where SQLite takes no locks, what it looked like ("SEEN", see
    `state_of`).
    """
    entry: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        **_LASTING,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_PRAGMAS,
        },
    }
    log = (f"{path}-wal", f"{path}-shm")  # which lies beside it
    can_log = os.access(os.path.dirname(path), os.W_OK) or all(
        os.access(p, os.W_OK) for p in log
    )
    if os.path.exists(path) and not (can_log and os.access(path, os.W_OK)):
        logged = os.path.exists(f"{path}-wal") and os.path.getsize(f"{path}-wal") > 0
        entry["OPTIONS"]["database"] = (
            f"{Path(path).as_uri()}?{'mode=ro' if logged else 'immutable=1'}"
        )
        entry["SEEN"] = None if logged else state_of(path)
    return entry


def state_of(path: str) -> tuple[int, int]:
    """What tells a file that was written to from one that was not: when it was, and its
    size.
    """
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size


def databases(entry: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The connections to a database: one that may write, one for questions, and one for
    jobs, which on SQLite have a file of their own.
    """
    options = entry["OPTIONS"]
    if "init_command" not in options:
        return {name: dict(entry) for name in ("default", "reading", "jobs")}
    asking = {
        **options,
        "init_command": f"{options['init_command']}; PRAGMA query_only=ON",
    }
    of_jobs = {name: option for name, option in options.items() if name != "database"}
    jobs = {**entry, "NAME": f"{entry['NAME']}.jobs/jobs.sqlite3", "OPTIONS": of_jobs}
    return {"default": entry, "reading": {**entry, "OPTIONS": asking}, "jobs": jobs}


def django_settings(database: dict[str, Any]) -> dict[str, Any]:
    """The settings that the store needs, with `database` as the default one."""
    return {
        "DATABASES": databases(database),
        "INSTALLED_APPS": ["kizuna.store"],
        "AUTH_USER_MODEL": "store.User",
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                # NIST SP 800-63B asks for 8, and for 15 where nothing else is asked
                "OPTIONS": {"min_length": 12},
            },
            *(
                {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
                for name in (
                    "UserAttributeSimilarity",
                    "CommonPassword",
                    "NumericPassword",
                )
            ),
        ],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
    }


@dataclass(frozen=True, slots=True)
class Location:
    """A place for a database; `text` is the path of the file, or the address without
    its password.
    """

    text: str
    path: Path | None
    settings: dict[str, Any]


def locate(given: str | Path | None) -> Location:
    """The place given; without one KIZUNA_DB, else the user's data folder (XDG on
    Linux).

    Raises StorageError for an address that is neither a path nor PostgreSQL's.
    """
    asked = str(given) if given is not None else os.environ.get("KIZUNA_DB", "")
    if not asked:
        asked = str(Path(platformdirs.user_data_dir("kizuna")) / "kizuna.sqlite3")
    if asked.startswith(("postgresql://", "postgres://")):
        return _postgresql(asked)
    if "://" in asked:
        raise StorageError(
            f"{asked!r} is not a place for a database: give the path of a file, or"
            " postgresql://…"
        )
    path = Path(asked).expanduser().absolute()
    return Location(str(path), path, sqlite_settings(str(path)))


def _postgresql(address: str) -> Location:
    head, separator, rest = address.partition("://")
    who, at, where = rest.rpartition("@")
    shown = (
        f"{head}{separator}{who.partition(':')[0]}{at}{where}"  # without its password
    )
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise StorageError(
            f"{shown!r} needs psycopg: pip install 'kizuna[postgres]'"
        ) from error
    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError as error:
        raise StorageError(
            f"{shown!r} is not an address of PostgreSQL: {error}"
        ) from error
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", **_LASTING}
    for name in {"dbname", "user", "password", "host", "port"} & parts.keys():
        entry["NAME" if name == "dbname" else name.upper()] = parts.pop(name)
    entry["OPTIONS"] = {"options": f"-c lock_timeout={BUSY_SECONDS}s", **parts}
    return Location(shown, None, entry)
