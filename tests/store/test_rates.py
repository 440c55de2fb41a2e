"""Rates: a client that asks too often is told when to ask again; all processes count
together.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kizuna.store.rates import Rates


def test_a_bucket_fills_again_steadily_and_not_over_its_edge_nor_by_a_clock_that_went_back(
    tmp_path: Path,
) -> None:
    rates = Rates(tmp_path / "rates.sqlite3")
    assert [rates.take("a", 60, 0.0).remaining for _ in range(3)] == [59, 58, 57]
    assert rates.take("a", 60, 1.0).remaining == 57
    assert rates.take("a", 60, 1000.0).remaining == 59
    assert rates.take("a", 60, 0.0).remaining == 58


def test_one_client_empties_no_other_bucket_and_all_processes_count_together(
    tmp_path: Path,
) -> None:
    one, other = Rates(tmp_path / "rates.sqlite3"), Rates(tmp_path / "rates.sqlite3")
    taken = [each.take("a", 2, 0.0) for each in (one, other, one, other)]
    assert [each.allowed for each in taken] == [True, True, False, False]
    assert taken[-1].wait == 30
    assert one.take("b", 1, 0.0).allowed


def test_a_file_that_is_damaged_refuses_nobody(tmp_path: Path) -> None:
    (tmp_path / "rates.sqlite3").write_bytes(b"no database" * 1000)
    assert Rates(tmp_path / "rates.sqlite3").take("a", 1, 0.0).allowed


def test_clients_that_ask_no_more_are_forgotten(tmp_path: Path) -> None:
    rates = Rates(tmp_path / "rates.sqlite3")
    for number in range(1001):
        rates.take(f"client {number}", 60, number * 1.0)
    with sqlite3.connect(tmp_path / "rates.sqlite3") as held:
        ((clients,),) = held.execute("SELECT count(*) FROM clients")
    assert clients <= 62
