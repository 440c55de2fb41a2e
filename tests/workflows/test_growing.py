"""Growing: only what is new in the ledger is read, and what was read of another ledger is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Filled, claim
from kizuna.store import open_database
from kizuna.workflows.growing import growing
from kizuna.workflows.search import search


class Places:
    """What is read of a ledger, as the stretches that it was read in."""

    def __init__(self) -> None:
        self.read: list[tuple[int, int]] = []

    def grow(self, after: int, until: int) -> None:
        self.read.append((after, until))


def _read(key: str) -> list[tuple[int, int]]:
    return list(growing(key, Places, Places.grow).read)


def test_the_claims_that_came_since_are_read_alone(filled: Filled) -> None:
    filled([claim("government/osaka", "name", "Osaka")])
    assert _read("since") == [(0, 1)]
    assert _read("since") == [(0, 1)]
    filled([claim("government/kobe", "name", "Kobe"), claim("government/sakai", "name", "Sakai")])
    assert _read("since") == [(0, 1), (1, 3)]


def test_another_database_is_read_from_its_first_claim(filled: Filled, tmp_path: Path) -> None:
    filled([claim("government/osaka", "name", "Osaka")])
    assert _read("other") == [(0, 1)]
    open_database(tmp_path / "other.sqlite3")
    assert _read("other") == []
    filled([claim("government/kobe", "name", "Kobe")])
    assert _read("other") == [(0, 1)]


def test_what_failed_half_way_begins_anew(filled: Filled) -> None:
    filled([claim("government/osaka", "name", "Osaka")])

    def fail(held: Places, after: int, until: int) -> None:
        held.grow(after, until)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        growing("failing", Places, fail)
    assert _read("failing") == [(0, 1)]


def test_a_name_is_found_by_its_sound_as_soon_as_it_is_recorded(filled: Filled) -> None:
    filled([claim("organisation/suntory", "name", "サントリー")])
    assert [hit.ref for hit in search("Santori").hits] == ["organisation/suntory"]
    filled([claim("organisation/santory", "name", "サントリー")])
    found = {hit.ref for hit in search("Santori").hits}
    assert found == {"organisation/suntory", "organisation/santory"}
