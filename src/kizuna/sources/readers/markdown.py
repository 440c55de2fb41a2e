"""Markdown (CommonMark with tables): the words as they are shown, without the signs that lay them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kizuna.errors import BadFile
from kizuna.sources.blocking import LayoutLine, laid_out
from kizuna.sources.reading import BlockKind, Reading, decode, normalise

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_DEEPEST = 100
_MOST_SIGNS = 2000
"""How many opening signs a line may have, which to pair takes quadratic time."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def read(raw: bytes, name: str) -> Reading:
    """The text of a Markdown file in Unicode; BadFile (quoting `name`) for anything else.

    List items keep their numbers, and get a hyphen otherwise; the cells of a row are parted by tabs. The title
    is the first heading of level 1.
    """
    from markdown_it import MarkdownIt

    source = _FRONT_MATTER.sub("", normalise(decode(raw, name)))
    for number, line in enumerate(source.split("\n"), 1):
        if (signs := sum(map(line.count, "[*_<`!"))) > _MOST_SIGNS:
            most = f"at most {_MOST_SIGNS:,} are read; save it as plain text"
            raise BadFile(f"{name!r} has {signs:,} signs of Markdown in line {number}; {most}")
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(source)
    walk = _Walk()
    text, blocks = laid_out(walk.pieces(tokens))
    return Reading(text, blocks, walk.title)


@dataclass(slots=True)
class _Walk:
    """Goes through the tokens in order, and remembers what they lie in."""

    title: str = ""
    heading: int = 0
    cells: list[str] | None = None
    block: int = 0
    pending: str = ""
    in_list: int = 0

    def pieces(self, tokens: Sequence[Token]) -> Iterator[LayoutLine]:
        """The lines of the text."""
        for token in tokens:
            kind = token.type
            if kind in ("inline", "fence", "code_block", "html_block"):
                yield from self._said(token)
            elif kind == "tr_open":
                self.cells = []
            elif kind == "tr_close":
                cells, self.cells = self.cells or [], None
                if any(cells):
                    self.block += 1
                    yield LayoutLine("\t".join(cells).strip("\t"), "row", 0, self.block, 1)
            elif kind.startswith("heading"):
                self.heading = int(token.tag[1:]) if token.nesting > 0 else 0
            elif kind.partition("_")[2].startswith("list_"):
                self.in_list += token.nesting
            elif kind == "list_item_open":
                self.pending = f"{token.info}{token.markup}" if token.info else "-"

    def _said(self, token: Token) -> Iterator[LayoutLine]:
        words = _plain(token) if token.type == "inline" else _TAG.sub("", token.content)
        if self.cells is not None:
            self.cells.append(" ".join(words.split()))
            return
        lines = [line for line in (" ".join(part.split()) for part in words.split("\n")) if line]
        if not lines:
            return
        self.block += 1
        if self.heading == 1 and not self.title:
            self.title = lines[0]
        marker, self.pending = self.pending, ""
        kind: BlockKind = "heading" if self.heading else "item" if marker else "paragraph"
        level = self.heading or (self.in_list if marker else 0)
        for i, line in enumerate(lines):
            apart = 1 if i or (marker and self.block > 1) else 2
            said = f"{marker} {line}" if marker and not i else line
            yield LayoutLine(said, kind, level, self.block, apart)


def _plain(token: Token) -> str:
    """The words of a line: links by their text, pictures by their description, breaks as line ends."""
    said: list[str] = []
    for child in token.children or ():
        if child.type == "hardbreak" or _BREAK.fullmatch(child.content):
            said.append("\n")
        elif child.type == "softbreak":
            said.append(" ")
        elif child.type in ("text", "code_inline", "text_special"):
            said.append(child.content)
        elif child.type == "image":
            said.append(_plain(child))
    return "".join(said)
