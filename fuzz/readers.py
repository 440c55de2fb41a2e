"""What is fuzzed: each reader of bytes that come from outside, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import orjson

from kizuna.claims.mapping.mapping import read_mapping
from kizuna.claims.statements import read_statements
from kizuna.claims.wikidata import Recording, claims_of
from kizuna.proposals.reader import propose
from kizuna.sources import documents
from kizuna.sources.readers import spreadsheet
from kizuna.sources.reading import Block, BlockedText
from kizuna.sources.wikidata.dump import Part, Reading, read_part
from kizuna.sources.wikidata.entities import documents_of, entity_of
from kizuna.values import Edtf

Reader = Callable[[bytes, Path], object]


def _document(ending: str) -> Reader:
    """The file as a document, and what the reader proposes from it."""

    def read(content: bytes, folder: Path) -> object:
        path = folder / f"file{ending}"
        path.write_bytes(content)
        held = documents.text_as_json(str(path))
        blocks = tuple(Block(*block) for block in held["blocks"])
        return propose(BlockedText(held["text"], blocks))

    return read


def _table(ending: str) -> Reader:
    def read(content: bytes, folder: Path) -> object:
        path = folder / f"file{ending}"
        path.write_bytes(content)
        return spreadsheet.table_as_json(
            str(path), path.name, asdict(spreadsheet.WHOLE)
        )

    return read


_RECORDING = Recording("person/fuzzer", datetime(2026, 1, 1, tzinfo=UTC))


def _dump(content: bytes, folder: Path) -> object:
    """The file as a dump of Wikidata, read as a harvest reads it."""
    path = folder / "dump.json"
    path.write_bytes(content)
    part = Part(path, 0, 0, len(content), len(content))
    lines = read_part(part, "P190", Reading(), threaded=False)
    return [end for _, end in lines]


def _entity(content: bytes, _folder: Path) -> object:
    """One document of Wikidata, as far as its claims."""
    try:
        given = orjson.loads(content)
    except ValueError:
        return None
    entities = [entity_of(document) for document in documents_of(given)]
    return [claims_of(entity, _RECORDING) for entity in entities if entity is not None]


def _mapping(content: bytes, _folder: Path) -> object:
    return read_mapping(content.decode("utf-8", errors="replace"), "map.toml")


def _statements(content: bytes, folder: Path) -> object:
    path = folder / "claims.toml"
    path.write_bytes(content)
    return read_statements([path], _RECORDING.recorded_at)


def _date(content: bytes, _folder: Path) -> object:
    return Edtf.parse(content.decode("utf-8", errors="replace"))


READERS: dict[str, Reader] = {
    "text": _document(".txt"),
    "markdown": _document(".md"),
    "html": _document(".html"),
    "pdf": _document(".pdf"),
    "docx": _document(".docx"),
    "csv": _table(".csv"),
    "xlsx": _table(".xlsx"),
    "json": _table(".json"),
    "dump": _dump,
    "entity": _entity,
    "mapping": _mapping,
    "statements": _statements,
    "date": _date,
}
"""From the name of a reader to what it does with bytes, in a folder that it may write
into.
"""
