"""Ties of every two countries by year, read from counts that the refold keeps."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.store.faults import guarded
from kizuna.store.sql import fetch
from kizuna.store.year_counts import counts_from


@dataclass(frozen=True, slots=True)
class YearCounts:
    """Ties in force on 31 December, year by year from `first_year` on.

    Before `first_year` there are none, after the last year their number has not changed.
    `certain` and `possible` are read-only runs of int32 of equal length, certain <= possible. Years before 1800
    are not kept; a tie without any date is possible from then on.
    """

    first_year: int
    certain: memoryview
    possible: memoryview

    def on(self, year: int) -> tuple[int, int]:
        """The certain and the possible number of ties at the end of a year."""
        at = min(year - self.first_year, len(self.possible) - 1)
        return (self.certain[at], self.possible[at]) if at >= 0 else (0, 0)


@guarded
def ties_by_year_per_country_pair() -> dict[tuple[str, str], YearCounts]:
    """The counts of every two countries between which there is a tie, by their codes in order.

    A tie inside one country is counted under (code, code).
    """
    rows = fetch("SELECT country_a, country_b, first_year, certain, possible FROM pair_years")
    return {
        (a, b): YearCounts(first, counts_from(certain), counts_from(possible))
        for a, b, first, certain, possible in rows
    }
