"""Rebuilding every table of the register from the whole ledger, inside one transaction.

Law: a rebuild and a refold of everything leave the same rows.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kizuna.store.late_indexes import indexes_left_for_later, staged
from kizuna.store.loading import without_collecting
from kizuna.store.materialise.joining import Regions, regions_of
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
from kizuna.store.materialise.tie_ranges import Folded, TieFolder
from kizuna.store.materialise.ties import (
    PARTY_COLUMNS,
    REGION_PAIR_COLUMNS,
    TIE_COLUMNS,
    Changes,
    count_all,
    insert_pair_years,
)
from kizuna.store.search import index
from kizuna.store.sql import execute, fetch_number, gather_statistics, insert_rows
from kizuna.store.terms import intern_terms
from kizuna.store.year_counts import YearChanges

_TABLES = ("tie_regions", "tie_parties", "ties", "place_regions", "pair_years", "searchable")
_RANGE = 20_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims the tables rest on, and how many ties and places they hold."""

    claims: int
    ties: int
    places: int


def rebuild_all(workers: int) -> Counts:
    """Make every table anew; with `workers` other processes fold, which see only what is committed."""
    for table in _TABLES:
        execute(f"DELETE FROM {table}")
    with without_collecting():
        _insert_places()
        _insert_ties(workers)
        changes: Changes = defaultdict(YearChanges)
        count_all(changes)
        insert_pair_years(changes)
        _insert_searchable()
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT place) FROM place_regions")
    note_rebuild(places, ties)
    return Counts(fetch_number("SELECT count(*) FROM claims"), ties, places)


def _ranges() -> list[tuple[int, int]]:
    """All terms, in ranges of a size to fold at once."""
    last = fetch_number("SELECT max(id) FROM terms")
    return [(at, min(at + _RANGE - 1, last)) for at in range(1, last + 1, _RANGE)]


def _insert_places() -> None:
    folder = PlaceFolder()
    links: dict[str, Links] = {}
    for each in _ranges():
        links.update(folder.fold_range(*each))
    links.update(folder.fold_linked())
    aliases = {ref: found.alias for ref, found in links.items() if found.alias}
    insert_rows("place_regions", REGION_COLUMNS, region_rows(regions_from(links), aliases))
    fill_selves()
    gather_statistics("place_regions", "terms")


def _insert_ties(workers: int) -> None:
    with (
        indexes_left_for_later("tie_parties"),
        staged("tie_regions") as joins,
        staged("tie_parties") as parties,
    ):
        for part in _folded(workers):
            types = intern_terms({line[1] for line in part.lines})
            rows = [(tie, types[kind], text, *days) for tie, kind, text, _, *days in part.lines]
            insert_rows("ties", TIE_COLUMNS, rows)
            insert_rows(parties, PARTY_COLUMNS, [(p, x[0]) for x in part.lines for p in x[3]])
            five = [iter(memoryview(part.joins).cast("i"))] * 5
            insert_rows(joins, REGION_PAIR_COLUMNS, zip(*five, strict=True))
    gather_statistics("ties", "tie_parties", "tie_regions")


def _folded(workers: int) -> Iterator[Folded]:
    ranges = _ranges()
    regions = regions_of()
    folder = TieFolder(regions)
    if workers < 1 or len(ranges) < workers:
        yield from (folder.fold_range(*each) for each in ranges)
    else:
        context = multiprocessing.get_context("spawn")
        given = (dict(connection.settings_dict), regions)
        with ProcessPoolExecutor(workers, context, _begin, given) as pool:
            yield from pool.map(_fold_range, ranges)
    yield folder.fold_linked()


_folder: list[TieFolder] = []


def _begin(entry: dict[str, Any], regions: Regions) -> None:
    """Prepare a process that folds ranges; an interrupt is left to the one that asked."""
    from kizuna.store.database import use_settings

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    use_settings(entry)
    _folder[:] = [TieFolder(regions)]


def _fold_range(each: tuple[int, int]) -> Folded:
    return _folder[0].fold_range(*each)


def _insert_searchable() -> None:
    number = 1
    for each in _ranges():
        listed = list(searchable_rows(all_searchable(*each), number))
        insert_rows("searchable", COLUMNS, listed)
        number += len(listed)
    insert_all_passages(number)
    index.rebuild()
    gather_statistics("searchable")
