"""Wikidata as a source: its dumps and its query service, read into frozen values; nothing is judged here."""

from kizuna.sources.wikidata.dump import Found, Part, needle_of, read_part
from kizuna.sources.wikidata.entities import Entity, Statement, documents_of, entity_of
from kizuna.sources.wikidata.parts import parts_of

__all__ = [
    "Entity",
    "Found",
    "Part",
    "Statement",
    "documents_of",
    "entity_of",
    "needle_of",
    "parts_of",
    "read_part",
]
