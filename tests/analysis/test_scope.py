"""Scopes: which ties a question takes in, when they were in force, and what is known of
their parties; how many governments have them.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders import (
    DAY,
    Claims,
    between,
    claim,
    facts,
    government,
    register,
    tie,
    two_sides,
)
from kizuna.analysis.figures import Figure, StatedTotal
from kizuna.analysis.scope import (
    Scope,
    Year,
    by_year,
    governments_tied,
    scope_of,
    stated_totals,
)
from kizuna.claims.claim import Certainty, Claim
from kizuna.register.places import MUNICIPALITY, PREFECTURE

_PORT = "organisation/port-of-osaka"


def _scope(
    *claims: Claims, sides: tuple[frozenset[str], ...] = (), kind: str = ""
) -> Scope:
    held = register(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("sakai-lianyungang", "sakai", "lianyungang", date=""),
        tie("ports", _PORT, "shanghai"),
        claim("tie/ports", "type", "sister-port"),
        claim(_PORT, "belongs_to", "government/osaka"),
        *claims,
    )
    return scope_of(held, DAY, sides, kind)


def test_without_sides_every_tie_is_counted_as_certain_or_possible_with_its_claims() -> (
    None
):
    scope = _scope()
    assert (
        len(scope.in_force()),
        len(scope.in_force(possible=True)),
        len(scope.ties),
    ) == (2, 3, 3)
    assert (scope.count.certain, scope.count.possible) == (2, 3)
    assert {c.id for c in tie("osaka-shanghai", "osaka", "shanghai")} <= set(
        scope.count.claims
    )


def test_a_town_and_its_successor_are_parties_each_in_its_own_time() -> None:
    first = claim("tie/passed-on", "party", "government/naniwa", "1970/1980")
    then = claim("tie/passed-on", "party", "government/osaka", "1981/..")
    passed = tie("passed-on", "shanghai", date="1970-05-01")
    held = register(two_sides(), government("naniwa"), passed, first, then)
    for year, partner in {1960: "naniwa", 1975: "naniwa", 1985: "osaka"}.items():
        (passed_on,) = scope_of(held, date(year, 1, 1).toordinal()).ties
        assert set(passed_on.parties) == {
            f"government/{partner}",
            "government/shanghai",
        }


def test_a_party_is_known_by_the_government_that_it_belongs_to() -> None:
    port = _scope().parties[_PORT]
    assert (port.government, port.country, port.tier) == (
        "government/osaka",
        "JP",
        "municipality",
    )
    assert not port.is_government


def test_the_latest_population_is_taken_with_its_claims() -> None:
    of = {"measure": "population", "scope": "government/osaka"}
    new = facts("statistic/new", **of, value="2636249 persons", as_of="1985")
    old = facts("statistic/old", **of, value="2648180 persons", as_of="1980")
    population = _scope(new, old).parties["government/osaka"].population
    assert population.quantity.min == 2_636_249
    assert population.claims


def test_a_place_without_a_country_or_level_is_a_party_all_the_same() -> None:
    scope = _scope(tie("osaka-nowhere", "osaka", "nowhere"))
    nowhere = scope.parties["government/nowhere"]
    assert (nowhere.government, nowhere.country, nowhere.population) == ("", "", None)


def test_a_district_is_no_part_of_the_side_of_its_city() -> None:
    ward = government("kita", "ward", "osaka")
    found = _scope(
        ward, tie("w", "kita", "shanghai"), sides=(frozenset({"government/osaka"}),)
    )
    assert "tie/w" not in {scoped.id for scoped in found.ties}


def _count(
    tier: str, *claims: Claims, a: str = "area/kansai", b: str = "area/china"
) -> Figure:
    held = register(two_sides(), *claims)
    return governments_tied(held, between(held, a, b, DAY), tier, DAY)


def _numbers(figure: Figure) -> tuple[int, int]:
    return figure.certain, figure.possible


_CITY, _OTHER = tie("a", "osaka", "shanghai"), tie("b", "osaka", "lianyungang")
_PREFECTURE = tie("c", "osaka-prefecture", "shanghai")
_POSSIBLE = tie("d", "osaka", "lianyungang", date="")
_LATER = tie("e", "osaka", "lianyungang", date="1990")
_HOMES = {"organisation/p": "government/osaka", "organisation/q": "government/shanghai"}
_PORTS = [
    *(claim(port, "belongs_to", home) for port, home in _HOMES.items()),
    *tie("x", *_HOMES),
]


_TIED = {
    "a city and its prefecture apart": ([_CITY, _PREFECTURE], (1, 1), (1, 1)),
    "one with two ties once": ([_CITY, _OTHER], (1, 1), (0, 0)),
    "as surely as its surest tie": ([_CITY, _POSSIBLE], (1, 1), (0, 0)),
    "possibly by a possible tie": ([_POSSIBLE], (0, 1), (0, 0)),
    "none by a tie that does not stand": ([_LATER], (0, 0), (0, 0)),
    "none by a tie of ports": ([_PORTS], (0, 0), (0, 0)),
}


@pytest.mark.parametrize(
    ("ties", "municipalities", "prefectures"), _TIED.values(), ids=_TIED
)
def test_governments_that_are_tied_are_counted_by_tier(
    ties, municipalities, prefectures
) -> None:
    assert _numbers(_count(MUNICIPALITY, *ties)) == municipalities
    assert _numbers(_count(PREFECTURE, *ties)) == prefectures


def test_a_city_of_the_rank_of_a_province_counts_among_the_prefectures() -> None:
    assert _numbers(_count(PREFECTURE, _CITY, a="area/china", b="area/kansai")) == (
        1,
        1,
    )


def test_a_count_rests_on_the_ties_that_stand_and_on_the_levels() -> None:
    level = next(
        c
        for c in two_sides()
        if (c.subject, c.property) == ("government/osaka", "level")
    )
    figure = _count(MUNICIPALITY, _CITY, _LATER)
    assert set(figure.claims) == {c.id for c in [*_CITY, level]}


_TOTAL = {
    "measure": "municipalities-with-ties",
    "scope": "area/kansai",
    "as_of": "1987",
}
_TOTAL |= {"partner": "area/china", "value": "24 cities"}


def _totals(*claims: list[Claim]) -> list[StatedTotal]:
    found = stated_totals(register(*claims), "area/kansai", "area/china", DAY)
    return list(found.get("municipalities-with-ties", ()))


def test_totals_of_two_sources_stand_side_by_side_each_with_who_states_it() -> None:
    other = {**_TOTAL, "value": "19 cities"}
    del other["partner"]
    said = [
        claim("statistic/a", n, v, holder="organisation/consulate")
        for n, v in _TOTAL.items()
    ]
    found = _totals(said, facts("statistic/b", **other))
    assert [(str(t.value), t.holder) for t in found] == [
        ("24 cities", "organisation/consulate"),
        ("19 cities", "organisation/gazette"),
    ]
    assert all(total.claims for total in found)


@pytest.mark.parametrize("other", [{"partner": "area/italy"}, {"as_of": "1988"}, {}])
def test_a_total_of_another_partner_of_a_later_day_or_without_a_source_is_left_out(
    other,
) -> None:
    how = {} if other else {"certainty": Certainty.UNVERIFIED}
    stated = {**_TOTAL, **other}
    assert not _totals([claim("statistic/a", n, v, **how) for n, v in stated.items()])


def _years(*claims: Claims, day: int = DAY) -> dict[int, Year]:
    held = register(two_sides(), *claims)
    found = by_year(between(held, "area/kansai", "area/china", day), day)
    return {year.year: year for year in found}


@pytest.mark.parametrize(
    ("date", "formed", "standing"),
    [
        (
            "1986-01-01",
            [(1, 1), (0, 0), (1, 1), (0, 0)],
            [(1, 1), (1, 1), (2, 2), (2, 2)],
        ),
        ("", [(1, 1), (0, 0), (0, 0), (0, 0)], [(1, 2)] * 4),
        ("1987-10-01", [(1, 1), (0, 0), (0, 0), (0, 0)], [(1, 1)] * 4),
    ],
    ids=["of a year", "undated", "after the day in the year of the question"],
)
def test_a_tie_is_formed_in_its_year_and_stands_from_then(
    date, formed, standing
) -> None:
    dated = tie("a", "osaka", "shanghai", date="1984-04-18")
    found = _years(dated, tie("b", "sakai", "lianyungang", date=date))
    assert list(found) == [1984, 1985, 1986, 1987]
    assert [_numbers(year.formed) for year in found.values()] == formed
    assert [_numbers(year.standing) for year in found.values()] == standing


def test_a_tie_dated_to_the_decade_is_possible_in_each_of_its_years() -> None:
    found = _years(tie("b", "sakai", "lianyungang", date="198X"))
    assert list(found) == list(range(1980, 1988))
    assert _numbers(found[1980].formed) == _numbers(found[1987].standing) == (0, 1)


@pytest.mark.parametrize("date", ["", "1990"])
def test_without_a_tie_dated_by_the_day_there_are_no_years(date) -> None:
    assert _years(tie("b", "sakai", "lianyungang", date=date)) == {}
