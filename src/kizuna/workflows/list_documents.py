"""Listing documents: those that claims cite, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.register.register import Register
from kizuna.store.cache import cached
from kizuna.workflows import ask


@dataclass(frozen=True, slots=True)
class Documents:
    """Some of the documents with how many claims cite each, and how many documents there are in all.

    `register` holds their titles.
    """

    rows: tuple[tuple[str, int], ...]
    number: int
    register: Register


def list_documents(first: int, number: int, known_at: datetime | None = None) -> Documents:
    """So many documents from one on (0: the most cited), as known at a time (None: now)."""
    from kizuna.store.queries.documents_cited import documents_cited

    listed = cached(("documents-cited", known_at), lambda: documents_cited(known_at=known_at), len)
    rows = tuple(listed[first : first + number])
    refs = [ref for ref, _ in rows]
    register = ask.known_register(known_at, refs)
    return Documents(rows, len(listed), register)
