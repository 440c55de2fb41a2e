"""Documents as text: a file is read once into text that never changes, since passages count its characters.

Decoding drops what only encodes the text (a byte order mark, the carriage return of a line end);
normalisation then maps each character to exactly one, so that offsets stay. A plain UTF-8 file with
line feeds is its own normalised text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from kizuna.errors import BadFile
from kizuna.sources.blocks import Block, BlockedText

_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NORMAL = str.maketrans(dict.fromkeys(_LINE_ENDS, "\n") | {"\0": "\ufffd"})
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_READABLE = "plain text (UTF-8), Markdown, HTML, PDF or DOCX"
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an XLSX or ODT)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a SQLite database"),
)
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_MARKDOWN_ENDINGS = (".md", ".markdown")
MAX_BYTES = 64 * 2**20
"""Larger files are refused: 64 MiB is some thirty thousand pages."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The normalised text of a document.

    `sha256` is the digest (64 hex digits) of its UTF-8. `media_type` is that of the file. `title` is the
    title that the file itself gives, "" for plain text. `blocks` are the parts of the text. `notes` say what
    could not be read (pages of a PDF without text), nothing when all was.
    """

    text: str
    sha256: str
    media_type: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def blocked(self) -> BlockedText:
        """The text with its blocks."""
        return BlockedText(self.text, self.blocks)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file: the text with its blocks, its own title, and what could not be read."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    notes: tuple[str, ...] = ()


def digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def normalise(text: str) -> str:
    """The text with every other line end as a line feed, and U+FFFD for what is no character (a zero byte,
    half of a surrogate pair); as many characters as before."""
    return _NO_CHARACTER.sub("\ufffd", text.translate(_NORMAL))


def read_document(path: Path) -> SourceText:
    """The text of a file: plain, Markdown, HTML, PDF or DOCX (by its first bytes, else by its ending).

    Raises BadFile, which names the file, for what is missing, empty, too large, binary or damaged, for a
    PDF of pictures, and for an encoding that is neither Unicode nor declared.
    """
    media_type, found = _read(_bytes_of(path), path)
    if not found.text.strip():
        raise BadFile(f"{path.name!r} has no text in it")
    normal = normalise(found.text)
    return SourceText(normal, digest(normal), media_type, found.title, found.blocks, found.notes)


def _read(raw: bytes, path: Path) -> tuple[str, Reading]:
    """The media type of a file and what its reader makes of it."""
    from kizuna.sources.readers import docx, html, markdown, pdf, text

    name, ending = path.name, path.suffix.lower()
    if raw.startswith(b"%PDF") or ending == ".pdf":
        return "application/pdf", pdf.read(raw, name)
    if docx.is_docx(raw) or ending == ".docx":
        return docx.MEDIA_TYPE, docx.read(raw, name)
    if ending in _HTML_ENDINGS or _opens_as_html(raw):
        return "text/html", html.read(raw, name)
    if ending in _MARKDOWN_ENDINGS:
        return "text/markdown", markdown.read(raw, name)
    return "text/plain", text.read(raw, name)


def decode(raw: bytes, name: str, declared: str = "") -> str:
    """The text of bytes in UTF-8, in UTF-16 with a byte order mark, or in the encoding `declared`.

    Line ends CR LF become LF. Raises BadFile with the offset of the first byte that does not fit.
    """
    refuse_binary(raw, name)
    encoding, start = declared or "utf-8", 0
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            encoding, start = marked, len(mark)
    try:
        return raw[start:].decode(encoding).replace("\r\n", "\n")
    except LookupError:
        raise BadFile(f"{name!r} says that it is in {declared!r}, which is no encoding") from None
    except UnicodeDecodeError as error:
        byte = raw[start + error.start]
        raise BadFile(
            f"{name!r} is not in {encoding.upper()}: byte 0x{byte:02x} at offset"
            f" {start + error.start} does not fit; save it as UTF-8"
        ) from None


def refuse_binary(raw: bytes, name: str) -> None:
    """Raise BadFile for bytes that are no text: a known file type, or a zero byte outside UTF-16."""
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise BadFile(f"{name!r} is {what}, not a text; give {_READABLE}")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    zero = raw.find(b"\0")
    if zero >= 0:
        raise BadFile(f"{name!r} is binary: byte 0x00 at offset {zero}; give {_READABLE}")


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
