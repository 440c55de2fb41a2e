"""Colours can be told apart by everybody, and what is written on them can be read."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

import pytest

from kizuna.publish.charts.svg import GREY, PAPER, SERIES, heat, series_colour

# How dichromats see linear RGB, after Viénot, Brettel and Mollon (1999).
_SIGHTS = {
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def _linear(colour: str) -> list[float]:
    shares = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def _lab(linear: list[float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* under D65."""
    r, g, b = linear
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * max(t, 0) + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour: str, sight: str) -> tuple[float, float, float]:
    linear = _linear(colour)
    turned = [sum(w * c for w, c in zip(row, linear, strict=True)) for row in _SIGHTS[sight]]
    return _lab(turned)


@pytest.mark.parametrize("sight", sorted(_SIGHTS))
def test_series_side_by_side_are_told_apart_with_any_common_sight(sight):
    for one, other in pairwise((*SERIES, GREY)):
        assert dist(_seen(one, sight), _seen(other, sight)) > 35, (one, other)


@pytest.mark.parametrize("sight", sorted(_SIGHTS))
def test_any_two_series_are_told_apart_with_any_common_sight(sight):
    for one, other in combinations((*SERIES, GREY), 2):
        assert dist(_seen(one, sight), _seen(other, sight)) > 17, (one, other)


def test_every_series_stands_out_from_paper():
    assert min(_contrast(colour, PAPER) for colour in (*SERIES, GREY)) > 2.2


def test_series_past_the_last_share_one_grey():
    assert series_colour(len(SERIES)) == series_colour(99) == GREY


def _luminance(colour: str) -> float:
    """The relative luminance, as WCAG 2 defines it."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_a_heat_table_grows_darker_and_what_is_written_on_it_can_be_read():
    shades = [heat(share / 100) for share in range(101)]
    lights = [_luminance(shade) for shade, _ in shades]
    assert lights == sorted(lights, reverse=True)
    assert min(_contrast(shade, ink) for shade, ink in shades) >= 4.5
