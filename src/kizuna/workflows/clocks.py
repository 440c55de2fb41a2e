"""The two clocks of a question: the day asked about and the time by which it was
known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from kizuna.errors import BadDate, BadQuestion
from kizuna.values import Edtf, day_text, moment_text

_WHOLE = ("month", "year")
_DAY = (
    "write a day, a month or a year, such as 1987-04-01, 1 April 1987 or 1987年4月1日"
)
_KNOWN = "write a day (2024-05-10, 10 May 2024) or a time (2024-05-10T12:00+09:00)"
_CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day by its number and its ISO text; `taken_of` is the month or year whose last
    day it is, "" for a day.
    """

    number: int
    text: str
    taken_of: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """The two times of a question: the day asked about (valid time), and the time by
    which it was known.

    `known_at` is None for now; `is_day_given` says whether the reader named the day;
    else it is today.
    """

    day: Day
    known_at: datetime | None = None
    is_day_given: bool = False

    @classmethod
    def of(cls, as_of_text: str | None, known_at_text: str | None = None) -> Times:
        """The times that a reader names, as `as_of` and `known_at` read them."""
        return cls(as_of(as_of_text), known_at(known_at_text), as_of_text is not None)

    @classmethod
    def on(cls, day: int, known_at: datetime | None = None) -> Times:
        """A day by its number, as known at a time."""
        return cls(Day(day, day_text(day)), known_at, is_day_given=True)

    @property
    def asked_day(self) -> int | None:
        """The number of the day where the reader named it; None where not."""
        return self.day.number if self.is_day_given else None

    @property
    def known_text(self) -> str | None:
        """The time of `known_at` as ISO 8601 in UTC; None for now."""
        return moment_text(self.known_at) if self.known_at else None

    def as_json(self) -> dict[str, str | None]:
        """Both times as they stand in every answer for programs."""
        return {"as_of": self.day.text, "known_at": self.known_text}


def as_of(text: str | None) -> Day:
    """The day that a question names; today without one. A month or a year is taken as
    its last day.

    Raises what `date_of` raises.
    """
    if text is None:
        return Day(date.today().toordinal(), date.today().isoformat())
    asked = date_of(text)
    number = asked.span.end_latest
    return Day(
        number, day_text(number), asked.text if asked.precision in _WHOLE else ""
    )


def date_of(text: str) -> Edtf:
    """The day, month or year that a text names, in EDTF or in plain words of any of the
    languages.

    Raises BadDate for what is no date, BadQuestion for an interval, a set or an
    uncertain date.
    """
    try:
        asked = Edtf.parse(text)
    except BadDate as error:
        from kizuna.values.written_dates import read_plain_date

        try:
            if _CLOCK.match(text):
                raise
            asked = read_plain_date(text)
        except BadDate as plain:
            said = [problem.expected for problem in (plain, error)]
            right = next((one for one in said if not one.startswith("write ")), _DAY)
            raise BadDate(text, right) from None
    if asked.uncertain or asked.approximate or asked.precision not in ("day", *_WHOLE):
        raise BadQuestion(f"{text!r} is not one day: ask for a day, such as 1987-04-01")
    return asked


def known_at(text: str | None) -> datetime | None:
    """The time that a question names; None without one.

    A day, month or year is taken to its end, a time without an offset is UTC. Raises
    BadDate.
    """
    if text is None:
        return None
    written = text.strip()
    if _CLOCK.match(written):
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            raise BadDate(text, _KNOWN) from None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        number = date_of(text).span.end_latest
    except (BadDate, BadQuestion) as error:
        if isinstance(error, BadDate) and error.expected != _DAY:
            raise
        raise BadDate(text, _KNOWN) from None
    if not 1 <= number <= date.max.toordinal():
        raise BadDate(text, _KNOWN)
    return datetime.combine(date.fromordinal(number), time.max, UTC)
