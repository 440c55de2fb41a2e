"""Wikidata's points in time as EDTF; a time never becomes more precise than it is stated to be.

Law: the precision decides, not the digits: `+1947-00-00` and `+2001-01-01` of precision 9 are the years 1947
and 2001. Days in the Julian calendar are turned into Gregorian ones; months and years stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kizuna.errors import BadDate
from kizuna.values import Edtf, day_text

_TIME = re.compile(r"([+-])([0-9]{1,16})-([0-9]{2})-([0-9]{2})T[0-9:]{8}Z")
_EXPECTED = 'a time of Wikidata has "time" (+1974-04-18T00:00:00Z) and "precision" (6 to 14)'
_JULIAN = "Q1985786"
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY, _MILLENNIUM = 11, 10, 9, 8, 7, 6
_BEFORE_FIRST_DAY = 1_721_425
"""The Julian day number of the eve of 0001-01-01 (Gregorian), the day whose number is 1."""


def edtf_of(value: Any) -> str:
    """The EDTF text of the value of a time snak; "" when it is less precise than a millennium.

    Raises BadDate, quoting the value, for what is no time of the calendar.
    """
    if not isinstance(value, Mapping):
        raise BadDate(value, _EXPECTED)
    found = _TIME.fullmatch(str(value.get("time", "")))
    precision = value.get("precision")
    if found is None or type(precision) is not int:
        raise BadDate(value, _EXPECTED)
    sign, *digits = found.groups()
    year, month, day = (int(part) for part in digits)
    if sign == "-":
        year = 1 - year
    text = _text(year, month, day, precision, str(value.get("calendarmodel", "")))
    return Edtf.parse(_widened(text, year, value)).text if text else ""


def _text(year: int, month: int, day: int, precision: int, calendar: str) -> str:
    if precision < _MILLENNIUM or not -9999 <= year <= 9999:
        return ""
    if precision >= _DAY and month and day:
        if calendar.endswith(_JULIAN):
            return _gregorian(year, month, day)
        return f"{_four(year)}-{month:02}-{day:02}"
    if precision >= _MONTH and month:
        return f"{_four(year)}-{month:02}"
    if precision >= _YEAR:
        return _four(year)
    return _rounded(year, precision)


def _rounded(year: int, precision: int) -> str:
    """A decade as its years have it; a century and a millennium as they are counted: 2000 ends the 20th."""
    if year < 1:
        return ""
    if precision == _DECADE:
        return f"{year // 10:03}X"
    if precision == _CENTURY:
        return f"{(year - 1) // 100:02}XX"
    return f"{(year - 1) // 1000}XXX"


def _widened(text: str, year: int, value: Mapping[str, Any]) -> str:
    """A year that is stated with years before or after it is one of them."""
    before, after = value.get("before"), value.get("after")
    if value.get("precision") != _YEAR or not (before or after):
        return text
    if type(before) is not int or type(after) is not int or before < 0 or after < 0:
        raise BadDate(value, _EXPECTED)
    return f"[{_four(max(year - before, -9999))}..{_four(min(year + after, 9999))}]"


def _four(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _gregorian(year: int, month: int, day: int) -> str:
    """The Gregorian day of a Julian one, by way of the Julian day number."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise BadDate(f"{year}-{month:02}-{day:02}", "there is no such day")
    late = (14 - month) // 12
    years, months = year + 4800 - late, month + 12 * late - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return day_text(number - _BEFORE_FIRST_DAY)
