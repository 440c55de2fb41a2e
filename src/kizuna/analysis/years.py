"""Years: how many ties stood at the end of each year, certain and possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kizuna.analysis.figures import Figure
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START, Answer, Span


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the ties that were formed in it, and those that stood on its last day or, in the
    year of the question, on the day itself."""

    year: int
    formed: Figure
    standing: Figure


def by_year(ties: Iterable[TieOnDay], day: int) -> list[Year]:
    """Every year from the first dated tie to the day; empty when no tie is dated.

    An undated tie is possible in every year, and formed in none.
    """
    held = [(tie.intervals, tie.claims) for tie in ties if tie.intervals]
    dated = [d for spells, _ in held if (d := spells[0].start_earliest) != OPEN_START]
    if not dated or min(dated) > day:
        return []
    first, last = date.fromordinal(min(dated)).year, date.fromordinal(day).year
    return [_year(year, held, day) for year in range(first, last + 1)]


def _year(year: int, held: Sequence[tuple[tuple[Span, ...], tuple[str, ...]]], day: int) -> Year:
    first, last = date(year, 1, 1).toordinal(), min(date(year, 12, 31).toordinal(), day)
    return Year(
        year=year,
        formed=Figure.count((_formed(spells[0], first, last), claims) for spells, claims in held),
        standing=Figure.count((max(s.on(last) for s in spells), claims) for spells, claims in held),
    )


def _formed(span: Span, first: int, last: int) -> Answer:
    if span.start_earliest == OPEN_START:
        return Answer.NO
    return span.begun_by(last) & ~span.begun_by(first - 1)
