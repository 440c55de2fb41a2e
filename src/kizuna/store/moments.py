"""Times as the rows hold them: microseconds since 1970-01-01 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """An aware time as microseconds since 1970-01-01 UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(count: int) -> datetime:
    """The aware UTC time of microseconds since 1970-01-01."""
    return _EPOCH + timedelta(microseconds=count)


def now() -> int:
    """Now, in microseconds since 1970-01-01 UTC."""
    return microseconds(datetime.now(UTC))
