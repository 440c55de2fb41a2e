"""Work shared out among processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from kizuna.errors import StorageError
from kizuna.store.processes import map_by_processes

_TEXTS = [f"text {number}" for number in range(200)]


def _die_at(mark: Path, text: str) -> str:
    """The text in capitals; the process of "text 7" is killed while there is no
    mark.
    """
    if text == "text 7" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return text.upper()


def _die(text: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _process(text: str) -> int:
    return os.getpid()


def test_other_processes_do_the_items_in_order_and_this_one_a_single_item_or_its_part() -> (
    None
):
    assert list(map_by_processes(str.upper, _TEXTS, here=True)) == [
        text.upper() for text in _TEXTS
    ]
    assert os.getpid() not in set(map_by_processes(_process, _TEXTS))
    assert os.getpid() in list(map_by_processes(_process, _TEXTS, here=True))
    assert [list(map_by_processes(_process, few)) for few in ([], ["one"])] == [
        [],
        [os.getpid()],
    ]


def test_what_goes_wrong_in_another_process_is_raised_here() -> None:
    with pytest.raises(TypeError, match="upper"):
        list(map_by_processes(str.upper, [1, *_TEXTS]))  # type: ignore[list-item]
    with pytest.raises(StorageError, match="was ended"):  # again and again
        list(map_by_processes(_die, _TEXTS))


def test_what_a_killed_process_had_begun_is_done_again(tmp_path: Path) -> None:
    work = partial(_die_at, tmp_path / "killed")
    assert list(map_by_processes(work, _TEXTS)) == [text.upper() for text in _TEXTS]
    assert (tmp_path / "killed").exists()


def test_no_process_is_left_behind_when_the_caller_stops_early() -> None:
    others = set(multiprocessing.active_children())  # servers of other tests
    done = map_by_processes(str.upper, _TEXTS)
    next(done)
    assert set(multiprocessing.active_children()) > others
    done.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) == others
