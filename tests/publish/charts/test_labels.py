"""Labels find room around their dots, near before far, and never over one another."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kizuna.publish.charts.labels import Request, Room, place, place_all
from kizuna.publish.charts.svg import Box, cut_line

BOUNDS = Box(0, 0, 600, 400)
CROWD = [
    Request(
        f"r{index}",
        f"関西の市{index}",
        (200 + index * 9.0, 200 + index % 4 * 14.0),
        4,
        1,
        12,
    )
    for index in range(18)
]
LONE = Request("osaka", "Osaka", (300.0, 200.0), 4, 1, 12)


def dots(requests: list[Request]) -> list[Box]:
    return [
        Box(*request.spot, *request.spot).grown(request.radius) for request in requests
    ]


def meet(a: Box, b: Box) -> bool:
    return (
        a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
    )


def test_labels_and_leaders_of_a_crowd_stand_apart_from_each_other_and_from_all_dots() -> (
    None
):
    room = Room(BOUNDS)
    room.take(dots(CROWD))
    crowd = list(place(CROWD, room).values())
    assert len(crowd) > 12
    labels = [label.box for label in crowd]
    pairs = combinations([*labels, *dots(CROWD)], 2)
    assert not [1 for a, b in pairs if meet(a, b) and a in labels]
    leaders = [(label.request, label.leader) for label in crowd if label.leader]
    assert leaders
    for request, line in leaders:
        others = dots([other for other in CROWD if other is not request])
        assert not [1 for box in (*labels, *others) if cut_line(np.array(line), box)]


@pytest.mark.parametrize("spot", [(3.0, 3.0), (598.0, 200.0), (300.0, 398.0)])
def test_a_label_at_the_edge_stays_inside(spot) -> None:
    box = place([Request("edge", "Edge", spot, 4, 1)], Room(BOUNDS))["edge"].box
    assert Box.around([BOUNDS[:2], BOUNDS[2:], box[:2], box[2:]]) == BOUNDS


def test_a_label_moves_away_from_a_line_and_is_left_out_without_room_as_near_as_asked() -> (
    None
):
    room = Room(BOUNDS, [[(300.0, 200.0), (500.0, 200.0)]])
    assert place([LONE], room)["osaka"].box.right < 300.0
    room = Room(BOUNDS)
    room.take([Box(230, 150, 296, 250), Box(304, 150, 370, 250)])
    assert place([LONE], room, farthest=2) == {}


def test_a_label_without_room_anywhere_shows_a_number_inside_of_the_bounds() -> None:
    room = Room(BOUNDS)
    room.take([BOUNDS._replace(left=-9)])
    placed, numbers = place_all([LONE], room, after=3)
    assert numbers == {"osaka": 4}
    assert [label.request.words for label in placed] == ["4"]
    assert Box.around([BOUNDS[:2], BOUNDS[2:], placed[0].box.centre]) == BOUNDS
