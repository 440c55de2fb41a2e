"""Documents as text: a file is read once, by the reader of its kind, into text that
never changes.

What stands in the TOML beside a document describes it, after ISAD(G); every key is a
known one. The keys are the properties of a document; `signatories` are written "Name,
Capacity", and persons and bodies by their names, since the person who describes a paper
does not know our ids.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from kizuna import __version__
from kizuna.errors import BadFile, BadValue
from kizuna.sources import reading
from kizuna.sources.blocking import blocks_of
from kizuna.sources.reading import Block, BlockedText, bytes_of, digest, normalise
from kizuna.values import Edtf, language_tag

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PLAIN = ("text/plain", "", "")
MOST_BLOCKS = 200_000
"""How many paragraphs, headings, items and rows a document may have."""


@dataclass(frozen=True, slots=True)
class SourceText(BlockedText):
    """The normalised text of a document.

    `sha256` is the digest (64 hex digits) of its UTF-8. `media_type` is that of the
    file. `reader` names the programs that made the text of the file, with their
    versions, and `file_sha256` is the digest of the file's bytes.
    """

    sha256: str = ""
    media_type: str = ""
    reader: str = ""
    file_sha256: str = ""


def read_document(path: Path) -> SourceText:
    """The text of a file: plain, Markdown, HTML, PDF or DOCX (by its first bytes, else
    by its ending); all but short plain text is read in a process of its own.

    Raises BadFile, which names the file, for what is missing, empty, too large, binary
    or damaged, for a PDF of pictures, and for an encoding that is neither Unicode nor
    declared. Raises DatabaseBusy as `run_reader` does.
    """
    raw = bytes_of(path, path.name, reading.IN_PLACE + 1)
    if len(raw) <= reading.IN_PLACE and _reader_of(raw, path) == _PLAIN:
        return _read(raw, path)
    held = reading.run_reader(text_as_json, str(path.absolute()), name=path.name)
    blocks, notes = (
        tuple(Block(*block) for block in held["blocks"]),
        tuple(held["notes"]),
    )
    return SourceText(**held | {"blocks": blocks, "notes": notes})


def text_as_json(path: str) -> dict[str, Any]:
    """The text of a file as JSON, read where this is called; raises BadFile."""
    file = Path(path)
    text = _read(bytes_of(file, file.name), file)
    blocks = [
        [getattr(block, field.name) for field in fields(Block)] for block in text.blocks
    ]
    return {field.name: getattr(text, field.name) for field in fields(text)} | {
        "blocks": blocks
    }


def _read(raw: bytes, path: Path) -> SourceText:
    media_type, library, reader = _reader_of(raw, path)
    if reader:
        module = import_module(f"kizuna.sources.readers.{reader}")
        found: BlockedText = module.read(raw, path.name)
    else:  # its blocks are found by how it is laid out
        found = blocks_of(normalise(reading.decode(raw, path.name)))
    if not found.text.strip():
        raise BadFile(f"{path.name!r} has no text in it")
    if (count := len(found.blocks)) > MOST_BLOCKS:
        most = f"at most {MOST_BLOCKS:,} are read; give a part of it"
        raise BadFile(f"{path.name!r} has {count:,} paragraphs; {most}")
    normal, told = normalise(found.text), (found.blocks, found.title, found.notes)
    made_by = (
        f"Kizuna {__version__}{library and f', {library} {metadata.version(library)}'}"
    )
    sha256 = hashlib.sha256(raw).hexdigest()
    return SourceText(normal, *told, digest(normal), media_type, made_by, sha256)


def _reader_of(raw: bytes, path: Path) -> tuple[str, str, str]:
    """The media type of a file, the library and the module that read it, each "" for
    none.
    """
    ending = path.suffix.lower()
    if raw.startswith(b"%PDF") or ending == ".pdf":
        return "application/pdf", "pypdf", "pdf"
    is_docx = raw.startswith(b"PK\x03\x04") and b"word/document.xml" in raw
    if is_docx or ending == ".docx":
        return _DOCX, "python-docx", "docx"
    opening = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_page = opening.startswith((b"<!doctype html", b"<html"))
    if is_page or ending in (".html", ".htm", ".xhtml"):
        return "text/html", "lxml", "html"
    if ending in (".md", ".markdown"):
        return "text/markdown", "markdown-it-py", "markdown"
    return _PLAIN


_TEXTS = (
    *(
        "title",
        "catalogue_title",
        "date",
        "number",
        "issuer",
        "translator",
        "archive",
        "fonds",
    ),
    *(
        "inventory",
        "file",
        "leaves",
        "original_language",
        "language",
        "published_by",
        "address",
    ),
    *("rights", "place", "mark", "access_level"),
)
_LISTS = ("signatories", "languages", "addresses")
_CHECKS: Mapping[str, Callable[[str], object]] = {
    "date": Edtf.parse,
    **dict.fromkeys(("original_language", "language", "languages"), language_tag),
}


Description = Mapping[str, tuple[str, ...]]
"""What somebody says of a document: the texts of each key that is given, one language
or address among several.
"""


def beside(path: Path) -> Path | None:
    """The description beside a document (letter.txt: letter.toml), None when there is
    none.
    """
    found = path.with_suffix(".toml")
    return found if found != path and found.is_file() else None


def read_description(path: Path) -> Description:
    """The description in a TOML file; BadFile names the file and every wrong key or
    value.
    """
    with reading.readable(path):
        raw = path.read_bytes()
    try:
        table = reading.parse_toml(raw.decode(), reading.MAPPING)
    except (BadFile, ValueError) as error:
        raise BadFile(f"{path.name!r} is not a description in TOML: {error}") from None
    return described(table, path.name)


def described(table: Mapping[str, Any], name: str) -> Description:
    """The description in a table read from `name`; BadFile names every wrong key or
    value.
    """
    problems = [
        problem for key, value in table.items() if (problem := _problem(key, value))
    ]
    if problems:
        raise BadFile("\n".join(f"{name!r}: {problem}" for problem in problems))
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        texts = value if key in _LISTS else [value]
        key = {"language": "languages", "address": "addresses"}.get(key, key)
        texts = map(language_tag, texts) if key == "languages" else texts
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *texts)))
    return found


def _problem(key: str, value: Any) -> str:
    known = (*_TEXTS, *_LISTS)
    if key not in known:
        near = " or ".join(get_close_matches(key, known, n=2))
        right = f"did you mean {near}?" if near else f"the keys are {', '.join(known)}"
        return f"{key!r} is not known; {right}"
    is_list = key in _LISTS
    texts: Any = value if is_list else [value]
    if not isinstance(texts, list) or not all(
        isinstance(t, str) and t.strip() for t in texts
    ):
        hint = ' (put it in quotes: "1987-04-01")' if key == "date" else ""
        return (
            f"{key} = {value!r} is not a {'list of texts' if is_list else 'text'}{hint}"
        )
    try:
        for text in texts:
            _CHECKS.get(key, str)(text)
    except BadValue as error:
        return f"{key}: {error}"
    return ""
