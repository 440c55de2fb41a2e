"""Counts: governments by tier and ties in force, beside the totals that sources state."""

from __future__ import annotations

from typing import Any

import pytest

from builders import DAY, Claims, between, claim, register, tie, two_sides
from kizuna.analysis.counts import Year, by_year, governments_tied, stated_totals
from kizuna.analysis.figures import Figure, StatedTotal
from kizuna.claims.claim import Certainty, Claim
from kizuna.register.places import MUNICIPALITY, PREFECTURE


def _count(tier: str, *claims: Claims, a: str = "area/kansai", b: str = "area/china") -> Figure:
    held = register(two_sides(), *claims)
    return governments_tied(held, between(held, a, b, DAY), tier, DAY)


def _numbers(figure: Figure) -> tuple[int, int]:
    return figure.certain, figure.possible


def test_a_city_and_a_prefecture_fall_under_different_counts() -> None:
    ties = [*tie("a", "osaka", "shanghai"), *tie("b", "osaka-prefecture", "shanghai")]
    assert _numbers(_count(MUNICIPALITY, ties)) == (1, 1)
    assert _numbers(_count(PREFECTURE, ties)) == (1, 1)


def test_a_city_of_the_rank_of_a_province_counts_among_the_prefectures() -> None:
    ties = tie("a", "osaka", "shanghai")
    assert _numbers(_count(PREFECTURE, ties, a="area/china", b="area/kansai")) == (1, 1)


def test_a_government_with_two_ties_counts_once() -> None:
    assert _numbers(
        _count(MUNICIPALITY, tie("a", "osaka", "shanghai"), tie("b", "osaka", "lianyungang"))
    ) == (1, 1)


def test_a_government_is_as_surely_tied_as_its_surest_tie() -> None:
    certain, possible = tie("a", "osaka", "shanghai"), tie("b", "osaka", "lianyungang", date="")
    assert _numbers(_count(MUNICIPALITY, certain, possible)) == (1, 1)
    assert _numbers(_count(MUNICIPALITY, possible)) == (0, 1)


def test_a_tie_that_does_not_stand_ties_nobody() -> None:
    assert _count(MUNICIPALITY, tie("a", "osaka", "shanghai", date="1990")) == Figure(0, 0, ())


def test_a_tie_of_ports_ties_no_government() -> None:
    ports = [
        claim("organisation/p", "belongs_to", "government/osaka"),
        claim("organisation/q", "belongs_to", "government/shanghai"),
        *tie("ports", "organisation/p", "organisation/q"),
    ]
    assert _numbers(_count(MUNICIPALITY, ports)) == (0, 0)


def test_a_count_rests_on_the_ties_that_stand_and_on_the_levels() -> None:
    standing, later = (
        tie("a", "osaka", "shanghai"),
        tie("b", "osaka", "lianyungang", date="1990"),
    )
    figure = _count(MUNICIPALITY, standing, later)
    level = next(c for c in two_sides() if (c.subject, c.property) == ("government/osaka", "level"))
    assert set(figure.claims) == {c.id for c in [*standing, level]}


def _total(slug: str = "cities", as_of: str = "1987", **given: object) -> list[Claim]:
    ref = f"statistic/{slug}"
    stated: dict[str, object] = {
        "measure": "municipalities-with-ties",
        "scope": "area/kansai",
        "partner": "area/china",
        "value": "24 cities",
        "as_of": as_of,
    }
    how = {k: given.pop(k) for k in ("certainty", "holder") if k in given}
    stated.update(given)
    return [claim(ref, n, v, **how) for n, v in stated.items() if v]


def _totals(*claims: list[Claim]) -> dict[str, list[StatedTotal]]:
    found = stated_totals(register(*claims), "area/kansai", "area/china", DAY)
    return {measure: list(totals) for measure, totals in found.items()}


def test_a_total_that_a_source_states_is_given_with_who_states_it() -> None:
    (total,) = _totals(_total(holder="organisation/consulate"))["municipalities-with-ties"]
    assert (str(total.value), total.holder) == ("24 cities", "organisation/consulate")
    assert total.claims


def test_totals_of_two_sources_stand_side_by_side() -> None:
    found = _totals(_total(), _total("others", value="19 cities"))
    assert [str(t.value) for t in found["municipalities-with-ties"]] == ["24 cities", "19 cities"]


def test_a_total_that_names_no_partner_is_shown() -> None:
    assert "municipalities-with-ties" in _totals(_total(partner=""))


@pytest.mark.parametrize(
    "other", [{"partner": "area/italy"}, {"as_of": "1988"}, {"certainty": Certainty.UNVERIFIED}]
)
def test_a_total_of_another_partner_a_later_day_or_no_source_is_left_out(
    other: dict[str, Any],
) -> None:
    assert _totals(_total(**other)) == {}


def _years(*claims: Claims, day: int = DAY) -> dict[int, Year]:
    held = register(two_sides(), *claims)
    found = by_year(between(held, "area/kansai", "area/china", day), day)
    return {year.year: year for year in found}


_DATED = tie("a", "osaka", "shanghai", date="1984-04-18")


def test_the_years_run_from_the_first_dated_tie_to_the_day() -> None:
    assert list(_years(_DATED)) == [1984, 1985, 1986, 1987]


def test_a_tie_is_formed_in_one_year_and_stands_from_then() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date="1986-01-01"))
    assert [_numbers(y.formed) for y in found.values()] == [(1, 1), (0, 0), (1, 1), (0, 0)]
    assert [_numbers(y.standing) for y in found.values()] == [
        (1, 1),
        (1, 1),
        (2, 2),
        (2, 2),
    ]


def test_a_tie_dated_to_the_decade_is_possible_in_each_of_its_years() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date="198X"))
    assert list(found) == list(range(1980, 1988))
    assert _numbers(found[1980].formed) == (0, 1)
    assert _numbers(found[1987].standing) == (1, 2)


def test_an_undated_tie_is_possible_in_every_year_and_formed_in_none() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date=""))
    assert [_numbers(y.standing) for y in found.values()] == [(1, 2)] * 4
    assert [_numbers(y.formed) for y in found.values()] == [(1, 1), (0, 0), (0, 0), (0, 0)]


def test_the_year_of_the_question_ends_on_its_day() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date="1987-10-01"))
    assert _numbers(found[1987].formed) == (0, 0)


def test_without_a_dated_tie_there_are_no_years() -> None:
    assert _years(tie("b", "sakai", "lianyungang", date="")) == {}
    assert _years(tie("b", "sakai", "lianyungang", date="1990")) == {}
