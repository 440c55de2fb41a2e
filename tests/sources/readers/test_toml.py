"""TOML that a hand would not write is refused with a reason, by whoever reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import hostile
from kizuna.claims.mapping import read_mapping
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile
from kizuna.sources.documents import read_description
from kizuna.sources.readers.toml import parse_toml

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("content", hostile.toml().values(), ids=hostile.toml())
def test_hostile_toml_is_refused_by_every_reader(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"claims\.toml: not a statement file: "):
        read_statements([path], NOW)
    with pytest.raises(BadFile, match=r"'claims\.toml' is not a description in TOML: "):
        read_description(path)
    if content.isascii():
        with pytest.raises(BadFile, match=r"claims\.toml: not a mapping: "):
            read_mapping(content.decode(), path.name)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a=" + "[" * 60 + "]" * 60, "nested deeper than 50"),
        ("a=" + "[" * 5000, "nested deeper than 50"),
        (".".join("a" * 100) + "=1", "a key has more than 50 parts: 'a.a.a.a"),
        ('"a" . ' * 100 + "a=1", "a key has more than 50 parts"),
        ("a=" + "9" * 5000, r"it has a whole number of more than 4,300 digits"),
        ("a=0x" + "f" * 5000, "a whole number has 20,000 bits; at most 64 are read"),
        ("a=1" + " " * 1000, "it has 1,003 characters; at most 1,000 are read"),
    ],
)
def test_what_is_refused_is_said_with_a_count(text: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        parse_toml(text, 1000 if "characters" in why else 10_000)


def test_what_a_hand_writes_is_read_with_dots_in_texts() -> None:
    leader = "." * 200
    text = f'"{leader}" = "a.b.c"\nb = """\n{" Two words." * 60}\n{leader}"""\nc.d = -9223372036854775808'
    held = parse_toml(text)
    assert held[leader] == "a.b.c"
    assert held["c"] == {"d": -(2**63)}
