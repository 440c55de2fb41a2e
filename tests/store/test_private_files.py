"""What Kizuna keeps, the key of each ledger too, is read by its owner alone, also what
an earlier version made.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from builders import Fresh
from kizuna.errors import CannotWrite, StorageError
from kizuna.store import Database, open_database
from kizuna.store.ledger_key import key_path, ledger_key
from kizuna.store.sql import execute

from .building import python
from .conftest import sqlite_only


@pytest.fixture(autouse=True)
def _outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.umask(0o022)
    monkeypatch.setenv("KIZUNA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KIZUNA_LEDGER_KEY", raising=False)


def _mode(path: Path | str) -> int:
    return Path(path).stat().st_mode & 0o777


def test_a_new_database_and_its_folder_are_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "own" / "kizuna.sqlite3"
    database = open_database(path)
    execute("UPDATE rebuilds SET logic_version = logic_version")
    assert [_mode(f"{path}{ending}") for ending in ("", "-wal", "-shm")] == [0o600] * 3
    assert _mode(path.parent) == 0o700
    database.close()


def test_what_an_earlier_version_made_is_mended_and_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "kizuna.sqlite3"
    open_database(path).close()
    paper = Path(f"{path}.jobs") / "papers" / "paper.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("secret")
    for each in (path, paper):
        each.chmod(0o644)
    folder_before = _mode(tmp_path)
    with caplog.at_level(logging.WARNING):
        open_database(path).close()
        open_database(path).close()
    (told,) = caplog.messages
    assert f"{path}.jobs, {path};" in told
    assert [_mode(path), _mode(paper), _mode(paper.parent)] == [0o600, 0o600, 0o700]
    assert _mode(tmp_path) == folder_before  # which holds more than Kizuna's


def test_the_users_data_folder_is_closed_with_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KIZUNA_DB", "KIZUNA_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name: str(tmp_path / name))
    own = tmp_path / "kizuna"
    own.mkdir(mode=0o755)
    (own / "secret-key").write_text("key")
    open_database().close()
    assert (_mode(own), _mode(own / "secret-key")) == (0o700, 0o600)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_files_of_another_user_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "kizuna.sqlite3"
    open_database(path).close()
    path.chmod(0o644)
    os.chown(path, 12345, 12345)
    open_database(path).close()
    assert _mode(path) == 0o644


_PRINT_KEY = """
import sys
from kizuna.store import open_database
from kizuna.store.ledger_key import ledger_key
open_database(sys.argv[1])
sys.stdin.read()
print(ledger_key().public_key().public_bytes_raw().hex())
"""


def test_a_database_has_a_key_of_its_own_which_its_owner_alone_reads(
    database: Database, fresh_location: Fresh
) -> None:
    made = ledger_key().private_bytes_raw()
    assert _mode(key_path()) == 0o600
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
