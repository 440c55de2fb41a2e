"""Errors and the status that HTTP has for each (RFC 9110): one mapping for the pages and for the API."""

from __future__ import annotations

from kizuna.errors import (
    Ambiguous,
    DatabaseBusy,
    InputError,
    KizunaError,
    NotAllowed,
    NotFound,
    Overtaken,
    TooLarge,
)

STATUSES: tuple[tuple[type[KizunaError], int], ...] = (
    (Ambiguous, 300),
    (NotFound, 404),
    (NotAllowed, 403),
    (Overtaken, 409),
    (TooLarge, 413),
    (InputError, 400),
    (DatabaseBusy, 503),
)
"""The first kind that fits decides; what fits none is 500."""


def status_of(error: KizunaError) -> int:
    """The status for an error: 300, 400, 403, 404, 409, 413, 503, else 500."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
