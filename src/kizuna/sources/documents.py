"""Documents as text: a file is read once, by the reader of its kind, into text that never changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from kizuna import __version__
from kizuna.errors import BadFile
from kizuna.sources.blocks import Block, BlockedText
from kizuna.sources.reading import Reading, digest, normalise

_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_MARKDOWN_ENDINGS = (".md", ".markdown")
MAX_BYTES = 64 * 2**20
"""Larger files are refused: 64 MiB is some thirty thousand pages."""


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
    """The text of a file: plain, Markdown, HTML, PDF or DOCX (by its first bytes, else by its ending).

    Raises BadFile, which names the file, for what is missing, empty, too large, binary or damaged, for a
    PDF of pictures, and for an encoding that is neither Unicode nor declared.
    """
    raw = _bytes_of(path)
    media_type, library, found = _read(raw, path)
    if not found.text.strip():
        raise BadFile(f"{path.name!r} has no text in it")
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


def _read(raw: bytes, path: Path) -> tuple[str, str, Reading]:
    """The media type of a file, the library that reads it ("" for none), and what the reader makes of it.

    Readers are imported when one is needed.
    """
    from kizuna.sources.readers import docx, html, markdown, pdf, text

    name, ending = path.name, path.suffix.lower()
    if raw.startswith(b"%PDF") or ending == ".pdf":
        return "application/pdf", "pypdf", pdf.read(raw, name)
    if docx.is_docx(raw) or ending == ".docx":
        return docx.MEDIA_TYPE, "python-docx", docx.read(raw, name)
    if ending in _HTML_ENDINGS or _opens_as_html(raw):
        return "text/html", "lxml", html.read(raw, name)
    if ending in _MARKDOWN_ENDINGS:
        return "text/markdown", "markdown-it-py", markdown.read(raw, name)
    return "text/plain", "", text.read(raw, name)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(f"{path.name!r} has {size} bytes; at most {MAX_BYTES} are read")
        return path.read_bytes()
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror or error}") from None


def _opens_as_html(raw: bytes) -> bool:
    opening = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return opening.startswith((b"<!doctype html", b"<html"))
