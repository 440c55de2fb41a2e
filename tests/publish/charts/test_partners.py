"""The network of parties, and the matrix whose cells sum up to the scope's figure."""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import government, tie
from kizuna.analysis.network.graph import TieGraph
from kizuna.publish.charts import partners
from kizuna.publish.charts.partners import (
    Cells,
    draw_matrix,
    group_mark,
    positions,
    ties_matrix,
    ties_network,
)
from kizuna.publish.charts.plot import Counted
from kizuna.publish.charts.svg import GREY, SERIES, heat

from .conftest import (
    SVG,
    Drawn,
    chart,
    everything,
    kansai_china,
    place,
    scoped,
    three_countries,
)


def test_every_party_and_pair_is_drawn_in_communities_and_the_possible_pairs_dashed() -> (
    None
):
    graph = TieGraph.of_scope(everything(), possible=True)
    picture = Drawn(ties_network(everything(), "en"))
    assert len(picture.titles("node")) == graph.size
    assert len(picture.titles("link")) == len(graph.edges)
    assert any(word.startswith("around Osaka (") for word in picture.words())
    links, dashed = picture.groups("link"), picture.groups("link", "possible")
    assert [link for link in links if link[-1].get("stroke-dasharray")] == dashed != []


def test_a_large_network_is_cut_to_its_core_or_to_those_with_the_most_partners_and_says_so(
    monkeypatch,
) -> None:
    monkeypatch.setattr(partners, "_MOST", 40)
    monkeypatch.setattr(partners, "_FEWEST", 6)
    pairs = list(combinations([f"d{n}" for n in range(8)], 2))
    loose = [(f"x{n}", "d0") for n in range(40)]
    cases = {
        (8, "Drawn are the 8 parties of 48 that each have at least"): [*pairs, *loose],
        (40, "Drawn are the 40 parties of 41 that have the most partners."): loose,
    }
    for (number, said), joined in cases.items():
        towns = [
            government(slug)
            for slug in sorted({slug for pair in joined for slug in pair})
        ]
        ties = [tie(f"t{n}", a, b) for n, (a, b) in enumerate(joined)]
        plot = ties_network(scoped(*towns, *ties), "en")
        assert len(Drawn(plot).titles("node")) == number
        assert plot.remarks[0].startswith(said)


def test_the_party_with_the_most_partners_has_the_largest_mark_and_its_name() -> None:
    drawn = Drawn(ties_network(three_countries(), "en"))
    radii = {
        g.findtext(f"{SVG}title", ""): float(g[-1].get("r", 0))
        for g in drawn.groups("node")
    }
    assert max(radii, key=lambda title: radii[title]) == "osaka: 3 partners"
    assert {"osaka", "shanghai", "chicago", "milan"} <= set(drawn.words())


def test_no_two_groups_share_a_colour_or_a_shape() -> None:
    groups = [*range(len(SERIES) + 1), 40]
    *marks, first, last = [fromstring(group_mark(group, 5, (0, 0))) for group in groups]
    assert len({mark.get("fill") for mark in marks}) == len(SERIES)
    assert len({mark.get("d") for mark in marks}) == len(SERIES)
    assert {(mark.tag, mark.get("fill")) for mark in (first, last)} == {
        ("circle", GREY)
    }


_NAMES = st.sampled_from([f"n{n}" for n in range(14)])
_PAIRS = st.lists(st.tuples(_NAMES, _NAMES), max_size=24)


@given(_PAIRS)
def test_every_node_has_a_place_of_its_own_and_always_the_same(pairs) -> None:
    graph = TieGraph.of_pairs(pairs)
    placed = positions(graph, 1.3)
    assert set(placed) == set(graph.names)
    assert len(set(placed.values())) == len(placed)
    assert placed == positions(TieGraph.of_pairs(reversed(pairs)), 1.3)


CELLS = {
    (0, 0): Counted(9, 9, "Osaka – China: 9", ("c1",)),
    (0, 1): Counted(1, 2, "Osaka – France: 1, possibly 2", ("c2",)),
    (1, 0): Counted(0, 1, "Hyogo – China: 0, possibly 1", ("tie/b",)),
}


def matrix(cells: Cells, rows: list[str], columns: list[str]) -> Drawn:
    held = chart("matrix", by="area", count=len(cells))
    draw_matrix(held, cells, (rows, columns))
    return Drawn(held.drawing(()).svg)


def test_a_cell_has_its_number_title_grounds_and_shade_and_an_empty_one_no_zero() -> (
    None
):
    drawn = matrix(CELLS, ["Osaka", "Hyogo"], ["China", "France"])
    cells = drawn.groups("cell")
    assert [cell[-1].text for cell in cells] == ["9", "1–2", "≤\u20091"]
    assert drawn.titles("cell") == [count.title for count in CELLS.values()]
    assert (drawn.grounds(), drawn.grounds("ties")) == ({"c1", "c2"}, {"tie/b"})
    assert "0" not in drawn.words()
    assert [cell[1].get("fill") for cell in cells[:2]] == [
        heat(1)[0],
        heat((2 / 9) ** 0.5)[0],
    ]
    ground, foot = cells[1][1], cells[1][3]
    assert foot.get("fill", "").startswith("url(#")
    assert float(foot.get("width", 0)) == pytest.approx(
        float(ground.get("width", 0)) / 2, abs=0.02
    )
    assert [part.get("fill", "").startswith("url") for part in cells[0][1:]] == [
        False,
        False,
    ]


def test_nothing_lies_outside_however_many_cells() -> None:
    names = [f"A long name of a region {n}" for n in range(25)]
    cells = {(r, c): Counted(10**r % 99, 999, "") for r in range(25) for c in range(19)}
    assert matrix(cells, names, names[:19]).outside() == []


def test_the_cells_sum_up_to_the_figure() -> None:
    drawn = Drawn(ties_matrix(kansai_china(), "en"))
    numbers = [cell[-1].text.split("–") for cell in drawn.groups("cell")]
    count = kansai_china().count
    assert sum(int(least) for least, *_ in numbers) == count.certain
    assert sum(int(most[-1]) for most in numbers) == count.possible
    assert "Osaka Prefecture – Shanghai: 4" in drawn.titles("cell")


def test_one_home_is_laid_out_by_its_areas_and_the_world_by_countries_both_ways() -> (
    None
):
    titles = Drawn(ties_matrix(three_countries(), "en")).titles("cell")
    partners = ("China: 1", "Italy: 0, possibly 1", "United States: 1")
    assert sorted(titles) == [f"osaka – {partner}" for partner in partners]
    osaka, shanghai = government("osaka"), government("shanghai", country="CN")
    pairs = tie("a", "osaka", "shanghai"), tie("b", "paris", "rome")
    titles = Drawn(ties_matrix(scoped(osaka, shanghai, *ABROAD, *pairs), "en")).titles(
        "cell"
    )
    assert {"China – Japan: 1", "Japan – China: 1", "France – Italy: 1"} <= set(titles)


ABROAD = [government("rome", country="IT"), government("paris", country="FR")]


def test_rows_past_the_last_are_summed_up_and_a_tie_of_an_unknown_country_is_said() -> (
    None
):
    towns = [place(f"p{n}", 35, 135) for n in range(30)]
    ties = [tie(f"t{n}", f"p{n}", "rome" if n % 2 else "paris") for n in range(30)]
    plot = ties_matrix(
        scoped(*towns, *ABROAD, *ties, tie("t", "p0", "organisation/x")), "en"
    )
    assert len(Drawn(plot).groups("label")) == 25
    others = {
        title for title in Drawn(plot).titles("cell") if title.startswith("others")
    }
    assert others == {"others – Italy: 3", "others – France: 3"}
    (remark,) = plot.remarks
    assert (
        remark
        == "One tie is not drawn: the country or area of a party is not recorded."
    )
