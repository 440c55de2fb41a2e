"""The ledger's key: one for a database, which its owner alone reads."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from builders import Fresh
from kizuna.errors import CannotWrite, StorageError
from kizuna.store import Database, open_database
from kizuna.store.ledger_key import key_path, ledger_key

from .building import python
from .conftest import sqlite_only

_PRINT_KEY = """
import sys
from kizuna.store import open_database
from kizuna.store.ledger_key import ledger_key
open_database(sys.argv[1])
sys.stdin.read()
print(ledger_key().public_key().public_bytes_raw().hex())
"""


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIZUNA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KIZUNA_LEDGER_KEY", raising=False)


def test_a_database_has_a_key_of_its_own_which_its_owner_alone_reads(
    database: Database, fresh_location: Fresh
) -> None:
    made = ledger_key().private_bytes_raw()
    assert stat.S_IMODE(key_path().stat().st_mode) == 0o600
    assert ledger_key().private_bytes_raw() == made
    assert list(key_path().parent.glob(f".{key_path().name}.*")) == []
    other = open_database(fresh_location())
    assert ledger_key().private_bytes_raw() != made
    other.close()


@sqlite_only
def test_processes_that_begin_at_once_make_one_key(location: str) -> None:
    started = [python(_PRINT_KEY, location) for _ in range(2)]
    keys = {process.communicate("")[0] for process in started}
    assert len(keys) == 1
    assert len(keys.pop().strip()) == 64


def test_the_key_lies_where_the_setting_says_and_a_place_that_cannot_be_written_is_told(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "keys" / "ours.pem"
    monkeypatch.setenv("KIZUNA_LEDGER_KEY", str(ours))
    ledger_key()
    assert ours.read_text().startswith("-----BEGIN PRIVATE KEY-----")
    monkeypatch.setenv("KIZUNA_LEDGER_KEY", str(ours / "key.pem"))
    with pytest.raises(CannotWrite, match="set KIZUNA_LEDGER_KEY"):
        ledger_key()


def test_a_file_that_is_no_key_is_told_and_left_alone(database: Database) -> None:
    key_path().parent.mkdir(exist_ok=True)
    key_path().write_text("a shopping list")
    with pytest.raises(StorageError, match="is not an Ed25519 key"):
        ledger_key()
    assert key_path().read_text() == "a shopping list"
