"""Counts days of the proleptic Gregorian calendar in any year; 0001-01-01 is day 1."""

from __future__ import annotations

from datetime import date

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097


def day_of(year: int, month: int, day: int) -> int:
    """The number of one day, equal to `date.toordinal()` where `date` reaches and going on beyond.

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
    following, month_after = (year + 1, 1) if month == 12 else (year, month + 1)
    return day_of(following, month_after, 1) - day_of(year, month, 1)


def months_later(day: int, months: int) -> int:
    """The same day of the month so many months later (earlier when negative).

    A month too short for it gives its last day: one month after 31 January is 28 or 29 February.
    """
    year, month, day_of_month = civil_of(day)
    years, month_before = divmod(year * 12 + month - 1 + months, 12)
    length = month_length(years, month_before + 1)
    return day_of(years, month_before + 1, min(day_of_month, length))
