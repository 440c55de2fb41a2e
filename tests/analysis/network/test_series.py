"""The series: each year as a graph made anew would have it, from the bounds of uncertain dates."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import Claims, register, status, tie, two_sides
from kizuna.analysis.network.graph import Ints, TieGraph, clustering
from kizuna.analysis.network.series import (
    NetworkSeries,
    first_year,
    series_of,
    snapshots,
)
from kizuna.analysis.scope import Scope, scope_of
from kizuna.values import day_number

_STEPS, _SIZE = 6, 8


def _scope(*claims: Claims, day: str = "1990-06-30") -> Scope:
    return scope_of(register(two_sides(), *claims), day_number(day))


def _edges(series: NetworkSeries) -> list[tuple[int, int]]:
    both = zip(series.certain, series.possible, strict=True)
    return [(certain.edges, possible.edges) for certain, possible in both]


def test_a_tie_of_an_uncertain_year_is_possible_first_and_certain_later() -> None:
    scope = _scope(tie("osaka-shanghai", "osaka", "shanghai", date="[1974,1976]"))
    assert _edges(series_of(scope, 1973, 1977)) == [(0, 0), (0, 1), (0, 1), (1, 1), (1, 1)]


def test_a_tie_that_ended_is_gone_and_its_parties_with_it() -> None:
    scope = _scope(
        tie("osaka-shanghai", "osaka", "shanghai", date="1974-04-18"),
        status("osaka-shanghai", "ended", "1976-05-01/.."),
    )
    series = series_of(scope, 1974, 1977)
    assert [one.nodes for one in series.certain] == [2, 2, 0, 0]
    assert [one.components for one in series.certain] == [1, 1, 0, 0]


def test_an_undated_tie_is_possible_in_every_year() -> None:
    scope = _scope(tie("osaka-shanghai", "osaka", "shanghai", date=""))
    assert _edges(series_of(scope, 1950, 1951)) == [(0, 1), (0, 1)]
    assert first_year(scope) is None


def test_the_year_of_the_question_is_taken_on_its_day() -> None:
    scope = _scope(tie("osaka-shanghai", "osaka", "shanghai", date="1990-09-01"))
    series = series_of(scope, 1990, 1990)
    assert _edges(series) == [(0, 0)]
    assert series.ends == (day_number("1990-06-30"),)


def test_the_span_begins_with_the_first_dated_tie() -> None:
    scope = _scope(tie("a", "osaka", "shanghai", date="1974"), tie("b", "sakai", "lianyungang"))
    assert first_year(scope) == 1974


@st.composite
def _spells(draw: st.DrawFn) -> tuple[Ints, Ints, Ints]:
    node, step = st.integers(0, _SIZE - 1), st.integers(0, _STEPS - 1)
    edge = st.tuples(node, node).filter(lambda pair: pair[0] != pair[1])
    rows = draw(st.lists(st.tuples(edge, step, step), max_size=30))
    held = np.array([(*e, min(a, b), max(a, b)) for e, a, b in rows], dtype=np.int64).reshape(-1, 4)
    return held[:, :2], held[:, 2], held[:, 3]


@given(_spells())
def test_every_step_is_what_a_graph_made_anew_would_be(spells: tuple[Ints, Ints, Ints]) -> None:
    edges, first, last = spells
    for step, found in enumerate(snapshots(_SIZE, _STEPS, edges, first, last)):
        held = edges[(first <= step) & (step <= last)]
        pairs = [(f"{a}", f"{b}") for a, b in held.tolist()]
        anew = TieGraph.of_pairs(pairs, ["claim"])
        sizes = np.bincount(anew.components)
        assert (found.nodes, found.edges) == (anew.size, len(anew.edges))
        assert (found.components, found.giant) == (len(sizes), sizes.max(initial=0))
        assert found.clustering == clustering(anew)
