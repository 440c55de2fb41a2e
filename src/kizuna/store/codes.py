"""The numbers that stand for stances, certainties, verdicts and times in rows; none ever gets a new meaning."""

from datetime import UTC, datetime, timedelta

from kizuna.claims.claim import Certainty, Stance, Verdict


def _numbered(*texts: str) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts, 1)}


STANCES = _numbered("asserted", "reported", "planned", "forecast", "denied")
CERTAINTIES = _numbered("certain", "likely", "doubtful", "unverified")
VERDICTS = _numbered("accept", "reject", "prefer", "same", "different", "undecided", "withdraw")
STANCE_OF = {number: Stance(text) for text, number in STANCES.items()}
CERTAINTY_OF = {number: Certainty(text) for text, number in CERTAINTIES.items()}
VERDICT_OF = {number: Verdict(text) for text, number in VERDICTS.items()}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """An aware time as microseconds since 1970-01-01 UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def until(known_at: datetime | None) -> int:
    """The microseconds of a time up to which something was known; more than any has for None."""
    return 2**62 if known_at is None else microseconds(known_at)


def moment_of(count: int) -> datetime:
    """The aware UTC time of microseconds since 1970-01-01."""
    return _EPOCH + timedelta(microseconds=count)


def moment_or_none(count: int | None) -> datetime | None:
    """The time of microseconds, None for none."""
    return None if count is None else moment_of(count)


def now() -> int:
    """Now, in microseconds since 1970-01-01 UTC."""
    return microseconds(datetime.now(UTC))
