"""Widths of text are estimated, and what does not fit is shortened."""

from __future__ import annotations

from kizuna.publish.drawings.lettering import shorten, width


def test_a_han_character_is_as_wide_as_it_is_high():
    assert 12 <= width("大", 12) <= 13


def test_combining_marks_take_no_room():
    assert width("e\u0301", 12) == width("e", 12)


def test_text_that_fits_is_left_alone():
    assert shorten("大阪市", 12, 100) == "大阪市"


def test_text_that_does_not_fit_ends_in_an_ellipsis_and_fits():
    short = shorten("Санкт-Петербург и Осака", 12, 80)
    assert short.endswith("…")
    assert width(short, 12) <= 80


def test_at_least_one_character_is_kept():
    assert shorten("大阪市", 12, 1) == "大…"
