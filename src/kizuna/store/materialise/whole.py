"""Rebuilding every table of the register from the whole ledger, inside one transaction.

Law: a rebuild and a refold of everything leave the same rows.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kizuna.store.materialise.passages import passage_rows
from kizuna.store.materialise.places import (
    REGION_COLUMNS,
    Links,
    fill_selves,
    region_rows,
    regions_from,
)
from kizuna.store.materialise.ranges import Folded, RangeFolder
from kizuna.store.materialise.refolding import note_rebuild
from kizuna.store.materialise.searchable import COLUMNS, all_searchable, searchable_rows
from kizuna.store.materialise.ties import (
    PARTY_COLUMNS,
    TIE_COLUMNS,
    Changes,
    count_all,
    fill_tie_regions,
    insert_pair_years,
)
from kizuna.store.search import index
from kizuna.store.sql import execute, fetch_number, gather_statistics, insert_rows
from kizuna.store.terms import intern_terms
from kizuna.store.year_counts import YearChanges

_TABLES = ("tie_regions", "tie_parties", "ties", "place_regions", "pair_years", "searchable")
_RANGE = 20_000
_BATCH = 20_000


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
    links: dict[str, Links] = {}
    for part in _folded(workers):
        _insert_lines(part)
        links.update(part.links)
    _insert_places(links)
    gather_statistics("ties", "tie_parties", "place_regions", "terms")
    fill_tie_regions()
    gather_statistics("tie_regions")
    changes: Changes = defaultdict(YearChanges)
    count_all(changes)
    insert_pair_years(changes)
    _insert_searchable()
    gather_statistics("searchable")
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT place) FROM place_regions")
    note_rebuild(places, ties)
    return Counts(fetch_number("SELECT count(*) FROM claims"), ties, places)


def _folded(workers: int) -> Iterator[Folded]:
    last = fetch_number("SELECT max(id) FROM terms")
    ranges = [(at, min(at + _RANGE - 1, last)) for at in range(1, last + 1, _RANGE)]
    folder = RangeFolder()
    if workers < 1 or len(ranges) < workers:
        yield from (folder.fold_range(*each) for each in ranges)
    else:
        context = multiprocessing.get_context("spawn")
        entry = dict(connection.settings_dict)
        with ProcessPoolExecutor(workers, context, _begin, (entry,)) as pool:
            yield from pool.map(_fold_range, ranges)
    yield folder.fold_linked()


_folder: list[RangeFolder] = []


def _begin(entry: dict[str, Any]) -> None:
    """Prepare a process that folds ranges; an interrupt is left to the one that asked."""
    from kizuna.store.database import use_settings

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_settings(entry)
    _folder[:] = [RangeFolder()]


def _fold_range(each: tuple[int, int]) -> Folded:
    return _folder[0].fold_range(*each)


def _insert_lines(part: Folded) -> None:
    types = intern_terms({line[1] for line in part.lines})
    rows = [(tie, types[kind], parties, *days) for tie, kind, parties, _, *days in part.lines]
    insert_rows("ties", TIE_COLUMNS, rows)
    parties = [(party, line[0]) for line in part.lines for party in line[3]]
    insert_rows("tie_parties", PARTY_COLUMNS, parties)


def _insert_places(links: dict[str, Links]) -> None:
    aliases = {ref: found.alias for ref, found in links.items() if found.alias}
    insert_rows("place_regions", REGION_COLUMNS, region_rows(regions_from(links), aliases))
    fill_selves()


def _insert_searchable() -> None:
    number, after = 1, 0
    while rows := all_searchable(after, _BATCH):
        after = rows[-1][0]
        listed = list(searchable_rows(rows, number))
        insert_rows("searchable", COLUMNS, listed)
        number += len(listed)
    insert_rows("searchable", COLUMNS, list(passage_rows(number)))
    index.rebuild()
