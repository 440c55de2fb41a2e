"""The matrix of ties, whose cells sum up to the scope's figure, and fields side by side, shared ones first."""

from __future__ import annotations

from collections import Counter

import pytest

from builders import DAY, facts, government, register, tie
from kizuna.analysis.measures.breadth import breadth, fields_of
from kizuna.publish.charts.partners import draw_matrix, ties_matrix
from kizuna.publish.charts.sheet import Counted
from kizuna.publish.charts.svg import heat
from kizuna.publish.charts.timeline import fields_beside
from kizuna.register.dating import Dating
from subjects import built_in

from .conftest import CAPTION, Drawn, kansai_china, place, scoped, three_countries

CELLS = {
    (0, 0): Counted(9, 9, "Osaka – China: 9", ("c1",)),
    (0, 1): Counted(1, 2, "Osaka – France: 1, possibly 2", ("c2",)),
    (1, 0): Counted(0, 1, "Hyogo – China: 0, possibly 1", ties=("tie/b",)),
}


def test_a_cell_has_its_number_title_grounds_and_shade_and_an_empty_one_no_zero() -> None:
    drawn = Drawn(draw_matrix(CELLS, (["Osaka", "Hyogo"], ["China", "France"]), CAPTION))
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


def test_the_cells_sum_up_to_the_figure() -> None:
    drawn = Drawn(ties_matrix(kansai_china(), "en"))
    numbers = [cell[-1].text.split("–") for cell in drawn.groups("cell")]
    count = kansai_china().count
    assert sum(int(least) for least, *_ in numbers) == count.certain
    assert sum(int(most[-1]) for most in numbers) == count.possible
    assert "Osaka Prefecture – Shanghai: 4" in drawn.titles("cell")


def test_one_home_is_laid_out_by_its_areas_and_the_world_by_countries_both_ways() -> None:
    titles = Drawn(ties_matrix(three_countries(), "en")).titles("cell")
    partners = ("China: 1", "Italy: 0, possibly 1", "United States: 1")
    assert sorted(titles) == [f"osaka – {partner}" for partner in partners]
    osaka, shanghai = government("osaka"), government("shanghai", country="CN")
    pairs = tie("a", "osaka", "shanghai"), tie("b", "paris", "rome")
    titles = Drawn(ties_matrix(scoped(osaka, shanghai, *ABROAD, *pairs), "en")).titles("cell")
    assert {"China – Japan: 1", "Japan – China: 1", "France – Italy: 1"} <= set(titles)


ABROAD = [government("rome", country="IT"), government("paris", country="FR")]


def test_rows_past_the_last_are_summed_up_and_a_tie_of_an_unknown_country_is_said() -> None:
    towns = [place(f"p{n}", 35, 135) for n in range(30)]
    ties = [tie(f"t{n}", f"p{n}", "rome" if n % 2 else "paris") for n in range(30)]
    plot = ties_matrix(scoped(*towns, *ABROAD, *ties, tie("t", "p0", "organisation/x")), "en")
    assert len(Drawn(plot).groups("label")) == 25
    others = {title for title in Drawn(plot).titles("cell") if title.startswith("others")}
    assert others == {"others – Italy: 3", "others – France: 3"}
    (remark,) = plot.remarks
    assert remark == "One tie is not drawn: the country or area of a party is not recorded."


OSAKA, KOBE, KYOTO = "tie/osaka-shanghai", "tie/kobe-tianjin", "tie/kyoto-xian"


def test_a_dot_for_each_field_of_each_tie_says_since_when_and_shared_fields_come_first() -> None:
    ties = [OSAKA, KOBE, KYOTO]
    drawn = Drawn(fields_beside(built_in(), ties, DAY, "en"))
    dating = Dating.of(built_in())
    figures = [breadth(fields_of(built_in(), tie, DAY, dating)) for tie in ties]
    assert len(drawn.groups("has")) == sum(figure.possible for figure in figures)
    assert [e.text for e in drawn.groups("sum")] == [str(f.certain) for f in figures]
    assert "since 1974" in drawn.words()
    assert "Osaka – Shanghai: youth, 1974" in drawn.titles("has")
    heights = Counter(float(e[1].get("cy", 0)) for e in drawn.groups("has"))
    shared = [number for _, number in sorted(heights.items())]
    assert shared == sorted(shared, reverse=True)
    assert len({*shared}) > 1


def test_a_possible_field_is_a_hollow_dot_and_long_names_are_broken_into_lines() -> None:
    long = "prefecture-of-somewhere-far-away"
    youth = facts("field/one", tie="tie/one", concept="youth", started="[1986..1988]")
    pairs = tie("one", long, "shanghai"), tie("two", "shanghai", long)
    held = register(government(long), government("shanghai", country="CN"), *pairs, youth)
    drawn = Drawn(fields_beside(held, ["tie/one", "tie/two"], DAY, "en"))
    (possible,) = drawn.groups("has", "possible")
    assert possible[1].get("fill") == "#ffffff"
    assert drawn.outside() == []
