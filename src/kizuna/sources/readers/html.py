"""HTML: what a reader sees of a page, in reading order; blocks become lines, scripts and styles are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kizuna.errors import BadFile
from kizuna.sources.documents import decode

_HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select")
)
_APART = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "pre"),
        *("blockquote", "section", "article", "figure"),
    )
)
_BLOCKS = _APART | frozenset(
    (
        *("address", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dt"),
        *("fieldset", "figcaption", "footer", "form", "header", "hgroup", "hr", "legend", "li"),
        *("main", "menu", "nav", "summary", "tbody", "tfoot", "thead", "tr"),
    )
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\r\f]+")
_ANY_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page and its title ("" when it has none)."""

    text: str
    title: str


def read(raw: bytes, name: str) -> Page:
    """The page in the encoding that it declares, else in UTF-8.

    Raises BadFile, quoting `name`, for bytes that do not fit the encoding and for a page without a root.
    """
    from lxml import html  # type: ignore[import-untyped]

    declared = _CHARSET.search(raw[:4096])
    markup = _XML.sub("", decode(raw, name, declared[1].decode() if declared else ""))
    if not markup.strip():
        return Page("", "")
    try:
        root: Any = html.document_fromstring(markup)
    except (ValueError, SyntaxError) as error:
        raise BadFile(f"{name!r} is not HTML: {error}") from None
    title = root.findtext(".//title") or ""
    return Page(_laid_out(_pieces(root)), " ".join(title.split()))


def _pieces(element: Any, *, in_lines: bool = False) -> Iterator[str | int]:
    """The words of an element, and between them how many line ends there are at least (1 or 2)."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _HIDDEN or not tag:
        return
    if tag == "br":
        yield "\n"
        return
    in_lines = in_lines or tag in ("pre", "textarea")
    apart = 2 if tag in _APART else 1 if tag in _BLOCKS else 0
    yield apart
    yield _words(element.text, in_lines)
    for child in element:
        yield from _pieces(child, in_lines=in_lines)
        yield _words(child.tail, in_lines)
    yield "\t" if tag in ("td", "th") else apart


def _words(text: str | None, in_lines: bool) -> str:
    """The text with single spaces; inside <pre> its line ends stay."""
    return (_SPACE if in_lines else _ANY_SPACE).sub(" ", text or "")


def _laid_out(pieces: Iterator[str | int]) -> str:
    """Lines without outer spaces, at most one empty line between them, and a line feed at the end."""
    parts: list[str] = []
    apart = 0
    for piece in pieces:
        if isinstance(piece, int):
            apart = max(apart, piece)
        elif apart and not piece.strip(" "):
            continue
        elif piece:
            parts.append("\n" * apart + piece)
            apart = 0
    lines = [re.sub(r" {2,}", " ", line).strip(" \t") for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
