"""Widths of text are estimated, and what does not fit is shortened."""

from __future__ import annotations

import pytest

from kizuna.publish.charts.svg import ELLIPSIS, shorten, width, wrapped


def test_a_han_character_is_as_wide_as_it_is_high():
    assert 12 <= width("大", 12) <= 13


def test_text_that_fits_is_left_alone():
    assert shorten("大阪市", 12, 100) == "大阪市"


def test_text_that_does_not_fit_ends_in_an_ellipsis_and_fits():
    short = shorten("Санкт-Петербург и Осака", 12, 80)
    assert short.endswith("…")
    assert width(short, 12) <= 80


def test_at_least_one_character_is_kept():
    assert shorten("大阪市", 12, 1) == "大…"


@pytest.mark.parametrize(
    "words",
    [
        "A remark of many words that goes on " * 6,
        "長い注記はどこででも改行できる。" * 9,
        "",
    ],
)
def test_wrapped_lines_fit_and_hold_every_word(words):
    lines = wrapped(words, 12, 200)
    assert all(width(line, 12) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_stop_never_begins_a_line():
    assert all(line[:1] not in "。、" for line in wrapped("注記、改行。" * 40, 12, 130) if line)


def test_a_word_too_long_for_a_line_is_shortened():
    (line,) = wrapped("x" * 200, 12, 100)
    assert line.endswith(ELLIPSIS)
