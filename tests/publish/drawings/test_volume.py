"""Volumes of exchange go out to the right and in to the left, and keep their ranges."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.volume import VolumeLabels, VolumeRow, draw_volume

LABELS = VolumeLabels(
    "Volume", "Exchange", "No exchange is recorded", "大阪 → 上海", "上海 → 大阪", "least", "most"
)
EXPERTS = VolumeRow(
    "港湾技術者", 12, 12, 20, 25, "人", "12 sent", "20 to 25 came", ("c1",), ("c2",)
)
SHIP = VolumeRow("青年の船", 400, None, None, None, "人")
DELEGATIONS = VolumeRow("代表団", 3, 5, None, 4, "代表団")


def test_every_row_appears_with_its_label(read):
    drawing = read(draw_volume([EXPERTS, SHIP, DELEGATIONS], LABELS))
    assert sorted(drawing.titles("row")) == sorted(["港湾技術者", "青年の船", "代表団"])


def test_each_direction_carries_its_title_and_claims(read):
    drawing = read(draw_volume([EXPERTS], LABELS))
    (out,) = [group for group in drawing.groups("out") if group.get("data-claims")]
    (in_,) = [group for group in drawing.groups("in") if group.get("data-claims")]
    assert (out[0].text, out.get("data-claims")) == ("12 sent", "c1")
    assert (in_[0].text, in_.get("data-claims")) == ("20 to 25 came", "c2")


def test_out_lies_right_of_in(read):
    drawing = read(draw_volume([VolumeRow("row", 5, 5, 5, 5, "persons")], LABELS))
    left, right = (float(bar.get("x")) for bar in drawing.groups("certain"))
    assert left < right


def test_a_range_is_solid_to_its_least_and_hatched_to_its_most(read):
    drawing = read(draw_volume([DELEGATIONS], LABELS))
    certain, possible = drawing.groups("certain"), drawing.groups("possible")
    assert len(certain) == 1
    assert [bar.get("fill").startswith("url(#") for bar in possible] == [True, True]


def test_or_more_ends_in_an_arrow_and_says_so(read):
    drawing = read(draw_volume([SHIP], LABELS))
    assert len(drawing.groups("open")) == 1
    assert "≥\u2009400" in drawing.words()


def test_nothing_recorded_is_not_zero(read):
    nothing = read(draw_volume([SHIP], LABELS)).words()
    zero = read(draw_volume([VolumeRow("青年の船", 400, None, 0, 0, "人")], LABELS)).words()
    assert "–" in nothing
    assert "–" not in zero


def test_each_unit_has_its_own_heading(read):
    drawing = read(draw_volume([EXPERTS, DELEGATIONS, SHIP], LABELS))
    assert [unit.text for unit in drawing.groups("unit")] == ["人", "代表団"]


def test_rows_without_any_number_are_drawn(read):
    drawing = read(draw_volume([VolumeRow("row", None, None, None, None, "persons")], LABELS))
    assert drawing.titles("row") == ["row"]


def test_nothing_is_drawn_outside_of_the_view(read):
    large = VolumeRow("Специалисты " * 12, 10_000, 25_000_000, 1, None, "человек")
    for width in (760, 420):
        assert read(draw_volume([EXPERTS, SHIP, large, DELEGATIONS], LABELS, width)).outside() == []


def test_a_hostile_label_stays_a_label(read, hostile):
    drawing = read(draw_volume([VolumeRow(hostile, 1, 1, 1, 1, hostile)], LABELS))
    assert "<script" not in drawing.text
    assert drawing.titles("row") == [hostile.replace("\x00", "\ufffd")]


def test_the_same_input_gives_the_same_bytes():
    assert draw_volume([EXPERTS, SHIP], LABELS) == draw_volume([EXPERTS, SHIP], LABELS)


def test_no_row_gives_a_drawing_that_says_so(read):
    assert read(draw_volume([], LABELS)).words() == ["No exchange is recorded"]


@pytest.mark.parametrize("bounds", [(5, 3), (-1, 4)])
def test_an_impossible_range_is_refused(bounds):
    with pytest.raises(ValueError, match="'row'"):
        draw_volume([VolumeRow("row", *bounds, None, None, "persons")], LABELS)
