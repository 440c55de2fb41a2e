"""Marks of groups differ in colour and in shape."""

from __future__ import annotations

from kizuna.publish.drawings.network import group_entry, group_mark
from kizuna.publish.drawings.palette import OTHERS, SERIES


def test_no_two_groups_share_a_colour_or_a_shape():
    marks = [group_mark(group, 0, 0, 5) for group in range(len(SERIES))]
    attributes = [dict(mark.attributes) for mark in marks]
    assert len({a["fill"] for a in attributes}) == len(SERIES)
    assert len({a.get("d", "circle") for a in attributes}) == len(SERIES)


def test_groups_past_the_last_colour_are_grey_circles():
    marks = [group_mark(group, 0, 0, 5) for group in (len(SERIES), 40)]
    assert {(mark.tag, dict(mark.attributes)["fill"]) for mark in marks} == {("circle", OTHERS)}


def test_shapes_look_about_as_large_as_the_circle():
    for group in range(1, len(SERIES)):
        path = dict(group_mark(group, 0, 0, 10).attributes)["d"]
        spots = [tuple(map(float, s.split())) for s in path.strip("MZ").split("L")]
        area = (
            abs(
                sum(
                    a[0] * b[1] - b[0] * a[1]
                    for a, b in zip(spots, spots[1:] + spots[:1], strict=True)
                )
            )
            / 2
        )
        assert 0.6 < area / 314 < 1.1, group


def test_the_legend_shows_the_same_mark():
    drawn = group_entry(3)(0, 0)
    assert dict(drawn.attributes)["fill"] == dict(group_mark(3, 0, 0, 5).attributes)["fill"]
