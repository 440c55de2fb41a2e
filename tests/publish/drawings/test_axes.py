"""Axes of bars: slots of equal width, round ticks, and as many years as have room."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.axes import axis, slots, year_labels
from kizuna.publish.drawings.geometry import Box

BOX = Box(40, 30, 700, 330)


def test_slots_share_the_width_from_edge_to_edge():
    held = slots(12, BOX)
    assert held[0][0] == BOX.left
    assert held[-1][0] + held[-1][1] == pytest.approx(BOX.right)


def test_the_scale_reaches_the_most_and_begins_at_zero():
    scale, marks = axis(BOX, 17, "ties")
    words = [mark.children[0] for mark in marks if mark.tag == "text"]
    assert words == ["ties", "0", "5", "10", "15", "20"]
    assert (scale.at(0), scale.at(20)) == (BOX.bottom, BOX.top)


@pytest.mark.parametrize(("first", "number", "step"), [(1970, 10, 1), (1900, 120, 10)])
def test_years_are_labelled_as_often_as_there_is_room(first, number, step):
    labels = year_labels(range(first, first + number), BOX)
    years = [int(str(label.children[0])) for label in labels]
    assert years == [y for y in range(first, first + number) if y % step == 0]
