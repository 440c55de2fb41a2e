"""HTML: what a reader sees of a page, in reading order; blocks become lines, scripts
and styles are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from kizuna.errors import BadFile
from kizuna.sources.blocking import LayoutLine, laid_out
from kizuna.sources.reading import BlockedText, BlockKind, decode

_HIDDEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
    )
)
_APART = "p h1 h2 h3 h4 h5 h6 table ul ol dl pre blockquote section article figure"
_BELOW = (
    "address aside body caption center dd details dialog div dt fieldset figcaption"
    " footer form header hgroup hr"
    " legend li main menu nav summary tbody tfoot thead tr"
)
_EDGES = dict.fromkeys(_APART.split(), 2) | dict.fromkeys(_BELOW.split(), 1)
"""How many line ends there are at least before and after a block."""
_LISTS = frozenset(("ul", "ol", "menu"))
CHARSET = re.compile(
    rb"<meta[^<>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\r\f]+")
_ANY_SPACE = re.compile(r"[ \t\n\r\f]+")
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class _Inside:
    """What the words of an element are: the kind of block and its level, and whether
    line ends count.
    """

    kind: BlockKind = "paragraph"
    level: int = 0
    lists: int = 0
    in_lines: bool = False


_Event = str | tuple[int, _Inside]
"""Words, or the edge of a block: how many line ends there are at least (1 or 2), and
what follows.
"""


def read(raw: bytes, name: str) -> BlockedText:
    """The page in the encoding that it declares, else in UTF-8.

    Raises BadFile, quoting `name`, for bytes that do not fit the encoding and for a
    page without a root.
    """
    declared = CHARSET.search(raw[:4096])
    markup = decode(raw, name, declared[1].decode() if declared else "")
    if not _XML.sub("", markup).strip():
        return BlockedText("", ())
    root = parse(markup, name)
    title = " ".join((root.findtext(".//title") or "").split())
    return laid_out(_lines(_events(root, _Inside())), title)


def parse(markup: str, name: str) -> Any:
    """The root of a page; raises BadFile, quoting `name`, for one without any."""
    from lxml import etree, html

    try:
        return html.document_fromstring(_XML.sub("", markup))
    except (ValueError, SyntaxError, etree.LxmlError) as error:
        raise BadFile(f"{name!r} is not HTML: {error}") from None


def _events(element: Any, outer: _Inside) -> Iterator[_Event]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _HIDDEN or not tag:
        return
    if tag == "br":
        yield "\n"
        return
    kind, level, lists = outer.kind, outer.level, outer.lists
    if _HEADING.fullmatch(tag):
        kind, level = "heading", int(tag[1])
    elif tag == "tr":
        kind, level = "row", 0
    elif tag in _LISTS:
        kind, level, lists = "paragraph", 0, lists + 1
    elif tag in ("li", "dd"):
        kind, level = "item", max(1, lists)
    inside = _Inside(kind, level, lists, outer.in_lines or tag in ("pre", "textarea"))
    if apart := _EDGES.get(tag, 0):
        yield (apart, inside)
    yield _words(element.text, inside.in_lines)
    for child in element:
        yield from _events(child, inside)
        yield _words(child.tail, inside.in_lines)
    if tag in ("td", "th"):
        yield "\t"
    elif apart:
        yield (apart, outer)


def _words(text: str | None, in_lines: bool) -> str:
    """The text with single spaces; inside <pre> its line ends stay."""
    return (_SPACE if in_lines else _ANY_SPACE).sub(" ", text or "")


def _lines(events: Iterator[_Event]) -> Iterator[LayoutLine]:
    """Lines without outer spaces, at most one empty line between them."""
    numbers = count(1)
    inside, block, apart, waiting = _Inside(), 0, 0, 0
    words: list[str] = []
    for event in (*events, (1, _Inside())):
        if isinstance(event, str):
            words.append(event)
            continue
        for i, line in enumerate("".join(words).split("\n")):
            said = re.sub(r" {2,}", " ", line).strip(" \t")
            waiting += 1 if i else 0
            if said:
                edge = min(2, max(1, apart + waiting))
                yield LayoutLine(said, inside.kind, inside.level, block, edge)
                apart = waiting = 0
            elif "\t" in line:
                waiting, apart = waiting + apart, 0
        words = []
        apart = max(apart, event[0])
        inside, block = event[1], next(numbers)
