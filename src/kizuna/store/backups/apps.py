"""Every app that may have tables in a database of Kizuna, the web's too, installed for as long as a block runs.

The command line installs the store alone; a backup takes the second steps of the sign-in along, which the web
keeps in tables of other apps. Only their models and migrations are wanted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import AppConfig, apps


class _Quiet(AppConfig):
    """An app whose own preparations, which need the settings of a server, are left out."""

    def ready(self) -> None:
        """Nothing is prepared."""


class ContentTypes(_Quiet):
    """Django's content types."""

    name = "django.contrib.contenttypes"


class Auth(_Quiet):
    """Django's groups and permissions."""

    name = "django.contrib.auth"


class Sessions(_Quiet):
    """Django's sessions."""

    name = "django.contrib.sessions"


class Account(_Quiet):
    """The addresses of accounts (allauth)."""

    name = "allauth.account"


class Mfa(_Quiet):
    """The second steps of the sign-in (allauth)."""

    name = "allauth.mfa"
    default_auto_field = "django.db.models.BigAutoField"


_EVERY = (ContentTypes, Auth, Sessions, Account, Mfa)


@contextmanager
def every_app() -> Iterator[None]:
    """All apps installed; those that are already stay as they are."""
    from kizuna.store.schema import known_migrations

    held = {config.name for config in apps.get_app_configs()}
    missing = [f"{__name__}.{each.__name__}" for each in _EVERY if each.name not in held]
    if not missing:
        yield
        return
    apps.set_installed_apps(["kizuna.store", *missing])
    known_migrations.cache_clear()
    try:
        yield
    finally:
        apps.unset_installed_apps()
        known_migrations.cache_clear()
