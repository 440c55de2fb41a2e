"""Signed heads: what is signed, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kizuna.claims import merkle
from kizuna.claims.heads import Head, SignedHead, read_head, sign
from kizuna.errors import BadFile

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def head(size: int) -> SignedHead:
    root = bytes([size]) * 32 if size else merkle.EMPTY
    return sign(Head(size, root), KEY, datetime(2026, 11, 27, 18, 20, 0, 987, tzinfo=UTC))


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
    ["", "[]", "{}", "7", "[" * 100_000, b"\xff\xfe\xff", *(text(head(7), **ill) for ill in _ILL)],
)
def test_what_is_no_head_is_refused(wrong: str | bytes) -> None:
    with pytest.raises(BadFile, match=r"'x\.json' is no head of a ledger"):
        read_head(wrong, "x.json")
