"""Tests of drawings made fit for print."""

from __future__ import annotations

from sample_notes import SVG, bars

from kizuna.publish.report.renderers.pictures import pixels, printable_svg, svg_text


def svg_of(inner: str, attributes: str = "") -> str:
    return f'<svg xmlns="{SVG}" width="100" height="50" {attributes}>{inner}</svg>'


def test_the_text_of_a_drawing_is_what_it_shows() -> None:
    assert svg_text(svg_of("<title>no</title><text>Kobe <tspan>神戸</tspan></text>")) == (
        "Kobe 神戸"
    )


def test_a_printed_drawing_uses_the_fonts_of_the_note() -> None:
    printed = printable_svg(svg_of('<text font-family="Comic Sans MS">x</text>'))
    assert "Comic" not in printed


def test_pixels_are_png_of_the_size_of_the_drawing() -> None:
    first, second = pixels([bars(["a"], [1]), svg_of("<rect/>")], "en")
    assert first.png.startswith(b"\x89PNG")
    assert (second.width, second.height) == (75, 37.5)


def test_the_same_drawing_gives_the_same_pixels() -> None:
    assert pixels([bars(["神戸"], [1])], "ja") == pixels([bars(["神戸"], [1])], "ja")
