"""Years: how many ties stood at the end of each year, certain and possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kizuna.analysis.figures import Figure
from kizuna.register.between import Between
from kizuna.register.dating import Dating
from kizuna.register.status import span_of, standing_on
from kizuna.values import OPEN_START, Answer, Span


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the ties that were formed in it, and those that stood on its last day or, in the
    year of the question, on the day itself."""

    year: int
    formed: Figure
    standing: Figure


def by_year(ties: Iterable[Between], day: int, dating: Dating) -> list[Year]:
    """Every year from the first dated tie to the day; empty when no tie is dated.

    An undated tie is possible in every year, and formed in none.
    """
    spans = [(b, span) for b in ties if (span := span_of(b.tie, dating)) is not None]
    dated = [span.start_earliest for _, span in spans if span.start_earliest != OPEN_START]
    if not dated or min(dated) > day:
        return []
    first, last = date.fromordinal(min(dated)).year, date.fromordinal(day).year
    return [_year(year, spans, day, dating) for year in range(first, last + 1)]


def _year(year: int, spans: Iterable[tuple[Between, Span]], day: int, dating: Dating) -> Year:
    first, last = date(year, 1, 1).toordinal(), min(date(year, 12, 31).toordinal(), day)
    held = list(spans)
    return Year(
        year=year,
        formed=Figure.count((_formed(s, first, last), b.standing.claim_ids) for b, s in held),
        standing=Figure.count(
            (standing_on(b.tie, last, dating).in_force, b.standing.claim_ids) for b, _ in held
        ),
    )


def _formed(span: Span, first: int, last: int) -> Answer:
    if span.start_earliest == OPEN_START:
        return Answer.NO
    return span.begun_by(last) & ~span.begun_by(first - 1)
