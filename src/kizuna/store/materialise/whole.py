"""Rebuilding every table of the register from the whole ledger, inside one transaction.

Law: a rebuild and a refold of everything leave the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kizuna.store.collecting import without_collecting
from kizuna.store.late_indexes import indexes_left_for_later, staged
from kizuna.store.materialise.joining import Regions, country_codes, regions_of
from kizuna.store.materialise.passages import insert_all_passages
from kizuna.store.materialise.place_ranges import PlaceFolder
from kizuna.store.materialise.places import (
    REGION_COLUMNS,
    Links,
    fill_selves,
    region_rows,
    regions_from,
)
from kizuna.store.materialise.refolding import note_rebuild
from kizuna.store.materialise.searchable import COLUMNS, all_searchable, searchable_rows
from kizuna.store.materialise.tie_ranges import TieFolder
from kizuna.store.materialise.ties import (
    PARTY_COLUMNS,
    REGION_PAIR_COLUMNS,
    TIE_COLUMNS,
    Changes,
    insert_pair_years,
)
from kizuna.store.search import index
from kizuna.store.sharing import Work, shared_out_with_database
from kizuna.store.sql import execute, fetch_number, gather_statistics, insert_rows
from kizuna.store.terms import intern_terms
from kizuna.store.year_counts import YearChanges

Tell = Callable[[int, int, str], None]
"""Told how many ranges of the ledger are folded, of how many, and what for: places, ties or search."""

_PASSES = ("places", "ties", "search")
_TABLES = ("tie_regions", "tie_parties", "ties", "place_regions", "pair_years", "searchable")
_RANGE = 20_000


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
    how = _How(by_all, tell)
    with without_collecting():
        _insert_places(how)
        insert_pair_years(_insert_ties(how))
        _insert_searchable(how)
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT place) FROM place_regions")
    note_rebuild(places, ties)
    return Counts(fetch_number("SELECT count(*) FROM claims"), ties, places)


@dataclass(frozen=True, slots=True)
class _How:
    """By whom the ranges are folded, and who is told of it."""

    by_all: bool
    tell: Tell

    def over_ranges(
        self, what: str, here: Work, start: Callable[..., Work], *given: object
    ) -> Iterator[Any]:
        """What becomes of each range of the ledger, in order."""
        ranges = _ranges()
        before, whole = _PASSES.index(what) * len(ranges), len(_PASSES) * len(ranges)
        found = map(here, ranges)
        if self.by_all:
            found = (made for _, made in shared_out_with_database(ranges, here, start, *given))
        self.tell(before, whole, what)
        for done, made in enumerate(found, before + 1):
            yield made
            self.tell(done, whole, what)


def _ranges() -> list[tuple[int, int]]:
    """All terms, in ranges of a size to fold at once."""
    last = fetch_number("SELECT max(id) FROM terms")
    return [(at, min(at + _RANGE - 1, last)) for at in range(1, last + 1, _RANGE)]


def _place_work() -> Work:
    folder = PlaceFolder()
    return lambda each: folder.fold_range(*each)


def _tie_work(regions: Regions, codes: Mapping[int, str]) -> Work:
    folder = TieFolder(regions, codes)
    return lambda each: folder.fold_range(*each)


def _search_work() -> Work:
    return lambda each: list(all_searchable(*each))


def _insert_places(how: _How) -> None:
    links: dict[str, Links] = {}
    for each in how.over_ranges("places", _place_work(), _place_work):
        links.update(each)
    links.update(PlaceFolder().fold_linked())
    aliases = {ref: found.alias for ref, found in links.items() if found.alias}
    insert_rows("place_regions", REGION_COLUMNS, region_rows(regions_from(links), aliases))
    fill_selves()
    gather_statistics("place_regions", "terms")


def _insert_ties(how: _How) -> Changes:
    """Fill the tables of ties; the counts by year of every pair of countries."""
    joining = regions_of(), country_codes()
    changes: Changes = defaultdict(YearChanges)
    with (
        indexes_left_for_later("tie_parties"),
        staged("tie_regions") as joins,
        staged("tie_parties") as parties,
    ):
        alone = how.over_ranges("ties", _tie_work(*joining), _tie_work, *joining)
        for part in chain(alone, (TieFolder(*joining).fold_linked(),)):
            types = intern_terms({line[1] for line in part.lines})
            rows = [(tie, types[kind], text, *held) for tie, kind, text, _, *held in part.lines]
            insert_rows("ties", TIE_COLUMNS, rows)
            insert_rows(parties, PARTY_COLUMNS, [(p, x[0]) for x in part.lines for p in x[3]])
            five = [iter(memoryview(part.joins).cast("i"))] * 5
            insert_rows(joins, REGION_PAIR_COLUMNS, zip(*five, strict=True))
            for pair, change in part.changes.items():
                changes[pair].include(change)
    gather_statistics("ties", "tie_parties", "tie_regions")
    return changes


def _insert_searchable(how: _How) -> None:
    number = 1
    for found in how.over_ranges("search", _search_work(), _search_work):
        listed = list(searchable_rows(found, number))
        insert_rows("searchable", COLUMNS, listed)
        number += len(listed)
    insert_all_passages(number)
    index.rebuild()
    gather_statistics("searchable")
