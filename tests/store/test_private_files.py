"""What Kizuna keeps is read by its owner alone, also what an earlier version made."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from kizuna.store import open_database
from kizuna.store.sql import execute


@pytest.fixture(autouse=True)
def _usual_mask() -> None:
    os.umask(0o022)


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
    assert (
        _mode(tmp_path) == folder_before
    )  # a folder that holds more than Kizuna's is left as it is


def test_the_users_data_folder_is_closed_with_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIZUNA_DB", raising=False)
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
