"""Fields side by side: a dot where a tie has a field, with its start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kizuna.publish.drawings.fields import FieldDot, FieldsLabels, draw_fields

LABELS = FieldsLabels(
    "Fields",
    "Fields of ties",
    "No field",
    ("Youth", "Medicine"),
    ("Osaka – Shanghai", "Kobe – Tianjin"),
    "Fields in all",
    ("2", "1"),
    "certain",
    "perhaps",
)
DOTS = [
    FieldDot(0, 0, True, "since 1974", "Osaka – Shanghai: youth", ("c1",)),
    FieldDot(1, 0, False, "", "Osaka – Shanghai: medicine", ("c2",)),
    FieldDot(0, 1, True, "", "Kobe – Tianjin: youth", ("c3",)),
]


def test_every_dot_has_its_title_and_claims(read):
    drawing = read(draw_fields(DOTS, LABELS))
    assert drawing.titles("has") == [dot.title for dot in DOTS]
    assert [g.get("data-claims") for g in drawing.groups("has")] == ["c1", "c2", "c3"]


def test_a_possible_field_is_a_hollow_dot(read):
    drawing = read(draw_fields(DOTS, LABELS))
    (possible,) = drawing.groups("has", "possible")
    certain = drawing.groups("has", "certain")[0]
    assert possible[1].get("fill") == "#ffffff"
    assert certain[1].get("fill") != "#ffffff"


def test_starts_fields_ties_and_sums_are_written(read):
    words = read(draw_fields(DOTS, LABELS)).words()
    assert {"since 1974", "Youth", "Medicine", "Osaka – Shanghai", "2", "1"} <= set(words)


def test_long_names_of_ties_are_broken_into_lines_and_stay_inside(read):
    names = tuple(f"The Prefecture of Somewhere {n} – The Province of Elsewhere" for n in range(6))
    labels = replace(LABELS, ties=names, sums=("1",) * 6)
    drawing = read(draw_fields(DOTS, labels))
    assert drawing.outside() == []
    assert len(drawing.groups("tie")) > len(names)


def test_the_same_input_gives_the_same_bytes():
    assert draw_fields(DOTS, LABELS) == draw_fields(DOTS, LABELS)


def test_no_dot_gives_a_drawing_that_says_so(read):
    assert read(draw_fields([], LABELS)).words() == ["No field"]


def test_a_dot_outside_is_refused():
    with pytest.raises(ValueError, match="row 9, column 0"):
        draw_fields([replace(DOTS[0], row=9)], LABELS)
