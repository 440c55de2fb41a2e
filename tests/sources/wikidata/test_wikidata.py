"""Wikidata: pages of the query service, polite and patient, and lines of a dump, each
found once.
"""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from answering import page
from kizuna.errors import BadDate, BadFile, FetchFailed
from kizuna.sources.fetch import Policy
from kizuna.sources.wikidata import dump
from kizuna.sources.wikidata.dump import Part, Reading, parts_of, read_part
from kizuna.sources.wikidata.entities import (
    Service,
    documents,
    edtf_of,
    entity_of,
    twinned_items,
)
from kizuna.values import Edtf
from query_service import answering

THREE = {"Q10": "Q20", "Q20": "Q10", "Q30": ""}


def _service(endpoint: str, waits: list[float] | None = None) -> Service:
    slept = [] if waits is None else waits
    policy = Policy(timeout=5, retries=3, backoff=0.01, sleep=slept.append)
    return Service(endpoint, policy)


def test_items_are_listed_by_who_says_who_asks() -> None:
    with answering(THREE) as server:
        assert twinned_items(_service(server.endpoint)) == ["Q10", "Q20", "Q30"]
    assert server.agents[0].startswith("Kizuna/")


def test_a_page_gives_documents_of_entities_and_says_how_far_the_servers_may_lag() -> (
    None
):
    with answering(THREE) as server:
        entity, other = map(
            entity_of, documents(_service(server.endpoint), ["Q10", "Q30"])
        )
    assert server.asked[0]["maxlag"] == ["5"]
    assert entity is not None
    assert other is not None
    assert (entity.revision, entity.modified) == (77, "2025-05-06")
    assert (entity.statements["P190"][0].value, other.statements["P190"][0].kind) == (
        "Q20",
        "somevalue",
    )


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (b'{"error": {"code": "maxlag", "lag": 9}}', "answers an error: .*maxlag"),
        (b'{"results": {"bindings": [', "not JSON: .*results"),
    ],
    ids=["a lag", "an answer that breaks off"],
)
def test_what_is_no_answer_is_asked_for_again_after_growing_waits_and_else_quoted(
    reply: bytes, why: str
) -> None:
    waits, bad = list[float](), (200, {}, reply)
    with answering(THREE, first=[bad] * 6) as server:
        with pytest.raises(FetchFailed, match=why):
            twinned_items(_service(server.endpoint, waits))
        assert twinned_items(_service(server.endpoint, waits)) == ["Q10", "Q20", "Q30"]
    assert waits == [5.0, 10.0, 15.0, 20.0, 5.0]


@pytest.mark.parametrize(
    "cut",
    [{"slow_above": 1}, {"first": [page(b'{"entities": {"Q10": {"id": "Q10"}}}')]}],
    ids=["takes too long", "is not whole"],
)
def test_a_page_that_takes_too_long_or_is_not_whole_is_halved(cut: Any) -> None:
    with answering(THREE, **cut) as server:
        found = documents(_service(server.endpoint), ["Q10", "Q20", "Q30"])
    assert [document["id"] for document in found] == ["Q10", "Q20", "Q30"]


def test_a_page_is_not_halved_because_the_servers_lag() -> None:
    lag = (200, {}, b'{"error": {"code": "maxlag"}}')
    with (
        answering(THREE, first=[lag] * 5) as server,
        pytest.raises(FetchFailed, match="maxlag"),
    ):
        documents(_service(server.endpoint), ["Q10", "Q20"])
    assert len(server.asked) == 5


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((403, {}, b"forbidden"), "forbidden"),
        *(((200, {}, body), "not a table") for body in (b'{"boolean": true}', b"[1]")),
    ],
    ids=["a refusal", "another form", "a list"],
)
def test_a_service_that_gives_nothing_is_given_up(reply: Any, why: str) -> None:
    with (
        answering(THREE, first=[reply]) as server,
        pytest.raises(FetchFailed, match=why),
    ):
        twinned_items(_service(server.endpoint))


def _time(day: str, precision: int, **more: Any) -> dict[str, Any]:
    return {"time": f"{day}T00:00:00Z", "precision": precision, **more}


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        *(
            ("+1947-00-00", 9, "1947"),
            ("+2001-01-01", 9, "2001"),
            ("-0044-00-00", 9, "-0043"),
        ),
        *(("+00000001962-04-00", 10, "1962-04"), ("+1974-04-18", 11, "1974-04-18")),
        *(
            ("+1974-00-00", 11, "1974"),
            ("+1990-00-00", 8, "199X"),
            ("+2000-00-00", 7, "19XX"),
        ),
        *(
            ("+1901-00-00", 7, "19XX"),
            ("+1000-00-00", 6, "0XXX"),
            ("+13000-00-00", 3, ""),
        ),
        ("+1974-04-18", 14, "1974-04-18"),
    ],
)
def test_a_time_is_as_precise_as_it_says(
    day: str, precision: int, expected: str
) -> None:
    assert edtf_of(_time(day, precision)) == expected


def test_a_julian_day_becomes_a_gregorian_one_and_a_year_with_years_around_it_one_of_them() -> (
    None
):
    julian = "http://www.wikidata.org/entity/Q1985786"
    assert edtf_of(_time("+1917-10-25", 11, calendarmodel=julian)) == "1917-11-07"
    assert edtf_of(_time("+1975-00-00", 9, before=1, after=2)) == "[1974..1977]"
    for value in (None, "1974", {}, _time("1974", 9), _time("+1974-02-30", 11)):
        with pytest.raises(BadDate):
            edtf_of(value)


_MONTHS, _DAYS = st.integers(0, 15), st.integers(0, 40)
_CALENDARS = st.sampled_from(["Q1985786", "Q1985727"])


@given(st.integers(-(10**6), 10**6), _MONTHS, _DAYS, st.integers(-1, 15), _CALENDARS)
def test_every_time_is_edtf_or_refused(
    y: int, m: int, d: int, precision: int, calendar: str
) -> None:
    day = f"{'-' if y < 0 else '+'}{abs(y):04}-{m:02}-{d:02}"
    value = _time(day, precision, calendarmodel=calendar)
    try:
        text = edtf_of(value)
    except BadDate:
        return
    assert text == "" or Edtf.parse(text).text == text


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "json": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


def _text(lines: int = 4000) -> bytes:
    made = [b"["]
    for number in range(lines):
        hit = b'"P190":[]' if number % 7 == 3 else b'"P1":[]'
        made.append(
            b'{"id":"Q%d",%s,"x":"%s"},' % (number + 1, hit, b"ab" * (number % 90))
        )
    return b"\n".join([*made, b"]", b""])


def _expected(text: bytes) -> list[bytes]:
    return [line for line in text.splitlines(keepends=True) if b'"P190"' in line]


def _found(parts: tuple[Part, ...], *, threaded: bool = False) -> list[bytes]:
    read = (read_part(part, "P190", Reading(), threaded=threaded) for part in parts)
    return [line for lines in read for line, _ in lines if line]


def _read(path: Path, raw: bytes) -> tuple[list[bytes], Reading]:
    """The lines of a file of one part that mention the property, and what was told of
    the reading.
    """
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
    members = [
        gzip.compress(text[at : at + 50_000]) for at in range(0, len(text), 50_000)
    ]
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


def test_lines_that_are_no_whole_document_are_told_by_their_place(
    tmp_path: Path,
) -> None:
    raw = b'[\n{"a":1},\n{"b":2\n"c":3},\n\n{"d":4}\r\n]\n'
    _, reading = _read(tmp_path / "dump.json", raw)
    assert reading.torn == [11, 18]


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"missing\.json"):
        parts_of(tmp_path / "missing.json", 1)


def _is_read_to_its_end(raw: bytes | bytearray) -> bool:
    with TemporaryDirectory() as folder:
        path = Path(folder, "any")
        path.write_bytes(raw)
        *_, last = read_part(parts_of(path, 2)[0], "P190", Reading(), threaded=False)
    return last[0] == b""


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\x1f\x8b\x08", b"BZh9", b"\x28\xb5\x2f\xfd"]),
)
def test_arbitrary_bytes_never_end_the_reading(data: bytes, head: bytes) -> None:
    assert _is_read_to_its_end(head + data)


@given(
    st.sampled_from(sorted(PACKERS)),
    st.integers(0, 3000),
    st.binary(min_size=1, max_size=20),
)
def test_a_splash_of_other_bytes_never_ends_the_reading(
    packing: str, at: int, splash: bytes
) -> None:
    packed = bytearray(PACKERS[packing](_text(200)))
    at %= len(packed)
    packed[at : at + len(splash)] = splash
    assert _is_read_to_its_end(packed)
