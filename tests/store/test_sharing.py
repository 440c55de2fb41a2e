"""Work shared out among the processors."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from operator import methodcaller
from typing import Any

import pytest

from kizuna.errors import StorageError
from kizuna.store.sharing import shared_out

_TEXTS = [f"text {number}" for number in range(2000)]


def _shared(items: list[Any]) -> Iterator[tuple[int, Any]]:
    """The items in capitals, whoever wrote them so."""
    return shared_out(items, str.upper, methodcaller, "upper")


def test_results_come_in_the_order_of_the_items_though_several_do_them() -> None:
    done = list(_shared(_TEXTS))
    assert [text for _, text in done] == [text.upper() for text in _TEXTS]
    assert len({who for who, _ in done}) > 1


def test_a_single_item_is_done_by_this_process() -> None:
    assert list(_shared(["one"])) == [(0, "ONE")]
    assert list(_shared([])) == []


def test_what_goes_wrong_in_another_process_is_raised_here() -> None:
    with pytest.raises(AttributeError, match="upper"):
        list(_shared([1, *_TEXTS]))


def test_when_a_process_is_ended_from_outside_the_caller_is_told() -> None:
    sharing = _shared(_TEXTS)
    next(sharing)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(StorageError, match="was ended"):
        list(sharing)


def test_no_process_is_left_behind_when_the_caller_stops_early() -> None:
    sharing = _shared(_TEXTS)
    next(sharing)
    assert multiprocessing.active_children()
    sharing.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
