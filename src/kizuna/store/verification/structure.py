"""The tree by itself: its runs cover the ledger without a hole, and its tiles are hashes of those below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kizuna.claims.merkle import subtree_hash
from kizuna.store import tree
from kizuna.store.entries import DIGEST_SIZE, TABLES
from kizuna.store.sql import fetch, fetch_number
from kizuna.store.verification.discrepancy import Discrepancy, short_text
from kizuna.store.verification.entries import Run

_FIRST, _LAST = -(2**31), 2**31 - 1
_TILES_TOGETHER = 1000


class Extent(NamedTuple):
    """How far the ledger went when it was asked: the last number of each kind, and the runs of its tree."""

    last: Mapping[str, int]
    runs: Sequence[Run]

    @property
    def size(self) -> int:
        """The number of leaves."""
        return max((run.first_leaf + run.size for run in self.runs), default=0)


def extent() -> Extent:
    """The ledger as it is now; what is added meanwhile has its leaves beyond, and is not looked at."""
    last = {
        kind: fetch_number(f"SELECT max({key}) FROM {table}")
        for kind, (table, key) in TABLES.items()
    }
    columns = "first_leaf, kind, first_number, count"
    rows = fetch(f"SELECT {columns} FROM tree_runs ORDER BY first_leaf")
    return Extent(last, [Run(*row) for row in rows])


def run_discrepancies(held: Extent) -> Iterator[Discrepancy]:
    """Leaves that no run is of, entries that no run holds, and numbers that go back."""
    leaf = 0
    following = dict.fromkeys(TABLES, _FIRST)
    for run in held.runs:
        if run.first_leaf != leaf:
            yield _run(run, "leaves before it are of no entry", run.first_leaf, leaf)
        if run.kind not in TABLES or run.size < 1:
            yield _run(run, "it is of no entry", f"{run.size} of {run.kind!r}", "entries")
        elif run.first_number < following[run.kind]:
            low = following[run.kind]
            yield _run(run, "its numbers go back", run.first_number, f"{low} or more")
        else:
            yield from _outside(run.kind, following[run.kind], run.first_number - 1)
        following[run.kind] = run.first_number + run.size
        leaf = run.first_leaf + run.size
    for kind, last in held.last.items():
        yield from _outside(kind, following[kind], last)


def _run(run: Run, what: str, stored: object, expected: object) -> Discrepancy:
    return Discrepancy("run", str(run.first_leaf), what, str(stored), str(expected))


def _outside(kind: str, first: int, last: int) -> Iterator[Discrepancy]:
    """Entries whose numbers lie between those of two runs."""
    table, key = TABLES[kind]
    uid = "NULL" if kind == "audit" else "uid"
    rows = fetch(
        f"SELECT {key}, {uid} FROM {table} WHERE {key} BETWEEN %s AND %s ORDER BY {key}",
        [first, min(last, _LAST)],
    )
    for number, id_ in rows:
        what = "it was not entered: the tree has no leaf of it"
        yield Discrepancy(kind, str(number), what, "an entry", "nothing", _hex(id_))


def _hex(held: object) -> str:
    return bytes(held).hex() if isinstance(held, bytes | memoryview) else ""


def tile_discrepancies(size: int) -> Iterator[Discrepancy]:
    """Tiles that are missing or short, and hashes that are not those of the tile below."""
    for level in range(0, size.bit_length(), tree.STEP):
        hashes = size >> level
        below: list[bytes] = []
        for first in range(0, -(-hashes // tree.WIDTH), _TILES_TOGETHER):
            yield from _tile_range(level, first, hashes, below)
        if hashes >= tree.WIDTH:
            yield from _hash_range(level + tree.STEP, below)


def _tile_range(level: int, first: int, hashes: int, found: list[bytes]) -> Iterator[Discrepancy]:
    """Look at some tiles of a level; what the full ones hash to is added to `found`."""
    rows = fetch(
        "SELECT number, hashes FROM tree_tiles WHERE level = %s AND number BETWEEN %s AND %s",
        [level, first, first + _TILES_TOGETHER - 1],
    )
    held = {number: bytes(tile) for number, tile in rows}
    for number in range(first, min(first + _TILES_TOGETHER, -(-hashes // tree.WIDTH))):
        wanted = min(tree.WIDTH, hashes - number * tree.WIDTH) * DIGEST_SIZE
        tile = held.get(number, b"")
        if len(tile) < wanted or len(tile) > tree.WIDTH * DIGEST_SIZE:
            stored = f"{len(tile) / DIGEST_SIZE:g} hashes"
            expected = f"{wanted // DIGEST_SIZE} hashes"
            yield Discrepancy(
                "tile", f"{level}/{number}", "it has not its hashes", stored, expected
            )
        if wanted == tree.WIDTH * DIGEST_SIZE:
            found.append(subtree_hash(tile) if len(tile) == wanted else b"")


def _hash_range(level: int, below: list[bytes]) -> Iterator[Discrepancy]:
    """Compare the hashes of a level with those that the tiles below it have."""
    for first in range(0, len(below), tree.WIDTH):
        number = first // tree.WIDTH
        rows = fetch(
            "SELECT hashes FROM tree_tiles WHERE level = %s AND number = %s", [level, number]
        )
        held = bytes(rows[0][0]) if rows else b""
        for at, made in enumerate(below[first : first + tree.WIDTH]):
            stored = held[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE]
            if made and stored and stored != made:
                what = f"it is not the tile of hash {at} in tile {level}/{number}"
                name = f"{level - tree.STEP}/{first + at}"
                yield Discrepancy("tile", name, what, short_text(made), short_text(stored))
