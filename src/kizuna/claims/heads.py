"""Heads of the ledger's tree as outsiders get them: JSON, signed with Ed25519 (RFC 8032).

docs/reference/proofs.md has the formats and a script that checks them without Kizuna; the signed text is the body
of a checkpoint as C2SP tlog-checkpoint defines it.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kizuna.errors import BadFile

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
    """A head with the time of its signature (ISO 8601 in UTC, to the second), the key's 32 public bytes and the
    signature's 64; `timestamp` is a token of RFC 3161 (DER) over the signed text, empty without one."""

    head: Head
    time: str
    key: bytes
    signature: bytes
    timestamp: bytes = b""

    @property
    def text(self) -> bytes:
        """What is signed: four lines of ASCII, each with its line feed."""
        root = base64.b64encode(self.head.root).decode("ascii")
        return f"{origin(self.key)}\n{self.head.size}\n{root}\ntime {self.time}\n".encode("ascii")

    def to_json(self) -> dict[str, Any]:
        """The form for others."""
        made: dict[str, Any] = {
            "format": HEAD,
            "size": self.head.size,
            "root": self.head.root.hex(),
            "time": self.time,
            "key": self.key.hex(),
            "signature": self.signature.hex(),
        }
        if self.timestamp:
            made["timestamp"] = base64.b64encode(self.timestamp).decode("ascii")
        return made


def sign(head: Head, key: Ed25519PrivateKey, moment: datetime) -> SignedHead:
    """Sign a head with the ledger's key; `moment` is a time in UTC, cut to the second."""
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    unsigned = SignedHead(head, f"{moment:%Y-%m-%dT%H:%M:%SZ}", public, b"")
    return SignedHead(head, unsigned.time, public, key.sign(unsigned.text))


def origin(key: bytes) -> str:
    """The first line of a signed text: "kizuna/" with the first 16 hex digits of the key's fingerprint."""
    return f"kizuna/{fingerprint(key)[:16]}"


def fingerprint(key: bytes) -> str:
    """The SHA-256 of a key's 32 public bytes, as 64 hex digits."""
    return sha256(key).hexdigest()


def read_head(text: str | bytes, name: str) -> SignedHead:
    """Read a signed head from the JSON of a file called `name`; a proof's own head is taken from a proof.

    Raises BadFile for what is no head, and for one whose signature is not its key's.
    """
    try:
        held = json.loads(text)
        held = held["head"] if held["format"] in (PROOF, CONSISTENCY) else held
        size, time = held["size"], held["time"]
        root, key, signature = (bytes.fromhex(held[name]) for name in ("root", "key", "signature"))
        is_head = held["format"] == HEAD and type(size) is int and 0 <= size < 2**63
        lengths = (len(root), len(key), len(signature))
        if not (is_head and _TIME.fullmatch(time) and lengths == (32, 32, 64)):
            raise ValueError(size, time)
        timestamp = base64.b64decode(held.get("timestamp", ""), validate=True)
        found = SignedHead(Head(size, root), time, key, signature, timestamp)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadFile(
            f"{name!r} is no head of a ledger: `kizuna head --out FILE` writes one"
        ) from None
    try:
        Ed25519PublicKey.from_public_bytes(found.key).verify(found.signature, found.text)
    except InvalidSignature:
        raise BadFile(
            f"{name!r} is altered: its signature is not that of the key {fingerprint(found.key)[:16]}"
        ) from None
    return found
