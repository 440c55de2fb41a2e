"""Dyads: pairs of governments or countries, and how their ties stood in every year; and
the network of countries, how many ties join the parties of one to those of another.

Law: a year is told by what is so on its last day (the day of the scope in its last
year) and by what began or ended within it; what is certain and what is possible are
kept apart, and a tie that nobody dates begins in no year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from operator import attrgetter
from typing import Any, NamedTuple

from kizuna.analysis.figures import Figure, unique
from kizuna.analysis.scope import Party, Scope
from kizuna.analysis.tie_map import Count
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, Answer, Span
from kizuna.values.spans import civil_of, day_of

Pair = tuple[str, str]
UnitOf = Callable[[Party], str]
"""What a party stands for in a dyad: its government's id or its country's code, "" when
unknown.
"""
by_government: UnitOf = attrgetter("government")
by_country: UnitOf = attrgetter("country")


@dataclass(frozen=True, slots=True)
class Dyads:
    """The ties of a scope by pair, in order of pair, and the years from the first known
    beginning to the day.

    A tie of three parties or more joins every pair of them; `alone` are ties in force
    at some time that join no pair: of one unit's own bodies, or with a party that
    stands for no unit. `years` is empty when no tie is dated.
    """

    scope: Scope
    unit: UnitOf
    ties: Mapping[Pair, tuple[TieOnDay, ...]]
    alone: tuple[TieOnDay, ...]
    years: range

    @property
    def dated(self) -> tuple[Pair, ...]:
        """The pairs with at least one tie whose beginning is known."""
        return tuple(
            pair for pair, held in self.ties.items() if any(map(is_dated, held))
        )

    @property
    def all_pairs(self) -> tuple[Pair, ...]:
        """Every pair of units of the scope, tied or not, and the tied pairs within one
        unit.
        """
        units = sorted(
            {unit for p in self.scope.parties.values() if (unit := self.unit(p))}
        )
        return tuple(sorted({*combinations(units, 2), *self.ties}))

    def rows(self, pairs: Sequence[Pair]) -> Iterator[dict[str, Any]]:
        """A row for each year of each of the pairs, in order of year and then of pair:
        what their ties say, by the variables of the panel (docs/reference/panel.md).
        """
        spells = {
            pair: _spells(self.ties.get(pair, ()), self.scope.day) for pair in pairs
        }
        units = {unit for pair in pairs for unit in pair}
        near = {
            pair: ties for pair, ties in self.ties.items() if not units.isdisjoint(pair)
        }
        held = {tie.id: tie for ties in near.values() for tie in ties}
        for year in self.years:
            days = Span.within(
                day_of(year, 1, 1), min(day_of(year, 12, 31), self.scope.day)
            )
            answers = {ref: tie.answer_on(days.end_latest) for ref, tie in held.items()}
            standing = defaultdict[str, dict[str, Answer]](dict)  # by unit and tie
            partners = defaultdict[str, dict[str, Answer]](dict)  # by unit and unit
            for (a, b), ties in near.items():
                its = {tie.id: answers[tie.id] for tie in ties}
                for one, other in ((a, b), (b, a)):
                    standing[one].update(its)
                    partners[one][other] = max(its.values())
            numbers = {unit: Count.of(its.values()) for unit, its in standing.items()}
            for a, b in pairs:
                of_a, of_b = partners[a], partners[b]
                both = of_a.keys() & of_b.keys() - {a, b}
                counts = {
                    "a_ties": numbers.get(a, Count(0, 0)),
                    "b_ties": numbers.get(b, Count(0, 0)),
                    "common_partners": Count.of(
                        min(of_a[ref], of_b[ref]) for ref in both
                    ),
                }
                spans = [(tie, answers[tie.id]) for tie in self.ties.get((a, b), ())]
                yield {
                    "dyad": f"{a}|{b}",
                    "year": year,
                    "a": a,
                    "b": b,
                    **_row(spans, days, self.scope.day, counts),
                    **_ages(spells[a, b], days, self.scope.day),
                }


def dyads_of(scope: Scope, unit: UnitOf = by_government) -> Dyads:
    """The pairs that the ties of a scope join; ties never in force, or only after its
    day, join none.
    """
    found, alone = defaultdict[Pair, tuple[TieOnDay, ...]](tuple), list[TieOnDay]()
    for scoped in scope.ties:
        if scoped.span is None or scoped.span.start_earliest > scope.day:
            continue
        units = sorted(
            filter(None, (unit(scope.parties[ref]) for ref in scoped.parties))
        )
        pairs = {
            (a, b) for a, b in combinations(units, 2) if unit is by_country or a != b
        }
        for pair in pairs:
            found[pair] += (scoped,)
        if not pairs:
            alone.append(scoped)
    starts = [
        tie.span.start_earliest for tie in scope.ties if tie.span and is_dated(tie)
    ]
    end = civil_of(scope.day)[0] + 1
    years = range(civil_of(min(starts))[0] if starts else end, end)
    return Dyads(scope, unit, dict(sorted(found.items())), tuple(alone), years)


def is_dated(scoped: TieOnDay) -> bool:
    """Whether the beginning of a tie is known to lie between two days."""
    span = scoped.span
    return (
        span is not None
        and span.start_earliest != OPEN_START
        and span.start_latest != OPEN_END
    )


def _row(
    ties: Sequence[tuple[TieOnDay, Answer]],
    days: Span,
    today: int,
    counts: dict[str, Count],
) -> Mapping[str, Any]:
    """What the ties of a pair say of a year; each with whether it stood on its last
    day.
    """
    spans = [(tie.span, answer) for tie, answer in ties if tie.span is not None]
    begun = [tie.span for tie, _ in ties if tie.span is not None and is_dated(tie)]
    ended = [span for span, _ in spans if span.end_latest != OPEN_END]
    standing, last = Count.of(answer for _, answer in ties), days.end_latest
    counts |= {
        "ties": standing,
        "begun": Count.of(
            days.takes_in(s.start_earliest, s.start_latest) for s in begun
        ),
        "ended": Count.of(
            days.takes_in(s.end_earliest + 1, s.end_latest + 1) for s in ended
        ),
    }
    return {
        **{f"{name}_certain": count.certain for name, count in counts.items()},
        **{f"{name}_possible": count.possible for name, count in counts.items()},
        "in_force_certain": int(standing.certain > 0),
        "in_force_possible": int(standing.possible > 0),
        "duration_least": _duration(
            last, (s.start_latest for s, a in spans if a.certain)
        ),
        "duration_most": _duration(
            last, (s.start_earliest for s, a in spans if a.possible)
        ),
        "left_truncated": int(any(not is_dated(tie) for tie, _ in ties)),
        "right_censored": int(any(span.end_latest >= today for span, _ in spans)),
    }


def _years(days: int) -> float:
    return round(days / 365.25, 4)


def _duration(day: int, starts: Iterable[int]) -> float | None:
    first = min(starts, default=OPEN_START)
    return None if first == OPEN_START else _years(max(0, day - first + 1))


def _spells(ties: Iterable[TieOnDay], day: int) -> list[tuple[int, int]]:
    """The first and last days of the times in force of the dated ties, by midpoints;
    those that touch are one.

    A tie of which nobody says when it ended is left out, as in estimates of survival.
    """
    lives = []
    for span in (tie.span for tie in ties if is_dated(tie)):
        if span is not None and not span.end_earliest != OPEN_END == span.end_latest:
            first = (span.start_earliest + span.start_latest) // 2
            lives.append(
                (first, max(first, (span.end_earliest + span.end_latest) // 2))
            )
    merged: list[tuple[int, int]] = []
    for first, last in sorted(lives):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        elif first <= day:
            merged.append((first, last))
    return merged


def _ages(
    spells: Sequence[tuple[int, int]], days: Span, today: int
) -> dict[str, float | None]:
    """The last spell that is in force on a day of the year, its ages, and whether its
    last day is in the year.
    """
    opening, closing = days.start_earliest, days.end_latest
    ages: tuple[float | None, ...] = (None,) * 4
    for number, (first, last) in enumerate(spells, 1):
        if first <= closing and opening <= last:
            start, stop = max(0, opening - first), min(last, closing) - first + 1
            ages = (
                number,
                _years(start),
                _years(stop),
                int(last <= closing and last < today),
            )
    return dict(zip(("spell", "age_start", "age_stop", "event"), ages, strict=True))


class Country(NamedTuple):
    """A country in the network.

    `strength` is how many ties join it to others: the sum over its pairs with them
    (Barrat et al. 2004), so a tie of parties of three countries counts twice;
    `partners` are the countries that it is tied to; `domestic` are the ties between its
    own parties.
    """

    strength: Figure
    partners: Figure
    domestic: Figure


@dataclass(frozen=True, slots=True)
class CountryNetwork:
    """The ties between two countries (ISO 3166-1 alpha-2) in order of code, or twice
    the same for those within one, the most first; and countries by their strength.

    `unknown` are the ties of which fewer than two parties have a known country: they
    are in no pair.
    """

    pairs: Mapping[Pair, Figure]
    countries: Mapping[str, Country]
    unknown: Figure


def country_network(scope: Scope) -> CountryNetwork:
    """The country network of the ties of a scope that possibly stood on its day."""
    held = defaultdict[Pair, list[TieOnDay]](list)
    for tie in scope.in_force(possible=True):
        codes = sorted(
            code for ref in tie.parties if (code := scope.parties[ref].country)
        )
        for pair in set(combinations(codes, 2)) or {
            ("", "")
        }:  # where fewer than two are known
            held[pair].append(tie)
    counts = {
        p: Figure.count((t.answer, t.listed) for t in ties) for p, ties in held.items()
    }
    none = Figure(0, 0, ())
    unknown, countries = counts.pop(("", ""), none), dict[str, Country]()
    for code in set(chain.from_iterable(counts)):
        abroad = [
            ties
            for pair, ties in counts.items()
            if code in pair and pair != (code, code)
        ]
        certain, possible = (
            sum(t.certain for t in abroad),
            sum(t.possible for t in abroad),
        )
        partners = (
            (Answer.CERTAIN if t.certain else Answer.POSSIBLE, t.claims) for t in abroad
        )
        countries[code] = Country(
            strength=Figure(
                certain, possible, unique(c for ties in abroad for c in ties.claims)
            ),
            partners=Figure.count(partners),
            domestic=counts.get((code, code), none),
        )
    pairs = sorted(counts.items(), key=lambda p: (-p[1].possible, -p[1].certain, p[0]))
    orders = {
        c: (-of.strength.possible, -of.domestic.possible, c)
        for c, of in countries.items()
    }
    ranked = {
        code: countries[code] for code in sorted(countries, key=orders.__getitem__)
    }
    return CountryNetwork(dict(pairs), ranked, unknown)
