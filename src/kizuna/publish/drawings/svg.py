"""Builds SVG text from elements; nothing reaches the text without being escaped.

A drawing is self-contained: no script, no style sheet, no reference outside of itself. The same
elements give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kizuna.publish.drawings.palette import (
    INK,
    MUTED,
    PAPER,
    TEXT_SIZE,
    font_family,
)

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

Value = str | float | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole drawing as `document` made it, to stand inside another one as it is."""

    markup: str

    def __str__(self) -> str:
        return self.markup


@dataclass(frozen=True, slots=True)
class Element:
    """One element with its attributes in order, holding text and other elements."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | Drawn | str, ...]

    def __str__(self) -> str:
        opening = "".join(f" {name}={quoteattr(_clean(v))}" for name, v in self.attributes)
        if not self.children:
            return f"<{self.tag}{opening}/>"
        inner = "".join(
            escape(_clean(child)) if isinstance(child, str) else str(child)
            for child in self.children
        )
        return f"<{self.tag}{opening}>{inner}</{self.tag}>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a drawing is, in pixels and words: `kind` becomes a class, `language` a BCP 47 tag."""

    kind: str
    width: float
    height: float
    title: str
    description: str
    language: str = ""


def element(tag: str, *children: Element | Drawn | str, **attributes: Value) -> Element:
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


def path_of(lines: Iterable[Sequence[tuple[float, float]]], closed: bool = False) -> str:
    """The data of a path through each line's points; `closed` joins each end to its start."""
    parts = []
    for line in lines:
        points = "L".join(f"{number(x)} {number(y)}" for x, y in line)
        parts.append(f"M{points}{'Z' if closed else ''}")
    return "".join(parts)


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


def text(words: str, x: float, y: float, **attributes: Value) -> Element:
    """A line of text whose baseline starts, ends or is centred at (x, y) by `text_anchor`."""
    return element("text", words, x=x, y=y, **attributes)


def prefix_for(*inputs: object) -> str:
    """An id prefix that differs between drawings on one page and never between two runs."""
    digest = hashlib.sha256(repr(inputs).encode("utf-8", "backslashreplace")).hexdigest()
    return f"k{digest[:10]}"


def hatch(ident: str, colour: str) -> Element:
    """A pattern of slanted lines on a light ground: the look of what is only possible."""
    ground = element("rect", width=5, height=5, fill=colour, fill_opacity=0.14)
    line = element("path", d="M0 0V5", stroke=colour, stroke_width=2.2)
    return element(
        "pattern",
        ground,
        line,
        id=ident,
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def document(sheet: Sheet, prefix: str, body: Iterable[Element]) -> str:
    """The SVG document as text, without an XML declaration, so that HTML can hold it as it is."""
    width, height = number(sheet.width), number(sheet.height)
    named = [element("title", sheet.title, id=f"{prefix}-title")]
    if sheet.description:
        named.append(element("desc", sheet.description, id=f"{prefix}-desc"))
    ground = element("rect", width=width, height=height, fill=PAPER, class_="paper")
    root = element(
        "svg",
        *named,
        ground,
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing {sheet.kind}",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=" ".join(dict(part.attributes)["id"] for part in named),
        lang=sheet.language or None,
        font_family=font_family(sheet.language),
        font_size=TEXT_SIZE,
        fill=INK,
    )
    return str(root)


def size_of(drawing: str) -> tuple[float, float]:
    """Width and height in pixels of a drawing that `document` made."""
    found = _VIEW.search(drawing)
    if found is None:
        raise ValueError(f"no drawing of this house: {drawing[:60]!r}")
    return float(found[1]), float(found[2])


def empty_document(sheet: Sheet, prefix: str, words: str) -> str:
    """A drawing of nothing that says so in the middle."""
    frame = element(
        "rect",
        x=0.5,
        y=0.5,
        width=sheet.width - 1,
        height=sheet.height - 1,
        fill="none",
        stroke=MUTED,
        stroke_dasharray="3 4",
    )
    middle = text(
        words,
        sheet.width / 2,
        sheet.height / 2 + 4,
        text_anchor="middle",
        fill=MUTED,
        class_="empty",
    )
    return document(sheet, prefix, [frame, middle])


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)
