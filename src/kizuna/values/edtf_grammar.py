"""Reads one date of EDTF (no interval, no set) into the first and last day it may mean.

Conventions, where ISO 8601-2:2019 leaves a choice:

- Seasons 21..24 are the meteorological seasons of the northern hemisphere: spring March to May,
  summer June to August, autumn September to November, winter December to February of the next
  year. So are 25..28; 29..32 are the southern ones; 33..36 quarters, 37..39 thirds, 40 and 41
  halves of the year.
- `~` (approximate) and `?` (uncertain) widen a date by one unit on each side, `%` (both) by two.
  The unit is that of the part the sign stands for: of the whole date's precision at its end,
  of the year in `?1974-05`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from kizuna.errors import BadDate
from kizuna.values.days import day_of, month_length, months_later

EXPECTED = (
    "write 1974, 1974-05 or 1974-05-10, an interval such as 1974-05-10/1980, 1974/.. or ../1987, "
    "or another form of EDTF (ISO 8601-2)"
)

_SIGN = "[?~%]?"
_DATE = re.compile(
    rf"(?P<year_left>{_SIGN})(?P<year>-?[0-9X]{{4}})(?P<year_right>{_SIGN})"
    rf"(?:-(?P<month_left>{_SIGN})(?P<month>[0-9X]{{2}})(?P<month_right>{_SIGN})"
    rf"(?:-(?P<day_left>{_SIGN})(?P<day>[0-9X]{{2}})(?P<day_right>{_SIGN}))?)?"
)
_LONG_YEAR = re.compile(rf"Y(?P<year>-?[1-9][0-9]{{4,17}})(?P<sign>{_SIGN})")
_EXPONENT, _SIGNIFICANT = "E(?P<exponent>[1-9][0-9]?)", "S(?P<significant>[0-9]{1,2})"
_COMPUTED_YEARS = (
    re.compile(rf"Y(?P<minus>-?)(?P<digits>[1-9][0-9]{{0,17}}){_EXPONENT}(?:{_SIGNIFICANT})?"),
    re.compile(rf"Y(?P<minus>-?)(?P<digits>[1-9][0-9]{{4,17}})(?P<exponent>){_SIGNIFICANT}"),
    re.compile(rf"(?P<minus>-?)(?P<digits>[0-9]{{4}})(?P<exponent>){_SIGNIFICANT}"),
)

_MONTHS_OF_UNIT = {
    "month": 1,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
_YEAR_PRECISION = {1: "year", 10: "decade", 100: "century"}
_STEPS = {"?": 1, "~": 1, "%": 2}


def _seasons() -> dict[int, tuple[int, int]]:
    northern, southern = (3, 6, 9, 12), (9, 12, 3, 6)
    table = {
        code: (first, 3)
        for start, firsts in ((21, northern), (25, northern), (29, southern), (33, (1, 4, 7, 10)))
        for code, first in enumerate(firsts, start)
    }
    table.update({37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)})
    return table


_SEASONS = _seasons()
"""Code of the season: (its first month, how many months)."""


class Reading(NamedTuple):
    """One date as read: first and last day it may mean, in day numbers of any size."""

    first: int
    last: int
    precision: str
    uncertain: bool = False
    approximate: bool = False


def read_date(text: str) -> Reading:
    """Reads one date of levels 0 to 2. Raises BadDate quoting it."""
    if found := _DATE.fullmatch(text):
        return _read_parts(text, found.groupdict(default=""))
    if found := _LONG_YEAR.fullmatch(text):
        return _widened(_years(int(found["year"]), 1), [("year", found["sign"])])
    for form in _COMPUTED_YEARS:
        if found := form.fullmatch(text):
            return _read_computed_year(found)
    raise BadDate(text, EXPECTED)


def _read_parts(text: str, parts: dict[str, str]) -> Reading:
    if parts["year"] == "-0000":
        raise BadDate(text, "year zero is written 0000")
    plain = _read_season(text, parts) if _is_season(parts["month"]) else _read_calendar(text, parts)
    return _widened(plain, _qualifiers(parts, plain.precision))


def _is_season(month: str) -> bool:
    return month.isdigit() and int(month) in _SEASONS


def _read_season(text: str, parts: dict[str, str]) -> Reading:
    if parts["day"]:
        raise BadDate(text, "a season has no days; write the year and the season, 1986-21")
    years = _years_fitting(parts["year"])
    first_month, months = _SEASONS[int(parts["month"])]
    first = day_of(years[0], first_month, 1)
    last = months_later(day_of(years[-1], first_month, 1), months) - 1
    return Reading(first, last, "season" if len(years) == 1 else _year_precision(parts["year"]))


def _read_calendar(text: str, parts: dict[str, str]) -> Reading:
    years = _years_fitting(parts["year"])
    months = _numbers_fitting(parts["month"] or "XX", 12)
    if not months:
        raise BadDate(text, "months are 01 to 12, seasons 21 to 41")
    days = _numbers_fitting(parts["day"] or "XX", 31)
    first = _first_day(years, months, days)
    last = _first_day(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        raise BadDate(text, "there is no such day in the calendar")
    return Reading(first, last, _precision(parts))


def _years_fitting(mask: str) -> Sequence[int]:
    digits = mask.removeprefix("-")
    choices = product(*("0123456789" if digit == "X" else digit for digit in digits))
    years = [int("".join(choice)) for choice in choices]
    return [-year for year in reversed(years) if year] if mask.startswith("-") else years


def _numbers_fitting(mask: str, highest: int) -> Sequence[int]:
    return [
        number
        for number in range(1, highest + 1)
        if all(wanted in ("X", digit) for wanted, digit in zip(mask, f"{number:02}", strict=True))
    ]


def _first_day(years: Iterable[int], months: Sequence[int], days: Sequence[int]) -> int | None:
    for year, month, day in product(years, months, days):
        if day <= 28 or day <= month_length(year, month):
            return day_of(year, month, day)
    return None


def _precision(parts: dict[str, str]) -> str:
    if "X" in parts["year"]:
        return _year_precision(parts["year"])
    if not parts["month"] or "X" in parts["month"]:
        return "year"
    return "month" if not parts["day"] or "X" in parts["day"] else "day"


def _year_precision(mask: str) -> str:
    digits = mask.removeprefix("-")
    return _YEAR_PRECISION.get(10 ** (4 - digits.index("X")), "millennium")


def _qualifiers(parts: dict[str, str], precision: str) -> list[tuple[str, str]]:
    """The signs of a date with the unit each stands for."""
    finest = next(name for name in ("day", "month", "year") if parts[name])
    units = {"day": "day", "month": "month", "year": "year", finest: precision}
    return [
        (units[name], parts[f"{name}_{side}"])
        for name in ("year", "month", "day")
        for side in ("left", "right")
        if parts[f"{name}_{side}"]
    ]


def _widened(plain: Reading, qualifiers: list[tuple[str, str]]) -> Reading:
    first, last = plain.first, plain.last
    signs = {sign for _, sign in qualifiers if sign}
    for unit, sign in qualifiers:
        steps = _STEPS.get(sign, 0)
        first, last = _moved(first, unit, -steps), _moved(last + 1, unit, steps) - 1
    return Reading(first, last, plain.precision, bool(signs & {"?", "%"}), bool(signs & {"~", "%"}))


def _moved(day: int, unit: str, steps: int) -> int:
    return day + steps if unit == "day" else months_later(day, steps * _MONTHS_OF_UNIT[unit])


def _years(first: int, count: int) -> Reading:
    precision = _YEAR_PRECISION.get(count, "millennium")
    return Reading(day_of(first, 1, 1), day_of(first + count, 1, 1) - 1, precision)


def _read_computed_year(found: re.Match[str]) -> Reading:
    """Years written with an exponent or with significant digits (level 2): Y17E7, 1950S2."""
    size = int(found["digits"]) * 10 ** int(found["exponent"] or 0)
    digits = len(str(size).zfill(4))
    count = 10 ** max(digits - (int(found["significant"] or 0) or digits), 0)
    first = size // count * count
    return _years(-(first + count - 1) if found["minus"] else first, count)
