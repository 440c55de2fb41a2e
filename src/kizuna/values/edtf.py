"""Reads dates and intervals of EDTF (ISO 8601-2:2019); a date keeps every day it may mean.

A single date is some one day: `1974-05` is a day within May 1974. An interval runs from its first
date to its last: `1974-05/..` began in May 1974 and has no end. `1974/` has an end nobody knows.
A set of one-of, `[1981,1983]`, is some one day from its first to its last member; a set of all-of,
`{1984,1986}`, starts in its first member and ends in its last, and what lies in its gaps is only
possible. The conventions for seasons and for `~ ? %` stand in `edtf_grammar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

from kizuna.errors import BadDate
from kizuna.values.days import civil_of, day_of, month_length
from kizuna.values.edtf_grammar import EXPECTED, Reading, read_date
from kizuna.values.spans import OPEN_END, OPEN_START, Span

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
Member = tuple[Reading, Reading]
_BEYOND = 10**200
"""A day number after that of every year that can be written; its negative is before them."""

_UNKNOWN = Reading(-_BEYOND, _BEYOND, "interval")
_NO_START = Reading(-_BEYOND, -_BEYOND, "interval")
_NO_END = Reading(_BEYOND, _BEYOND, "interval")


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Edtf:
    """A date, interval or set of dates. Make one with `Edtf.parse`.

    `text` is canonical EDTF; `span` the days it may mean; `precision` one of day, month, season,
    year, decade, century, millennium, interval, set; `year` the year when only one is possible,
    else None; `uncertain` is True for `?` and `%`, `approximate` for `~` and `%`.
    Equal when the texts are; ordered by span, then by text.
    """

    text: str
    span: Span
    precision: str
    year: int | None
    uncertain: bool = False
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Reads EDTF of levels 0 to 2 without times of day. Raises BadDate quoting the text."""
        if not isinstance(text, str):
            raise BadDate(text, EXPECTED)
        return _parse(text)

    @classmethod
    def from_json(cls, obj: object) -> Edtf:
        """Reads the text of a JSON value. Raises BadDate for anything else."""
        if not isinstance(obj, str):
            raise BadDate(obj, EXPECTED)
        return _parse(obj)

    def to_json(self) -> str:
        """The canonical text."""
        return self.text

    @property
    def is_interval(self) -> bool:
        """True when written with a slash: it lasts from one date to another."""
        return self.precision == "interval"

    @property
    def sort_key(self) -> tuple[Span, str]:
        """Orders by earliest possible start first; never equal for two different texts."""
        return self.span, self.text

    def is_sharper_than(self, other: Edtf) -> bool:
        """True when it says the same more precisely: 1974-05-10 than 1974, 1974/1980 than 1974/.

        Its possible starts lie among the other's, its possible ends too, and they are fewer.
        """
        mine, theirs = self.span, other.span
        return (
            theirs.start_earliest <= mine.start_earliest
            and mine.start_latest <= theirs.start_latest
            and theirs.end_earliest <= mine.end_earliest
            and mine.end_latest <= theirs.end_latest
            and mine != theirs
        )

    def agrees_with(self, other: Edtf) -> bool:
        """True when both may mean a day in common."""
        return self.span.overlaps(other.span).possible

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Edtf({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edtf) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: Edtf) -> bool:
        return self.sort_key < other.sort_key


@lru_cache(maxsize=65536)
def _parse(text: str) -> Edtf:
    bare = text.strip()
    try:
        if "/" in bare:
            return _interval(bare)
        if bare[:1] + bare[-1:] in ("[]", "{}"):
            return _set_of(bare)
        reading = _read(bare)
        return _made(bare, Span.within(*_clamped(reading)), reading.precision, (reading,))
    except BadDate as problem:
        raise BadDate(text, problem.expected) from None


def _read(text: str) -> Reading:
    """Reads a plain date of level 0 by itself and leaves the rest to the grammar."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return read_date(text)
    year, month, day = map(int, found.groups(0))
    if not month:
        return Reading(day_of(year, 1, 1), day_of(year, 12, 31), "year")
    if not day:
        length = month_length(year, month)
        return Reading(day_of(year, month, 1), day_of(year, month, length), "month")
    if day > 28 and day > (length := month_length(year, month)):
        raise BadDate(text, f"that month has {length} days")
    number = day_of(year, month, day)
    return Reading(number, number, "day")


def _interval(text: str) -> Edtf:
    start_text, _, end_text = text.partition("/")
    if not start_text and not end_text:
        raise BadDate(text, EXPECTED)
    start = _read_side(start_text, _NO_START)
    end = _read_side(end_text, _NO_END)
    if start.first > end.last:
        raise BadDate(text, "an interval cannot end before it starts")
    span = Span.bounded(_clamped(start), _clamped(end))
    return _made(text, span, "interval", (start, end))


def _read_side(text: str, open_side: Reading) -> Reading:
    if not text:
        return _UNKNOWN
    return open_side if text == ".." else _read(text)


def _set_of(text: str) -> Edtf:
    members = [_read_member(member.strip()) for member in text[1:-1].split(",")]
    members.sort(key=lambda member: member[0].first)
    span = _span_of_one(members) if text.startswith("[") else _span_of_all(members)
    readings = tuple(reading for member in members for reading in member)
    return _made(re.sub(r"\s+", "", text), span, "set", readings)


def _read_member(text: str) -> Member:
    """The first and last date of one member of a set, the same when it is a single date."""
    first_text, dots, last_text = text.partition("..")
    if not dots:
        reading = _read(text)
        return reading, reading
    if not first_text and not last_text:
        raise BadDate(text, EXPECTED)
    first = _read(first_text) if first_text else _NO_START
    last = _read(last_text) if last_text else _NO_END
    if first.first > last.last:
        raise BadDate(text, "a range in a set cannot end before it starts")
    return first, last


def _span_of_one(members: list[Member]) -> Span:
    """Some one day from the first member to the last; gaps between members are not kept."""
    return Span.within(_clamped(members[0][0])[0], _clamped(_latest(members))[1])


def _span_of_all(members: list[Member]) -> Span:
    """Certain days reach only as far as the members follow each other without a gap."""
    start, reach = members[0]
    for first, last in members[1:]:
        if first.first > reach.last + 1:
            end = _clamped(reach)[0], _clamped(_latest(members))[1]
            return Span.bounded(_clamped(start), end)
        reach = max(reach, last, key=lambda reading: reading.last)
    return Span.bounded(_clamped(start), _clamped(reach))


def _latest(members: list[Member]) -> Reading:
    return max((last for _, last in members), key=lambda reading: reading.last)


def _clamped(reading: Reading) -> tuple[int, int]:
    """First and last day as they are kept, within 32 bits."""
    return _clamped_day(reading.first), _clamped_day(reading.last)


def _clamped_day(day: int) -> int:
    """A day too far for 32 bits stays one day short of open."""
    if abs(day) == _BEYOND:
        return OPEN_START if day < 0 else OPEN_END
    return min(max(day, OPEN_START + 1), OPEN_END - 1)


def _made(text: str, span: Span, precision: str, readings: tuple[Reading, ...]) -> Edtf:
    firsts, lasts, _, uncertain, approximate = zip(*readings, strict=True)
    year = _only_year(min(firsts), max(lasts))
    return Edtf(text, span, precision, year, any(uncertain), any(approximate))


def _only_year(first: int, last: int) -> int | None:
    if _BEYOND in (-first, last):
        return None
    year = civil_of(first)[0]
    return year if last == first or civil_of(last)[0] == year else None
