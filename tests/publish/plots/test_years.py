"""Ties by year: the counts are the scope's, stacked by whom the ties are with."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from builders import DAY, milestone, tie
from kizuna.analysis.scope import Scope, scope_of
from kizuna.publish.plots.plot import MANY
from kizuna.publish.plots.years import years
from kizuna.register.places import side

from .conftest import LANGUAGES, place


def _sum(titles: list[str]) -> int:
    """What the titles of slices count, certainly."""
    return sum(int(re.split(r": ", title)[-1].split(",")[0]) for title in titles)


def test_every_dated_tie_is_counted_once(everything: Scope, read) -> None:
    plot = years(everything, "en")
    dated = [t for t in everything.ties if t.span and t.span.start_earliest > -(2**31)]
    begun = [t for t in dated if t.span.begun_by(DAY).certain]
    assert _sum(read(plot).titles("slice")) == len(begun)
    assert set(plot.claims) == {c for t in begun for c in t.listed}


def test_ties_with_one_home_are_stacked_by_the_partners_country(three_countries, read) -> None:
    picture = read(years(three_countries, "en"))
    assert {"China", "United States"} <= set(picture.words())
    assert "Japan" not in picture.words()


def test_an_uncertain_year_is_possible_in_each_year_that_it_may_be(three_countries, read) -> None:
    titles = read(years(three_countries, "en")).titles("slice")
    assert [t for t in titles if "United States" in t] == [
        f"{year}, United States: 0, possibly 1" for year in (1973, 1974, 1975)
    ]


def test_a_tie_without_a_date_is_in_no_year_and_is_said(three_countries) -> None:
    assert years(three_countries, "en").remarks == (
        "One tie is in no year, since its date is not recorded.",
    )


def test_a_tie_whose_dates_lie_far_apart_is_in_no_year_and_the_reason_is_said(
    scoped: Callable[..., Scope],
) -> None:
    scope = scoped(
        place("osaka", 34.7, 135.5),
        place("shanghai", 31.2, 121.5, country="CN"),
        tie("osaka-shanghai", "osaka", "shanghai", date="1952"),
        milestone("osaka-shanghai", date="1977", holder="organisation/other"),
    )
    (remark,) = years(scope, "en").remarks
    assert remark.startswith(
        "One tie is in no year, since its dates disagree by more than 10 years"
    )
    assert "osaka – shanghai" in remark.lower()


def test_ties_between_two_countries_are_stacked_by_area(built_in_register, read) -> None:
    kansai = side(built_in_register, "area/kansai", DAY).members
    china = side(built_in_register, "area/china", DAY).members
    picture = read(years(scope_of(built_in_register, DAY, [kansai, china]), "en"))
    assert {"Osaka Prefecture", "Hyogo Prefecture"} <= set(picture.words())


def test_ties_all_over_the_world_are_stacked_by_pairs_of_countries(
    scoped: Callable[..., Scope], read
) -> None:
    scope = scoped(
        place("osaka", 34.7, 135.5),
        place("shanghai", 31.2, 121.5, country="CN"),
        place("paris", 48.9, 2.4, country="FR"),
        place("rome", 41.9, 12.5, country="IT"),
        tie("a", "osaka", "shanghai", date="1974"),
        tie("b", "paris", "rome", date="1956"),
    )
    assert {"China – Japan", "France – Italy"} <= set(read(years(scope, "en")).words())


def test_small_drawings_carry_claims_and_large_ones_ids_of_ties(
    scoped: Callable[..., Scope], three_countries: Scope, read
) -> None:
    picture = read(years(three_countries, "en"))
    assert picture.claims()
    assert not picture.ties()
    places = [place(f"p{n}", 0, n / 10, country="FR") for n in range(MANY + 1)]
    ties = [tie(f"t{n}", "osaka", f"p{n}", date="1980") for n in range(MANY + 1)]
    large = read(years(scoped(place("osaka", 34.7, 135.5), *places, *ties), "en"))
    assert large.ties() == {f"tie/t{n}" for n in range(MANY + 1)}
    assert not large.claims()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_its_own_words(everything: Scope, language: str) -> None:
    plot = years(everything, language)
    others = [years(everything, other).title for other in LANGUAGES if other != language]
    assert plot.title not in others
    assert "{" not in plot.picture().replace("url(#", "")


def test_the_same_scope_gives_the_same_bytes(everything: Scope) -> None:
    assert years(everything, "ja").picture() == years(everything, "ja").picture()


def test_no_tie_gives_a_picture_that_says_so(scoped: Callable[..., Scope], read) -> None:
    assert "No tie is dated." in read(years(scoped(), "en")).words()
