"""Counts by year as runs of little-endian int32, shortened at both ends where nothing changes.

Law: the same ties always give the same bytes, in whatever order they came and went.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

FIRST_YEAR = 1800
_LAST_YEAR = 9998


@dataclass(slots=True)
class YearChanges:
    """By how much the certain and the possible number of ties change at the end of each year."""

    certain: dict[int, int] = field(default_factory=dict)
    possible: dict[int, int] = field(default_factory=dict)

    def add(self, days: tuple[int, int, int, int], by: int = 1) -> None:
        """Count a tie in force over a span of days (take it out again with -1)."""
        start_earliest, start_latest, end_earliest, end_latest = days
        _change(self.possible, start_earliest, end_latest, by)
        if start_latest <= end_earliest:
            _change(self.certain, start_latest, end_earliest, by)

    def include(self, more: YearChanges) -> None:
        """Count what `more` counted as well."""
        for run, added in ((self.certain, more.certain), (self.possible, more.possible)):
            for year, by in added.items():
                run[year] = run.get(year, 0) + by

    def totals(self) -> tuple[int, bytes, bytes] | None:
        """The first year and both runs of counts; None when there is nothing to count."""
        years = {y for run in (self.certain, self.possible) for y, by in run.items() if by}
        if not years:
            return None
        first, last = min(years), max(years)
        return first, _run(self.certain, first, last), _run(self.possible, first, last)


def changes_from(first_year: int, certain: bytes, possible: bytes) -> YearChanges:
    """The changes that lead to runs of counts."""
    return YearChanges(_differences(first_year, certain), _differences(first_year, possible))


def _differences(first_year: int, run: bytes) -> dict[int, int]:
    changes, before = {}, 0
    for year, count in enumerate(counts_from(run), first_year):
        if count != before:
            changes[year] = count - before
            before = count
    return changes


def _change(run: dict[int, int], first_day: int, last_day: int, by: int) -> None:
    """Count on every 31 December from the first to the last day."""
    begins, ends = year_of(first_day), year_of(last_day + 1)
    if begins == ends:
        return
    run[begins] = run.get(begins, 0) + by
    if ends <= _LAST_YEAR:
        run[ends] = run.get(ends, 0) - by


def _run(changes: dict[int, int], first: int, last: int) -> bytes:
    counts, total = array("i"), 0
    for year in range(first, last + 1):
        total += changes.get(year, 0)
        counts.append(total)
    if sys.byteorder == "big":
        counts.byteswap()
    return counts.tobytes()


def counts_from(run: bytes | memoryview) -> memoryview:
    """The counts of a run, read-only."""
    if sys.byteorder == "little":
        return memoryview(run).cast("B").cast("i")
    counts = array("i", bytes(run))
    counts.byteswap()
    return memoryview(counts.tobytes()).cast("i")


@lru_cache(maxsize=200_000)
def year_of(day: int) -> int:
    """The year of a day number, held within 1800 and 9999."""
    if day < date(FIRST_YEAR, 1, 1).toordinal():
        return FIRST_YEAR
    if day > date(_LAST_YEAR, 12, 31).toordinal():
        return _LAST_YEAR + 1
    return date.fromordinal(day).year
