"""Networks of countries: which are tied, by how many ties, in rows and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kizuna.analysis.figures import Figure
from kizuna.analysis.network.countries import CountryNetwork
from kizuna.publish.document import Block, Paragraph, Sentence, Table, Tone
from kizuna.publish.records import Column, Records
from kizuna.publish.wording import Wording
from kizuna.workflows.scoping import ScopeAnswer

PAIRS = (Column("countries", "texts"), Column("ties", "figure"))
_FLAT_PAIRS = (
    *(Column("country_a"), Column("country_b"), Column("certain", "integer")),
    *(Column("possible", "integer"), Column("claims", "claims")),
)


@dataclass(frozen=True, slots=True)
class CountriesAnswer(ScopeAnswer):
    """The network whose nodes are countries; `about` is the question, of which `top` says how many are listed."""

    network: CountryNetwork
    top: int
    about: Mapping[str, Any]


def country_records(found: CountriesAnswer) -> Records:
    """A pair of countries a row, with all countries beside them."""
    network = found.network
    rows = [{"countries": [pair.a, pair.b], "ties": pair.ties.as_json()} for pair in network.pairs]
    beside = {
        **found.about,
        "countries": [
            {
                "country": country.code,
                "strength": bounds_of(country.strength),
                "partners": bounds_of(country.partners),
                "domestic": bounds_of(country.domestic),
            }
            for country in network.countries
        ],
        "unknown": network.unknown.as_json(),
    }
    pairs = [{"country_a": p.a, "country_b": p.b, **p.ties.as_json()} for p in network.pairs]
    return Records("pairs", PAIRS, rows, beside, Records("pairs", _FLAT_PAIRS, pairs))


def bounds_of(figure: Figure) -> dict[str, int]:
    """A figure whose claims are listed elsewhere."""
    return {"certain": figure.certain, "possible": figure.possible}


def country_blocks(found: CountriesAnswer, wording: Wording) -> Iterator[Block]:
    """The first countries, and the first pairs of them."""
    text, network, top = wording.messages.text, found.network, found.top
    across = [pair for pair in network.pairs if not pair.is_domestic]
    counts = {"countries": len(network.countries), "pairs": len(across)}
    yield Paragraph((Sentence.of(text("web-network-countries", **counts)),))
    countries = (
        (
            Sentence.of(country_name(country.code, wording)),
            *map(wording.figure, (country.strength, country.partners, country.domestic)),
        )
        for country in network.countries[:top]
    )
    heads = tuple(
        text(f"web-network-{key}") for key in ("country", "abroad", "partners", "at-home")
    )
    more = max(0, len(network.countries) - top)
    caption = text("choice-countries")
    yield Table(caption, heads, tuple(countries), frozenset({1, 2, 3}), more)
    pairs = (
        (
            Sentence.of(" – ".join(country_name(code, wording) for code in (pair.a, pair.b))),
            wording.figure(pair.ties),
        )
        for pair in across[:top]
    )
    heads = (text("web-network-pairs"), text("web-peers-ties"))
    yield Table("", heads, tuple(pairs), frozenset({1}), max(0, len(across) - top))
    if network.unknown.possible:
        said = text("web-network-unknown", count=wording.figure(network.unknown).text)
        yield Paragraph((Sentence.of(said, network.unknown.claims, Tone.ASIDE),))


def country_name(code: str | None, wording: Wording) -> str:
    """The name of a country; a dash where it is not known."""
    return wording.messages.country(code) if code else "–"
