"""The matrix of ties: its cells sum up to the scope's figure, by area and by country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builders import DAY, government, tie
from kizuna.analysis.scope import Scope, scope_of
from kizuna.publish.charts.chart import Counted
from kizuna.publish.charts.matrix import draw_matrix, ties_matrix
from kizuna.publish.charts.svg import heat
from kizuna.register.places import side

from .conftest import CAPTION, Drawn, place

NAMES = (["Osaka", "Hyogo"], ["China", "France"])
CELLS = {
    (0, 0): Counted(9, 9, "Osaka – China: 9", ("c1",)),
    (0, 1): Counted(1, 2, "Osaka – France: 1, possibly 2", ("c2",)),
    (1, 0): Counted(0, 1, "Hyogo – China: 0, possibly 1", ties=("tie/b",)),
}


def test_a_cell_has_its_number_title_grounds_and_shade_and_an_empty_one_no_zero() -> None:
    drawn = Drawn(draw_matrix(CELLS, NAMES, CAPTION))
    cells = drawn.groups("cell")
    assert [cell[-1].text for cell in cells] == ["9", "1–2", "≤\u20091"]
    assert drawn.titles("cell") == [count.title for count in CELLS.values()]
    assert (drawn.grounds(), drawn.grounds("ties")) == ({"c1", "c2"}, {"tie/b"})
    assert "0" not in drawn.words()
    assert [cell[1].get("fill") for cell in cells[:2]] == [heat(1)[0], heat((2 / 9) ** 0.5)[0]]
    ground, foot = cells[1][1], cells[1][3]
    assert foot.get("fill", "").startswith("url(#")
    assert float(foot.get("width", 0)) == pytest.approx(float(ground.get("width", 0)) / 2, abs=0.02)
    assert [part.get("fill", "").startswith("url") for part in cells[0][1:]] == [False, False]


def test_nothing_lies_outside_however_many_cells() -> None:
    names = [f"A long name of a region {n}" for n in range(25)]
    cells = {(r, c): Counted(10**r % 99, 999, "") for r in range(25) for c in range(19)}
    assert Drawn(draw_matrix(cells, (names, names[:19]), CAPTION)).outside() == []


@pytest.fixture
def kansai_china(built_in_register) -> Scope:
    """The ties between Kansai and China."""
    sides = [side(built_in_register, f"area/{name}", DAY).members for name in ("kansai", "china")]
    return scope_of(built_in_register, DAY, sides)


def test_the_cells_sum_up_to_the_figure(kansai_china: Scope) -> None:
    numbers = [
        cell[-1].text.split("–") for cell in Drawn(ties_matrix(kansai_china, "en")).groups("cell")
    ]
    count = kansai_china.count
    assert sum(int(least) for least, *_ in numbers) == count.certain
    assert sum(int(most[-1]) for most in numbers) == count.possible
    assert "Osaka Prefecture – Shanghai: 4" in Drawn(ties_matrix(kansai_china, "en")).titles("cell")


def test_one_home_is_laid_out_by_its_areas_and_the_partners_countries(
    three_countries: Scope,
) -> None:
    titles = Drawn(ties_matrix(three_countries, "en")).titles("cell")
    assert sorted(titles) == [
        "osaka – China: 1",
        "osaka – Italy: 0, possibly 1",
        "osaka – United States: 1",
    ]


def test_the_world_is_laid_out_by_countries_both_ways(scoped: Callable[..., Scope]) -> None:
    scope = scoped(
        government("osaka"),
        government("shanghai", country="CN"),
        government("paris", country="FR"),
        government("rome", country="IT"),
        tie("a", "osaka", "shanghai"),
        tie("b", "paris", "rome"),
    )
    titles = Drawn(ties_matrix(scope, "en")).titles("cell")
    assert {"China – Japan: 1", "Japan – China: 1", "France – Italy: 1"} <= set(titles)


def test_rows_past_the_last_are_summed_up(scoped: Callable[..., Scope]) -> None:
    towns = [place(f"p{n}", 35, 135) for n in range(30)]
    ties = [tie(f"t{n}", f"p{n}", "rome" if n % 2 else "paris") for n in range(30)]
    abroad = [government("rome", country="IT"), government("paris", country="FR")]
    picture = Drawn(ties_matrix(scoped(*towns, *abroad, *ties), "en"))
    assert len(picture.groups("label")) == 25
    assert {"others – Italy: 3", "others – France: 3"} == {
        t for t in picture.titles("cell") if t.startswith("others")
    }


def test_a_tie_of_an_unknown_country_is_said(scoped: Callable[..., Scope]) -> None:
    scope = scoped(government("osaka"), tie("t", "osaka", "organisation/somebody"))
    assert ties_matrix(scope, "en").remarks == (
        "One tie is not drawn: the country or area of a party is not recorded.",
    )
