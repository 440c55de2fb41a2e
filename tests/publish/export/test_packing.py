"""Packing: the same files give the same bytes, whenever they are packed."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from kizuna.publish.export.packing import pack


def _packed() -> bytes:
    made = io.BytesIO()
    pack([("b.csv", b"1"), ("a/c.csv", b"2")], made)
    return made.getvalue()


def test_the_time_of_packing_is_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first = _packed()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert _packed() == first


def test_files_keep_their_order_names_and_contents() -> None:
    read = zipfile.ZipFile(io.BytesIO(_packed()))
    assert read.namelist() == ["b.csv", "a/c.csv"]
    assert read.read("a/c.csv") == b"2"
