"""DOCX (Office Open XML): paragraphs, list items and table rows in reading order, as
they stand when all changes are accepted; headings are known by their styles. Headers,
footers and notes are left out.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import Any

from docx import Document

from kizuna.errors import BadFile
from kizuna.sources.blocking import LayoutLine, laid_out
from kizuna.sources.readers.file_formats import MAX_UNPACKED, ZIP_DAMAGE
from kizuna.sources.reading import BlockedText

_MOST_PARAGRAPHS = 50_000
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ />]")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAID = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}


def read(raw: bytes, name: str) -> BlockedText:
    """The text of a document; BadFile, quoting `name`, for what is no document,
    damaged, or unfolds to more than 512 MiB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            body = archive.read("word/document.xml") if size <= MAX_UNPACKED else b""
    except ZIP_DAMAGE as error:
        raise BadFile(f"{name!r} is not a DOCX: {error}") from None
    if size > MAX_UNPACKED:
        raise BadFile(
            f"{name!r} unfolds to {size} bytes; at most {MAX_UNPACKED} are read"
        )
    if (paragraphs := len(_PARAGRAPH.findall(body))) > _MOST_PARAGRAPHS:
        most = f"at most {_MOST_PARAGRAPHS:,} are read; give a part of it"
        raise BadFile(f"{name!r} has {paragraphs:,} paragraphs; {most}")
    numbers: Iterator[int] = count(1)
    styles: dict[Any, str] = {}
    try:
        document = Document(io.BytesIO(raw))
        parts = document.iter_inner_content()
        pieces = [piece for part in parts for piece in _pieces(part, numbers, styles)]
        title = (document.core_properties.title or "").strip()
    except (MemoryError, RecursionError):
        raise
    except (
        Exception
    ) as error:  # python-docx raises whatever a damaged part makes it raise
        raise BadFile(
            f"{name!r} is a damaged DOCX: {type(error).__name__}: {error}"
        ) from error
    return laid_out(pieces, title if title != "Word Document" else "")


def _pieces(
    part: Any, numbers: Iterator[int], styles: dict[Any, str]
) -> Iterator[LayoutLine]:
    """The lines of a part; `styles` are names by their ids, which python-docx looks for
    among all others.
    """
    if hasattr(part, "rows"):
        yield from _rows(part, numbers)
        return
    key = part._p.style
    if key not in styles:
        styles[key] = getattr(part.style, "name", "") or ""
    kind, level = _kind(part, styles[key])
    block = next(numbers)
    for i, line in enumerate(_words(part._p).split("\n")):
        if said := line.strip():
            yield LayoutLine(said, kind, level, block, 1 if i or kind == "item" else 2)


def _rows(table: Any, numbers: Iterator[int]) -> Iterator[LayoutLine]:
    """A line for each row; a cell that spans several columns is said once."""
    for row in table.rows:
        cells: dict[int, str] = {}
        for cell in row.cells:
            said = (" ".join(_words(p._p).split()) for p in cell.paragraphs)
            cells.setdefault(id(cell._tc), " ".join(s for s in said if s))
        line = "\t".join(cells.values()).strip("\t")
        if line.strip():
            yield LayoutLine(line, "row", 0, next(numbers), 1)


def _kind(paragraph: Any, named: str) -> tuple[Any, int]:
    heading = _HEADING.match(named)
    if heading or named in ("Title", "Subtitle"):
        return "heading", int(heading[1]) if heading else 1
    properties = paragraph._p.pPr
    numbered = properties.numPr if properties is not None else None
    if numbered is not None and numbered.numId is not None and numbered.numId.val != 0:
        return "item", 1 + (int(numbered.ilvl.val) if numbered.ilvl is not None else 0)
    if named.startswith("List"):
        depth = re.search(r"\d", named)
        return "item", int(depth[0]) if depth else 1
    return "paragraph", 0


def _words(paragraph: Any) -> str:
    """The words of a paragraph, those of links and of insertions too; not those of text
    boxes in it.
    """
    said: list[str] = []
    for node in paragraph.iter(f"{_W}t", *_SAID):
        inner = next(
            (a for a in node.iterancestors() if a.tag in (f"{_W}p", f"{_W}del")), None
        )
        if inner is paragraph:
            said.append(node.text or "" if node.tag == f"{_W}t" else _SAID[node.tag])
    return "".join(said)
