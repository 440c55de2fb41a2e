"""Questions to the database are counted, and none is asked for a reader who has gone."""

from __future__ import annotations

import pytest

from kizuna.store import Database
from kizuna.store.snapshot import ReaderGone, questions_counted
from kizuna.store.sql import fetch


def test_every_question_is_counted(database: Database) -> None:
    with questions_counted() as counted:
        fetch("SELECT 1")
        fetch("SELECT 2")
    assert counted.number == 2


def test_nothing_more_is_asked_for_a_reader_who_has_gone(database: Database) -> None:
    gone: list[bool] = []
    with questions_counted(lambda: bool(gone)) as counted:
        fetch("SELECT 1")
        gone.append(True)
        with pytest.raises(ReaderGone):
            fetch("SELECT 2")
    assert counted.number == 1
    assert fetch("SELECT 3")
