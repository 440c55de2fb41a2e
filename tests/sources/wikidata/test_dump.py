"""Lines of a dump: each that mentions the property is found once, whatever packs or cuts the file."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kizuna.errors import BadFile
from kizuna.sources.wikidata import dump
from kizuna.sources.wikidata.dump import Part, Reading, parts_of, read_part

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "json": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _text(lines: int = 4000) -> bytes:
    made = [b"["]
    for number in range(lines):
        hit = b'"P190":[]' if number % 7 == 3 else b'"P1":[]'
        made.append(b'{"id":"Q%d",%s,"x":"%s"},' % (number + 1, hit, b"ab" * (number % 90)))
    return b"\n".join([*made, b"]", b""])


def _expected(text: bytes) -> list[bytes]:
    return [line for line in text.splitlines(keepends=True) if b'"P190"' in line]


def _found(parts: tuple[Part, ...], *, threaded: bool = False) -> list[bytes]:
    read = (read_part(part, "P190", Reading(), threaded=threaded) for part in parts)
    return [line for lines in read for line, _ in lines if line]


def _read(path: Path, raw: bytes) -> tuple[list[bytes], Reading]:
    """The lines of a file of one part that mention the property, and what was told of the reading."""
    path.write_bytes(raw)
    reading = Reading()
    found = [f for f, _ in read_part(parts_of(path, 1)[0], "P190", reading) if f]
    return found, reading


@pytest.mark.parametrize("threaded", [True, False])
@pytest.mark.parametrize("packing", PACKERS)
def test_every_line_with_the_property_is_found(
    tmp_path: Path, packing: str, threaded: bool
) -> None:
    path = tmp_path / f"dump.json.{packing}"
    path.write_bytes(PACKERS[packing](_text()))
    assert _found(parts_of(path, 1), threaded=threaded) == _expected(_text())


@pytest.mark.parametrize("wanted", [2, 3, 7])
@pytest.mark.parametrize("packing", ["json", "gz"])
def test_parts_give_each_line_once(
    tmp_path: Path, packing: str, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kizuna.sources.wikidata.dump._SMALLEST", 100)
    text = _text()
    path = tmp_path / f"dump.{packing}"
    cuts = [text[at : at + 9973] for at in range(0, len(text), 9973)]
    path.write_bytes(b"".join(map(PACKERS[packing], cuts)))
    parts = parts_of(path, wanted)
    assert len(parts) > 1
    assert sorted(_found(parts)) == sorted(_expected(text))


@pytest.mark.parametrize("packing", ["bz2", "zst"])
def test_several_streams_in_one_file_are_one_text(tmp_path: Path, packing: str) -> None:
    text = _text()
    path = tmp_path / "dump"
    path.write_bytes(PACKERS[packing](text[:5000]) + PACKERS[packing](text[5000:]))
    assert _found(parts_of(path, 4)) == _expected(text)


def test_a_reading_goes_on_where_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "dump.gz"
    path.write_bytes(gzip.compress(_text()))
    part = parts_of(path, 1)[0]
    found = [f for f in read_part(part, "P190", Reading()) if f[0]]
    rest = [f for f in read_part(part, "P190", Reading(), after=found[99][1]) if f[0]]
    assert rest == found[100:]


def test_a_cut_file_gives_what_it_has_and_tells_where_it_ends(tmp_path: Path) -> None:
    whole = gzip.compress(_text())
    found, reading = _read(tmp_path / "dump.gz", whole[: len(whole) // 2])
    assert len(found) > 200
    assert found[:-1] == _expected(_text())[: len(found) - 1]
    assert "ends in its middle" in reading.damage[0]


def test_after_a_damaged_member_the_next_is_read(tmp_path: Path) -> None:
    text = _text()
    members = [gzip.compress(text[at : at + 50_000]) for at in range(0, len(text), 50_000)]
    broken = bytearray(members[1])
    broken[200:400] = bytes(200)
    raw = b"".join([members[0], bytes(broken), *members[2:]])
    found, reading = _read(tmp_path / "dump.gz", raw)
    assert set(_expected(text[100_100:])[1:]) <= set(found)
    assert reading.damage


def test_a_line_without_end_is_left_out_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "_LONGEST", 1000)
    raw = b'{"P190":1}\n{"P190":"' + b"x" * 300_000 + b'"}\n{"P190":2}\n'
    found, reading = _read(tmp_path / "dump.json", raw)
    assert {b'{"P190":1}\n', b'{"P190":2}\n'} <= set(found)
    assert len(found) + len(reading.torn) == 3


def test_lines_that_are_no_whole_document_are_told_by_their_place(tmp_path: Path) -> None:
    raw = b'[\n{"a":1},\n{"b":2\n"c":3},\n\n{"d":4}\r\n]\n'
    _, reading = _read(tmp_path / "dump.json", raw)
    assert reading.torn == [11, 18]


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"missing\.json"):
        parts_of(tmp_path / "missing.json", 1)


@same_folder
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\x1f\x8b\x08", b"BZh9", b"\x28\xb5\x2f\xfd"])
)
def test_arbitrary_bytes_never_end_the_reading(tmp_path: Path, data: bytes, head: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(head + data)
    *_, last = read_part(parts_of(path, 2)[0], "P190", Reading(), threaded=False)
    assert last[0] == b""


@same_folder
@given(st.sampled_from(sorted(PACKERS)), st.integers(0, 3000), st.binary(min_size=1, max_size=20))
def test_a_splash_of_other_bytes_never_ends_the_reading(
    tmp_path: Path, packing: str, at: int, splash: bytes
) -> None:
    packed = bytearray(PACKERS[packing](_text(200)))
    at %= len(packed)
    packed[at : at + len(splash)] = splash
    path = tmp_path / "splashed"
    path.write_bytes(packed)
    *_, last = read_part(parts_of(path, 1)[0], "P190", Reading(), threaded=False)
    assert last[0] == b""
