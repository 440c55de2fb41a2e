"""The matrix of ties: its cells sum up to the scope's figure, by area and by country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builders import DAY, government, tie
from kizuna.analysis.scope import Scope, scope_of
from kizuna.publish.plots.ties_matrix import ties_matrix
from kizuna.register.places import side

from .conftest import LANGUAGES, place


@pytest.fixture
def kansai_china(built_in_register) -> Scope:
    """The ties between Kansai and China."""
    sides = [side(built_in_register, f"area/{name}", DAY).members for name in ("kansai", "china")]
    return scope_of(built_in_register, DAY, sides)


def test_the_cells_sum_up_to_the_figure(kansai_china: Scope, read) -> None:
    numbers = [
        cell[-1].text.split("–") for cell in read(ties_matrix(kansai_china, "en")).of_class("cell")
    ]
    count = kansai_china.count
    assert sum(int(least) for least, *_ in numbers) == count.certain
    assert sum(int(most[-1]) for most in numbers) == count.possible


def test_two_countries_are_laid_out_by_the_areas_of_both(kansai_china: Scope, read) -> None:
    picture = read(ties_matrix(kansai_china, "en"))
    assert "Osaka Prefecture – Shanghai: 4" in picture.titles("cell")
    assert "Wakayama Prefecture – Shandong Province: 2" in picture.titles("cell")


def test_one_home_is_laid_out_by_its_areas_and_the_partners_countries(
    three_countries: Scope, read
) -> None:
    titles = read(ties_matrix(three_countries, "en")).titles("cell")
    assert sorted(titles) == [
        "osaka – China: 1",
        "osaka – Italy: 0, possibly 1",
        "osaka – United States: 1",
    ]


def test_the_world_is_laid_out_by_countries_both_ways(scoped: Callable[..., Scope], read) -> None:
    scope = scoped(
        government("osaka"),
        government("shanghai", country="CN"),
        government("paris", country="FR"),
        government("rome", country="IT"),
        tie("a", "osaka", "shanghai"),
        tie("b", "paris", "rome"),
    )
    titles = read(ties_matrix(scope, "en")).titles("cell")
    assert {"China – Japan: 1", "Japan – China: 1", "France – Italy: 1"} <= set(titles)


def test_rows_past_the_last_are_summed_up(scoped: Callable[..., Scope], read) -> None:
    towns = [place(f"p{n}", 35, 135) for n in range(30)]
    ties = [tie(f"t{n}", f"p{n}", "rome" if n % 2 else "paris") for n in range(30)]
    abroad = [government("rome", country="IT"), government("paris", country="FR")]
    picture = read(ties_matrix(scoped(*towns, *abroad, *ties), "en"))
    assert len(picture.of_class("row")) == 25
    assert {"others – Italy: 3", "others – France: 3"} == {
        t for t in picture.titles("cell") if t.startswith("others")
    }


def test_a_tie_of_an_unknown_country_is_said(scoped: Callable[..., Scope]) -> None:
    scope = scoped(government("osaka"), tie("t", "osaka", "organisation/somebody"))
    assert ties_matrix(scope, "en").remarks == (
        "One tie is not drawn: the country or area of a party is not recorded.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_areas_its_own_way(kansai_china: Scope, language: str, read) -> None:
    osaka = {
        "en": "Osaka Prefecture",
        "ja": "大阪府",
        "zh-hans": "大阪府",
        "ru": "префектура Осака",
    }
    assert osaka[language] in read(ties_matrix(kansai_china, language)).words()


def test_the_same_scope_gives_the_same_bytes(kansai_china: Scope) -> None:
    assert ties_matrix(kansai_china, "en").picture() == ties_matrix(kansai_china, "en").picture()


def test_no_tie_gives_a_picture_that_says_so(scoped: Callable[..., Scope], read) -> None:
    assert "No tie of which both sides are recorded." in read(ties_matrix(scoped(), "en")).words()
