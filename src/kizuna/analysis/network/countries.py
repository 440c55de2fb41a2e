"""The network of countries: how many ties join the parties of one country to those of another."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from kizuna.analysis.dyads import by_country, dyads_of
from kizuna.analysis.figures import Figure, unique
from kizuna.analysis.scope import Scope
from kizuna.values import Answer


class Country(NamedTuple):
    """A country in the network.

    `strength` is how many ties join it to others: the sum over its pairs with them (Barrat et al. 2004), so a tie
    of parties of three countries counts twice; `partners` are the countries that it is tied to; `domestic` are
    the ties between its own parties.
    """

    strength: Figure
    partners: Figure
    domestic: Figure


@dataclass(frozen=True, slots=True)
class CountryNetwork:
    """The ties between two countries (ISO 3166-1 alpha-2) in order of code, or twice the same for those within
    one, the most first; and countries by their strength.

    `unknown` are the ties of which fewer than two parties have a known country: they are in no pair.
    """

    pairs: Mapping[tuple[str, str], Figure]
    countries: Mapping[str, Country]
    unknown: Figure


def country_network(scope: Scope) -> CountryNetwork:
    """The country network of the ties of a scope that possibly stood on its day."""
    dyads = dyads_of(scope, by_country)
    every = {p: Figure.count((t.answer, t.listed) for t in ties) for p, ties in dyads.ties.items()}
    counts = {pair: figure for pair, figure in every.items() if figure.possible}
    countries = dict[str, Country]()
    for code in set(chain.from_iterable(counts)):
        abroad = [ties for pair, ties in counts.items() if code in pair and pair != (code, code)]
        certain, possible = sum(t.certain for t in abroad), sum(t.possible for t in abroad)
        partners = ((Answer.CERTAIN if t.certain else Answer.POSSIBLE, t.claims) for t in abroad)
        countries[code] = Country(
            strength=Figure(certain, possible, unique(c for ties in abroad for c in ties.claims)),
            partners=Figure.count(partners),
            domestic=counts.get((code, code), Figure(0, 0, ())),
        )
    pairs = sorted(counts.items(), key=lambda p: (-p[1].possible, -p[1].certain, p[0]))
    orders = {c: (-of.strength.possible, -of.domestic.possible, c) for c, of in countries.items()}
    ranked = {code: countries[code] for code in sorted(countries, key=orders.__getitem__)}
    return CountryNetwork(
        dict(pairs), ranked, Figure.count((t.answer, t.listed) for t in dyads.alone)
    )
