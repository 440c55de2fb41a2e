"""Stacked years show whom the ties of a year are with, the possible ones hatched on top."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kizuna.publish.drawings.stacks import Slice, StackLabels, draw_stacked_years

LABELS = StackLabels(
    "Ties", "Ties by year", "No tie is dated", "formed", ("China", "France"), "possible"
)
SLICES = [
    Slice(1974, 0, 2, 2, "1974, China: 2", ("c1", "c2")),
    Slice(1974, 1, 1, 2, "1974, France: 1, possibly 2", ("c3",)),
    Slice(1980, 1, 0, 1, "1980, France: 0, possibly 1", ties=("tie/a",)),
]


def _heights(drawing, class_):
    return sum(float(r.get("height")) for r in drawing.groups(class_) if r.tag.endswith("rect"))


def test_every_slice_has_its_title_and_what_it_rests_on(read):
    drawing = read(draw_stacked_years(SLICES, LABELS))
    assert drawing.titles("slice") == [piece.title for piece in SLICES]
    grounds = [(g.get("data-claims"), g.get("data-ties")) for g in drawing.groups("slice")]
    assert grounds == [("c1 c2", None), ("c3", None), (None, "tie/a")]


def test_the_possible_part_is_hatched_and_stands_on_all_that_is_certain(read):
    drawing = read(draw_stacked_years(SLICES, LABELS))
    solid = [r for g in drawing.groups("slice")[:2] for r in g if r.get("class") == "certain"]
    hatched = drawing.groups("slice")[1][-1]
    assert hatched.get("fill").startswith("url(#")
    bottom = float(hatched.get("y")) + float(hatched.get("height"))
    assert bottom == pytest.approx(min(float(r.get("y")) for r in solid), abs=0.05)


def test_heights_are_in_proportion_to_the_counts(read):
    drawing = read(draw_stacked_years(SLICES, LABELS))
    assert _heights(drawing, "certain") == pytest.approx(
        _heights(drawing, "possible") * 3 / 2, abs=0.1
    )


def test_a_year_says_its_sum(read):
    sums = [g.text for g in read(draw_stacked_years(SLICES, LABELS)).groups("sum")]
    assert sums == ["3–4", "0–1"]


def test_the_legend_names_the_series_that_are_drawn_alone(read):
    words = read(draw_stacked_years(SLICES[:1], LABELS)).words()
    assert "China" in words
    assert "France" not in words
    assert "possible" not in words


def test_nothing_is_drawn_outside_of_the_view(read):
    many = [Slice(year, year % 2, year % 5, year % 5 + 1, str(year)) for year in range(1890, 2027)]
    assert read(draw_stacked_years(many, LABELS)).outside() == []
    assert read(draw_stacked_years(SLICES, LABELS, (320, 200))).outside() == []


def test_the_same_input_gives_the_same_bytes():
    assert draw_stacked_years(SLICES, LABELS) == draw_stacked_years(SLICES, LABELS)


def test_hostile_words_stay_words(read, hostile):
    drawing = read(draw_stacked_years([replace(SLICES[0], title=hostile)], LABELS))
    assert drawing.titles("slice") == [hostile.replace("\x00", "\ufffd")]


def test_no_slice_gives_a_drawing_that_says_so(read):
    assert read(draw_stacked_years([], LABELS)).words() == ["No tie is dated"]


def test_counts_out_of_order_and_series_without_a_label_are_refused():
    with pytest.raises(ValueError, match="3 certain of 2 in 1974"):
        draw_stacked_years([replace(SLICES[0], certain=3)], LABELS)
    with pytest.raises(ValueError, match="series 7 has no label"):
        draw_stacked_years([replace(SLICES[0], series=7)], LABELS)
