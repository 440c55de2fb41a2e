"""Frames a drawing as a picture that stands alone: its title above, and what it leaves out beneath.

Inside a note or a page a drawing has a caption of its own and is set without a frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import svg
from kizuna.publish.drawings.lettering import wrapped
from kizuna.publish.drawings.palette import INK, MUTED
from kizuna.publish.drawings.svg import Drawn, Element, element

_EDGE = 18.0
_TITLE_SIZE, _WORDS_SIZE = 17.0, 12.0
_TITLE_LINE, _WORDS_LINE = 23.0, 17.0


@dataclass(frozen=True, slots=True)
class Heading:
    """The words around a picture: `title` and `subtitle` stand above it, `remarks` (what is left out, how it was
    counted) beneath, a line or more each; `description` is read out and not drawn. `language` is a BCP 47 tag."""

    title: str
    subtitle: str
    description: str
    remarks: tuple[str, ...] = ()
    language: str = ""


def framed(drawing: str, heading: Heading) -> str:
    """The picture as an SVG document: a drawing of this package with its heading, on white."""
    wide, high = svg.size_of(drawing)
    above = (
        _lines([heading.title], _TITLE_SIZE, wide),
        _lines([heading.subtitle], _WORDS_SIZE, wide),
    )
    below = _lines(heading.remarks, _WORDS_SIZE, wide)
    top = _EDGE + len(above[0]) * _TITLE_LINE + len(above[1]) * _WORDS_LINE + 10.0
    bottom = top + high + 12.0
    total = bottom + len(below) * _WORDS_LINE + _EDGE - 4.0
    y = _EDGE + _TITLE_LINE - 8.0
    titles = _set(above[0], y, _TITLE_SIZE, INK, "title")
    y += len(above[0]) * _TITLE_LINE - 3.0
    body = [
        *titles,
        *_set(above[1], y, _WORDS_SIZE, MUTED, "subtitle"),
        element("g", Drawn(drawing), transform=f"translate({_EDGE:g} {svg.number(top)})"),
        *_set(below, bottom + 11.0, _WORDS_SIZE, MUTED, "remark"),
    ]
    sheet = svg.Sheet(
        "picture", wide + 2 * _EDGE, total, heading.title, heading.description, heading.language
    )
    return svg.document(sheet, svg.prefix_for("picture", drawing, heading), body)


def _lines(words: Sequence[str], size: float, room: float) -> list[str]:
    return [line for text in words if text for line in wrapped(text, size, room)]


def _set(lines: Sequence[str], y: float, size: float, fill: str, class_: str) -> list[Element]:
    step = _TITLE_LINE if size == _TITLE_SIZE else _WORDS_LINE
    weight = "600" if size == _TITLE_SIZE else None
    return [
        svg.text(
            line,
            _EDGE,
            y + step * index,
            font_size=size,
            font_weight=weight,
            fill=fill,
            class_=class_,
        )
        for index, line in enumerate(lines)
    ]
