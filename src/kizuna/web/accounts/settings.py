"""Settings of sessions, of the sign-in and of its second step (django-allauth)."""

from __future__ import annotations

import os
from typing import Any

_TWO_WEEKS = 14 * 24 * 3600
_COUNTED = 100_000
"""How many counts are kept at once; a third is dropped beyond, so it is far more than an attacker makes."""

_FAILED = "20/m/ip,200/h/ip,5/5m/key"
"""Wrong passwords from one address: of all accounts together, and of one account (the key is both)."""


def accounts_settings(https: bool) -> dict[str, Any]:
    """What Django and allauth are told. Counts of failed sign-ins are kept in the database, so that every process
    of the server sees them; behind https the cookies are bound to this host."""
    prefix = "__Host-" if https else ""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "LOGIN_URL": "/sign-in",
        "LOGIN_REDIRECT_URL": "/",
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_NAME": f"{prefix}kizuna_session",
        "SESSION_COOKIE_AGE": _TWO_WEEKS,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": f"{prefix}csrftoken",
        "CSRF_FAILURE_VIEW": "kizuna.web.faults.forged",
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "counted",
                "OPTIONS": {"MAX_ENTRIES": _COUNTED},
            }
        },
        "FILE_UPLOAD_HANDLERS": [
            "kizuna.web.uploads.Limit",
            "django.core.files.uploadhandler.MemoryFileUploadHandler",
            "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        ],
        "ALLAUTH_TRUSTED_PROXY_COUNT": _proxies(https),
        "ACCOUNT_ADAPTER": "kizuna.web.accounts.adapters.Accounts",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_PRESERVE_USERNAME_CASING": False,
        "ACCOUNT_RATE_LIMITS": {"login_failed": _FAILED},
        "MFA_ADAPTER": "kizuna.web.accounts.adapters.SecondSteps",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_TOTP_ISSUER": "Kizuna",
        "MFA_TOTP_TOLERANCE": 1,
    }


def _proxies(https: bool) -> int:
    """How many proxies in front name the address of whoever asks: as set, else one behind https."""
    told = os.environ.get("KIZUNA_PROXIES", "").strip()
    return int(told) if told.isdecimal() else int(https)
