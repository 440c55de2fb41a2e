"""A picture that stands alone has its title above and its remarks beneath the drawing."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.bars import BarsLabels, YearCount, draw_ties_by_year
from kizuna.publish.drawings.framing import Heading, framed

LABELS = BarsLabels("Ties", "By year", "None", "in all", "begun", "certain", "possible")
DRAWING = draw_ties_by_year([YearCount(1974, 1, 1)], LABELS)
HEADING = Heading("Ties by year", "25 ties", "Bars", ("One is not drawn.", "Another remark."), "en")


def test_title_subtitle_and_remarks_stand_in_order_around_the_drawing(read):
    words = read(framed(DRAWING, HEADING)).words()
    assert words[:2] == ["Ties by year", "25 ties"]
    assert words[-2:] == ["One is not drawn.", "Another remark."]


def test_the_drawing_is_inside_as_it_was(read):
    assert DRAWING in framed(DRAWING, HEADING)
    inner, outer = read(DRAWING).size, read(framed(DRAWING, HEADING)).size
    assert outer[0] > inner[0]
    assert outer[1] > inner[1]


def test_a_reader_of_the_screen_hears_title_and_description(read):
    root = read(framed(DRAWING, HEADING)).root
    named = {part.get("id"): part.text for part in root[:2]}
    said = [named[ident] for ident in root.get("aria-labelledby").split()]
    assert (root.get("role"), said) == ("img", ["Ties by year", "Bars"])


def test_long_remarks_are_broken_into_lines(read):
    long = Heading("T", "", "", ("A remark that goes on and on. " * 20, "長い注記。" * 60))
    drawing = read(framed(DRAWING, long))
    assert len(drawing.groups("remark")) > 6
    assert "".join(g.text for g in drawing.groups("remark")).count("。") == 60


def test_hostile_words_stay_words(read, hostile):
    drawing = read(framed(DRAWING, Heading(hostile, "", "", ())))
    assert drawing.groups("title")[0].text == hostile.replace("\x00", "\ufffd")


def test_what_is_no_drawing_is_refused():
    with pytest.raises(ValueError, match="<p>"):
        framed("<p>", HEADING)
