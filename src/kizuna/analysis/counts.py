"""Counts: how many local governments of one side have ties with the other, and how many ties there are.

By year they are those that stood at the end of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kizuna.analysis.figures import Figure, StatedTotal
from kizuna.claims.kinds import LocalGovernment, Statistic
from kizuna.register.places import tier_on
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START, Span
from kizuna.values.spans import civil_of, day_of

NOT_KNOWN = "not-known"
"""The tier of a government of which no level is recorded."""
TOTALS = ("municipalities-with-ties", "prefectures-with-ties", "ties")
"""The measures of statistics that are shown beside what the register counts."""


def governments_tied(register: Register, ties: Iterable[TieOnDay], tier: str, day: int) -> Figure:
    """How many governments of side a of a tier (or NOT_KNOWN) had a tie of governments with side b on the day."""
    by_party: dict[str, list[TieOnDay]] = defaultdict(list)
    for tie in ties:
        if tie.between_governments:
            for party in tie.on_a:
                by_party[party].append(tie)
    counted = []
    for ref, held in sorted(by_party.items()):
        government = register.get(ref, LocalGovernment)
        level = government.level.on(day) if government else None
        if government and (tier_on(government, day) if level else NOT_KNOWN) == tier:
            standing = [c for tie in held if tie.answer.possible for c in tie.claims]
            claims = (*standing, *(level.claim_ids if level else ()))
            counted.append((max(tie.answer for tie in held), claims))
    return Figure.count(counted)


def ties_in_force(ties: Iterable[TieOnDay]) -> Figure:
    """How many of the ties stood."""
    return Figure.count((tie.answer, tie.claims) for tie in ties)


def stated_totals(
    register: Register, scope: str, partner: str, day: int
) -> Mapping[str, tuple[StatedTotal, ...]]:
    """The totals that sources state of a scope (and a partner, where they name one), by measure.

    A total of another day than the one asked about is left out when it is of a later one.
    """
    found: dict[str, tuple[StatedTotal, ...]] = defaultdict(tuple)
    for statistic in statistics_of(register, scope, day):
        measure, value = statistic.measure.value, statistic.value.best
        if measure and value and statistic.partner.value in (None, partner):
            claims = (*value.claim_ids, *statistic.as_of.claim_ids)
            found[measure] += (StatedTotal(value.value, value.claims[0].holder, claims),)
    return dict(found)


def statistics_of(register: Register, scope: str, day: int) -> tuple[Statistic, ...]:
    """The numbers that sources state of a scope by the day, in order of id."""
    found = register.referring(scope, Statistic, "scope")
    return tuple(statistic for statistic in found if is_stated_by(statistic, day))


def is_stated_by(statistic: Statistic, day: int) -> bool:
    """Whether a statistic gives its number, of the day asked about or an earlier one."""
    value, as_of = statistic.value.best, statistic.as_of.value
    known = as_of is None or as_of.span.start_earliest <= day
    return value is not None and value.counts and known


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
    held = [(tie, tie.claims) for tie in ties if tie.intervals]
    begun = [(tie.intervals[0].start_earliest, tie.intervals[0].start_latest, c) for tie, c in held]
    dated = [one for one in begun if one[0] != OPEN_START]
    start = min((earliest for earliest, _, _ in dated), default=day + 1)
    years = []
    for year in range(civil_of(start)[0], civil_of(day)[0] + 1) if start <= day else ():
        last = min(day_of(year, 12, 31), day)
        window = Span.within(day_of(year, 1, 1), last)
        formed = Figure.count((window.takes_in(a, b), claims) for a, b, claims in dated)
        standing = Figure.count((tie.answer_on(last), claims) for tie, claims in held)
        years.append(Year(year, formed, standing))
    return years
