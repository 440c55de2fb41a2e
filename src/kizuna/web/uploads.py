"""Files that people send: how large they may be, and that they are what they claim to
be.

Law: a file is known by its first bytes and its name together; one that is neither is
refused before anything reads it, and its name is never used as a path.
"""

from pathlib import PurePath, PureWindowsPath
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from kizuna.errors import BadFile

LARGEST = 32 * 2**20
"""How many bytes a file may have."""

_BEGINNINGS = {
    **dict.fromkeys(
        (".txt", ".md", ".csv", ".html", ".htm", ".toml", ".json", ".jsonl", ".tsv")
    ),
    **dict.fromkeys(
        (".tab", ".ndjson", ".geojson", ".xhtml", ".xml", ".gexf", ".graphml", ".ics")
    ),
    **dict.fromkeys((".wiki", ".wikitext", ".mediawiki")),
    **dict.fromkeys(
        (".xlsb", ".xlsm", ".ods", ".zip", ".docx", ".xlsx"), b"PK\x03\x04"
    ),
    ".bz2": b"BZh",
    ".xz": b"\xfd7zXZ",
    ".xls": b"\xd0\xcf\x11\xe0",
    ".parquet": b"PAR1",
    ".gz": b"\x1f\x8b",
    ".pdf": b"%PDF-",
}
"""The endings that are taken, and how such a file begins (None: with text)."""


class ReceivedFile(NamedTuple):
    """A file that was taken: its `name` without folders, its `ending` in lower case,
    what it holds.
    """

    name: str
    ending: str
    content: bytes


def received(file: UploadedFile | None, *endings: str) -> ReceivedFile:
    """The file that was sent, checked; `endings` narrow which kinds are taken (all
    without).

    Raises BadFile for none, an empty one, one that is too large, of an ending that is
    not taken, or whose content is something else than its ending says.
    """
    if file is None:
        raise BadFile("no file was sent; choose one")
    name = PureWindowsPath(PurePath(file.name or "").name).name or "unnamed"
    ending = PurePath(name).suffix.lower()
    taken = [e for e in _BEGINNINGS if not endings or e in endings]
    if ending not in taken:
        raise BadFile(f"{name!r} is not taken; there are {', '.join(taken)}")
    if file.size is None or file.size > LARGEST:
        raise BadFile(f"{name!r} has more than {LARGEST // 2**20} MB")
    content, beginning = file.read(), _BEGINNINGS[ending]
    if not content.strip():
        raise BadFile(f"{name!r} is empty")
    if beginning is not None and beginning not in content[:1024]:
        raise BadFile(f"{name!r} is no {ending[1:].upper()} file")
    is_utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")  # or UTF-32: both say so first
    if beginning is None and not is_utf16 and b"\0" in content[: 64 * 2**10]:
        raise BadFile(f"{name!r} is no text")
    return ReceivedFile(name, ending, content)


class Limit(FileUploadHandler):
    """Keeps no more of a file than shows that it is too large."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece while the file is not too large; None lets the rest fall."""
        return raw_data if start <= LARGEST else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that keep it."""
