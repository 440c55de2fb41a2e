"""Paging through documents: those that the register describes, in order of id, with how often each is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.claims.kinds import Document
from kizuna.register.register import Register
from kizuna.workflows.paging import Walk, page


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document with the numbers of claims that cite it and of passages among them, and the digests of its texts
    that are held."""

    document: Document
    cited: int
    passages: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """A page of documents; `after` is the id after which the next begins, "" when nothing is left."""

    documents: tuple[DocumentLine, ...]
    register: Register
    after: str


def page_documents(known_at: datetime | None, after: str, limit: int) -> DocumentsPage:
    """The next documents, as known at a time (None: now)."""
    from kizuna.store.queries import documents
    from kizuna.store.queries.documents import count_citations

    found = page(Walk(Document, limit, after, known_at))
    counts = count_citations(known_at=known_at)
    held: dict[str, list[str]] = {}
    for ref, digest in documents.digests():
        held.setdefault(ref, []).append(digest)
    lines = tuple(
        DocumentLine(one, *counts.get(one.id, (0, 0)), tuple(held.get(one.id, ())))
        for one in found.things
    )
    return DocumentsPage(lines, found.register, found.after)
