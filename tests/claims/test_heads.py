"""Signed heads: what is signed, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kizuna.claims import merkle
from kizuna.claims.heads import Head, SignedHead, check_against, leaf_of, read_head, sign
from kizuna.errors import BadFile

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LEAVES = [leaf_of(order, bytes([order]) * 32) for order in range(11)]


def nodes(level: int, number: int) -> bytes:
    if level == 0:
        return LEAVES[number]
    return merkle.node_hash(nodes(level - 1, 2 * number), nodes(level - 1, 2 * number + 1))


def head(size: int, key: Ed25519PrivateKey = KEY) -> SignedHead:
    made = Head(size, merkle.root(size, nodes))
    return sign(made, key, datetime(2026, 11, 27, 18, 20, 0, 987, tzinfo=UTC))


def text(signed: SignedHead, **changed: Any) -> str:
    return json.dumps({**signed.to_json(), **changed})


def test_the_signed_text_is_a_checkpoint_of_four_lines() -> None:
    lines = head(0).text.decode("ascii").split("\n")
    assert lines == [
        "kizuna/56475aa75463474c",
        "0",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "time 2026-11-27T18:20:00Z",
        "",
    ]


def test_a_head_is_read_as_it_was_written() -> None:
    assert read_head(text(head(7)), "head.json") == head(7)
    assert read_head(text(head(7), more="parts may be added"), "head.json") == head(7)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("size", 8),
        ("root", "ab" * 32),
        ("time", "2026-11-27T18:20:01Z"),
        ("key", "00" * 32),
        ("signature", "00" * 64),
    ],
)
def test_a_head_of_which_a_part_was_altered_is_refused(name: str, other: object) -> None:
    with pytest.raises(BadFile, match=r"'head\.json' is altered"):
        read_head(text(head(7), **{name: other}), "head.json")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "[]",
        "{}",
        "7",
        "[" * 100_000,
        text(head(7), format="kizuna-head-2"),
        text(head(7), size="7"),
        text(head(7), size=-1),
        text(head(7), time="yesterday"),
        text(head(7), root="ab"),
        text(head(7), key=None),
        text(head(7), timestamp="?"),
        b"\xff\xfe\xff",
    ],
)
def test_what_is_no_head_is_refused(wrong: str | bytes) -> None:
    with pytest.raises(BadFile, match=r"'x\.json' is no head of a ledger"):
        read_head(wrong, "x.json")


def against(earlier: SignedHead, size: int) -> str:
    now = Head(size, merkle.root(size, nodes))
    path = merkle.consistency(min(earlier.head.size, size), size, nodes)
    return check_against(earlier, bytes.fromhex(head(0).to_json()["key"]), now, path)


@pytest.mark.parametrize("size", range(12))
def test_a_ledger_extends_each_of_its_earlier_heads(size: int) -> None:
    assert [against(head(earlier), size) for earlier in range(size + 1)] == [""] * (size + 1)


def test_a_head_of_another_key_is_refused_by_its_name() -> None:
    other = head(3, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert against(other, 3) == (
        "the head was signed with the key 139e3940e64b5491, and this ledger's key is 56475aa75463474c"
    )


def test_a_ledger_that_lost_or_changed_entries_is_told_from_its_earlier_head() -> None:
    assert against(head(8), 5) == "the ledger has 5 entries, and had 8 at that head"
    changed = sign(Head(5, merkle.root(6, nodes)), KEY, datetime(2026, 1, 1, tzinfo=UTC))
    assert against(changed, 8) == "the first 5 entries are not those of that head"
    assert against(changed, 5) == "the first 5 entries are not those of that head"
