"""Verifying a database: every entry against its leaf, the tree, the triggers, and what
follows from entries.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from hashlib import sha256
from itertools import chain, islice

from django.db import transaction

from kizuna.claims import heads
from kizuna.claims.heads import Head, subtree_hash
from kizuna.errors import StorageError
from kizuna.store import tree
from kizuna.store.audited import writing
from kizuna.store.entries import DIGEST_SIZE, TABLES, bytes_of
from kizuna.store.ledger import weights
from kizuna.store.materialise import (
    COLUMNS,
    rebuild_all,
    tie_lines,
    tie_rows,
    ties_among,
)
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.erasures import audited_digests
from kizuna.store.queries.ledger import last_done, needs_rebuild
from kizuna.store.redaction import unredacted
from kizuna.store.sql import (
    among,
    execute,
    fetch,
    fetch_number,
    guarded,
    known_terms,
    without_collecting,
)
from kizuna.store.verification.entries import (
    UNREADABLE,
    Discrepancy,
    EntryRun,
    entry_discrepancies,
    short_text,
    trigger_discrepancies,
)

MOST = 100
"""Discrepancies that are named; more are counted."""
_FIRST, _LAST = -(2**31), 2**31 - 1


def entry_runs() -> tuple[list[EntryRun], int]:
    """The runs of the tree, and how many leaves they are of.

    Where the numbers of one are none, or more than the tables and the tree can hold, it
    is one of no entries.
    """
    tiles = fetch_number("SELECT count(*) FROM tree_tiles")
    most = (tiles + 1) * tree.WIDTH + sum(
        fetch_number(f"SELECT count(*) FROM {table}") for table, _ in TABLES.values()
    )
    runs: list[EntryRun] = []
    columns = "first_leaf, kind, first_number, count"
    for row in fetch(f"SELECT {columns} FROM tree_runs ORDER BY first_leaf"):
        run = EntryRun(*row)
        numbers = run.first_leaf, run.first_number, run.size
        are_numbers = all(isinstance(n, int) and 0 <= n <= _LAST for n in numbers)
        if not are_numbers or run.first_leaf > most:
            run = EntryRun(0, run.kind, 0, 0)
        runs.append(run if run.size <= most else run._replace(size=0))
    return runs, max((run.first_leaf + run.size for run in runs), default=0)


def run_discrepancies(runs: Iterable[EntryRun]) -> Iterator[Discrepancy]:
    """Leaves that no run is of, entries that no run holds, and numbers that go back."""
    leaf = 0
    following = dict.fromkeys(TABLES, _FIRST)
    for run in runs:
        of_run = partial(Discrepancy, "run", str(run.first_leaf))
        if run.first_leaf != leaf:
            yield of_run(
                "leaves before it are of no entry", str(run.first_leaf), str(leaf)
            )
        if run.kind not in TABLES or run.size < 1:
            yield of_run("it is of no entry", f"{run.size} of {run.kind!r}", "entries")
        elif run.first_number < following[run.kind]:
            low = f"{following[run.kind]} or more"
            yield of_run("its numbers go back", str(run.first_number), low)
        else:
            yield from _outside(run.kind, following[run.kind], run.first_number - 1)
        following[run.kind] = run.first_number + run.size
        leaf = run.first_leaf + run.size
    for kind in TABLES:
        yield from _outside(kind, following[kind], _LAST)


def _outside(kind: str, first: int, last: int) -> Iterator[Discrepancy]:
    """Entries whose numbers lie between those of two runs."""
    table, key = TABLES[kind]
    uid = "NULL" if kind == "audit" else "uid"
    rows = fetch(
        f"SELECT {key}, {uid} FROM {table} WHERE {key} BETWEEN %s AND %s ORDER BY"
        f" {key}",
        [first, last],
    )
    for number, id_ in rows:
        what = "it was not entered: the tree has no leaf of it"
        yield Discrepancy(
            kind, str(number), what, "an entry", "nothing", bytes_of(id_).hex()
        )


def tile_discrepancies(size: int) -> Iterator[Discrepancy]:
    """Tiles that are missing or short, and hashes that are not those of the tile
    below.
    """
    tile_above = lru_cache(maxsize=1)(tree.tile)
    for level in range(0, size.bit_length(), tree.STEP):
        for number in range(-(-(size >> level) // tree.WIDTH)):
            tile, (over, at) = tree.tile(level, number), divmod(number, tree.WIDTH)
            above = tile_above(level + tree.STEP, over)[at * DIGEST_SIZE :][
                :DIGEST_SIZE
            ]
            wanted = min(tree.WIDTH, (size >> level) - number * tree.WIDTH)
            of_tile = partial(Discrepancy, "tile", f"{level}/{number}")
            if not wanted * DIGEST_SIZE <= len(tile) <= tree.WIDTH * DIGEST_SIZE:
                stored = f"{len(tile) / DIGEST_SIZE:g} hashes"
                yield of_tile("it has not its hashes", stored, f"{wanted} hashes")
            elif wanted == tree.WIDTH and above not in (
                made := subtree_hash(tile),
                b"",
            ):
                what = (
                    f"it is not the tile of hash {at} in tile"
                    f" {level + tree.STEP}/{over}"
                )
                yield of_tile(what, made.hex(), above.hex())


_SOME = 1_000
"""Rows of a table that are found to differ; there may be more."""
Rows = set[tuple[object, ...]]


def orphan_discrepancies() -> Iterator[Discrepancy]:
    """References of claims that are not in the ledger."""
    rows = fetch(
        "SELECT r.id, r.claim FROM claim_references r LEFT JOIN claims c ON c.seq ="
        " r.claim"
        " WHERE c.seq IS NULL ORDER BY r.id"
    )
    for number, claim in rows:
        stored = f"claim {claim}"
        yield Discrepancy(
            "reference", str(number), "it is of no claim", stored, "a claim"
        )


def document_discrepancies(first: int, last: int) -> Iterator[Discrepancy]:
    """Texts, numbered between two, whose digest is not theirs, or not what an erasure
    left of them.
    """
    left = audited_digests("text", first, last)
    rows = fetch(
        "SELECT id, sha256, text FROM document_texts WHERE id BETWEEN %s AND %s ORDER"
        " BY id",
        [first, last],
    )
    for number, stored, text in rows:
        made = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if made != stored and bytes.fromhex(made) != left.get(number):
            yield Discrepancy(
                "document", str(number), "its text has another digest", stored, made
            )


def tie_discrepancies(first: int, last: int) -> list[Discrepancy]:
    """Ties, by the terms from one to another, that are not in the tables as they fold
    now.

    Where there are any, somebody may have been writing: then they are looked for again
    while nobody is.
    """
    try:
        found = list(_tie_differences(first, last))
        if found:
            with writing():
                found = list(_tie_differences(first, last))
        return found
    except UNREADABLE as error:
        return [_unfolded(error)]


def _tie_differences(first: int, last: int) -> Iterator[Discrepancy]:
    refs = ties_among(range(first, last + 1))
    lines = tie_lines(refs)
    texts = {text for x in lines for text in (x.tie, x.type, *x.parties)}
    terms = {text: text for text in texts} | known_terms(texts)
    ids = known_terms(weights().members(refs)).values()
    for table, rows in tie_rows(lines, terms).items():
        condition, params = among("id" if table == "ties" else "tie", ids)
        columns = ", ".join(COLUMNS[table])
        stored = fetch(f"SELECT {columns} FROM {table} WHERE {condition}", params)
        yield from _differences(table, set(stored), set(rows))


def _unfolded(error: Exception) -> Discrepancy:
    """That nothing can be compared with what claims fold to; which of them were changed
    their leaves tell.
    """
    what = "its claims cannot be read, so that nothing is folded of them"
    return Discrepancy("ties", "", what, str(error), "claims that fold")


def _differences(table: str, stored: Rows, folded: Rows) -> Iterator[Discrepancy]:
    what = "the claims fold to something else"
    for row in sorted(stored - folded, key=repr):
        yield Discrepancy(table, "", what, short_text(row), "not this row")
    for row in sorted(folded - stored, key=repr):
        yield Discrepancy(table, "", what, "not this row", short_text(row))


def table_discrepancies(*, by_all: bool) -> Iterator[Discrepancy]:
    """Rows of the register's tables that a rebuild makes otherwise.

    The tables are rebuilt in a transaction that is undone; others wait with their
    writing for as long.
    """
    with transaction.atomic():
        for table, columns in COLUMNS.items():
            select = f"SELECT {', '.join(columns)} FROM {table}"
            execute(f"CREATE TEMPORARY TABLE before_{table} AS {select}")
        try:
            rebuild_all(by_all=by_all)
        except UNREADABLE as error:
            transaction.set_rollback(True)
            yield _unfolded(error)
            return
        for table, columns in COLUMNS.items():
            select = f"SELECT {', '.join(columns)} FROM"
            before, after = f"{select} before_{table}", f"{select} {table}"
            stored = set(fetch(f"{before} EXCEPT {after} LIMIT {_SOME}"))
            folded = set(fetch(f"{after} EXCEPT {before} LIMIT {_SOME}"))
            yield from _differences(table, stored, folded)
        transaction.set_rollback(True)


Tell = Callable[[int, int], None]
"""Told how many parts of the work are done, of how many."""

_ENTRIES, _TEXTS, _TERMS = 10_000, 50, 20_000
_SAMPLES = 3
_WORTH_SHARING = 10
VERB = "verify"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying a ledger of `size` entries: its root, the first
    discrepancies, and the count of all.

    `root` is empty for a tree that is too damaged to have one. The times of entries are
    in order from the leaf `ordered_from` on: what is below was there before the ledger
    had a tree. `are_tables_old` says that the register's tables lag behind the ledger,
    and were not compared.
    """

    size: int
    root: bytes
    discrepancies: tuple[Discrepancy, ...]
    count: int
    ordered_from: int
    are_tables_old: bool

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.count


_Part = Callable[[], Iterable[Discrepancy]]
"""A part of the work that another process can do, and what it finds."""


@guarded
def verify(
    *,
    is_deep: bool = False,
    earlier: Head | None = None,
    by_all: bool = True,
    tell: Tell = lambda *_: None,
) -> Verified:
    """Make everything again that follows from something else, and compare; nothing is
    changed.

    With `is_deep` all tables of the register are compared, and not only a sample of
    ties. `earlier` is a head that the ledger must extend. `by_all` shares the work
    among processes, which see only what is committed.
    """
    with unredacted(), without_collecting():
        (runs, size), are_tables_old = entry_runs(), needs_rebuild()
        # an old ledger got its tree by such an act
        act = fetch_number("SELECT min(id) FROM audit WHERE verb = 'add_tree'")
        ordered_from = (tree.leaf_of("audit", act) or 0) if act else 0
        parts = _parts(runs, ordered_from, with_ties=not are_tables_old and not is_deep)
        found = chain(
            trigger_discrepancies(),
            run_discrepancies(runs),
            tile_discrepancies(size),
            _done(parts, by_all=by_all, tell=tell),
            orphan_discrepancies(),
            table_discrepancies(by_all=by_all)
            if is_deep and not are_tables_old
            else (),
            _earlier_discrepancies(size, earlier),
        )
        named = tuple(islice(found, MOST))
        count = len(named) + sum(1 for _ in found)
        return Verified(size, _root(size), named, count, ordered_from, are_tables_old)


@guarded
def first_discrepancy(*, by_all: bool) -> Discrepancy | None:
    """What is wrong first with the rows of a ledger, whose tables are still to be made;
    None for nothing.

    Times that go back are no reason: they were so when they were entered.
    """
    with unredacted():
        runs, size = entry_runs()
        found = chain(
            _done(_parts(runs, size, with_ties=False), by_all=by_all),
            run_discrepancies(runs),
            tile_discrepancies(size),
            orphan_discrepancies(),
            trigger_discrepancies(),
        )
        return next(found, None)


def _parts(
    runs: Iterable[EntryRun], ordered_from: int, *, with_ties: bool
) -> list[_Part]:
    parts: list[_Part] = [
        partial(entry_discrepancies, part, ordered_from)
        for run in runs
        if run.kind in TABLES
        for part in run.parts(_ENTRIES)
    ]
    texts = fetch(f"SELECT DISTINCT id / {_TEXTS} FROM document_texts ORDER BY 1")
    # SQLite has no larger numbers of rows
    ends = ((at * _TEXTS, min((at + 1) * _TEXTS - 1, 2**63 - 1)) for (at,) in texts)
    parts += [partial(document_discrepancies, first, last) for first, last in ends]
    if with_ties:
        terms = fetch_number("SELECT max(id) FROM terms")
        ranges = range(1, terms + 1, _TERMS)
        step = max(len(ranges) // _SAMPLES, 1)
        parts += [
            partial(tie_discrepancies, at, at + _TERMS - 1) for at in ranges[::step]
        ]
    return parts


def _done(
    parts: list[_Part], *, by_all: bool, tell: Tell = lambda *_: None
) -> Iterator[Discrepancy]:
    shared = by_all and len(parts) > _WORTH_SHARING
    for done, found in enumerate(
        (map_by_processes if shared else map)(_found_in, parts), 1
    ):
        yield from found
        tell(done, len(parts))


def _found_in(part: _Part) -> list[Discrepancy]:
    with unredacted():
        return list(part())


def _root(size: int) -> bytes:
    try:
        return heads.root(size, tree.nodes)
    except StorageError:
        return b""


def _earlier_discrepancies(size: int, earlier: Head | None) -> Iterator[Discrepancy]:
    if earlier is None:
        return
    if earlier.size > size:
        what = "the ledger has fewer entries than at the earlier head"
        yield Discrepancy("head", "", what, str(size), f"{earlier.size} or more")
        return
    root = _root(earlier.size)
    if root != earlier.root:
        what = f"its first {earlier.size} entries are not those of the earlier head"
        yield Discrepancy("head", "", what, root.hex(), earlier.root.hex())


@dataclass(frozen=True, slots=True)
class LastVerification:
    """The last time that the ledger was verified: when, its size and root (hex) then,
    and how much was wrong.
    """

    at: datetime
    size: int
    root: str
    wrong: int


_NOTED = re.compile(r"(\d+) entries, root ([0-9a-f]{64}|-); (\d+) wrong")


def last_verification() -> LastVerification | None:
    """What came of the last verification, as the audit tells it; None before the
    first.
    """
    entry = last_done(VERB)
    told = _NOTED.fullmatch(entry.what) if entry is not None else None
    if entry is None or told is None:
        return None
    return LastVerification(entry.at, int(told[1]), told[2], int(told[3]))
