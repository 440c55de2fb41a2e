"""Bars of ties by year show certain and possible counts apart."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.bars import BarsLabels, YearCount, draw_ties_by_year

LABELS = BarsLabels(
    "Ties", "Ties by year", "No tie is recorded", "in all", "begun", "certain", "possible"
)
COUNTS = [
    YearCount(1973, 1, 1, "1973: one tie", ("c1",)),
    YearCount(1975, 2, 3, "1975: two or three ties", ("c2", "c3")),
    YearCount(1980, 0, 1, "1980: perhaps a tie"),
]


def test_every_year_with_a_tie_appears_with_its_title_and_claims(read):
    drawing = read(draw_ties_by_year(COUNTS, LABELS))
    assert drawing.titles("year") == [count.title for count in COUNTS]
    assert drawing.groups("year")[1].get("data-claims") == "c2 c3"


def test_a_year_without_a_title_says_its_count(read):
    assert read(draw_ties_by_year([YearCount(1974, 1, 3)], LABELS)).titles("year") == ["1974: 1–3"]


def test_the_possible_part_is_hatched_on_top_of_the_certain_one(read):
    group = read(draw_ties_by_year(COUNTS, LABELS)).groups("year")[1]
    possible, certain = group[1], group[2]
    assert (possible.get("class"), certain.get("class")) == ("possible", "certain")
    assert possible.get("fill").startswith("url(#")
    bottom = float(possible.get("y")) + float(possible.get("height"))
    assert bottom == pytest.approx(float(certain.get("y")), abs=0.02)


def test_a_year_that_is_only_possible_has_no_solid_bar(read):
    group = read(draw_ties_by_year(COUNTS, LABELS)).groups("year")[2]
    assert [child.get("class") for child in group[1:]] == ["possible", None]


def test_the_running_total_ends_at_the_sums(read):
    (last,) = read(draw_ties_by_year(COUNTS, LABELS)).groups("last")
    assert last.text == "3–5"


def test_a_given_total_goes_before_the_sum(read):
    counts = [YearCount(1980, 0, 1, total=(0, 1)), YearCount(1981, 0, 1, total=(1, 1))]
    (last,) = read(draw_ties_by_year(counts, LABELS)).groups("last")
    assert last.text == "1"


def test_nothing_is_drawn_outside_of_the_view(read):
    many = [YearCount(year, year % 9, year % 9 + year % 2) for year in range(1900, 2027)]
    assert read(draw_ties_by_year(many, LABELS)).outside() == []
    assert read(draw_ties_by_year(COUNTS, LABELS, (300, 200))).outside() == []


def test_a_hostile_label_stays_a_label(read, hostile):
    drawing = read(draw_ties_by_year([YearCount(1974, 1, 1, hostile)], LABELS))
    assert drawing.titles("year") == [hostile.replace("\x00", "\ufffd")]


def test_the_same_input_gives_the_same_bytes():
    assert draw_ties_by_year(COUNTS, LABELS) == draw_ties_by_year(COUNTS, LABELS)


def test_no_count_gives_a_drawing_that_says_so(read):
    assert read(draw_ties_by_year([], LABELS)).words() == ["No tie is recorded"]


def test_a_year_given_twice_is_refused():
    with pytest.raises(ValueError, match="1974, 1974"):
        draw_ties_by_year([YearCount(1974, 1, 1), YearCount(1974, 0, 1)], LABELS)


def test_more_certain_than_possible_ties_are_refused():
    with pytest.raises(ValueError, match="2 certain of 1 in 1974"):
        draw_ties_by_year([YearCount(1974, 2, 1)], LABELS)
