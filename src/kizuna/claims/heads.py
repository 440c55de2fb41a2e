"""The Merkle tree over the ledger - its hashes, roots and proofs, as RFC 9162 defines
them (section 2.1) - and its heads as outsiders get them: JSON, signed with Ed25519 (RFC
8032).

A tree of `size` leaves is read by `nodes(level, number)`: the 32-byte hash of the full
subtree that has the leaves number * 2**level up to (number + 1) * 2**level, excluded.
Level 0 are the leaves. Only subtrees that are full are asked for, some 2 log2(size) of
them for a root or a proof.

docs/reference/proofs.md has the formats and a script that checks them without Kizuna;
the signed text is the body of a checkpoint as C2SP tlog-checkpoint defines it.
"""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from struct import iter_unpack
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kizuna.errors import BadFile

Nodes = Callable[[int, int], bytes]

EMPTY = sha256().digest()
"""The root of a tree without leaves."""


def subtree_hash(hashes: bytes) -> bytes:
    """Hash a full subtree from the hashes of its leaves, one after another: their
    number is a power of two.
    """
    while len(hashes) > len(EMPTY):
        pairs = iter_unpack(f"{2 * len(EMPTY)}s", hashes)
        hashes = b"".join([sha256(b"\1" + pair).digest() for (pair,) in pairs])
    return hashes


def root(size: int, nodes: Nodes) -> bytes:
    """Give the root of the first `size` leaves; of none, the hash of nothing."""
    return _hash(0, size, nodes) if size else EMPTY


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Give the inclusion proof of a leaf, counted from 0, in a tree of `size` leaves;
    the deepest first.
    """
    return _descent(index, size, nodes)[1]


def consistency(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Give the proof that the tree of `new` leaves extends that of `old`; empty for 0
    and for the same size.
    """
    if not 0 < old < new:
        return []
    start, path = _descent(old - 1, new, nodes, until=old)
    return [_hash(start, old, nodes), *path] if start else path


def _descent(
    leaf: int, size: int, nodes: Nodes, until: int = 0
) -> tuple[int, list[bytes]]:
    """Where the run begins that the way to a leaf ends in - the leaf alone, or what
    ends with the first `until` leaves - and the hashes of what stands beside the way,
    the deepest first.
    """
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1 and end != until:
        middle = start + _split(end - start)
        halves = (start, middle), (middle, end)
        (start, end), beside = halves if leaf < middle else halves[::-1]
        path.append(_hash(*beside, nodes))
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
    return sha256(
        b"\1" + _hash(start, middle, nodes) + _hash(middle, end, nodes)
    ).digest()


HEAD, PROOF, CONSISTENCY = "kizuna-head-1", "kizuna-proof-1", "kizuna-consistency-1"
"""The formats of a signed head, of an inclusion proof, and of a consistency proof."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Head:
    """A state of the ledger's tree: its number of entries, and its root of 32 bytes."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with the time of its signature (ISO 8601 in UTC, to the second), the key's
    32 public bytes and the signature's 64; `timestamp` is a token of RFC 3161 (DER)
    over the signed text, empty without one.
    """

    head: Head
    time: str
    key: bytes
    signature: bytes
    timestamp: bytes = b""

    @property
    def text(self) -> bytes:
        """What is signed: four lines of ASCII, each with its line feed."""
        root = base64.b64encode(self.head.root).decode("ascii")
        return (
            f"{origin(self.key)}\n{self.head.size}\n{root}\ntime {self.time}\n".encode(
                "ascii"
            )
        )

    def to_json(self) -> dict[str, Any]:
        """The form for others."""
        made = {"format": HEAD, "size": self.head.size, "root": self.head.root.hex()}
        made |= {
            "time": self.time,
            "key": self.key.hex(),
            "signature": self.signature.hex(),
        }
        if self.timestamp:
            made["timestamp"] = base64.b64encode(self.timestamp).decode("ascii")
        return made


def sign(head: Head, key: Ed25519PrivateKey, moment: datetime) -> SignedHead:
    """Sign a head with the ledger's key; `moment` is a time in UTC, cut to the
    second.
    """
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    unsigned = SignedHead(head, f"{moment:%Y-%m-%dT%H:%M:%SZ}", public, b"")
    return replace(unsigned, signature=key.sign(unsigned.text))


def origin(key: bytes) -> str:
    """The first line of a signed text: "kizuna/" with the first 16 hex digits of the
    key's fingerprint.
    """
    return f"kizuna/{fingerprint(key)[:16]}"


def fingerprint(key: bytes) -> str:
    """The SHA-256 of a key's 32 public bytes, as 64 hex digits."""
    return sha256(key).hexdigest()


def read_head(text: str | bytes, name: str) -> SignedHead:
    """Read a signed head from the JSON of a file called `name`; a proof's own head is
    taken from a proof.

    Raises BadFile for what is no head, and for one whose signature is not its key's.
    """
    try:
        held = json.loads(text)
        held = held["head"] if held["format"] in (PROOF, CONSISTENCY) else held
        size, time = held["size"], held["time"]
        root, key, signature = (
            bytes.fromhex(held[name]) for name in ("root", "key", "signature")
        )
        is_head = held["format"] == HEAD and type(size) is int and 0 <= size < 2**63
        is_signed = (len(root), len(key), len(signature)) == (32, 32, 64)
        if not (is_head and is_signed and _TIME.fullmatch(time)):
            raise ValueError(size, time)
        timestamp = base64.b64decode(held.get("timestamp", ""), validate=True)
        found = SignedHead(Head(size, root), time, key, signature, timestamp)
    except (ValueError, KeyError, TypeError, RecursionError):
        why = f"{name!r} is no head of a ledger: `kizuna head --out FILE` writes one"
        raise BadFile(why) from None
    try:
        Ed25519PublicKey.from_public_bytes(found.key).verify(
            found.signature, found.text
        )
    except InvalidSignature:
        mark = fingerprint(found.key)[:16]
        why = f"{name!r} is altered: its signature is not that of the key {mark}"
        raise BadFile(why) from None
    return found
