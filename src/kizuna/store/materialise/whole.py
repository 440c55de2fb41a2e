"""Keeping every table of the register in step with the ledger, inside the transaction that changes it.

Law: a rebuild and a refold of everything leave the same rows; both fold and write by the same functions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kizuna.register.fold import LOGIC_VERSION
from kizuna.store.ledger import Identities
from kizuna.store.materialise.folding import subjects_among
from kizuna.store.materialise.refolding import note_followed, note_rebuild, refold_entities
from kizuna.store.materialise.searchable import (
    Words,
    insert_all_passages,
    insert_words,
    words_about,
)
from kizuna.store.materialise.ties import TieEntry, insert_ties, tie_lines
from kizuna.store.processes import map_by_processes
from kizuna.store.search import reindex
from kizuna.store.sql import execute, fetch_number, gather_statistics, without_collecting

Tell = Callable[[int, int, str], None]
"""Told how many batches of the ledger are folded, of how many, and that they are read."""

_TABLES = ("tie_parties", "ties", "searchable")
_BATCH = 2_000
"""Terms of which the subjects are folded at once."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: by which logic, from how many claims, how many ties and places, in how many seconds."""

    logic_version: int
    claims: int
    ties: int
    places: int
    seconds: float


def rebuild_all(*, by_all: bool, tell: Tell = lambda *_: None) -> Rebuilt:
    """Make every table anew, `by_all` processors where that is worth it: other processes see what is committed.

    What `tell` raises undoes it all.
    """
    began = time.perf_counter()
    for table in _TABLES:
        execute(f"DELETE FROM {table}")
    with without_collecting():
        _insert(by_all, tell)
    gather_statistics("terms", *_TABLES)
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT party) FROM tie_parties")
    note_rebuild(places, ties)
    claims = fetch_number("SELECT count(*) FROM claims")
    return Rebuilt(LOGIC_VERSION, claims, ties, places, time.perf_counter() - began)


def _insert(by_all: bool, tell: Tell) -> None:
    """Fold batch after batch."""
    last = fetch_number("SELECT max(id) FROM terms")
    batches = [range(at, min(at + _BATCH, last + 1)) for at in range(1, last + 1, _BATCH)]
    number = 1
    tell(0, len(batches), "read")
    for done, folded in enumerate((map_by_processes if by_all else map)(_fold, batches), 1):
        insert_ties(folded.ties)
        number = insert_words(folded.words, number)
        tell(done, len(batches), "read")
    insert_all_passages(number)
    reindex()


class _Folded(NamedTuple):
    """What the subjects of a batch fold to."""

    ties: list[TieEntry]
    words: list[Words]


def _fold(terms: range) -> _Folded:
    identities = Identities.known()
    ties = subjects_among(terms, ("tie",), identities)
    return _Folded(tie_lines(ties, identities), words_about(terms))


_TOGETHER = 2_000
"""Entities that are refolded at once."""


def follow(touched: Iterable[str]) -> None:
    """Bring the tables to the ledger's head, so many of the entities touched at a time."""
    refs = sorted(touched)
    for at in range(0, len(refs), _TOGETHER):
        refold_entities(refs[at : at + _TOGETHER])
    note_followed()
