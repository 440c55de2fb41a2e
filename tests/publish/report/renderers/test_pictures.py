"""Tests of drawings made fit for print."""

from __future__ import annotations

import struct

import pytest

from kizuna.publish.report.renderers.pictures import (
    missing_glyphs,
    pixels,
    svg_text,
)
from publish.report.renderers.sample_notes import SVG, bars


def svg_of(inner: str, attributes: str = "") -> str:
    return f'<svg xmlns="{SVG}" width="100" height="50" {attributes}>{inner}</svg>'


def test_the_text_of_a_drawing_is_what_it_shows() -> None:
    assert svg_text(svg_of("<title>no</title><text>Kobe <tspan>神戸</tspan></text>")) == (
        "Kobe 神戸"
    )


def test_pixels_are_png_of_the_size_of_the_drawing() -> None:
    first, second = pixels([bars("a"), svg_of("<rect/>")], "en")
    assert first.startswith(b"\x89PNG")
    assert struct.unpack(">II", second[16:24]) == (round(75 / 72 * 220), round(37.5 / 72 * 220))


LANGUAGES = ["en", "ja", "zh-hans", "ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_all_four_languages_can_be_set_in_each(language: str) -> None:
    text = "Kōbe, Xī’ān «№ 5» — 神戸市、辽宁连云港苏州无锡贸易协会 Осака, Тяньцзинь; ¥ ≥ ½ → ↑"
    assert missing_glyphs(text, language) == set()


def test_a_character_of_no_font_is_found() -> None:
    assert missing_glyphs("Kobe \U0001f600 ᠮ", "en") == {"\U0001f600", "ᠮ"}


def test_characters_without_a_shape_are_never_missing() -> None:
    assert missing_glyphs("a\u200b\ufeff\u00ad b\n\t", "en") == set()
