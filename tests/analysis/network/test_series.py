"""The series: each year as a graph made anew would have it, from the bounds of uncertain dates."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Claims, register, status, tie, two_sides
from kizuna.analysis.network.graph import Ints, TieGraph, clustering
from kizuna.analysis.network.panel import first_year, series_of, snapshots
from kizuna.analysis.scope import Scope, scope_of
from kizuna.values import day_number

_STEPS, _SIZE = 6, 8


def _scope(*claims: Claims, day: str = "1990-06-30") -> Scope:
    return scope_of(register(two_sides(), *claims), day_number(day))


def _tie(date: str) -> Claims:
    return tie("osaka-shanghai", "osaka", "shanghai", date=date)


_UNDATED, _ENDED = _tie(""), status("osaka-shanghai", "ended", "1976-05-01/..")


_STOOD = {
    "of an uncertain year: possible first and certain later": (
        *([_tie("[1974,1976]")], (1973, 1977), [(0, 0), (0, 1), (0, 1), (1, 1), (1, 1)]),
    ),
    "ended": ([_tie("1974-04-18"), _ENDED], (1975, 1977), [(1, 1), (0, 0), (0, 0)]),
    "undated: always possible": ([_UNDATED], (1950, 1951), [(0, 1), (0, 1)]),
    "after the day asked about": ([_tie("1990-09-01")], (1990, 1990), [(0, 0)]),
}


@pytest.mark.parametrize(("claims", "years", "edges"), _STOOD.values(), ids=_STOOD)
def test_a_tie_is_an_edge_in_its_years(claims, years, edges) -> None:
    series = series_of(_scope(*claims), *years)
    days, certain, possible = zip(*series.years, strict=True)
    assert [(a.edges, b.edges) for a, b in zip(certain, possible, strict=True)] == edges
    assert [one.nodes for one in certain] == [2 * certain for certain, _ in edges]
    assert days[-1] == min(date(years[1], 12, 31), date(1990, 6, 30))


def test_the_span_begins_with_the_first_dated_tie() -> None:
    scope = _scope(tie("a", "osaka", "shanghai", date="1974"), tie("b", "sakai", "lianyungang"))
    assert first_year(scope) == 1974
    assert first_year(_scope(_UNDATED)) is None


@st.composite
def _spells(draw: st.DrawFn) -> tuple[Ints, Ints, Ints]:
    node, step = st.integers(0, _SIZE - 1), st.integers(0, _STEPS - 1)
    edge = st.tuples(node, node).filter(lambda pair: pair[0] != pair[1])
    rows = draw(st.lists(st.tuples(edge, step, step), max_size=30))
    held = np.array([(*e, min(a, b), max(a, b)) for e, a, b in rows], dtype=np.int64).reshape(-1, 4)
    return held[:, :2], held[:, 2], held[:, 3]


@given(_spells())
def test_every_step_is_what_a_graph_made_anew_would_be(spells) -> None:
    edges, first, last = spells
    for step, found in enumerate(snapshots(_SIZE, _STEPS, edges, first, last)):
        held = edges[(first <= step) & (step <= last)]
        pairs = [(f"{a}", f"{b}") for a, b in held.tolist()]
        anew = TieGraph.of_pairs(pairs, ["claim"])
        sizes = np.bincount(anew.components)
        assert (found.nodes, found.edges) == (anew.size, len(anew.edges))
        assert (found.components, found.giant) == (len(sizes), sizes.max(initial=0))
        shares = clustering(anew)
        assert (found.transitivity, found.average_clustering) == (
            shares.transitivity,
            shares.average,
        )
