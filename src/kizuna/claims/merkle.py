"""The Merkle tree over the ledger: its hashes, roots and proofs, as RFC 9162 defines them (section 2.1).

A tree of `size` leaves is read by `nodes(level, number)`: the 32-byte hash of the full subtree that has the leaves
number * 2**level up to (number + 1) * 2**level, excluded. Level 0 are the leaves. Only subtrees that are full are
asked for, some 2 log2(size) of them for a root or a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from struct import iter_unpack

Nodes = Callable[[int, int], bytes]

EMPTY = sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Hash what an entry records, as a leaf."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees that stand beside each other."""
    return sha256(b"\1" + left + right).digest()


def subtree_hash(hashes: bytes) -> bytes:
    """Hash a full subtree from the hashes of its leaves, one after another: their number is a power of two."""
    while len(hashes) > len(EMPTY):
        pairs = iter_unpack(f"{2 * len(EMPTY)}s", hashes)
        hashes = b"".join([sha256(b"\1" + pair).digest() for (pair,) in pairs])
    return hashes


def root(size: int, nodes: Nodes) -> bytes:
    """Give the root of the first `size` leaves; of none, the hash of nothing."""
    return _hash(0, size, nodes) if size else EMPTY


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Give the inclusion proof of a leaf, counted from 0, in a tree of `size` leaves; the deepest first."""
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_hash(middle, end, nodes))
            end = middle
        else:
            path.append(_hash(start, middle, nodes))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Give the proof that the tree of `new` leaves extends that of `old`; empty for 0 and for the same size."""
    path: list[bytes] = []
    start, end = 0, new
    is_whole = True  # whether what is left of the old tree is all that there was of it
    while 0 < old < new and end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_hash(middle, end, nodes))
            end = middle
        else:
            path.append(_hash(start, middle, nodes))
            start = middle
            is_whole = False
    if 0 < old < new and not is_whole:
        path.append(_hash(start, end, nodes))
    return path[::-1]


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """Give the root that a leaf and its inclusion proof lead to; None for a proof of the wrong length."""
    if not 0 <= index < size:
        return None
    found = leaf
    last = size - 1
    for beside in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            found = node_hash(beside, found)
            while not index % 2 and index:
                index, last = index // 2, last // 2
        else:
            found = node_hash(found, beside)
        index, last = index // 2, last // 2
    return found if last == 0 else None


def roots_by_consistency(
    old: int, new: int, first: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Give the roots of the old and of the new tree that a consistency proof leads to; `first` is the old root.

    None for a proof of the wrong length. Both roots must then be compared with those that are known.
    """
    if old == new or not old:
        return None if path else (first, first)
    if old > new:
        return None
    hashes = list(path) if old & (old - 1) else [first, *path]
    if not hashes:
        return None
    index, last = old - 1, new - 1
    while index % 2:
        index, last = index // 2, last // 2
    before = after = hashes[0]
    for beside in hashes[1:]:
        if last == 0:
            return None
        if index % 2 or index == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while not index % 2 and index:
                index, last = index // 2, last // 2
        else:
            after = node_hash(after, beside)
        index, last = index // 2, last // 2
    return (before, after) if last == 0 else None


def _split(count: int) -> int:
    """The largest power of two below a number of leaves."""
    return 1 << (count - 1).bit_length() - 1


def _hash(start: int, end: int, nodes: Nodes) -> bytes:
    """The hash of a run of leaves; it begins where a full subtree of its size would."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return nodes(level, start >> level)
    middle = start + _split(count)
    return node_hash(_hash(start, middle, nodes), _hash(middle, end, nodes))
