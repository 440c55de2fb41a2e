"""The Merkle tree over the ledger: its hashes, roots and proofs, as RFC 9162 defines them (section 2.1).

A tree of `size` leaves is read by `nodes(level, number)`: the 32-byte hash of the full subtree that has the leaves
number * 2**level up to (number + 1) * 2**level, excluded. Level 0 are the leaves. Only subtrees that are full are
asked for, some 2 log2(size) of them for a root or a proof.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from struct import iter_unpack

Nodes = Callable[[int, int], bytes]

EMPTY = sha256().digest()
"""The root of a tree without leaves."""


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
    return _descent(index, size, nodes)[1]


def consistency(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Give the proof that the tree of `new` leaves extends that of `old`; empty for 0 and for the same size."""
    if not 0 < old < new:
        return []
    start, path = _descent(old - 1, new, nodes, until=old)
    return [_hash(start, old, nodes), *path] if start else path


def _descent(leaf: int, size: int, nodes: Nodes, until: int = 0) -> tuple[int, list[bytes]]:
    """Where the run begins that the way to a leaf ends in - the leaf alone, or what ends with the first `until`
    leaves - and the hashes of what stands beside the way, the deepest first."""
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1 and end != until:
        middle = start + _split(end - start)
        if leaf < middle:
            path.append(_hash(middle, end, nodes))
            end = middle
        else:
            path.append(_hash(start, middle, nodes))
            start = middle
    return start, path[::-1]


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
