"""Output: counts as people say them, ids in short, cells of CSV."""

from __future__ import annotations

from kizuna.cli.output import ids


def test_more_ids_than_shown_are_counted() -> None:
    assert ids(["a" * 32, "b" * 32, "c" * 32], 1) == "aaaaaaaa +2"
