"""Tests of drawings made safe and unique inside a document."""

from __future__ import annotations

import pytest
from sample_notes import SVG, bars

from kizuna.errors import RenderError
from kizuna.publish.report.renderers.pictures import (
    MissingGlyphs,
    font_folders,
    inline_svg,
    missing_glyphs,
    pixels,
    printable_svg,
    svg_text,
    text_settings,
    warn_of_missing_glyphs,
)


def svg_of(inner: str, attributes: str = "") -> str:
    return f'<svg xmlns="{SVG}" width="100" height="50" {attributes}>{inner}</svg>'


def test_ids_and_references_to_them_get_the_prefix() -> None:
    markup = inline_svg(bars(["a"], [1]), "d1").markup
    assert 'id="d1-shade"' in markup
    assert 'fill="url(#d1-shade)"' in markup


def test_two_drawings_share_no_id() -> None:
    first, second = (inline_svg(bars(["a"], [1]), prefix).markup for prefix in ("d1", "d2"))
    assert "d1-" not in second
    assert "d2-" not in first


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<rect style="onload: alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert(1)</p></foreignObject>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<use href="https://evil.example/alert(1)#x"/>',
        '<image href="https://evil.example/alert(1).png"/>',
        '<rect fill="url(https://evil.example/alert(1)#x)"/>',
        "<style>@import 'https://evil.example/alert(1).css';</style>",
    ],
)
def test_nothing_in_a_drawing_can_run_or_load(inner: str) -> None:
    markup = inline_svg(svg_of(inner), "d1").markup
    assert "alert" not in markup
    assert "evil" not in markup


def test_a_style_sheet_reaches_only_inside_its_drawing() -> None:
    inline = inline_svg(svg_of('<style>.a{fill:red}</style><rect class="a"/>'), "d1")
    assert inline.styles == ("#d1{.d1-a{fill:red}}",)
    assert 'class="d1-a"' in inline.markup


def test_style_attributes_become_attributes() -> None:
    markup = inline_svg(svg_of('<rect style="fill:#555; stroke-width: 2"/>'), "d1").markup
    assert 'fill="#555"' in markup
    assert "style=" not in markup


def test_links_of_a_drawing_become_groups_that_keep_their_content() -> None:
    assert "Kobe" in inline_svg(svg_of('<a href="#x"><text>Kobe</text></a>'), "d1").markup


def test_claims_of_parts_are_kept() -> None:
    markup = inline_svg(svg_of('<g data-claims="ab cd"/>'), "d1").markup
    assert 'data-claims="ab cd"' in markup


@pytest.mark.parametrize("text", ["<p>no</p>", "not xml", f'<!DOCTYPE x><svg xmlns="{SVG}"/>'])
def test_what_is_not_svg_is_an_error_that_quotes_it(text: str) -> None:
    with pytest.raises(RenderError, match=text[:6]):
        inline_svg(text, "d1")


def test_the_text_of_a_drawing_is_what_it_shows() -> None:
    assert svg_text(svg_of("<title>no</title><text>Kobe <tspan>神戸</tspan></text>")) == (
        "Kobe 神戸神戸"
    )


def test_a_printed_drawing_uses_the_fonts_of_the_note() -> None:
    printed = printable_svg(svg_of('<text font-family="Comic Sans MS">x</text>'))
    assert "Comic" not in printed


def test_pixels_are_png_of_the_size_of_the_drawing() -> None:
    first, second = pixels([bars(["a"], [1]), svg_of("<rect/>")], "en")
    assert first.png.startswith(b"\x89PNG")
    assert (second.width, second.height) == (75, 37.5)


LANGUAGES = ["en", "ja", "zh-hans", "ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_folder_exists_and_holds_fonts(language: str) -> None:
    folders = font_folders(language)
    assert folders
    assert all(any(folder.glob("*.otf")) for folder in folders)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_all_four_languages_can_be_set_in_each(language: str) -> None:
    text = "Kōbe, Xī’ān «№ 5» — 神戸市、辽宁连云港苏州无锡贸易协会 Осака, Тяньцзинь; ¥ ≥ ½ → ↑"
    assert missing_glyphs(text, language) == set()


def test_a_character_of_no_font_is_found() -> None:
    assert missing_glyphs("Kobe \U0001f600 ᠮ", "en") == {"\U0001f600", "ᠮ"}


def test_characters_without_a_shape_are_never_missing() -> None:
    assert missing_glyphs("a\u200b\ufeff\u00ad b\n\t", "en") == set()


def test_the_warning_quotes_the_characters_and_their_numbers() -> None:
    with pytest.warns(MissingGlyphs, match=r"'ᠮ' \(U\+182E\)"):
        warn_of_missing_glyphs("ᠮ", "ja")


def test_chinese_text_is_set_with_the_forms_of_china() -> None:
    settings = text_settings("zh-Hans")
    assert (settings["lang"], settings["region"]) == ("zh", "cn")
