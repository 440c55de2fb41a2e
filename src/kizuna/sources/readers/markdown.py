"""Markdown (CommonMark with tables): the words as they are shown, without the signs
that lay them out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kizuna.errors import BadFile
from kizuna.sources.blocking import LayoutLine, laid_out
from kizuna.sources.reading import BlockedText, BlockKind, decode, normalise

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_MOST_SIGNS = 2000
"""How many opening signs a line may have, which to pair takes quadratic time."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def read(raw: bytes, name: str) -> BlockedText:
    """The text of a Markdown file in Unicode; BadFile (quoting `name`) for anything
    else.

    List items keep their numbers, and get a hyphen otherwise; the cells of a row are
    parted by tabs. The title is the first heading of level 1.
    """
    source = _FRONT_MATTER.sub("", normalise(decode(raw, name)))
    for number, line in enumerate(source.split("\n"), 1):
        if (signs := sum(map(line.count, "[*_<`!"))) > _MOST_SIGNS:
            most = f"at most {_MOST_SIGNS:,} are read; save it as plain text"
            raise BadFile(
                f"{name!r} has {signs:,} signs of Markdown in line {number}; {most}"
            )
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(source)
    firsts = (
        _plain(b)
        for a, b in pairwise(tokens)
        if (a.type, a.tag) == ("heading_open", "h1")
    )
    titles = (" ".join(part.split()) for words in firsts for part in words.split("\n"))
    return laid_out(_lines(tokens), next(filter(None, titles), ""))


def _lines(tokens: Sequence[Token]) -> Iterator[LayoutLine]:
    """The lines of the text, of headings, list items with their markers, rows and
    paragraphs.
    """
    heading, in_list, marker = 0, 0, ""
    cells: list[str] | None = None
    for block, token in enumerate(tokens):
        kind = token.type
        if kind in ("inline", "fence", "code_block", "html_block"):
            words = _plain(token) if kind == "inline" else _TAG.sub("", token.content)
            if cells is not None:
                cells.append(" ".join(words.split()))
                continue
            said = filter(None, (" ".join(part.split()) for part in words.split("\n")))
            of: BlockKind = "heading" if heading else "item" if marker else "paragraph"
            level = heading or (in_list if marker else 0)
            for i, line in enumerate(said):
                if not i and marker:
                    yield LayoutLine(f"{marker} {line}", of, level, block, 1)
                    marker = ""
                else:
                    yield LayoutLine(line, of, level, block, 1 if i else 2)
        elif kind == "tr_open":
            cells = []
        elif kind == "tr_close":
            if any(cells or ()):
                yield LayoutLine("\t".join(cells or ()).strip("\t"), "row", 0, block, 1)
            cells = None
        elif kind.startswith("heading"):
            heading = int(token.tag[1:]) if token.nesting > 0 else 0
        elif kind.partition("_")[2].startswith("list_"):
            in_list += token.nesting
        elif kind == "list_item_open":
            marker = f"{token.info}{token.markup}" if token.info else "-"


def _plain(token: Token) -> str:
    """The words of a line: links by their text, pictures by their description, breaks
    as line ends.
    """
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
