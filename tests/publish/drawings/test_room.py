"""A room knows what is free: dots, labels and leaders are never covered, lines are counted."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.geometry import Box
from kizuna.publish.drawings.room import Room

BOX = Box(100, 100, 160, 112)


@pytest.fixture
def room():
    return Room(Box(0, 0, 600, 400))


def test_an_empty_room_has_space_within_its_bounds(room):
    assert room.fits(BOX)
    assert not room.fits(Box(-1, 100, 60, 112))


def test_a_label_does_not_fit_over_what_is_taken(room):
    room.take([Box(150, 105, 156, 111)])
    assert not room.fits(BOX)


def test_a_large_box_is_taken_in_its_middle_too(room):
    room.take([Box(20, 20, 500, 380)])
    assert not room.fits(BOX)


def test_a_label_keeps_apart_from_a_label_beside_it(room):
    room.take_label(Box(162, 100, 200, 112), None)
    assert not room.fits(BOX)
    assert room.fits(Box(100, 113, 160, 125))


def test_a_label_does_not_fit_over_a_leader(room):
    room.take_label(Box(300, 300, 340, 312), ((50.0, 50.0), (240.0, 190.0)))
    assert not room.fits(BOX)


def test_a_leader_is_not_clear_through_a_box_unless_it_is_of_its_own_dot(room):
    room.take([BOX])
    leader = ((110.0, 106.0), (110.0, 150.0))
    assert not room.is_clear(leader, own=(50.0, 50.0))
    assert room.is_clear(leader, own=(110.0, 106.0))


def test_a_leader_is_not_clear_across_another(room):
    room.take_label(Box(300, 300, 340, 312), ((50.0, 50.0), (240.0, 190.0)))
    assert not room.is_clear(((240.0, 50.0), (50.0, 190.0)), own=(240.0, 50.0))


def test_lines_are_counted_where_a_box_would_cover_them(room):
    room.take_lines([[(0.0, 106.0), (600.0, 106.0)]])
    assert room.crossings(BOX) == 11
    assert room.crossings(Box(100, 200, 160, 212)) == 0


def test_a_line_left_of_the_drawing_is_not_counted(room):
    room.take_lines([[(-40.0, 106.0), (-8.0, 106.0)]])
    assert room.crossings(Box(-60, 100, 30, 112)) == 0
