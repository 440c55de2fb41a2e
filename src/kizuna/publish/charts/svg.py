"""Builds SVG text from elements; nothing reaches the text without being escaped.

A drawing is self-contained: no script, no style sheet, no reference outside of itself. The same
elements give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kizuna.publish.charts.geometry import Box, Spot
from kizuna.publish.charts.lettering import shorten
from kizuna.publish.charts.palette import INK, PAPER, TEXT_SIZE, font_family

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

Value = str | float | None
Look = dict[str, Value]
"""Attributes, by name."""


class Drawn(str):
    """A whole drawing as `document` made it, to stand inside another one as it is."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element with its attributes in order, holding text and other elements."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]

    def __str__(self) -> str:
        opening = "".join(f" {name}={quoteattr(_clean(v))}" for name, v in self.attributes)
        if not self.children:
            return f"<{self.tag}{opening}/>"
        inner = "".join(
            str(child) if isinstance(child, Element | Drawn) else escape(_clean(child))
            for child in self.children
        )
        return f"<{self.tag}{opening}>{inner}</{self.tag}>"


def element(tag: str, *children: Element | str, **attributes: Value) -> Element:
    """An element. `class_` is written class and `stroke_width` stroke-width; an attribute of None
    is left out."""
    named = (
        (name.rstrip("_").replace("_", "-"), value if isinstance(value, str) else number(value))
        for name, value in attributes.items()
        if value is not None
    )
    return Element(tag, tuple(named), children)


def number(value: float) -> str:
    """At most two decimals, without trailing zeros and without a negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rect(box: Box, fill: str, **attributes: Value) -> Element:
    """A filled box."""
    at = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    return element("rect", **at, fill=fill, **attributes)


def line(start: Spot, end: Spot, colour: str, **attributes: Value) -> Element:
    """A straight line."""
    at = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return element("line", **at, stroke=colour, **attributes)


def circle(centre: Spot, radius: float, fill: str, **attributes: Value) -> Element:
    """A filled circle."""
    return element("circle", cx=centre[0], cy=centre[1], r=radius, fill=fill, **attributes)


def path(
    lines: Iterable[Sequence[Spot]], fill: str | None = "none", **attributes: Value
) -> Element:
    """A path through each line's points; each line of a filled one is closed. The fill of None is its group's."""
    parts = []
    for spots in lines:
        points = "L".join(f"{number(x)} {number(y)}" for x, y in spots)
        parts.append(f"M{points}{'' if fill in (None, 'none') else 'Z'}")
    return element("path", d="".join(parts), fill=fill, **attributes)


def text(words: str, at: Spot, size: float = TEXT_SIZE, **attributes: Value) -> Element:
    """A line of text whose baseline starts, ends or is centred at a spot by `text_anchor`."""
    smaller = None if size == TEXT_SIZE else size
    return element("text", words, x=at[0], y=at[1], font_size=smaller, **attributes)


def fitting(
    words: str, at: Spot, room: float, size: float = TEXT_SIZE, **attributes: Value
) -> Element:
    """A line of text, shortened to the room; where it is, the whole of it is read out and shown on hover."""
    short = shorten(words, size, room)
    drawn = text(short, at, size, **attributes)
    return drawn if short == words else element("g", element("title", words), drawn)


def halo(words: str, at: Spot, size: float = TEXT_SIZE) -> Element:
    """Text with a light rim, readable over lines."""
    rim: Look = {
        "stroke": PAPER,
        "stroke_width": 3,
        "stroke_opacity": 0.85,
        "stroke_linejoin": "round",
    }
    return text(words, at, size, fill=INK, **rim, paint_order="stroke", class_="label")


def fact(
    class_: str,
    title: str,
    claims: Sequence[str],
    *children: Element,
    ties: Sequence[str] = (),
) -> Element:
    """A group that stands for a fact: its title is read out and shown on hover, and its claim ids
    are in data-claims. Where those would be too many, data-ties names the ties that they are of."""
    return element(
        "g",
        *([element("title", title)] if title else []),
        *children,
        class_=class_,
        data_claims=" ".join(claims) or None,
        data_ties=" ".join(ties) or None,
    )


def document(
    kind: str, size: Spot, words: tuple[str, str, str], prefix: str, body: Iterable[Element]
) -> str:
    """The SVG document as text, without an XML declaration, so that HTML can hold it as it is.

    Its kind becomes a class and its size is in pixels; `words` are the title, the description and the language as
    BCP 47 tag; its ids begin with the prefix.
    """
    width, height = map(number, size)
    title, description, language = words
    named = [element("title", title, id=f"{prefix}-title")]
    if description:
        named.append(element("desc", description, id=f"{prefix}-desc"))
    root = element(
        "svg",
        *named,
        element("rect", width=width, height=height, fill=PAPER, class_="paper"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing {kind}",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=" ".join(dict(part.attributes)["id"] for part in named),
        lang=language or None,
        font_family=font_family(language),
        font_size=TEXT_SIZE,
        fill=INK,
    )
    return str(root)


def size_of(drawing: str) -> Spot:
    """Width and height in pixels of a drawing that `document` made."""
    found = _VIEW.search(drawing)
    if found is None:
        raise ValueError(f"no drawing of this house: {drawing[:60]!r}")
    return float(found[1]), float(found[2])


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)
