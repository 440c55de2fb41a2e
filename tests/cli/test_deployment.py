"""kizuna check --deploy: what must be mended before others use a register, and what is as it should be."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kizuna.store import open_database
from kizuna.store.live_jobs import note_worker
from kizuna.store.moments import microseconds

from .conftest import Ran, Run

KEY = "".join(chr(97 + number % 26) for number in range(60))


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name in ("KIZUNA_SECRET_KEY", "KIZUNA_HTTPS", "KIZUNA_HOSTS", "KIZUNA_BACKUPS"):
        monkeypatch.delenv(name, raising=False)


def _found(ran: Ran, check: str) -> dict[str, Any]:
    return next(each for each in ran.json["findings"] if each["check"] == check)


def _checked(run: Run) -> Ran:
    return run("check", "--deploy", "--format", "json")


def test_a_register_on_a_desk_is_not_fit_to_be_used_by_others(run: Run) -> None:
    ran = _checked(run)
    assert ran.code == 1
    wrong = {each["check"] for each in ran.json["findings"] if each["level"] == "error"}
    assert wrong >= {"secret key", "https", "hosts", "administrator", "backup", "worker"}
    for each in ran.json["findings"]:
        assert each["remedy"] or each["level"] != "error", each


def test_a_register_that_is_set_up_is_fit(
    run: Run, built_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    monkeypatch.setenv("KIZUNA_SECRET_KEY", KEY)
    monkeypatch.setenv("KIZUNA_HTTPS", "1")
    monkeypatch.setenv("KIZUNA_HOSTS", "ties.example.org")
    monkeypatch.setenv("KIZUNA_BACKUPS", str(backups))
    assert run("backup", str(backups)).code == 0
    note_worker("w1", microseconds(datetime.now(UTC)))
    _add_administrator(built_in)
    ran = _checked(run)
    assert [each for each in ran.json["findings"] if each["level"] != "ok"] == []
    assert ran.code == 0


def _add_administrator(path: Path) -> None:
    with sqlite3.connect(path) as held:
        held.execute(
            "INSERT INTO users (id, username, password, is_active, is_staff, is_superuser, full_name, email,"
            " role, governments, clearances, receives_as, joined_at)"
            " VALUES (1, 'aoi', '', 1, 0, 0, '', '', 'administrator', '', '', '', 0)"
        )
        held.execute("CREATE TABLE IF NOT EXISTS mfa_authenticator (user_id integer, type text)")
        held.execute("INSERT INTO mfa_authenticator (user_id, type) VALUES (1, 'totp')")
        for app, name in _web_migrations():
            held.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-01-01')",
                [app, name],
            )


def _web_migrations() -> list[tuple[str, str]]:
    """The migrations that the server's apps have besides the store's."""
    from django.db.migrations.loader import MigrationLoader

    from kizuna.store.backups.archive import every_app

    with every_app():
        found = MigrationLoader(None).disk_migrations
    return [key for key in found if key[0] != "store"]


@pytest.mark.parametrize("key", ["short", "a" * 80])
def test_a_key_that_can_be_guessed_is_refused(
    run: Run, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_SECRET_KEY", key)
    assert _found(_checked(run), "secret key")["level"] == "error"


def test_any_name_is_no_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIZUNA_HOSTS", "ties.example.org,*")
    found = _found(_checked(run), "hosts")
    assert found["level"] == "error"
    assert "ties.example.org,*" in found["text"]


def test_an_old_backup_is_no_backup(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_BACKUPS", str(tmp_path / "backups"))
    (tmp_path / "backups").mkdir()
    assert "there is no backup in" in _found(_checked(run), "backup")["text"]

    class Past(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) - timedelta(days=3)

    monkeypatch.setattr("kizuna.store.backups.backup.datetime", Past)
    monkeypatch.setattr("kizuna.workflows.backup.datetime", Past)
    run("backup", str(tmp_path / "backups"))
    found = _found(_checked(run), "backup")
    assert found["level"] == "error"
    assert "the newest backup is of" in found["text"]


def test_a_damaged_backup_is_no_backup(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_BACKUPS", str(tmp_path / "backups"))
    (tmp_path / "backups").mkdir()
    run("backup", str(tmp_path / "backups"))
    (file,) = (tmp_path / "backups").iterdir()
    file.write_bytes(file.read_bytes()[:-200])
    found = _found(_checked(run), "backup")
    assert found["level"] == "error"
    assert file.name in found["text"]


def test_a_worker_that_was_there_an_hour_ago_is_not_there(run: Run, built_in: Path) -> None:
    open_database(built_in)
    note_worker("w1", microseconds(datetime.now(UTC) - timedelta(hours=1)))
    assert _found(_checked(run), "worker")["level"] == "error"


def test_a_ledger_without_its_triggers_is_told(run: Run, built_in: Path) -> None:
    with sqlite3.connect(built_in) as held:
        held.execute("DROP TRIGGER claims_no_update")
    found = _found(_checked(run), "triggers")
    assert found["level"] == "error"
    assert "claims" in found["text"]


def test_a_database_that_is_away_is_a_finding(run: Run) -> None:
    ran = run("check", "--deploy", "--format", "json", "--db", "postgresql://x@127.0.0.1:1/gone")
    found = _found(ran, "database")
    assert found["level"] == "error"
    assert "does not answer" in found["text"]
    assert ran.code == 1


def test_people_read_it_as_a_table(run: Run) -> None:
    ran = run("check", "--deploy")
    assert "secret key" in ran.out
    assert "to be mended" in ran.out


def test_the_consistency_of_the_register_is_still_checked_without_it(run: Run) -> None:
    assert "problem" in run("check").out


def test_files_that_others_may_read_are_named(
    run: Run, built_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIZUNA_BACKUPS", str(tmp_path))
    backup = tmp_path / "kizuna-20260101-000000.backup.zip"
    backup.write_bytes(b"")
    for each in (built_in, backup):
        each.chmod(0o644)
    found = _found(_checked(run), "modes")
    assert found["level"] == "error"
    assert str(built_in) in found["text"]
    assert str(backup) in found["text"]


def test_what_a_killed_restore_left_is_named(run: Run, built_in: Path) -> None:
    left = built_in.parent / ".kizuna-restore-abc"
    left.mkdir()
    found = _found(_checked(run), "left-overs")
    assert found["level"] == "warning"
    assert str(left) in found["text"]
