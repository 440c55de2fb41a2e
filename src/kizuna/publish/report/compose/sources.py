"""The sources: each document with its archival description, as far as it is recorded (ISAD(G))."""

from __future__ import annotations

from kizuna.claims.kinds import Document
from kizuna.publish.document import Listing, Section, Sentence
from kizuna.publish.report.compose.main_ties import labelled
from kizuna.publish.report.compose.voice import Voice

_DESCRIPTION = (
    "number",
    "date",
    "issuer",
    "signatory",
    "translator",
    "published_by",
    "archive",
    "fonds",
    "inventory",
    "file",
    "leaves",
    "original_language",
    "addressee",
    "copies",
    "mark",
    "access_level",
    "address",
    "rights",
)


def sources(voice: Voice) -> Section:
    """The section of sources; a document described at length comes first."""
    described = sorted(voice.brief.sources, key=lambda d: (-len(_described(d)), d.id))
    items = tuple(_source(voice, document) for document in described)
    return Section("sources", voice.text("sources"), (Listing(items, numbered=True),))


def _described(document: Document) -> list[str]:
    return [name for name in _DESCRIPTION if document.stated(name)]


def _source(voice: Voice, document: Document) -> tuple[Sentence, ...]:
    title = Sentence.of(voice.text("item", text=voice.name(document.id)), document.title.claim_ids)
    return (title, *(labelled(voice, document, name) for name in _described(document)))
