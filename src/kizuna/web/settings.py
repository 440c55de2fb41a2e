"""Django's settings for the web: those of the store, and what servers and sign-ins
need, from the environment.

`KIZUNA_SECRET_KEY`: the key that signs cookies; without it one is made and kept beside
the embedded database. `KIZUNA_HOSTS`: the names, with commas, under which the server is
reached; without it only this machine. `KIZUNA_HTTPS=1`: the server is reached by https
(behind a proxy), so cookies are sent by nothing else.
"""

import os
import secrets
from pathlib import Path
from typing import Any

import django
import platformdirs
from django.conf import settings

from kizuna.errors import CannotWrite
from kizuna.store.private_files import key_in_file
from kizuna.store.settings import Location, django_settings, locate

_SELF = "'self'"


def configure(location: str | Path | None = None) -> Location:
    """Configure Django for the web with the database at a location; where it is.

    Raises StorageError for a location that is none, CannotWrite when no key can be
    kept.
    """
    found = locate(location)
    settings.configure(**web_settings(found))
    django.setup()
    return found


def hosts_set() -> list[str]:
    """The names under which the server is reached, as the environment has them."""
    return [
        host
        for host in map(str.strip, os.environ.get("KIZUNA_HOSTS", "").split(","))
        if host
    ]


def web_settings(location: Location) -> dict[str, Any]:
    """All settings, for a server or a test; behind https cookies are bound to this
    host.
    """
    https, hosts = os.environ.get("KIZUNA_HTTPS", "") == "1", hosts_set()
    prefix = "__Host-" if https else ""
    return {
        **django_settings(location.settings),
        **_SETTINGS,
        "SECRET_KEY": os.environ.get("KIZUNA_SECRET_KEY") or _kept_key(location),
        "ALLOWED_HOSTS": hosts or ["127.0.0.1", "localhost", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": [f"https://{host}" for host in hosts] if https else [],
        "CSRF_COOKIE_NAME": f"{prefix}csrftoken",
        "CSRF_COOKIE_SECURE": https,
        "SESSION_COOKIE_NAME": f"{prefix}kizuna_session",
        "SESSION_COOKIE_SECURE": https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")
        if https
        else None,
        "SECURE_SSL_REDIRECT": https,
        "SECURE_HSTS_SECONDS": 31_536_000 if https else 0,
    }


_OWN = (
    "script-src",
    "style-src",
    "font-src",
    "connect-src",
    "worker-src",
    "manifest-src",
)
_POLICY: dict[str, list[str]] = {
    **{name: ["'none'"] for name in ("default-src", "base-uri", "frame-ancestors")},
    **{name: [_SELF] for name in (*_OWN, "form-action")},
    "img-src": [_SELF, "data:"],
}
_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "counted",
    # A third is dropped beyond, so it is far more than an attacker makes.
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
_FAILED = "20/m/ip,200/h/ip,5/5m/key"
"""Wrong passwords from one address: of all accounts together, and of one account (the
key is both).
"""
_SETTINGS = {
    "INSTALLED_APPS": [
        *("kizuna.store", "kizuna.web"),
        *(
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
        ),
        *("allauth", "allauth.account", "allauth.mfa"),
    ],
    "MIDDLEWARE": [
        "kizuna.web.middleware.operations",
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "kizuna.web.middleware.VisitMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    "ROOT_URLCONF": "kizuna.web.urls",
    "CSRF_FAILURE_VIEW": "kizuna.web.middleware.forged",
    "APPEND_SLASH": False,
    "CONTENT_SECURITY_POLICY": {"DIRECTIVES": _POLICY},
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "LOGIN_URL": "/sign-in",
    "LOGIN_REDIRECT_URL": "/",
    # Counts of failed sign-ins are kept in the database, so that every process of the
    # server sees them.
    "CACHES": {"default": _CACHE},
    "FILE_UPLOAD_HANDLERS": [
        "kizuna.web.uploads.Limit",
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
    ],
    "ACCOUNT_ADAPTER": "kizuna.web.accounts.adapters.Accounts",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_PRESERVE_USERNAME_CASING": False,
    "ACCOUNT_RATE_LIMITS": {
        "login": None,
        "reauthenticate": None,
        "login_failed": _FAILED,
    },
    "MFA_ADAPTER": "kizuna.web.accounts.adapters.SecondSteps",
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_TOTP_ISSUER": "Kizuna",
    "MFA_TOTP_TOLERANCE": 1,
}


def _kept_key(location: Location) -> str:
    """The key beside the embedded database, made on first use; for a server, one in the
    user's data folder.
    """
    folder = (
        location.path.parent
        if location.path
        else Path(platformdirs.user_data_dir("kizuna"))
    )
    path = folder / "secret-key"
    try:
        return (
            key_in_file(path, lambda: secrets.token_urlsafe(48).encode())
            .decode("ascii")
            .strip()
        )
    except OSError as error:
        said = (
            f"{str(path)!r} cannot be written: {error.strerror}; set KIZUNA_SECRET_KEY"
        )
        raise CannotWrite(said) from None
