"""Signed heads of the ledger, and the tree under them against the definitions of RFC
9162 written out.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kizuna.claims import heads
from kizuna.claims.heads import Head, SignedHead, read_head, sign
from kizuna.errors import BadFile
from proof_script import is_extended, root_over

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def head(size: int) -> SignedHead:
    root = bytes([size]) * 32 if size else heads.EMPTY
    return sign(
        Head(size, root), KEY, datetime(2026, 11, 27, 18, 20, 0, 987, tzinfo=UTC)
    )


def text(signed: SignedHead, **changed: Any) -> str:
    return json.dumps({**signed.to_json(), **changed})


def test_the_signed_text_is_a_checkpoint_of_four_lines() -> None:
    root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    wanted = f"kizuna/56475aa75463474c\n0\n{root}\ntime 2026-11-27T18:20:00Z\n"
    assert head(0).text.decode("ascii") == wanted


def test_a_head_is_read_as_it_was_written() -> None:
    assert read_head(text(head(7)), "head.json") == head(7)
    assert read_head(text(head(7), more="parts may be added"), "head.json") == head(7)


_ALTERED = {"size": 8, "root": "ab" * 32, "time": "2026-11-27T18:20:01Z"}
_ALTERED |= {"key": "00" * 32, "signature": "00" * 64}
_ILL = ({"format": "kizuna-head-2"}, {"size": "7"}, {"size": -1}, {"time": "yesterday"})
_ILL += ({"root": "ab"}, {"key": None}, {"timestamp": "?"})


@pytest.mark.parametrize("name", _ALTERED)
def test_a_head_of_which_a_part_was_altered_is_refused(name: str) -> None:
    with pytest.raises(BadFile, match=r"'head\.json' is altered"):
        read_head(text(head(7), **{name: _ALTERED[name]}), "head.json")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "[]",
        "{}",
        "7",
        "[" * 100_000,
        b"\xff\xfe\xff",
        *(text(head(7), **ill) for ill in _ILL),
    ],
)
def test_what_is_no_head_is_refused(wrong: str | bytes) -> None:
    with pytest.raises(BadFile, match=r"'x\.json' is no head of a ledger"):
        read_head(wrong, "x.json")


# the leaves that logs of certificates are tested with, and the root of all of them
_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
_DATA = [*map(bytes.fromhex, _LEAVES), bytes(range(0x60, 0x70))]
_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def _plain_root(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1.1, from the data."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + _plain_root(leaves[:k]) + _plain_root(leaves[k:])).digest()


def _nodes(leaves: list[bytes]) -> heads.Nodes:
    def nodes(level: int, number: int) -> bytes:
        part = leaves[number << level : (number + 1) << level]
        assert len(part) == 1 << level, "only full subtrees are asked for"
        return _plain_root(part)

    return nodes


_sizes = st.integers(1, 70)


def test_the_root_of_the_known_leaves_is_the_known_one() -> None:
    assert heads.root(8, _nodes(_DATA)).hex() == _ROOT
    assert heads.root(0, _nodes([])) == heads.EMPTY == sha256(b"").digest()


@given(_sizes)
def test_a_root_is_that_of_the_definition(size: int) -> None:
    leaves = [bytes([n]) for n in range(size)]
    assert heads.root(size, _nodes(leaves)) == _plain_root(leaves)


@given(_sizes, st.data())
def test_an_inclusion_proof_leads_to_the_root_and_for_no_other_leaf(
    size: int, data: st.DataObject
) -> None:
    leaves = [bytes([n]) for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path = heads.inclusion(index, size, _nodes(leaves))
    whole = _plain_root(leaves)
    leaf, other = (sha256(b"\0" + data).digest() for data in (leaves[index], b"other"))
    assert root_over(index, size, leaf, path) == whole
    assert root_over(index, size, other, path) != whole
    assert root_over(index, size, leaf, [*path, whole]) is None


@given(_sizes, st.data())
def test_a_consistency_proof_leads_to_both_roots_and_never_from_another_old_one(
    new: int, data: st.DataObject
) -> None:
    leaves = [bytes([n]) for n in range(new)]
    old = data.draw(st.integers(1, new))
    before, after = _plain_root(leaves[:old]), _plain_root(leaves)
    path = heads.consistency(old, new, _nodes(leaves))
    assert is_extended(old, before, new, after, path)
    assert not is_extended(old, sha256(b"other").digest(), new, after, path)
