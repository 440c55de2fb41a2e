"""The network of countries: how many ties join the parties of one country to those of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.analysis.figures import Figure
from kizuna.analysis.scope import Scope
from kizuna.register.status import TieOnDay
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class CountryPair:
    """The ties between two countries (ISO 3166-1 alpha-2), or within one, where `a` is `b`; `a` <= `b`."""

    a: str
    b: str
    ties: Figure

    @property
    def is_domestic(self) -> bool:
        """Whether the ties are within one country."""
        return self.a == self.b


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


Counted = tuple[Answer, tuple[str, ...]]


def country_network(scope: Scope) -> CountryNetwork:
    """The country network of the ties of a scope that possibly stood on its day."""
    held: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    unknown: list[Counted] = []
    for tie in scope.in_force(possible=True):
        counted = (tie.answer, tie.listed)
        pairs = _country_pairs(scope, tie)
        for pair in pairs:
            held[pair].append(counted)
        if not pairs:
            unknown.append(counted)
    pairs_of_all = [CountryPair(*pair, Figure.count(ties)) for pair, ties in held.items()]
    return CountryNetwork(
        pairs=tuple(sorted(pairs_of_all, key=_by_ties)),
        countries=tuple(sorted(_countries(pairs_of_all), key=_by_strength)),
        unknown=Figure.count(unknown),
    )


def _country_pairs(scope: Scope, tie: TieOnDay) -> set[tuple[str, str]]:
    """The pairs of countries that a tie joins, each once."""
    codes = sorted(code for ref in tie.parties if (code := scope.parties[ref].country))
    return {(a, b) for at, a in enumerate(codes) for b in codes[at + 1 :]}


def _countries(pairs: Iterable[CountryPair]) -> list[Country]:
    of: dict[str, list[CountryPair]] = defaultdict(list)
    for pair in pairs:
        for code in {pair.a, pair.b}:
            of[code].append(pair)
    return [_country(code, found) for code, found in of.items()]


def _country(code: str, pairs: Iterable[CountryPair]) -> Country:
    abroad = [pair.ties for pair in pairs if not pair.is_domestic]
    return Country(
        code=code,
        strength=_sum(abroad),
        partners=Figure.count((_answer(ties), ties.claims) for ties in abroad),
        domestic=_sum(pair.ties for pair in pairs if pair.is_domestic),
    )


def _answer(ties: Figure) -> Answer:
    return Answer.CERTAIN if ties.certain else Answer.POSSIBLE


def _sum(figures: Iterable[Figure]) -> Figure:
    held = list(figures)
    return Figure(
        certain=sum(figure.certain for figure in held),
        possible=sum(figure.possible for figure in held),
        claims=tuple(dict.fromkeys(claim for figure in held for claim in figure.claims)),
    )


def _by_ties(pair: CountryPair) -> tuple[int, int, str, str]:
    return (-pair.ties.possible, -pair.ties.certain, pair.a, pair.b)


def _by_strength(country: Country) -> tuple[int, int, str]:
    return (-country.strength.possible, -country.domestic.possible, country.code)
