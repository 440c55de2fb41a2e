"""Readers of drawings: what a test can ask of an SVG document."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Drawn:
    """A parsed drawing; parsing fails on anything that is not well-formed XML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ElementTree.fromstring(text)
        _, _, width, height = map(float, self.root.attrib["viewBox"].split())
        self.size = (width, height)

    def groups(self, *classes: str) -> list[ElementTree.Element]:
        """Every element that has all of the classes."""
        return [
            found
            for found in self.root.iter()
            if set(classes) <= set(found.get("class", "").split())
        ]

    def titles(self, *classes: str) -> list[str]:
        """The titles of the groups with the classes, in the order drawn."""
        return [group.findtext(f"{SVG}title", "") for group in self.groups(*classes)]

    def words(self) -> list[str]:
        """Every line of text that is drawn."""
        return [found.text or "" for found in self.root.iter(f"{SVG}text")]

    def spots(self) -> list[tuple[float, float]]:
        """Every coordinate pair that is drawn, the extents of circles and boxes included."""
        spots: list[tuple[float, float]] = []
        for found in self.root.iter():
            if found.tag in (f"{SVG}pattern", f"{SVG}defs"):
                continue
            at = {name: float(v) for name, v in found.items() if _NUMBER.fullmatch(v)}
            if found.tag == f"{SVG}circle":
                x, y, r = at["cx"], at["cy"], at["r"]
                spots += [(x - r, y - r), (x + r, y + r)]
            elif found.tag == f"{SVG}line":
                spots += [(at["x1"], at["y1"]), (at["x2"], at["y2"])]
            elif found.tag == f"{SVG}rect" and "x" in at:
                x, y = at["x"], at["y"]
                spots += [(x, y), (x + at["width"], y + at["height"])]
            elif found.tag == f"{SVG}text":
                spots.append((at["x"], at["y"]))
            elif found.tag == f"{SVG}path" and found.get("stroke-width") != "2.2":
                numbers = list(map(float, _NUMBER.findall(found.attrib["d"])))
                spots += list(zip(numbers[::2], numbers[1::2], strict=True))
        return spots

    def outside(self) -> list[tuple[float, float]]:
        """The coordinates that lie outside of the viewBox."""
        width, height = self.size
        return [
            (x, y) for x, y in self.spots() if not (-0.01 <= x <= width and -0.01 <= y <= height)
        ]


@pytest.fixture
def read() -> type[Drawn]:
    """Reads a drawing."""
    return Drawn


HOSTILE = 'Köln </text><script>alert("1")</script> & \x00 "\''


@pytest.fixture
def hostile() -> str:
    """A label that would break out of careless markup."""
    return HOSTILE
