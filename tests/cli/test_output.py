"""Output: counts as people say them, ids in short, cells of CSV."""

from __future__ import annotations

import pytest

from kizuna.cli.output import counted, ids


@pytest.mark.parametrize(("bounds", "text"), [((18, 19), "18, possibly 19"), ((5, 5), "5")])
def test_a_count_is_told_with_what_is_possible(bounds: tuple[int, int], text: str) -> None:
    assert counted(*bounds) == text


def test_more_ids_than_shown_are_counted() -> None:
    assert ids(["a" * 32, "b" * 32, "c" * 32], 1) == "aaaaaaaa +2"
