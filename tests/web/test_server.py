"""The server between questions: what it holds for good is not looked through again for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kizuna.web.server import keep_what_outlives


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.unfreeze()
    gc.callbacks.append(keep_what_outlives)
    yield
    gc.callbacks.remove(keep_what_outlives)
    gc.unfreeze()


def test_what_outlives_a_whole_collection_is_looked_through_no_more() -> None:
    held = [[number] for number in range(1000)]
    gc.collect()
    assert gc.get_freeze_count() > len(held)
    assert not any(found is held for found in gc.get_objects())


def test_what_was_made_since_is_looked_through_in_smaller_collections() -> None:
    gc.collect(1)
    assert gc.get_freeze_count() == 0


def test_garbage_that_refers_to_itself_is_still_found() -> None:
    gc.collect()
    circle: list[object] = []
    circle.append(circle)
    del circle
    assert gc.collect() >= 1
