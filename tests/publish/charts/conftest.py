"""Scopes of small registers and of the built-in one, and charts read as SVG."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from builders import DAY, Claims, claim, government, register, tie
from kizuna.analysis.scope import Scope, scope_of
from kizuna.claims.claim import Claim
from kizuna.publish.charts.plot import Chart, picture, words_of
from kizuna.publish.document import Drawing
from kizuna.register.places import side
from subjects import built_in

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Drawn:
    """A chart, or the picture of one; parsing fails on anything that is not well-formed
    XML.
    """

    def __init__(self, drawn: str | Drawing) -> None:
        self.text = drawn if isinstance(drawn, str) else picture(drawn)
        self.root = ElementTree.fromstring(self.text)
        _, _, width, height = map(float, self.root.attrib["viewBox"].split())
        self.size = (width, height)

    def groups(self, *classes: str) -> list[ElementTree.Element]:
        """Every element that has all of the classes."""
        held = self.root.iter()
        return [e for e in held if set(classes) <= set(e.get("class", "").split())]

    def titles(self, *classes: str) -> list[str]:
        """The titles of the groups with the classes, in the order drawn."""
        return [group.findtext(f"{SVG}title", "") for group in self.groups(*classes)]

    def words(self) -> list[str]:
        """Every line of text that is drawn."""
        return [found.text or "" for found in self.root.iter(f"{SVG}text")]

    def grounds(self, name: str = "claims") -> set[str]:
        """All ids of claims, or of ties, that its marks carry."""
        return {
            i for e in self.root.iter() for i in (e.get(f"data-{name}") or "").split()
        }

    def outside(self) -> list[tuple[float, float]]:
        """The coordinates that lie outside of the view, the extents of circles and
        boxes included.
        """
        width, height = self.size
        spots = [
            spot
            for child in self.root
            if child.tag != f"{SVG}defs"
            for spot in _spots(child)
        ]
        return [
            (x, y)
            for x, y in spots
            if not (-0.01 <= x <= width and -0.01 <= y <= height)
        ]


def _spots(part: ElementTree.Element) -> list[tuple[float, float]]:
    spots = [spot for child in part for spot in _spots(child)]
    at = {name: float(v) for name, v in part.items() if _NUMBER.fullmatch(v)}
    spots += [
        (at[x], at[y]) for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2")) if x in at
    ]
    if "r" in at:
        spots += [
            (at["cx"] + sign * at["r"], at["cy"] + sign * at["r"]) for sign in (-1, 1)
        ]
    if {"x", "width"} <= at.keys():
        spots.append((at["x"] + at["width"], at["y"] + at["height"]))
    numbers = list(map(float, _NUMBER.findall(part.get("d", ""))))
    return [*spots, *zip(numbers[::2], numbers[1::2], strict=True)]


def chart(kind: str = "standing", wide: float = 760, **arguments: object) -> Chart:
    """A chart of nothing yet, in English."""
    return Chart(words_of(register(), DAY, "en"), kind, wide=wide, **arguments)


@cache
def everything() -> Scope:
    """All ties of the built-in register on 1 April 1987."""
    return scope_of(built_in(), DAY)


@cache
def kansai_china() -> Scope:
    """The ties between Kansai and China."""
    sides = [
        side(built_in(), f"area/{name}", DAY).members for name in ("kansai", "china")
    ]
    return scope_of(built_in(), DAY, sides)


def scoped(*claims: Claims) -> Scope:
    """The scope of all ties of a register of claims."""
    return scope_of(register(*claims), DAY)


def place(slug: str, latitude: float, longitude: float, **given: Any) -> list[Claim]:
    """A government at a point."""
    return [
        *government(slug, **given),
        claim(f"government/{slug}", "point", [latitude, longitude]),
    ]


@cache
def three_countries() -> Scope:
    """Osaka tied to Shanghai, to Chicago (in a year that is not sure) and, nobody says
    since when, to Milan.
    """
    shanghai = place("shanghai", 31.2, 121.5, country="CN")
    chicago = place("chicago", 41.9, -87.6, country="US")
    return scoped(
        *(
            place("osaka", 34.7, 135.5),
            shanghai,
            chicago,
            government("milan", country="IT"),
        ),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("osaka-chicago", "osaka", "chicago", date="[1973..1975]"),
        tie("osaka-milan", "osaka", "milan", date=""),
    )
