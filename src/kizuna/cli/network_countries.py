"""How the network of countries is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Ask
from kizuna.cli.networking import bounds, question
from kizuna.cli.output import Rows, counted, ids, plain, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.figures import Figure
    from kizuna.analysis.network.countries import CountryNetwork


class ByCountry:
    """The network of countries."""

    def __init__(self, ask: Ask, network: CountryNetwork, top: int) -> None:
        self._ask, self._network, self._top = ask, network, top

    def json(self) -> Any:
        return {
            **question(self._ask),
            "pairs": [
                {"countries": [pair.a, pair.b], "ties": pair.ties.as_json()}
                for pair in self._network.pairs
            ],
            "countries": [
                {
                    "country": country.code,
                    "strength": bounds(country.strength),
                    "partners": bounds(country.partners),
                    "domestic": bounds(country.domestic),
                }
                for country in self._network.countries
            ],
            "unknown": self._network.unknown.as_json(),
        }

    def rows(self) -> Rows:
        pairs = self._network.pairs
        head = ("country_a", "country_b", "certain", "possible", "claims")
        return head, ((p.a, p.b, p.ties.certain, p.ties.possible, p.ties.claims) for p in pairs)

    def table(self) -> Iterator[RenderableType]:
        from kizuna.languages import Messages

        name = Messages("en").country
        countries = self._network.countries
        across = [pair for pair in self._network.pairs if not pair.is_domestic]
        if self._top and countries:
            made = table(
                "Country", "#Ties abroad", "#Partner countries", "#Ties at home", ".Claims"
            )
            for country in countries[: self._top]:
                figures = (country.strength, country.partners, country.domestic)
                claims = plain(ids(country.strength.claims or country.domestic.claims, 1), "dim")
                made.add_row(name(country.code), *map(_counted, figures), claims)
            yield made
            yield plain("")
        if self._top and across:
            made = table("Between", "#Ties", ".Claims")
            for pair in across[: self._top]:
                named = f"{name(pair.a)} – {name(pair.b)}"
                made.add_row(named, _counted(pair.ties), plain(ids(pair.ties.claims, 1), "dim"))
            yield made
            yield plain("")
        yield plain(f"{len(countries)} countries, {len(across)} pairs of them tied", "bold")
        if self._network.unknown.possible:
            unknown = _counted(self._network.unknown)
            yield plain(f"{unknown} ties of which fewer than two parties have a country", "dim")


def _counted(figure: Figure) -> str:
    return counted(figure.certain, figure.possible)
