"""Tests of drawings made safe and unique inside a document."""

from __future__ import annotations

import pytest
from sample_notes import SVG, bars

from kizuna.errors import RenderError
from kizuna.publish.report.renderers.pictures import inline_svg, pixels, printable_svg, svg_text


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
