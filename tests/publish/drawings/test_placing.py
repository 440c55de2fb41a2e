"""Labels find room around their dots, near before far, and never over one another."""

from __future__ import annotations

from itertools import combinations

import pytest

from kizuna.publish.drawings.geometry import Box, cut_segment
from kizuna.publish.drawings.placing import Request, place
from kizuna.publish.drawings.room import Room

BOUNDS = Box(0, 0, 600, 400)
CROWD = [
    Request(f"r{index}", f"関西の市{index}", (200 + index * 9.0, 200 + index % 4 * 14.0), 4, 1, 12)
    for index in range(18)
]
LONE = Request("osaka", "Osaka", (300.0, 200.0), 4, 1, 12)


@pytest.fixture
def crowd():
    """The placed labels of a crowd of dots."""
    room = Room(BOUNDS)
    room.take(Box.about(request.spot, request.radius) for request in CROWD)
    return list(place(CROWD, room).values())


def test_labels_stand_apart_from_each_other(crowd):
    assert not [(a, b) for a, b in combinations(crowd, 2) if a.box.meets(b.box)]


def test_no_leader_runs_through_a_label(crowd):
    leaders = [label.leader for label in crowd if label.leader]
    assert leaders
    assert not [1 for leader in leaders for label in crowd if cut_segment(*leader, label.box)]


def test_a_lone_label_stands_right_of_its_dot_without_a_leader():
    placed = place([LONE], Room(BOUNDS))["osaka"]
    assert (placed.box.left, placed.leader, placed.ring) == (307.0, None, 0)


def test_a_label_moves_away_from_a_line():
    room = Room(BOUNDS)
    room.take_lines([[(300.0, 200.0), (500.0, 200.0)]])
    assert place([LONE], room)["osaka"].box.right < 300.0


def test_a_label_boxed_in_stands_far_with_a_leader():
    room = Room(BOUNDS)
    room.take([Box(250, 180, 290, 220), Box(310, 180, 350, 220)])
    room.take([Box(291, 180, 296, 220), Box(304, 180, 309, 220)])
    assert place([LONE], room)["osaka"].leader


def test_a_label_with_room_only_farther_out_than_asked_is_left_out():
    room = Room(BOUNDS)
    room.take([Box(230, 150, 296, 250), Box(304, 150, 370, 250)])
    assert place([LONE], room, farthest=2) == {}


def test_what_is_placed_is_taken_for_the_next():
    room = Room(BOUNDS)
    first = place([LONE], room)["osaka"]
    second = place([LONE], room)["osaka"]
    assert not first.box.meets(second.box)
