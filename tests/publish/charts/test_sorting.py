"""Sorting ties: by partner country, by pair of countries, or by area of home."""

from __future__ import annotations

from collections.abc import Callable

from builders import DAY, claim, government, register, tie
from kizuna.analysis.scope import Scope
from kizuna.publish.charts.plot import OTHERS, area_of, home_of, most_frequent, sorting_of


def test_of_two_countries_in_every_tie_home_has_more_places(scoped: Callable[..., Scope]) -> None:
    scope = scoped(
        government("osaka"),
        government("kobe"),
        government("shanghai", country="CN"),
        tie("a", "osaka", "shanghai"),
        tie("b", "kobe", "shanghai"),
    )
    sorting = sorting_of(scope, scope.ties, home_of(scope, scope.ties))
    assert sorting.by == "area"
    assert {sorting.key(t) for t in scope.ties} == {"government/osaka", "government/kobe"}


def test_without_a_home_ties_go_by_pairs_of_countries(scoped: Callable[..., Scope]) -> None:
    scope = scoped(
        government("osaka"),
        government("paris", country="FR"),
        government("lyon", country="FR"),
        tie("a", "osaka", "paris"),
        tie("b", "lyon", "paris"),
        tie("c", "osaka", "organisation/somebody"),
    )
    sorting = sorting_of(scope, scope.ties, home_of(scope, scope.ties))
    assert sorting.by == "pair"
    assert sorted(sorting.key(t) for t in scope.ties) == ["", "FR", "FR+JP"]


def test_the_area_of_a_town_is_its_prefecture_and_of_a_district_its_city() -> None:
    held = register(
        government("japan", "national"),
        government("osaka-prefecture", "prefecture", "japan"),
        government("sakai", "city", "osaka-prefecture"),
        government("shanghai", "province-level-municipality", country="CN"),
        government("luwan", "district", "shanghai", country="CN"),
    )
    assert area_of(held, "government/sakai", DAY) == "government/osaka-prefecture"
    assert area_of(held, "government/luwan", DAY) == "government/shanghai"


def test_governments_in_a_ring_end_the_search() -> None:
    held = register(
        government("a", "city", "b"),
        government("b", "city", "a"),
        claim("government/a", "country", "JP", locator="page 2"),
    )
    assert area_of(held, "government/a", DAY) == "government/b"


def test_the_most_frequent_keys_come_first_equals_by_name_and_then_the_others() -> None:
    assert most_frequent("bbaacd", 3) == ["a", "b", "c", OTHERS]
    assert most_frequent("bba", 3) == ["b", "a"]
