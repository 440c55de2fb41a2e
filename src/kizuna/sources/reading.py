"""What every reader makes of a file: decoded, normalised text in blocks, whose characters passages count.

Decoding drops what only encodes the text (a byte order mark, the carriage return of a line end);
normalisation then maps each character to exactly one, so that offsets stay. A plain UTF-8 file with
line feeds is its own normalised text.

TOML that somebody wrote by hand - mappings, statements, descriptions - is read within bounds that a hand keeps:
Python's reader takes quadratic time for keys of many parts, and gives numbers too large to be written again.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from kizuna.errors import BadFile, CannotWrite

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text: text[start:end], without the white space around it.

    `marker` is what numbers or marks a list item as it stands ("1.", "- 2)", "•"), "" elsewhere; it is part of
    the block. `level` is the depth of a heading or list item, 1 and up, 0 elsewhere. A paragraph that a page
    break or a hard line end cuts in two is one block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class BlockedText:
    """The normalised text of a document with its blocks, in order and without overlap."""

    text: str
    blocks: tuple[Block, ...]

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Reading(BlockedText):
    """What a reader makes of a file: the text with its blocks, the title that the file itself gives ("" for plain
    text), and notes of what could not be read (pages of a PDF without text)."""

    title: str = ""
    notes: tuple[str, ...] = ()


_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NORMAL = str.maketrans(dict.fromkeys(_LINE_ENDS, "\n") | {"\0": "\ufffd"})
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_MOST_LINES = 500_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_READABLE = "plain text (UTF-8), Markdown, HTML, PDF or DOCX"
_FOREIGN = (
    (0, b"%PDF", "a PDF document"),
    (0, b"{\\rtf", "a text document (RTF)"),
    (0, b"\x89PNG", "an image (PNG)"),
    (0, b"\xff\xd8\xff", "an image (JPEG)"),
    (0, b"GIF8", "an image (GIF)"),
    (0, b"II*\x00", "an image (TIFF)"),
    (0, b"MM\x00*", "an image (TIFF)"),
    (8, b"WEBP", "an image (WebP)"),
    (4, b"ftyp", "a film or an image"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (4, b"Standard ACE DB", "an Access database"),
    (4, b"Standard Jet DB", "an Access database"),
    (0, b"\x00\x00\x27\x0a", "a shapefile"),
    (0, b"ARROW1", "an Arrow file"),
    (0, b"ORC\n", "an ORC file"),
    (0, b"\x89HDF", "an HDF5 file"),
    (0, b"$FL2", "an SPSS file"),
    (0, b"<stata_dta>", "a Stata file"),
    (0, b"RDX3\n", "a file of R"),
    (0, b"Rar!", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x28\xb5\x2f\xfd", "packed by Zstandard"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
)
_PACKED = (
    (b"PK\x03\x04", "a ZIP archive (or an XLSX or ODT)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip archive"),
)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """A block that reads a file: BadFile, with the system's reason, where it cannot be read."""
    try:
        yield
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror or error}") from error


def write_whole(path: Path, content: bytes | BinaryIO) -> None:
    """Put the content, or that of a file, at the path, replacing what was there only when all of it is written.

    Raises CannotWrite, which names the path, for a missing or read-only folder and for a full disk.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            shutil.copyfileobj(io.BytesIO(content) if isinstance(content, bytes) else content, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        said = f"{str(path)!r} cannot be written: {error.strerror}; nothing was written"
        raise CannotWrite(said) from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def normalise(text: str) -> str:
    """The text with every other line end as a line feed, and U+FFFD for what is no character (a zero byte,
    half of a surrogate pair); as many characters as before."""
    return _NO_CHARACTER.sub("\ufffd", text.translate(_NORMAL))


def decode(raw: bytes, name: str, declared: str = "") -> str:
    """The text of bytes in UTF-8, in UTF-16 with a byte order mark, or in the encoding `declared`.

    Line ends CR LF become LF. Raises BadFile with the offset of the first byte that does not fit, and for more
    than 500,000 lines.
    """
    refuse_binary(raw, name)
    if (lines := raw.count(b"\n")) > _MOST_LINES:
        most = f"at most {_MOST_LINES:,} are read; give a part of it"
        raise BadFile(f"{name!r} has {lines:,} lines; {most}")
    return decode_as(declared or "utf-8", raw, name).replace("\r\n", "\n")


def decode_as(encoding: str, raw: bytes, name: str) -> str:
    """The text of bytes in the encoding that a byte order mark says, else in that; raises BadFile."""
    encoding, start = encoding_of(raw, encoding)
    try:
        return raw[start:].decode(encoding)
    except LookupError:
        raise BadFile(
            f"{name!r}: {encoding!r} is no encoding; write utf-8, cp932, gb18030, cp1251, cp1252"
        ) from None
    except UnicodeDecodeError as error:
        byte = raw[start + error.start]
        raise BadFile(
            f"{name!r} is not in {encoding.upper()}: byte 0x{byte:02x} at offset"
            f" {start + error.start} does not fit; save it as UTF-8"
        ) from None


def encoding_of(raw: bytes, otherwise: str) -> tuple[str, int]:
    """The encoding that a byte order mark says, and the length of the mark; `otherwise` and 0 without one."""
    marks = ((marked, len(mark)) for mark, marked in _MARKS if raw.startswith(mark))
    return next(marks, (otherwise, 0))


def foreign_format(raw: bytes) -> str:
    """What a file is that is neither a table nor a text, by its first bytes; "" when it may be one."""
    return next((what for at, mark, what in _FOREIGN if raw.startswith(mark, at)), "")


def refuse_binary(raw: bytes, name: str) -> None:
    """Raise BadFile for bytes that are no text: a known file type, or a zero byte outside UTF-16."""
    packed = next((what for mark, what in _PACKED if raw.startswith(mark)), "")
    if what := packed or foreign_format(raw):
        raise BadFile(f"{name!r} is {what}, not a text; give {_READABLE}")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    zero = raw.find(b"\0")
    if zero >= 0:
        raise BadFile(f"{name!r} is binary: byte 0x00 at offset {zero}; give {_READABLE}")


MAPPING = 256 * 2**10
"""How many characters a mapping or a description may have."""
_MOST_DEEP = 50
_MOST_DIGITS = 4300
"""How many digits Python makes a number of."""
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_LONG_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){50}")
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def parse_toml(text: str, most: int = 16 * 2**20) -> dict[str, Any]:
    """The table that a text of at most so many characters holds.

    Raises BadFile for a text that is longer, nested deeper than 50, or has a whole number beyond 64 bits (TOML 1.0
    asks for no larger ones), and TOMLDecodeError, a ValueError, for one that is no TOML.
    """
    if len(text) > most:
        raise BadFile(f"it has {len(text):,} characters; at most {most:,} are read")
    if found := _LONG_KEY.search(_QUOTED.sub("_", text)):
        raise BadFile(f"a key has more than {_MOST_DEEP} parts: {found[0][:30]!r}")
    try:
        held = tomllib.loads(text)
    except RecursionError:
        raise BadFile(f"it is nested deeper than {_MOST_DEEP}") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise BadFile(f"it has a whole number of more than {_MOST_DIGITS:,} digits") from None
    waiting: list[tuple[Any, int]] = [(held, 0)]  # each value with how deep it lies
    while waiting:
        value, depth = waiting.pop()
        if depth > _MOST_DEEP:
            raise BadFile(f"it is nested deeper than {_MOST_DEEP}")
        if isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
            raise BadFile(f"a whole number has {value.bit_length():,} bits; at most 64 are read")
        inner = [*value.values()] if isinstance(value, dict) else value
        waiting += ((one, depth + 1) for one in (inner if isinstance(inner, list) else ()))
    return held
