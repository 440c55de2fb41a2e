"""Listing sources: the documents that claims cite, and whether their texts are held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kizuna.claims.kinds import Document
from kizuna.publish.wording import Wording
from kizuna.workflows import ask

if TYPE_CHECKING:
    from kizuna.store.queries.documents import StoredDocument


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the numbers of claims that cite it and of passages among them, and its texts that are
    held."""

    ref: str
    document: Document | None
    claims: int
    passages: int
    held: tuple[StoredDocument, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources in order of id, with labels."""

    sources: tuple[Source, ...]
    labels: Wording


def list_sources(known_at: datetime | None = None) -> Sources:
    """Every document that is cited or described, as known at a time (None: now)."""
    from kizuna.store.queries import documents

    register = ask.known_register(known_at).read_all()
    claims = list(register.claims.values())
    cited = Counter(claim.document for claim in claims)
    passages = Counter(claim.document for claim in claims if claim.has_passage)
    held: dict[str, list[StoredDocument]] = {}
    for text in documents.document_texts():
        held.setdefault(text.document, []).append(text)
    described = {document.id for document in register.of_kind(Document)}
    return Sources(
        tuple(
            Source(
                ref=ref,
                document=register.get(ref, Document),
                claims=cited[ref],
                passages=passages[ref],
                held=tuple(held.get(ref, ())),
            )
            for ref in sorted({*cited, *described, *held})
        ),
        Wording.english(register),
    )
