"""Tests of drawings made fit for print."""

from __future__ import annotations

import struct

import pytest

from kizuna.publish.report.renderers.pictures import (
    MissingGlyphs,
    missing_glyphs,
    pixels,
    svg_text,
)
from publish.report.renderers.sample_notes import LANGUAGES, SVG, bars


def svg_of(inner: str, attributes: str = "") -> str:
    return f'<svg xmlns="{SVG}" width="100" height="50" {attributes}>{inner}</svg>'


def test_pixels_are_png_of_the_size_of_the_drawing_whose_text_is_what_it_shows() -> None:
    drawing = svg_of("<title>no</title><text>Kobe <tspan>神戸</tspan></text>")
    assert svg_text(drawing) == "Kobe 神戸"
    first, second = pixels([bars("a"), svg_of("<rect/>")], "en")
    assert first.startswith(b"\x89PNG")
    assert struct.unpack(">II", second[16:24]) == (round(75 / 72 * 220), round(37.5 / 72 * 220))


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_all_four_languages_can_be_set_in_each(language) -> None:
    text = "Kōbe, Xī’ān «№ 5» — 神戸市、辽宁连云港苏州无锡贸易协会 Осака, Тяньцзинь; ¥ ≥ ½ → ↑"
    assert missing_glyphs(text, language) == set()


def test_characters_of_no_font_are_found_also_those_that_no_error_can_print() -> None:
    missing = {"\U0001f600", "ᠮ", "\u0378", "\u0f71"}
    with pytest.warns(MissingGlyphs):
        assert missing_glyphs(f"Kobe {' '.join(missing)}", "en") == missing
    assert missing_glyphs("a\u200b\ufeff\u00ad b\n\t", "en") == set()  # these have no shape
