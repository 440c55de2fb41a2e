"""The grammar of charts: round scales, bars that are certain or possible, and a legend
that breaks into rows.
"""

from __future__ import annotations

from functools import partial
from itertools import combinations, pairwise
from math import dist

import numpy as np
import pytest

from kizuna.publish.charts.plot import dot, range_text, round_years
from kizuna.publish.charts.svg import (
    ELLIPSIS,
    GREY,
    PAPER,
    SERIES,
    Box,
    heat,
    rect,
    text,
    width,
    wrapped,
)

from .conftest import SVG, Drawn, chart

BOX = Box(40, 30, 700, 330)


def test_the_scale_of_counts_reaches_the_most_and_begins_at_zero() -> None:
    held = chart()
    scale = held.counts(BOX, 17, "years-axis")
    assert Drawn(held.drawing(()).svg).words()[1:] == ["0", "5", "10", "15", "20"]
    assert (scale.at(0), scale.at(20), scale.at(99)) == (BOX.bottom, BOX.top, BOX.top)


def test_years_are_labelled_as_often_as_there_is_room_and_a_range_says_its_bounds() -> (
    None
):
    for first, last, step in ((1970, 1980, 1), (1900, 2019, 10)):
        assert round_years(first, last, 660) == list(range(first, last + 1, step))
    ranges = [(3, 3), (20, 25), (12_000, None), (None, 5), (None, None)]
    said = ["3", "20–25", "≥\u200912\u2009000", "≤\u20095", "–"]
    assert [range_text(*bounds) for bounds in ranges] == said


def test_a_long_legend_breaks_into_rows_and_shortens_what_is_too_long_for_one() -> None:
    held = chart(wide=300)
    held.add(rect(BOX, PAPER))
    for words in (
        "one",
        "two",
        "a name that is far too long for a chart of 300 pixels",
    ):
        held.key(words, partial(dot, "#123456"))
    drawn = Drawn(held.drawing(()).svg)
    assert len(drawn.groups("entry")) == 3
    assert drawn.words()[2].endswith("…")
    assert any(
        title.text.endswith("pixels") for title in drawn.root.iter(f"{SVG}title")
    )
    assert len({word.get("y") for word in drawn.root.iter(f"{SVG}text")}) == 2


def test_hostile_words_stay_words_and_a_document_refers_to_nothing_outside_of_itself() -> (
    None
):
    hostile = 'Köln </text><script>alert("1")</script> & \x00 "\''
    held = chart("timeline", tie=hostile, count=1)
    held.add(text(hostile, (0, 0)))
    drawn, other = Drawn(held.drawing(()).svg), Drawn(chart().drawing(()).svg)
    assert drawn.words() == [hostile.replace("\x00", "\ufffd")]
    assert not any(word in drawn.text for word in ("<script", "href", "<style"))
    assert drawn.text.count("http") == 1
    one, two = ({e.get("id") for e in held.root} for held in (drawn, other))
    assert one & two == {None}  # each has ids of its own


@pytest.mark.parametrize(
    "words",
    [
        "A remark of many words that goes on " * 6,
        "長い注記は、どこででも改行できる。" * 9,
        "",
    ],
)
def test_wrapped_lines_fit_hold_every_word_and_never_begin_with_a_stop(words) -> None:
    lines = wrapped(words, 12, 200)
    assert all(
        width(line, 12) <= 200 and line[:1] not in ("。", "、") for line in lines
    )
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    (line,) = wrapped("Санкт-Петербург" * 20, 12, 100)
    assert (line[-1], width(line, 12) <= 100) == (ELLIPSIS, True)


# How dichromats see linear RGB, after Viénot, Brettel and Mollon (1999).
_SIGHTS = {
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
# CIE XYZ of linear RGB, shares of the white D65, and CIE 1976 L*a*b* of their roots
_XYZ = np.array(
    [(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)]
)
_LAB = np.array([(0, 116, 0), (500, -500, 0), (0, 200, -200)])


def _linear(colour: str) -> np.ndarray:
    shares = np.array([*bytes.fromhex(colour[1:])]) / 255
    return np.where(
        shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4
    )


def _seen(colour: str, sight: str) -> np.ndarray:
    """How a colour is seen, as L*a*b* without the constant."""
    shares = _XYZ @ np.array(_SIGHTS[sight]) @ _linear(colour) / (0.95047, 1, 1.08883)
    linear = 7.787 * np.maximum(shares, 0) + 16 / 116
    return _LAB @ np.where(shares > 0.008856, np.cbrt(shares), linear)


@pytest.mark.parametrize("sight", sorted(_SIGHTS))
def test_series_are_told_apart_with_any_common_sight_side_by_side_the_most(
    sight,
) -> None:
    seen = [_seen(colour, sight) for colour in (*SERIES, GREY)]
    assert min(dist(*pair) for pair in pairwise(seen)) > 35
    assert min(dist(*pair) for pair in combinations(seen, 2)) > 17


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours by their relative luminance, as WCAG 2 defines
    both.
    """
    low, high = sorted(float(_XYZ[1] @ _linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_every_series_stands_out_from_paper_and_a_heat_table_darkens_and_can_be_read() -> (
    None
):
    assert min(_contrast(colour, PAPER) for colour in (*SERIES, GREY)) > 2.2
    shades = [heat(share / 100) for share in range(101)]
    lights = [_contrast(shade, "#000000") for shade, _ in shades]
    assert lights == sorted(lights, reverse=True)
    assert min(_contrast(shade, ink) for shade, ink in shades) >= 4.5
