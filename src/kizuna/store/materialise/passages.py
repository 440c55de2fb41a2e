"""The paragraphs of documents that were added, each searchable at its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kizuna.store.search import folded, index_from, unindex
from kizuna.store.sql import fetch, fetch_number, insert_rows

_PASSAGE = 3
_COLUMNS = ("id", "kind", "ref", "source", "start", "text", "folded")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def add_passages(document: int, ref: int, text: str) -> None:
    """Make the paragraphs of a document's text searchable."""
    first = fetch_number("SELECT max(id) FROM searchable") + 1
    insert_rows("searchable", _COLUMNS, list(_rows(document, ref, text, first)))
    index_from(first)


def replace_passages(document: int, ref: int, text: str) -> None:
    """Make the paragraphs of a text searchable as it reads now."""
    unindex(f"kind = {_PASSAGE} AND source = %s", [document])
    add_passages(document, ref, text)


def insert_all_passages(first: int) -> None:
    """Insert the paragraphs of every text in the store, numbered from `first`, without indexing them."""
    for (number,) in fetch("SELECT id FROM document_texts ORDER BY id"):
        ((ref, text),) = fetch("SELECT document, text FROM document_texts WHERE id = %s", [number])
        rows = list(_rows(number, ref, text, first))
        insert_rows("searchable", _COLUMNS, rows)
        first += len(rows)


def _rows(document: int, ref: int, text: str, first: int) -> Iterator[tuple[object, ...]]:
    for number, (start, paragraph) in enumerate(paragraphs(text), first):
        yield number, _PASSAGE, ref, document, start, paragraph, folded(paragraph)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Every paragraph with its offset in characters: what stands between empty lines, without space around it."""
    for found in _PARAGRAPH.finditer(text):
        yield found.start(), found.group().rstrip()
