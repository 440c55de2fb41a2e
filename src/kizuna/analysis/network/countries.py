"""The network of countries: how many ties join the parties of one country to those of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kizuna.analysis.figures import Figure, unique
from kizuna.analysis.scope import Scope
from kizuna.register.status import TieOnDay
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class CountryPair:
    """The ties between two countries (ISO 3166-1 alpha-2), or within one, where `a` is `b`; `a` <= `b`."""

    a: str
    b: str
    ties: Figure


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the network.

    `strength` is how many ties join it to others: the sum over its pairs with them (Barrat et al. 2004), so a tie
    of parties of three countries counts twice; `partners` are the countries that it is tied to; `domestic` are
    the ties between its own parties.
    """

    code: str
    strength: Figure
    partners: Figure
    domestic: Figure


@dataclass(frozen=True, slots=True)
class CountryNetwork:
    """Pairs of countries by their ties, the most first, and countries by their strength.

    `unknown` are the ties of which fewer than two parties have a known country: they are in no pair.
    """

    pairs: tuple[CountryPair, ...]
    countries: tuple[Country, ...]
    unknown: Figure


def country_network(scope: Scope) -> CountryNetwork:
    """The country network of the ties of a scope that possibly stood on its day."""
    held: dict[tuple[str, str], list[TieOnDay]] = defaultdict(list)
    unknown: list[TieOnDay] = []
    for tie in scope.in_force(possible=True):
        codes = sorted(code for ref in tie.parties if (code := scope.parties[ref].country))
        for pair in set(combinations(codes, 2)):
            held[pair].append(tie)
        if len(codes) < 2:
            unknown.append(tie)
    pairs = [CountryPair(*pair, _count(ties)) for pair, ties in held.items()]
    of: dict[str, list[CountryPair]] = defaultdict(list)
    for found in pairs:
        for code in {found.a, found.b}:
            of[code].append(found)
    countries = []
    for code, mine in of.items():
        abroad, home = ([p.ties for p in mine if (p.a == p.b) is here] for here in (False, True))
        partners = (
            (Answer.CERTAIN if ties.certain else Answer.POSSIBLE, ties.claims) for ties in abroad
        )
        countries.append(Country(code, _sum(abroad), Figure.count(partners), _sum(home)))
    pairs.sort(key=lambda p: (-p.ties.possible, -p.ties.certain, p.a, p.b))
    countries.sort(key=lambda c: (-c.strength.possible, -c.domestic.possible, c.code))
    return CountryNetwork(tuple(pairs), tuple(countries), _count(unknown))


def _count(ties: Iterable[TieOnDay]) -> Figure:
    return Figure.count((tie.answer, tie.listed) for tie in ties)


def _sum(figures: Sequence[Figure]) -> Figure:
    certain, possible = (
        sum(getattr(f, bound) for f in figures) for bound in ("certain", "possible")
    )
    return Figure(certain, possible, unique(claim for figure in figures for claim in figure.claims))
