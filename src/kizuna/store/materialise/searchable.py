"""What can be searched: names and facts in words but rejected ones, and paragraphs of documents that were read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from kizuna.claims.judgement import Verdict, in_force
from kizuna.claims.kinds import KINDS, Composite, Text, decode, properties_of
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.search import folded, index_from, unindex
from kizuna.store.sql import among, fetch, insert_rows, known_terms, next_id
from kizuna.values import Name, kind_of

NAME, FACT = 1, 2
_WORDS = ("text", "name")
_COLUMNS = ("id", "kind", "ref", "source", "start", "text", "folded")
Words = tuple[int, int, int, None, str, str]
"""The words of a claim as a row but for its number: kind, subject, claim, no start, text, folded text."""


def refold_searchable(refs: Iterable[str]) -> None:
    """Make what can be searched of the entities anew."""
    subjects = known_terms(refs).values()
    ref, params = among("ref", subjects)
    unindex(f"{ref} AND kind IN ({NAME}, {FACT})", params)
    first = next_id("searchable")
    insert_words(words_about(subjects), first)
    index_from(first)


def insert_words(words: Iterable[Words], first: int) -> int:
    """Insert words, numbered from `first`, without indexing them; the number after the last."""
    rows = [(number, *found) for number, found in enumerate(words, first)]
    insert_rows("searchable", _COLUMNS, rows)
    return first + len(rows)


def words_about(subjects: Iterable[int]) -> list[Words]:
    """The words of the claims about subjects (terms) that are not rejected."""
    subject, params = among("c.subject", subjects)
    wordy, words = _with_words()
    rows = fetch(
        "SELECT c.seq, c.subject, s.text, p.text, c.value, c.uid FROM claims c"
        " JOIN terms s ON s.id = c.subject JOIN terms p ON p.id = c.property"
        f" WHERE {subject} AND {wordy} ORDER BY c.seq",
        params + words,
    )
    judged = judgements_about(bytes(row[5]).hex() for row in rows) if heads()[1] else ()
    verdicts = {j.target: j.verdict for j in in_force(judged)}
    rejected = {claim for claim, verdict in verdicts.items() if verdict is Verdict.REJECT}
    found: list[Words] = []
    for seq, number, ref, name, value, uid in rows:
        kind, text = words_of(kind_of(ref), name, value)
        if text and not (rejected and bytes(uid).hex() in rejected):
            found.append((kind, number, seq, None, text, folded(text)))
    return found


@lru_cache(maxsize=20_000)
def words_of(prefix: str, name: str, value: str) -> tuple[int, str]:
    """The kind and the words of a claim's value; no words for numbers, dates and references."""
    held = decode(prefix, name, value) if prefix in KINDS else None
    return (NAME, held.text) if isinstance(held, Name) else (FACT, " · ".join(_words(held)))


def _words(held: Any) -> Iterator[str]:
    if isinstance(held, Text | Name):
        yield held.text
    elif isinstance(held, Composite):
        for part in properties_of(type(held)):
            yield from _words(getattr(held, part))


def _with_words() -> tuple[str, list[Any]]:
    """A condition that a claim's value may hold words, and its parameters."""
    wordy = _wordy()
    whole, params = among("c.property", known_terms(w for w in wordy if "" in wordy[w]).values())
    conditions = [whole]
    for name, part in sorted((w, part) for w in wordy for part in wordy[w] - {""}):
        conditions.append(
            "(c.property = (SELECT id FROM terms WHERE text = %s) AND c.value LIKE %s)"
        )
        params += [name, f'%"{part}":%']
    return f"({' OR '.join(conditions)})", params


@lru_cache(maxsize=1)
def _wordy() -> dict[str, set[str]]:
    """The properties whose values may hold words, with those of their parts that do ("": a value as a whole)."""
    parts = {
        cls.__name__.lower(): {
            n for n, part in properties_of(cls).items() if part.type.key in _WORDS
        }
        for cls in Composite.__subclasses__()
    }
    found: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS.values():
        for name, held in properties_of(kind).items():
            found[name] |= {""} if held.type.key in _WORDS else parts.get(held.type.key, set())
    return {name: held for name, held in found.items() if held}


_PASSAGE = 3
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def add_passages(document: int, ref: int, text: str) -> None:
    """Make the paragraphs of a document's text searchable."""
    first = next_id("searchable")
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
