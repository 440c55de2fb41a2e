"""kizuna check --deploy: what must be mended before others use a register, and what is as it should be."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import add_second_step
from kizuna.store.actions import add_account
from kizuna.store.actions.jobs import note_worker
from kizuna.store.codes import microseconds
from kizuna.store.queries.accounts import Account, Role

from .conftest import Run

KEY = "".join(chr(97 + number % 26) for number in range(60))


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name in ("KIZUNA_SECRET_KEY", "KIZUNA_HTTPS", "KIZUNA_HOSTS", "KIZUNA_BACKUPS"):
        monkeypatch.delenv(name, raising=False)
    start = subprocess.run

    def started(*given: Any, env: dict[str, str], **more: Any) -> Any:
        """The check's own process, without what tests with a browser set for this one."""
        env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        return start(*given, env=env, **more)

    monkeypatch.setattr("kizuna.cli.check.subprocess.run", started)


@pytest.fixture
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of backups, which is empty."""
    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setenv("KIZUNA_BACKUPS", str(folder))
    return folder


def _checked(run: Run, *more: str) -> dict[str, dict[str, Any]]:
    """The findings by what was checked; each check starts the server's settings in a process of its own."""
    ran = run("check", "--deploy", "--format", "json", *more)
    return {each["check"]: each for each in ran.json["findings"]}


def _errors(found: dict[str, dict[str, Any]]) -> set[str]:
    return {check for check, each in found.items() if each["level"] == "error"}


def test_a_register_on_a_desk_is_not_fit_to_be_used_by_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_SECRET_KEY", "short")
    ran = run("check", "--deploy")
    assert (ran.code, "to be mended" in ran.out) == (1, True)
    for check in ("secret key", "https", "hosts", "administrator", "backup", "worker"):
        assert re.search(rf"^{check} +error", ran.out, re.MULTILINE), check


def test_a_register_that_is_set_up_is_fit(
    run: Run, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_SECRET_KEY", KEY)
    monkeypatch.setenv("KIZUNA_HTTPS", "1")
    monkeypatch.setenv("KIZUNA_HOSTS", "ties.example.org")
    assert run("backup", str(backups)).code == 0
    # as seen by the check, which starts late on a busy machine
    note_worker("w1", microseconds(datetime.now(UTC) + timedelta(minutes=10)))
    add_account(account=Account(0, "aoi", role=Role.ADMINISTRATOR), acting_user="tester")
    add_second_step()
    ran = run("check", "--deploy", "--format", "json")
    assert [each for each in ran.json["findings"] if each["level"] != "ok"] == []
    assert ran.code == 0


def test_an_old_backup_is_no_backup(
    run: Run, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is no backup in" in _checked(run)["backup"]["text"]

    class Past(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) - timedelta(days=3)

    monkeypatch.setattr("kizuna.store.backups.backup.datetime", Past)
    run("backup", str(backups))
    found = _checked(run)["backup"]
    assert found["level"] == "error"
    assert "the newest backup is of" in found["text"]


def test_all_that_is_wrong_is_found_and_named_at_once(
    run: Run, built_in: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_SECRET_KEY", "a" * 80)
    monkeypatch.setenv("KIZUNA_HOSTS", "ties.example.org,*")
    run("backup", str(backups))
    (backup,) = backups.iterdir()
    backup.write_bytes(backup.read_bytes()[:-200])
    note_worker("w1", microseconds(datetime.now(UTC) - timedelta(hours=1)))
    left = built_in.parent / ".kizuna-restore-abc"
    left.mkdir()
    with sqlite3.connect(built_in) as held:
        held.execute("DROP TRIGGER claims_no_update")
    for each in (built_in, backup):
        each.chmod(0o644)
    found = _checked(run)
    named = {
        "hosts": ("ties.example.org,*",),
        "backup": (backup.name,),
        "triggers": ("claims",),
        "modes": (str(built_in), str(backup)),
    }
    wrong = _errors(found)
    assert wrong >= {"secret key", "worker", *named}
    assert all(found[check]["remedy"] for check in wrong)
    for check, words in named.items():
        assert all(word in found[check]["text"] for word in words)
    assert found["left-overs"]["level"] == "warning"
    assert str(left) in found["left-overs"]["text"]


def test_a_database_that_is_away_is_a_finding(run: Run) -> None:
    found = _checked(run, "--db", "postgresql://x@127.0.0.1:1/gone")
    assert "database" in _errors(found)
    assert "does not answer" in found["database"]["text"]
