"""The grammar of charts: round scales, bars that are certain or possible, and a legend that breaks into rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kizuna.publish.charts.chart import Chart, Counted, dot, range_text, round_years
from kizuna.publish.charts.svg import Box

from .conftest import CAPTION, HOSTILE, SVG, Drawn

BOX = Box(40, 30, 700, 330)


def test_the_scale_of_counts_reaches_the_most_and_begins_at_zero() -> None:
    chart = Chart("test", CAPTION)
    scale = chart.counts(BOX, 17, "ties")
    assert Drawn(chart.drawn(BOX.bottom)).words() == ["ties", "0", "5", "10", "15", "20"]
    assert (scale.at(0), scale.at(20), scale.at(99)) == (BOX.bottom, BOX.top, BOX.top)


@pytest.mark.parametrize(("first", "last", "step"), [(1970, 1980, 1), (1900, 2019, 10)])
def test_years_are_labelled_as_often_as_there_is_room(first: int, last: int, step: int) -> None:
    assert round_years(first, last, 660) == list(range(first, last + 1, step))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(3, 3, "3"), (20, 25, "20–25"), (12_000, None, "≥\u200912\u2009000"), (None, 5, "≤\u20095")],
)
def test_a_range_says_its_bounds(low: float, high: float, said: str) -> None:
    assert range_text(low, high) == said
    assert range_text(None, None) == "–"


def test_what_is_possible_is_hatched() -> None:
    chart = Chart("test", CAPTION)
    chart.add(*(chart.bar(BOX, "#123456", certain=certain) for certain in (True, False)))
    drawn = Drawn(chart.drawn(BOX.bottom))
    ((solid,), (hatched,)) = drawn.groups("certain"), drawn.groups("possible")
    (pattern,) = drawn.root.iter(f"{SVG}pattern")
    assert solid.get("fill") == "#123456"
    assert hatched.get("fill") == f"url(#{pattern.get('id')})"


def test_a_long_legend_breaks_into_rows_and_shortens_what_is_too_long_for_one() -> None:
    chart = Chart("test", CAPTION, 300)
    for words in ("one", "two", "a name that is far too long for a chart of 300 pixels", ""):
        chart.key(words, dot("#123456"))
    drawn = Drawn(chart.drawn(100))
    assert len(drawn.groups("entry")) == 3
    assert drawn.words()[2].endswith("…")
    assert any(title.text.endswith("pixels") for title in drawn.root.iter(f"{SVG}title"))
    assert len({word.get("y") for word in drawn.root.iter(f"{SVG}text")}) == 2


def test_hostile_words_stay_words() -> None:
    chart = Chart("test", replace(CAPTION, title=HOSTILE, empty=HOSTILE))
    drawn = Drawn(chart.drawn_empty())
    assert drawn.words() == [HOSTILE.replace("\x00", "\ufffd")]
    assert "<script" not in drawn.text


def test_two_charts_of_a_page_have_different_ids() -> None:
    ids = [{e.get("id") for e in Drawn(Chart(kind, CAPTION).drawn_empty()).root} for kind in "ab"]
    assert ids[0] & ids[1] == {None}


def test_more_certain_than_possible_is_refused() -> None:
    with pytest.raises(ValueError, match="3 certain of 2 in '1974'"):
        Counted(3, 2, "1974")
