"""Listing documents: those that claims cite, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from kizuna.register.register import Register
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
    from kizuna.store.queries.documents import count_citations

    cited = count_citations(known_at=known_at)
    rows = tuple((ref, times) for ref, (times, _) in islice(cited.items(), first, first + number))
    register = ask.known_register(known_at, [ref for ref, _ in rows])
    return Documents(rows, len(cited), register)
