"""The grammar of charts: round scales, bars that are certain or possible, and a legend that breaks into rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from math import dist

import pytest

from kizuna.publish.charts import svg
from kizuna.publish.charts.chart import Chart, dot, range_text, round_years
from kizuna.publish.charts.svg import (
    ELLIPSIS,
    GREY,
    PAPER,
    SERIES,
    Box,
    heat,
    width,
    wrapped,
)

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
        chart.key(words, partial(dot, "#123456"))
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


@pytest.mark.parametrize(
    "words",
    ["A remark of many words that goes on " * 6, "長い注記は、どこででも改行できる。" * 9, ""],
)
def test_wrapped_lines_fit_hold_every_word_and_never_begin_with_a_stop(words):
    lines = wrapped(words, 12, 200)
    assert all(width(line, 12) <= 200 and line[:1] not in ("。", "、") for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_word_too_long_for_a_line_ends_in_an_ellipsis_and_fits():
    (line,) = wrapped("Санкт-Петербург" * 20, 12, 100)
    assert line.endswith(ELLIPSIS)
    assert width(line, 12) <= 100


def test_a_document_refers_to_nothing_outside_of_itself():
    text = svg.document("map", (100, 50), ("Name", "", "ja"), "p", [])
    assert "href" not in text
    assert "<style" not in text
    assert text.count("http") == 1


# How dichromats see linear RGB, after Viénot, Brettel and Mollon (1999).
_SIGHTS = {
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def _linear(colour: str) -> list[float]:
    shares = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def _lab(linear: list[float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* under D65."""
    r, g, b = linear
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * max(t, 0) + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour: str, sight: str) -> tuple[float, float, float]:
    linear = _linear(colour)
    turned = [sum(w * c for w, c in zip(row, linear, strict=True)) for row in _SIGHTS[sight]]
    return _lab(turned)


@pytest.mark.parametrize("sight", sorted(_SIGHTS))
@pytest.mark.parametrize(("chosen", "least"), [(pairwise, 35), (partial(combinations, r=2), 17)])
def test_series_are_told_apart_with_any_common_sight_side_by_side_the_most(chosen, least, sight):
    for one, other in chosen((*SERIES, GREY)):
        assert dist(_seen(one, sight), _seen(other, sight)) > least, (one, other)


def _luminance(colour: str) -> float:
    """The relative luminance, as WCAG 2 defines it."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_every_series_stands_out_from_paper():
    assert min(_contrast(colour, PAPER) for colour in (*SERIES, GREY)) > 2.2


def test_a_heat_table_grows_darker_and_what_is_written_on_it_can_be_read():
    shades = [heat(share / 100) for share in range(101)]
    lights = [_luminance(shade) for shade, _ in shades]
    assert lights == sorted(lights, reverse=True)
    assert min(_contrast(shade, ink) for shade, ink in shades) >= 4.5
