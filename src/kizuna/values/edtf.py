"""Reads dates and intervals of EDTF (ISO 8601-2:2019); a date keeps every day it may
mean.

A single date is some one day: `1974-05` is a day within May 1974. An interval runs from
its first date to its last: `1974-05/..` began in May 1974 and has no end. `1974/` has
an end nobody knows. A set of one-of, `[1981,1983]`, is some one day from its first to
its last member; a set of all-of, `{1984,1986}`, starts in its first member and ends in
its last, and what lies in its gaps is only possible.

Conventions, where ISO 8601-2:2019 leaves a choice:

- Seasons 21..24 are the meteorological seasons of the northern hemisphere: spring March
  to May, summer June to August, autumn September to November, winter December to
  February of the next year. So are 25..28; 29..32 are the southern ones; 33..36
  quarters, 37..39 thirds, 40 and 41 halves of the year.
- `~` (approximate) and `?` (uncertain) widen a date by one unit on each side, `%`
  (both) by two. The unit is that of the part the sign stands for: of the whole date's
  precision at its end, of the year in `?1974-05`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from kizuna.errors import BadDate
from kizuna.values.spans import (
    OPEN_END,
    OPEN_START,
    Span,
    civil_of,
    day_of,
    month_length,
    months_later,
)

EXPECTED = (
    "write 1974, 1974-05 or 1974-05-10, an interval such as 1974-05-10/1980, 1974/.. or"
    " ../1987, "
    "or another form of EDTF (ISO 8601-2)"
)

_SIGN = "[?~%]?"
_DATE = re.compile(
    rf"(?P<year_left>{_SIGN})(?P<year>-?[0-9X]{{4}})(?P<year_right>{_SIGN})"
    rf"(?:-(?P<month_left>{_SIGN})(?P<month>[0-9X]{{2}})(?P<month_right>{_SIGN})"
    rf"(?:-(?P<day_left>{_SIGN})(?P<day>[0-9X]{{2}})(?P<day_right>{_SIGN}))?)?"
)
_YEARS = re.compile(
    "(?:(?=Y-?[1-9][0-9]{4,17}(?![0-9]))|(?=Y-?[1-9][0-9]*E)|(?=-?[0-9]{4}S))"
    "Y?(?P<minus>-?)(?P<year>[0-9]{1,18})"
    "(?:(?P<year_right>[?~%])|(?:E(?P<exponent>[1-9][0-9]?))?(?:S(?P<significant>[0-9]{1,2}))?)"
)
"""A year of many digits, or written with an exponent or significant digits: Y17000,
Y17E7, 1950S2.
"""

_MONTHS = {
    "month": 1,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
_YEAR_PRECISIONS = ("millennium", "millennium", "century", "decade", "year")
"""By how many of the four digits of a year are known."""

_NORTHERN, _SOUTHERN, _QUARTERS = (3, 6, 9, 12), (9, 12, 3, 6), (1, 4, 7, 10)
_SEASONS = {
    code: (first, 3)
    for start, firsts in (
        (21, _NORTHERN),
        (25, _NORTHERN),
        (29, _SOUTHERN),
        (33, _QUARTERS),
    )
    for code, first in enumerate(firsts, start)
} | {37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)}
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
    if found := _PLAIN.fullmatch(text):
        return _read_plain(text, *map(int, found.groups(0)))
    if found := _DATE.fullmatch(text):
        return _read_parts(text, found.groupdict(default=""))
    if found := _YEARS.fullmatch(text):
        return _read_years(found.groupdict(default=""))
    raise BadDate(text, EXPECTED)


def _read_parts(text: str, parts: dict[str, str]) -> Reading:
    year, month, day = parts["year"], parts["month"], parts["day"]
    if year == "-0000":
        raise BadDate(text, "year zero is written 0000")
    mask = year.removeprefix("-")
    years = _fitting(mask)
    if mask != year:
        years = [-one for one in reversed(years) if one]
    precision = _YEAR_PRECISIONS[f"{mask}X".index("X")]
    season = _SEASONS.get(int(month)) if month.isdigit() else None
    if season:
        if day:
            raise BadDate(
                text, "a season has no days; write the year and the season, 1986-21"
            )
        first, end = (day_of(one, season[0], 1) for one in (years[0], years[-1]))
        last, finest = months_later(end, season[1]) - 1, "season"
    else:
        first, last = _days_within(text, years, month, day)
        finer = "day" if day and "X" not in day else "month"
        finest = finer if month and "X" not in month else "year"
    return _widened(
        Reading(first, last, finest if precision == "year" else precision), parts
    )


def _days_within(
    text: str, years: Sequence[int], month: str, day: str
) -> tuple[int, int]:
    """The first and the last day of the calendar that fit the years and two masks."""
    months = [number for number in _fitting(month or "XX") if 0 < number <= 12]
    if not months:
        raise BadDate(text, "months are 01 to 12, seasons 21 to 41")
    days = [number for number in _fitting(day or "XX") if 0 < number <= 31]
    first = _first_day(years, months, days)
    last = _first_day(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        raise BadDate(text, "there is no such day in the calendar")
    return first, last


def _fitting(mask: str) -> list[int]:
    choices = product(*("0123456789" if digit == "X" else digit for digit in mask))
    return [int("".join(choice)) for choice in choices]


def _first_day(
    years: Iterable[int], months: Sequence[int], days: Sequence[int]
) -> int | None:
    fitting = (
        day_of(*d) for d in product(years, months, days) if d[2] <= month_length(*d[:2])
    )
    return next(fitting, None)


def _widened(plain: Reading, parts: dict[str, str]) -> Reading:
    """A date with the signs beside its parts; those of the finest stand for its
    precision.
    """
    first, last, signs = plain.first, plain.last, set[str]()
    finest = next(name for name in ("day", "month", "year") if parts.get(name))
    for name in ("year", "month", "day"):
        unit = plain.precision if name == finest else name
        for sign in parts.get(f"{name}_left", "") + parts.get(f"{name}_right", ""):
            signs.add(sign)
            steps = (2 if sign == "%" else 1) * _MONTHS.get(unit, 1)
            if unit == "day":
                first, last = first - steps, last + steps
            else:
                first, last = (
                    months_later(first, -steps),
                    months_later(last + 1, steps) - 1,
                )
    return Reading(
        first, last, plain.precision, bool(signs & {"?", "%"}), bool(signs & {"~", "%"})
    )


def _read_years(parts: dict[str, str]) -> Reading:
    size = int(parts["year"]) * 10 ** int(parts["exponent"] or 0)
    digits = len(str(size).zfill(4))
    unknown = max(digits - (int(parts["significant"] or 0) or digits), 0)
    count = 10**unknown
    first = size // count * count
    first = -(first + count - 1) if parts["minus"] else first
    days = day_of(first, 1, 1), day_of(first + count, 1, 1) - 1
    return _widened(Reading(*days, _YEAR_PRECISIONS[max(4 - unknown, 0)]), parts)


_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
Member = tuple[Reading, Reading]
_BEYOND = 10**200
"""A day number after that of every year that can be written; its negative is before
them.
"""

_UNKNOWN = Reading(-_BEYOND, _BEYOND, "interval")
_NO_START = Reading(-_BEYOND, -_BEYOND, "interval")
_NO_END = Reading(_BEYOND, _BEYOND, "interval")
_UNREAD = {
    "/": ({"": _UNKNOWN, "..": _NO_START}, {"": _UNKNOWN, "..": _NO_END}),
    "..": ({"": _NO_START}, {"": _NO_END}),
}
"""What is no date before, and after, the slash of an interval and the dots of a range
in a set.
"""


@dataclass(frozen=True, slots=True, order=True)
class Edtf:
    """A date, interval or set of dates. Make one with `Edtf.parse`.

    `text` is canonical EDTF; `span` the days it may mean; `precision` one of day,
    month, season, year, decade, century, millennium, interval, set; `year` the year
    when only one is possible, else None; `uncertain` is True for `?` and `%`,
    `approximate` for `~` and `%`. Equal when the texts are; ordered by span, then by
    text.
    """

    span: Span = field(hash=False)
    text: str
    precision: str = field(compare=False)
    year: int | None = field(compare=False)
    uncertain: bool = field(compare=False)
    approximate: bool = field(compare=False)

    @classmethod
    def parse(cls, text: object) -> Edtf:
        """Reads EDTF of levels 0 to 2 without times of day. Raises BadDate quoting the
        text.
        """
        if not isinstance(text, str):
            raise BadDate(text, EXPECTED)
        return _parse(text)

    def to_json(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
        """True when written with a slash: it lasts from one date to another."""
        return self.precision == "interval"

    def is_sharper_than(self, other: Edtf) -> bool:
        """True when it says the same more precisely: 1974-05-10 than 1974, 1974/1980
        than 1974/.

        Its possible starts lie among the other's, its possible ends too, and they are
        fewer.
        """
        mine, theirs = self.span, other.span
        return mine != theirs and (
            theirs.start_earliest
            <= mine.start_earliest
            <= mine.start_latest
            <= theirs.start_latest
            and theirs.end_earliest
            <= mine.end_earliest
            <= mine.end_latest
            <= theirs.end_latest
        )

    def agrees_with(self, other: Edtf) -> bool:
        """True when both may mean a day in common."""
        return self.span.overlaps(other.span).possible

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Edtf({self.text!r})"


def span_of(text: str) -> Span:
    """The span of `Edtf.parse(text)` in half the time, for those who want nothing else.
    Raises BadDate.
    """
    return _parts(text)[1]


_Parts = tuple[str, Span, str, tuple[Reading, ...]]
"""A text in canonical form, its span and precision, and the dates in it."""


@lru_cache(maxsize=65536)
def _parse(text: str) -> Edtf:
    canonical, span, precision, readings = _parts(text)
    first, last, _, uncertain, approximate = readings[0]
    for reading in readings[1:]:
        first, last = min(first, reading.first), max(last, reading.last)
        uncertain, approximate = (
            uncertain or reading.uncertain,
            approximate or reading.approximate,
        )
    year = None if _BEYOND in (-first, last) else civil_of(first)[0]
    if year is not None and last != first and civil_of(last)[0] != year:
        year = None
    return Edtf(span, canonical, precision, year, uncertain, approximate)


def _parts(text: str) -> _Parts:
    bare = text.strip()
    try:
        if "/" in bare:
            start, end = _ends(bare, "/")
            return (
                bare,
                Span.bounded(_clamped(start), _clamped(end)),
                "interval",
                (start, end),
            )
        if bare[:1] + bare[-1:] in ("[]", "{}"):
            return _set_of(bare)
        reading = read_date(bare)
        return bare, Span.within(*_clamped(reading)), reading.precision, (reading,)
    except BadDate as problem:
        raise BadDate(text, problem.expected) from None


def _read_plain(text: str, year: int, month: int, day: int) -> Reading:
    """A date of level 0, as nearly all are; 0 for a month or day that is not
    written.
    """
    if not month:
        return Reading(day_of(year, 1, 1), day_of(year, 12, 31), "year")
    if not day:
        length = month_length(year, month)
        return Reading(day_of(year, month, 1), day_of(year, month, length), "month")
    if day > 28 and day > (length := month_length(year, month)):
        raise BadDate(text, f"that month has {length} days")
    number = day_of(year, month, day)
    return Reading(number, number, "day")


def _ends(text: str, mark: str) -> Member:
    """The first and the last date beside a mark; some texts in their place are no
    dates.
    """
    sides = text.split(mark, 1)
    if not any(sides):
        raise BadDate(text, EXPECTED)
    held = zip(_UNREAD[mark], sides, strict=True)
    first, last = (unread.get(side) or read_date(side) for unread, side in held)
    if first.first > last.last:
        ranged = "an interval" if mark == "/" else "a range in a set"
        raise BadDate(text, f"{ranged} cannot end before it starts")
    return first, last


def _set_of(text: str) -> _Parts:
    texts = map(str.strip, text[1:-1].split(","))
    members = [
        _ends(one, "..") if ".." in one else (read_date(one),) * 2 for one in texts
    ]
    members.sort(key=lambda member: member[0].first)
    first, last = (
        _clamped(members[0][0]),
        _clamped(max(members, key=lambda m: m[1].last)[1]),
    )
    # One of them is some day from the first to the last; gaps between members are not
    # kept.
    is_one = text.startswith("[")
    span = (
        Span.within(first[0], last[1])
        if is_one
        else Span.bounded(first, _end_of(members, last))
    )
    readings = tuple(reading for member in members for reading in member)
    return re.sub(r"\s+", "", text), span, "set", readings


def _end_of(members: list[Member], last: tuple[int, int]) -> tuple[int, int]:
    """The end of all members: days are certain only as far as these follow each other
    without a gap.
    """
    reach = members[0][1]
    for member in members[1:]:
        if member[0].first > reach.last + 1:
            return _clamped(reach)[0], last[1]
        reach = max(reach, member[1], key=lambda reading: reading.last)
    return _clamped(reach)


def _clamped(reading: Reading) -> tuple[int, int]:
    """First and last day as they are kept, within 32 bits."""
    return _clamped_day(reading.first), _clamped_day(reading.last)


def _clamped_day(day: int) -> int:
    """A day too far for 32 bits stays one day short of open."""
    if OPEN_START < day < OPEN_END:  # as nearly all are, of which a load has millions
        return day
    short = abs(day) != _BEYOND
    return min(max(day, OPEN_START + short), OPEN_END - short)
