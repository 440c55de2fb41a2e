"""Documents as text: a file is read once, by the reader of its kind, into text that never changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from kizuna import __version__
from kizuna.errors import BadFile
from kizuna.sources.blocks import Block, BlockedText
from kizuna.sources.reader_process import IN_PLACE, run_reader
from kizuna.sources.readers.docx import MEDIA_TYPE as DOCX
from kizuna.sources.readers.docx import is_docx
from kizuna.sources.reading import digest, normalise

_READERS = "kizuna.sources.readers"
_PLAIN = ("text/plain", "", "text")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_MARKDOWN_ENDINGS = (".md", ".markdown")
MAX_BYTES = 64 * 2**20
"""Larger files are refused: 64 MiB is some thirty thousand pages."""
MOST_BLOCKS = 200_000
"""How many paragraphs, headings, items and rows a document may have."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The normalised text of a document.

    `sha256` is the digest (64 hex digits) of its UTF-8. `media_type` is that of the file. `title` is the
    title that the file itself gives, "" for plain text. `blocks` are the parts of the text. `notes` say what
    could not be read (pages of a PDF without text), nothing when all was. `reader` names the programs that
    made the text of the file, with their versions, and `file_sha256` is the digest of the file's bytes.
    """

    text: str
    sha256: str
    media_type: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    reader: str = ""
    file_sha256: str = ""

    @property
    def blocked(self) -> BlockedText:
        """The text with its blocks."""
        return BlockedText(self.text, self.blocks)


def read_document(path: Path) -> SourceText:
    """The text of a file: plain, Markdown, HTML, PDF or DOCX (by its first bytes, else by its ending); all but
    short plain text is read in a process of its own.

    Raises BadFile, which names the file, for what is missing, empty, too large, binary or damaged, for a
    PDF of pictures, and for an encoding that is neither Unicode nor declared. Raises DatabaseBusy as `run_reader`
    does.
    """
    raw = _bytes_of(path, IN_PLACE + 1)
    if len(raw) <= IN_PLACE and _reader_of(raw, path) == _PLAIN:
        return _read(raw, path)
    held = run_reader(text_as_json, str(path.absolute()), name=path.name)
    blocks, notes = tuple(Block(*block) for block in held["blocks"]), tuple(held["notes"])
    return SourceText(**held | {"blocks": blocks, "notes": notes})


def text_as_json(path: str) -> dict[str, Any]:
    """The text of a file as JSON, read where this is called; raises BadFile."""
    text = _read(_bytes_of(Path(path)), Path(path))
    blocks = [[getattr(block, field.name) for field in fields(Block)] for block in text.blocks]
    return {field.name: getattr(text, field.name) for field in fields(text)} | {"blocks": blocks}


def _read(raw: bytes, path: Path) -> SourceText:
    media_type, library, reader = _reader_of(raw, path)
    found = import_module(f"{_READERS}.{reader}").read(raw, path.name)
    if not found.text.strip():
        raise BadFile(f"{path.name!r} has no text in it")
    if len(found.blocks) > MOST_BLOCKS:
        raise BadFile(
            f"{path.name!r} has {len(found.blocks):,} paragraphs; at most {MOST_BLOCKS:,} are read; give a part of"
            " it"
        )
    normal = normalise(found.text)
    return SourceText(
        normal,
        digest(normal),
        media_type,
        found.title,
        found.blocks,
        found.notes,
        _versions(library),
        hashlib.sha256(raw).hexdigest(),
    )


def _versions(library: str) -> str:
    named = [f"{library} {metadata.version(library)}"] if library else []
    return ", ".join([f"Kizuna {__version__}", *named])


def _reader_of(raw: bytes, path: Path) -> tuple[str, str, str]:
    """The media type of a file, the library that reads it ("" for none), and the module of its reader."""
    ending = path.suffix.lower()
    if raw.startswith(b"%PDF") or ending == ".pdf":
        return "application/pdf", "pypdf", "pdf"
    if is_docx(raw) or ending == ".docx":
        return DOCX, "python-docx", "docx"
    if ending in _HTML_ENDINGS or _opens_as_html(raw):
        return "text/html", "lxml", "html"
    if ending in _MARKDOWN_ENDINGS:
        return "text/markdown", "markdown-it-py", "markdown"
    return _PLAIN


def _bytes_of(path: Path, most: int = MAX_BYTES) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(f"{path.name!r} has {size} bytes; at most {MAX_BYTES} are read")
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror or error}") from None


def _opens_as_html(raw: bytes) -> bool:
    opening = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return opening.startswith((b"<!doctype html", b"<html"))
