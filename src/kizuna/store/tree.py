"""The Merkle tree over the ledger, as its tables hold it: every entry is a leaf, in the
order of entry.

Law: an entry and its leaf are added in one transaction, with the writers' lock. A leaf
is made of its place in the order (8 bytes, the highest first) and the digest of the
entry (`kizuna.store.entries`). Hashes lie in tiles of 256 for every eighth level of the
tree; adding an entry touches the last tile of a level or two.
"""

from collections.abc import Callable, Iterable
from functools import cache, partial
from hashlib import sha256
from itertools import groupby, islice
from struct import Struct, iter_unpack
from typing import Any

from kizuna.claims import heads
from kizuna.claims.heads import subtree_hash
from kizuna.errors import NotFound, StorageError
from kizuna.store.entries import DIGEST_SIZE, bytes_of, digests_of, entries
from kizuna.store.sql import execute, fetch, guarded, insert, insert_rows

WIDTH = 256
"""Hashes in a full tile."""
STEP = 8
"""Levels of the tree from one level of tiles to the next."""
_TILE = WIDTH * DIGEST_SIZE
_TILE_COLUMNS = ("level", "number", "hashes")
_LEVELS = 64
_data = Struct(f">xQ{DIGEST_SIZE}s").pack
"""What is hashed for a leaf: a zero byte, its place in the order, and the digest of its
entry.
"""
TOGETHER = 1 << 16
"""Leaves that are hashed at once."""


@guarded
def size() -> int:
    """The number of leaves."""
    ends = "SELECT first_leaf + count FROM tree_runs ORDER BY first_leaf DESC LIMIT 1"
    return sum(end for (end,) in fetch(ends))


@guarded
def nodes(
    level: int, number: int, read: Callable[[int, int], bytes] | None = None
) -> bytes:
    """The hash of a full subtree, as `kizuna.claims.heads` asks for it, out of the
    tiles that `read` gives.

    Without `read` the tables give them. Raises StorageError for one that is not there.
    """
    within = level % STEP
    place, at = divmod(number << within, WIDTH)
    held = (read or tile)(level - within, place)
    hashes = held[at * DIGEST_SIZE : (at + (1 << within)) * DIGEST_SIZE]
    if len(hashes) != DIGEST_SIZE << within:
        raise _broken(level - within, place)
    return subtree_hash(hashes)


def nodes_together() -> heads.Nodes:
    """`nodes` for what is asked at once, such as a root with a proof: each tile is read
    once.
    """
    return partial(nodes, read=cache(tile))


@guarded
def root() -> bytes:
    return heads.root(size(), nodes_together())


@guarded
def leaf_of(kind: str, number: int) -> int | None:
    """The leaf of an entry, counted from 0, by its kind and its number in its table;
    None when it has none.
    """
    rows = fetch(
        "SELECT first_leaf, first_number, count FROM tree_runs WHERE kind = %s AND"
        " first_number <= %s"
        " ORDER BY first_number DESC LIMIT 1",
        [kind, number],
    )
    for leaf, first, count in rows:
        if number < first + count:
            return int(leaf) + number - int(first)
    return None


@guarded
def content_of(kind: str, number: int) -> dict[str, Any]:
    """The JSON that is hashed for an entry, whether it is hidden from a reader or not.
    Raises NotFound.
    """
    found = next(iter(entries(kind, number, number)), None)
    if found is None:
        raise NotFound(f"the ledger has no entry {kind!r} {number}")
    return found.content


def append(kind: str, first_number: int, digests: bytes) -> None:
    """Add the leaves of entries of a kind, numbered from `first_number`; `digests` are
    theirs, one after another.

    For a transaction with the writers' lock. Raises StorageError for a tree whose last
    tiles are damaged.
    """
    start, count = size(), len(digests) // DIGEST_SIZE
    if not count:
        return
    for at in range(0, count, TOGETHER):
        part = digests[at * DIGEST_SIZE : (at + TOGETHER) * DIGEST_SIZE]
        _extend(0, start + at, leaves(start + at, part))
    follows = (  # a run goes on where the next numbers of its kind come next
        "UPDATE tree_runs SET count = count + %s"
        " WHERE first_leaf = (SELECT max(first_leaf) FROM tree_runs)"
        " AND kind = %s AND first_number + count = %s"
    )
    if not execute(follows, [count, kind, first_number]):
        insert(
            "tree_runs",
            first_leaf=start,
            kind=kind,
            first_number=first_number,
            count=count,
        )


def append_entries(kind: str, numbers: Iterable[int]) -> None:
    """Add the leaves of entries of a kind that are in the ledger, by their numbers in
    order. As `append`.
    """
    for _, each in groupby(enumerate(numbers), lambda place: place[1] - place[0]):
        while part := list(islice(each, TOGETHER)):
            first, last = part[0][1], part[-1][1]
            append(kind, first, digests_of(kind, first, last))


def cut(to: int) -> None:
    """Take back the leaves after the first `to`; for the transaction that added
    them.
    """
    execute("DELETE FROM tree_runs WHERE first_leaf >= %s", [to])
    execute(
        "UPDATE tree_runs SET count = %s - first_leaf WHERE first_leaf + count > %s",
        [to, to],
    )
    for level in range(0, _LEVELS, STEP):
        number, at = divmod(to >> level, WIDTH)
        held = tile(level, number)[: at * DIGEST_SIZE]
        execute(
            "DELETE FROM tree_tiles WHERE level = %s AND number >= %s", [level, number]
        )
        if held:
            insert_rows("tree_tiles", _TILE_COLUMNS, [(level, number, held)])


def leaves(first: int, digests: bytes) -> bytes:
    """The hashes of leaves, counted from `first`, one after another."""
    each = iter_unpack(f"{DIGEST_SIZE}s", digests)
    return b"".join(
        [sha256(_data(order, d)).digest() for order, (d,) in enumerate(each, first)]
    )


def _extend(level: int, start: int, hashes: bytes) -> None:
    """Add hashes to a level of tiles that has `start` of them, and to those above
    it.
    """
    number, at = divmod(start, WIDTH)
    held = tile(level, number) if at else b""
    if len(held) != at * DIGEST_SIZE:
        raise _broken(level, number)
    hashes = held + hashes
    tiles = [hashes[at : at + _TILE] for at in range(0, len(hashes), _TILE)]
    if held:
        which = "WHERE level = %s AND number = %s"
        execute(f"UPDATE tree_tiles SET hashes = %s {which}", [tiles[0], level, number])
    rows = [(level, number + i, tile) for i, tile in enumerate(tiles)]
    insert_rows("tree_tiles", _TILE_COLUMNS, rows[bool(held) :])
    full = b"".join(subtree_hash(tile) for tile in tiles if len(tile) == _TILE)
    if full:
        _extend(level + STEP, number, full)


def tile(level: int, number: int) -> bytes:
    """The hashes of a tile, one after another; none where there is no such tile."""
    rows = fetch(
        "SELECT hashes FROM tree_tiles WHERE level = %s AND number = %s",
        [level, number],
    )
    return bytes_of(rows[0][0]) if rows else b""


def _broken(level: int, number: int) -> StorageError:
    return StorageError(
        f"the tree of the ledger is damaged in tile {level}/{number}: kizuna verify"
        " tells what is wrong"
    )
