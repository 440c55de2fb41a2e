"""Holds what is known of when something began and ended; every answer is three-valued.

Days are those of the proleptic Gregorian calendar, in any year; 0001-01-01 is day 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import astuple, dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, total_ordering
from typing import ClassVar

from kizuna.errors import BadDate

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097


def day_of(year: int, month: int, day: int) -> int:
    """The number of one day, equal to `date.toordinal()` where `date` reaches and going
    on beyond.

    Year 0 is the year before year 1 (astronomical numbering, as in ISO 8601).
    Raises ValueError for a day that no calendar has.
    """
    cycles, rest = divmod(year - 1, _CYCLE_YEARS)
    return cycles * _CYCLE_DAYS + date(rest + 1, month, day).toordinal()


def civil_of(day: int) -> tuple[int, int, int]:
    """The (year, month, day) of a day number; the inverse of `day_of`."""
    cycles, rest = divmod(day - 1, _CYCLE_DAYS)
    found = date.fromordinal(rest + 1)
    return cycles * _CYCLE_YEARS + found.year, found.month, found.day


def month_length(year: int, month: int) -> int:
    """How many days the month (1..12) of that year has."""
    return monthrange(year, month)[1]


def months_later(day: int, months: int) -> int:
    """The same day of the month so many months later (earlier when negative).

    A month too short for it gives its last day: one month after 31 January is 28 or 29
    February.
    """
    year, month, day_of_month = civil_of(day)
    years, month_before = divmod(year * 12 + month - 1 + months, 12)
    return day_of(
        years,
        month_before + 1,
        min(day_of_month, month_length(years, month_before + 1)),
    )


OPEN_START = -(2**31)
"""The day number of a beginning before every day: it fits a 32-bit column."""

OPEN_END = 2**31 - 1
"""The day number of an end after every day: not ended."""

_DAY = re.compile(r"(-?[0-9]{4}|[+-][0-9]{5,})-([0-9]{2})-([0-9]{2})")


@total_ordering
class Answer(Enum):
    """What can be said to a question about an uncertain span; NO < POSSIBLE < CERTAIN.

    `&` and `~` are the three-valued and and not (Kleene). An answer has no truth value:
    ask `.certain` or `.possible`.
    """

    NO = 0
    POSSIBLE = 1
    CERTAIN = 2

    @property
    def certain(self) -> bool:
        """True when every reading of the span says yes."""
        return self is Answer.CERTAIN

    @property
    def possible(self) -> bool:
        """True when at least one reading of the span says yes."""
        return self is not Answer.NO

    def __bool__(self) -> bool:
        raise TypeError(
            "an Answer is neither true nor false: ask .certain or .possible"
        )

    def __and__(self, other: Answer) -> Answer:
        return self if self._value_ <= other._value_ else other

    def __invert__(self) -> Answer:
        return _ANSWERS[2 - self._value_]

    def __lt__(self, other: Answer) -> bool:
        return bool(self._value_ < other._value_)  # `value` takes ten times as long


_ANSWERS = (Answer.NO, Answer.POSSIBLE, Answer.CERTAIN)


def _answer(certain: bool, possible: bool) -> Answer:
    return _ANSWERS[certain + possible]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From a first to a last day, both inclusive, each known to lie between two day
    numbers.

    start_earliest <= start_latest <= end_latest and start_earliest <= end_earliest <=
    end_latest. OPEN_START and OPEN_END stand for no beginning and no end. Something
    that happened on one day within a month has both start and end anywhere in that
    month. Raises BadDate when the bounds are out of order.
    """

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int

    ALWAYS: ClassVar[Span]

    def __post_init__(self) -> None:
        starts = self.start_earliest <= self.start_latest <= self.end_latest
        ends = self.start_earliest <= self.end_earliest <= self.end_latest
        if not (starts and ends):
            raise BadDate(self.text, "a span cannot end before it starts")

    @classmethod
    def within(cls, first: int, last: int) -> Span:
        """The span of one event on some day from `first` to `last`, both inclusive."""
        return cls(first, last, first, last)

    @classmethod
    def bounded(cls, start: tuple[int, int], end: tuple[int, int]) -> Span:
        """A span that starts between two days and ends between two days.

        Readings in which it would end before it starts are left out of the bounds.
        Raises BadDate when there is no other reading.
        """
        if start[0] > end[1]:
            raise BadDate(
                _bounds_text(*start, *end), "a span cannot end before it starts"
            )
        return cls(start[0], min(start[1], end[1]), max(end[0], start[0]), end[1])

    @property
    def text(self) -> str:
        """The four bounds as days, for messages: `[1974-05-01, 1974-05-31] to [..,
        ..]`.
        """
        return _bounds_text(*astuple(self))

    @property
    def is_open(self) -> bool:
        """True when it certainly has no end."""
        return self.end_earliest == OPEN_END

    def on(self, day: int) -> Answer:
        """Whether it holds on that day."""
        return _answer(
            self.start_latest <= day <= self.end_earliest,
            self.start_earliest <= day <= self.end_latest,
        )

    def begun_by(self, day: int) -> Answer:
        """Whether its first day is that day or an earlier one."""
        return _answer(self.start_latest <= day, self.start_earliest <= day)

    def overlaps(self, other: Span) -> Answer:
        """Whether there is a day on which both hold."""
        return _answer(
            self.start_latest <= other.end_earliest
            and other.start_latest <= self.end_earliest,
            self.start_earliest <= other.end_latest
            and other.start_earliest <= self.end_latest,
        )

    def takes_in(self, first: int, last: int) -> Answer:
        """Whether what happens on one of the days from the first to the last happens
        within its days.
        """
        return _answer(
            self.start_earliest <= first and last <= self.end_latest,
            self.start_earliest <= last and first <= self.end_latest,
        )


Span.ALWAYS = Span(OPEN_START, OPEN_START, OPEN_END, OPEN_END)


def _bounds_text(*days: int) -> str:
    return "[{}, {}] to [{}, {}]".format(*map(day_text, days))


def day_number(day: str | date) -> int:
    """The number of one day, given as a date or as text: 1974-05-10.

    Text is ISO 8601: four digits of the year, or a sign and five or more. Raises
    BadDate for anything that is not exactly one day of the calendar.
    """
    if isinstance(day, date):
        return day.toordinal()
    found = _DAY.fullmatch(day) if isinstance(day, str) else None
    if found is None:
        raise BadDate(day, "write one day as YYYY-MM-DD, such as 1974-05-10")
    year, month, day_of_month = map(int, found.groups())
    try:
        return day_of(year, month, day_of_month)
    except ValueError:
        raise BadDate(day, "there is no such day in the calendar") from None


def day_text(day: int) -> str:
    """The day as ISO 8601 text, 1974-05-10; `..` for OPEN_START and OPEN_END.

    Years outside 0..9999 carry a sign: -0100-01-01, +17000-01-01.
    """
    if day in (OPEN_START, OPEN_END):
        return ".."
    year, month, day_of_month = civil_of(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day_of_month:02d}"


def bound_text(day: int) -> str | None:
    """The day as ISO 8601 text; None for OPEN_START and OPEN_END."""
    return None if day in (OPEN_START, OPEN_END) else day_text(day)


@lru_cache(
    maxsize=1 << 12
)  # an import has one moment for all its claims; saves exports 2 of 100
def moment_text(moment: datetime, unit: str = "auto") -> str:
    """A moment in UTC as ISO 8601 text, 1974-05-10T12:00:00Z; `unit` as
    `datetime.isoformat` has it.
    """
    return moment.isoformat(timespec=unit).replace("+00:00", "Z")
