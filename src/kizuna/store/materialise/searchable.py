"""What can be searched of the ledger: names, and facts in words; rejected claims are not found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from kizuna.claims.judgement import Verdict, in_force
from kizuna.claims.kinds import KINDS, Composite, Text, decode, properties_of
from kizuna.claims.kinds.types import ValueType
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.search import folding, index
from kizuna.store.sql import among, fetch, fetch_number, insert_rows
from kizuna.store.terms import known_terms
from kizuna.values import Name, kind_of

NAME, FACT, PASSAGE = 1, 2, 3
COLUMNS = ("id", "kind", "ref", "source", "start", "text", "folded")
_CLAIMS = "SELECT c.seq, c.subject, s.text, p.text, c.value, c.uid FROM claims c"
_JOINS = " JOIN terms s ON s.id = c.subject JOIN terms p ON p.id = c.property"


def refold_searchable(refs: Iterable[str]) -> None:
    """Make what can be searched of the entities anew."""
    numbers = known_terms(refs).values()
    ref, params = among("ref", numbers)
    index.remove(f"{ref} AND kind IN ({NAME}, {FACT})", params)
    subject, params = among("c.subject", numbers)
    named, names = among("c.property", wordy_properties())
    rows = fetch(f"{_CLAIMS}{_JOINS} WHERE {subject} AND {named} ORDER BY c.seq", params + names)
    first = fetch_number("SELECT max(id) FROM searchable") + 1
    insert_rows("searchable", COLUMNS, list(searchable_rows(rows, first)))
    index.add_from(first)


def all_searchable(first: int, last: int) -> list[tuple[Any, ...]]:
    """The claims with words about the subjects of a range of terms, for `searchable_rows`."""
    named, names = among("c.property", wordy_properties())
    tail = f" WHERE c.subject BETWEEN %s AND %s AND {named} ORDER BY c.subject, c.seq"
    return fetch(f"{_CLAIMS}{_JOINS}{tail}", [first, last, *names])


def searchable_rows(rows: Iterable[tuple[Any, ...]], first: int) -> Iterator[tuple[Any, ...]]:
    """The rows of COLUMNS for claims that are not rejected, numbered from `first`."""
    listed = list(rows)
    rejected = _rejected([bytes(row[5]).hex() for row in listed])
    number = first
    for seq, subject, ref, name, value, uid in listed:
        kind, text = words_of(kind_of(ref), name, value)
        if text and not (rejected and bytes(uid).hex() in rejected):
            yield number, kind, subject, seq, None, text, folding.folded(text)
            number += 1


def _rejected(ids: list[str]) -> set[str]:
    if not heads()[1]:
        return set()
    verdicts = {j.target: j.verdict for j in in_force(judgements_about(ids))}
    return {claim for claim, verdict in verdicts.items() if verdict is Verdict.REJECT}


@lru_cache(maxsize=20_000)
def words_of(prefix: str, name: str, value: str) -> tuple[int, str]:
    """The kind and the words of a claim's value; no words for numbers, dates and references."""
    if prefix not in KINDS or not _is_wordy(properties_of(KINDS[prefix])[name].type):
        return FACT, ""
    held = decode(prefix, name, value)
    return (NAME, held.text) if isinstance(held, Name) else (FACT, " · ".join(_words(held)))


def _words(held: Any) -> Iterator[str]:
    if isinstance(held, Text | Name):
        yield held.text
    elif isinstance(held, Composite):
        for part in properties_of(type(held)):
            yield from _words(getattr(held, part))


def wordy_properties() -> list[int]:
    """The terms of the properties whose values hold words, in any kind."""
    names = {
        name
        for kind in KINDS.values()
        for name, definition in properties_of(kind).items()
        if _is_wordy(definition.type)
    }
    return list(known_terms(names).values())


def _is_wordy(kind: ValueType[Any]) -> bool:
    return kind.key in ("text", "name") or kind.key in _composites_with_words()


@lru_cache(maxsize=1)
def _composites_with_words() -> frozenset[str]:
    return frozenset(
        cls.__name__.lower()
        for cls in Composite.__subclasses__()
        if any(part.type.key in ("text", "name") for part in properties_of(cls).values())
    )
