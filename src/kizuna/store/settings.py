"""Django's settings for the store, for whoever configures Django: the command line, a test or the web."""

from __future__ import annotations

from typing import Any

BUSY_SECONDS = 20
"""How long a writer waits for another one before it gives up."""

SHORTEST_PASSWORD = 12
"""How many characters a password has at least (NIST SP 800-63B asks for 8, and for 15 where nothing else is
asked)."""

CACHE_KIB = 65_536
"""How much of a SQLite file a connection keeps in memory."""

_SQLITE_PRAGMAS = "; ".join(
    (
        "PRAGMA page_size=8192",
        f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
        "PRAGMA foreign_keys=ON",
        "PRAGMA recursive_triggers=ON",
        "PRAGMA synchronous=FULL",
        f"PRAGMA cache_size={-CACHE_KIB}",
        "PRAGMA mmap_size=268435456",
    )
)
"""`page_size` counts while the file is empty; `recursive_triggers` makes INSERT OR REPLACE fire the triggers
that forbid a removal."""

_LASTING = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
"""A server keeps its connections from one request to the next, and looks whether they still stand."""


def sqlite_settings(path: str) -> dict[str, Any]:
    """An entry of DATABASES for a SQLite file; a transaction takes the write lock when it begins."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        **_LASTING,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_PRAGMAS,
        },
    }


def postgresql_settings(conninfo: dict[str, Any]) -> dict[str, Any]:
    """An entry of DATABASES for PostgreSQL from the parts of a connection address."""
    known = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", **_LASTING}
    entry.update({known[k]: v for k, v in conninfo.items() if k in known})
    entry["OPTIONS"] = {k: v for k, v in conninfo.items() if k not in known}
    entry["OPTIONS"].setdefault("options", f"-c lock_timeout={BUSY_SECONDS}s")
    return entry


def django_settings(database: dict[str, Any]) -> dict[str, Any]:
    """The settings that the store needs, with `database` as the default one."""
    return {
        "DATABASES": {"default": database},
        "INSTALLED_APPS": ["kizuna.store"],
        "AUTH_USER_MODEL": "store.User",
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": SHORTEST_PASSWORD},
            },
            *(
                {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
                for name in ("UserAttributeSimilarity", "CommonPassword", "NumericPassword")
            ),
        ],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
    }
