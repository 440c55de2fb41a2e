"""Rebuilding every table of the register from the whole ledger, inside one transaction.

Law: a rebuild and a refold of everything leave the same rows; both fold and write by the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kizuna.store.collecting import without_collecting
from kizuna.store.identities import identities_read
from kizuna.store.materialise.folding import PLACE_KINDS, subjects_among
from kizuna.store.materialise.passages import insert_all_passages
from kizuna.store.materialise.places import Links, insert_regions, links_among
from kizuna.store.materialise.refolding import note_rebuild
from kizuna.store.materialise.searchable import Words, insert_words, words_about
from kizuna.store.materialise.ties import TieLine, insert_ties, tie_lines
from kizuna.store.processes import map_by_processes
from kizuna.store.search import index
from kizuna.store.sql import execute, fetch_number, gather_statistics

Made = TypeVar("Made")

Tell = Callable[[int, int, str], None]
"""Told how many batches of the ledger are folded, of how many, and what for: places, ties or search."""

_PASSES = ("places", "ties", "search")
_TABLES = ("tie_parties", "ties", "place_regions", "searchable")
_BATCH = 2_000
"""Terms of which the subjects are folded at once."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims the tables rest on, and how many ties and places they hold."""

    claims: int
    ties: int
    places: int


def _tell_nobody(done: int, whole: int, what: str) -> None:
    """Nobody is told."""


def rebuild_all(*, by_all: bool, tell: Tell = _tell_nobody) -> Counts:
    """Make every table anew, `by_all` processors where that is worth it: other processes see what is committed.

    What `tell` raises undoes it all.
    """
    for table in _TABLES:
        execute(f"DELETE FROM {table}")
    passes = _Passes(by_all, tell)
    with without_collecting():
        _insert_places(passes)
        for lines in passes.over("ties", _tie_lines):
            insert_ties(lines)
        _insert_searchable(passes)
    gather_statistics("terms", *_TABLES)
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT place) FROM place_regions")
    note_rebuild(places, ties)
    return Counts(fetch_number("SELECT count(*) FROM claims"), ties, places)


@dataclass(frozen=True, slots=True)
class _Passes:
    """By whom the batches are folded, and who is told of it."""

    by_all: bool
    tell: Tell

    def over(self, what: str, work: Callable[[range], Made]) -> Iterator[Made]:
        """What becomes of each batch of terms, in order."""
        last = fetch_number("SELECT max(id) FROM terms")
        batches = [range(at, min(at + _BATCH, last + 1)) for at in range(1, last + 1, _BATCH)]
        before, whole = _PASSES.index(what) * len(batches), len(_PASSES) * len(batches)
        self.tell(before, whole, what)
        share = map_by_processes if self.by_all else map
        for done, made in enumerate(share(work, batches), before + 1):
            yield made
            self.tell(done, whole, what)


def _insert_places(passes: _Passes) -> None:
    links: dict[str, Links] = {}
    for found in passes.over("places", _links):
        links.update(found)
    insert_regions(links)


def _insert_searchable(passes: _Passes) -> None:
    number = 1
    for words in passes.over("search", _words):
        number = insert_words(words, number)
    insert_all_passages(number)
    index.rebuild()


def _links(terms: range) -> dict[str, Links]:
    identities = identities_read()
    return links_among(subjects_among(terms, PLACE_KINDS, identities), identities)


def _tie_lines(terms: range) -> list[TieLine]:
    identities = identities_read()
    return tie_lines(subjects_among(terms, ("tie",), identities), identities)


def _words(terms: range) -> list[Words]:
    return words_about(terms)
