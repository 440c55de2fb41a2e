"""Running a register for others: accounts and keys, the server, backups, the worker,
and kizuna check.
"""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from builders import add_second_step
from kizuna.cli import serve
from kizuna.cli.serve import refuse_used_port
from kizuna.store.actions.accounts import add_account
from kizuna.store.jobs import note_worker
from kizuna.store.queries.accounts import Account, Role, good_pass, token_of
from kizuna.store.queries.ledger import acts
from kizuna.store.sql import microseconds
from kizuna.workflows.jobs import Asker, ask_for, job_of
from kizuna.workflows.open_register import open_register
from web.conftest import free_port, serving_by_command

from .conftest import Run


def _command(path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "kizuna", "--db", str(path), *words]


def _ran(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_new_account_shows_the_address_at_which_a_password_is_chosen(
    run: Run,
) -> None:
    add = (
        "user",
        "add",
        "anna-lee",
        "--role",
        "coordinator",
        "--clearance",
        "internal",
    )
    made = run(*add, "--government", "Osaka", "--format", "json").json
    assert made["governments"] == ["government/osaka"]
    assert good_pass(made.pop("entrance").removeprefix("/entrance/"))[1] == "anna-lee"
    assert run("user", "list", "--format", "json").json == [made]


def test_a_role_and_a_password_take_the_place_of_the_old_ones(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("user", "add", "anna-lee")
    role = ("user", "role", "anna-lee", "--format", "json")
    changed = run(*role, "reviewer", "--clearance", "secret").json
    assert (changed["role"], changed["clearances"]) == ("reviewer", ["secret"])
    monkeypatch.setattr("sys.stdin", io.StringIO("four words for tests\n"))
    assert "anna-lee has a new password" in run("user", "password", "anna-lee").out
    assert run(*role, "reader", "--close").json["open"] is False


def test_a_new_key_shows_its_secret_and_the_list_does_not_until_it_is_revoked(
    run: Run,
) -> None:
    run("user", "add", "tester")
    add = ("token", "add", "a script", "--scope", "propose", "--expires", "2999-01-31")
    made = run(*add, "--format", "json").json
    secret = made.pop("secret")
    assert token_of(secret) is not None
    assert (made["user"], made["scopes"]) == ("tester", ["propose"])
    assert made["expires_at"] == "2999-01-31T23:59:59Z"
    assert run("token", "list", "--format", "json").json == [made]
    assert f"key {made['number']}" in run("token", "revoke", str(made["number"])).out
    assert token_of(secret) is None


def test_a_second_server_on_the_same_port_is_refused_with_a_free_one(
    built_in: Path, tmp_path: Path
) -> None:
    with serving_by_command(built_in) as site:
        port = site.address.rsplit(":", 1)[1]
        asked = ("serve", "--host", "0.0.0.0", "--port", port)
        second = _ran(_command(tmp_path / "other.sqlite3", *asked))
    assert second.returncode == 2
    assert f"port {port} is in use; try --port " in second.stderr
    assert "Kizuna is at" not in second.stdout


@pytest.mark.parametrize(
    ("taken", "host"),
    [("127.0.0.1", "0.0.0.0"), ("::1", "::1"), ("::1", "::"), ("127.0.0.1", "::")],
)
def test_a_port_of_another_program_is_refused_with_a_free_one(
    taken: str, host: str
) -> None:
    family = socket.AF_INET6 if ":" in taken else socket.AF_INET
    with socket.create_server((taken, 0), family=family) as other:
        port = other.getsockname()[1]
        with pytest.raises(
            click.BadParameter, match=f"port {port} is in use; try --port"
        ):
            refuse_used_port(host, port)


def test_a_host_that_is_no_address_is_refused(tmp_path: Path) -> None:
    ran = _ran(_command(tmp_path / "k.sqlite3", "serve", "--host", "nowhere.invalid"))
    assert ran.returncode == 2
    assert "'nowhere.invalid' is not an address" in ran.stderr


def test_assistants_are_told_of_the_package_that_is_not_installed_and_that_keys_say_who_asks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "a key says who asks" in run("mcp", "--http", "--user", "anna-lee").refused()
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    assert "pip install 'kizuna[mcp]'" in run("mcp").refused()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_ends_when_it_is_told(built_in: Path, how: signal.Signals) -> None:
    with subprocess.Popen(
        _command(built_in, "worker"), stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        try:
            assert any("waits for jobs" in line for line in worker.stdout)
            os.kill(worker.pid, how)
            assert worker.wait(timeout=60) == 0
        finally:
            worker.kill()


def test_a_server_that_is_told_to_stop_while_it_starts_ends(built_in: Path) -> None:
    command = _command(built_in, "serve", "--port", str(free_port()))
    settings = {**os.environ, "KIZUNA_SECRET_KEY": "a key for tests"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=settings, **pipes) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.3)
        process.terminate()
        try:
            process.wait(timeout=30)
        finally:
            process.kill()


def test_the_worker_does_what_is_queued_and_ends(run: Run, built_in: Path) -> None:
    open_register(built_in)
    job = ask_for("rebuild", {}, Asker("owner", "root", Role.ADMINISTRATOR))
    assert "1 job done" in run("worker", "--once").out
    assert (
        job_of(job.number, Asker("owner", "root", Role.ADMINISTRATOR)).state == "done"
    )


def test_a_backup_is_restored_elsewhere_with_the_same_answers(
    run: Run, tmp_path: Path
) -> None:
    held, other = tmp_path / "held.zip", tmp_path / "other.sqlite3"
    ties, restore = (
        ("ties", "--of", "osaka", "--format", "json"),
        ("restore", str(held)),
    )
    before = run(*ties).json
    made = run("backup", str(held), "--format", "json").json
    assert "is whole" in run(*restore, "--check", "--db", str(other)).out
    assert not other.exists()
    restored = run(*restore, "--db", str(other))
    assert (restored.code, f"{made['claims']} claims" in restored.out) == (0, True)
    assert [entry.verb for entry in acts(limit=2)] == ["rebuild", "restore"]
    assert run(*ties, "--db", str(other)).json == before
    assert "say --replace" in run(*restore, "--db", str(other)).refused()


def test_in_a_folder_the_newest_are_kept(
    run: Run, backups: Path, tmp_path: Path
) -> None:
    for day in ("20260101", "20260102", "20260103"):
        (backups / f"kizuna-{day}-000000.backup.zip").write_bytes(b"")
    (backups / "notes.txt").write_text("mine")
    run("backup", str(backups), "--keep", "2")
    names = sorted(path.name for path in backups.iterdir())
    assert names[0] == "kizuna-20260103-000000.backup.zip"
    assert re.fullmatch(r"kizuna-\d{8}-\d{6}\.backup\.zip", names[1])
    assert names[2:] == ["notes.txt"]
    for keep in ("-1", "3"):
        assert (
            keep in run("backup", str(tmp_path / "held.zip"), "--keep", keep).refused()
        )


def test_a_sound_database_passes_the_check_and_damage_is_named_and_leaves_with_4(
    run: Run, built_in: Path
) -> None:
    assert run("check", "--deep").code == 0
    pages = bytearray(built_in.read_bytes())
    pages[100 * 8192 : 110 * 8192] = bytes(10 * 8192)
    built_in.write_bytes(pages)
    for deep in ((), ("--deep",)):
        assert "damaged" in run("check", *deep).refused(4)


def test_a_database_that_may_only_be_read_can_be_asked(built_in: Path) -> None:
    command = _command(built_in)
    if os.geteuid() == 0:  # who may write everywhere else
        command = [
            "setpriv",
            "--bounding-set=-dac_override",
            "--inh-caps=-dac_override",
            *command,
        ]
    built_in.chmod(0o444)
    built_in.parent.chmod(0o555)
    asked, written = (
        _ran([*command, "ties", "--format", "csv"]),
        _ran([*command, "rebuild"]),
    )
    built_in.parent.chmod(0o755)
    assert (asked.returncode, written.returncode) == (0, 4)
    assert "tie/osaka-shanghai" in asked.stdout
    assert "it may only be read; nothing was written" in written.stderr


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Sets what the server is told from outside, which is nothing yet."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name in ("KIZUNA_SECRET_KEY", "KIZUNA_HTTPS", "KIZUNA_HOSTS", "KIZUNA_BACKUPS"):
        monkeypatch.delenv(name, raising=False)
    start = subprocess.run

    def started(*given: Any, env: dict[str, str], **more: Any) -> Any:
        """The check's own process, without what tests with a browser set for this
        one.
        """
        env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        return start(*given, env=env, **more)

    monkeypatch.setattr("kizuna.cli.head.subprocess.run", started)
    return monkeypatch


@pytest.fixture
def backups(outside: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of backups, which is empty."""
    folder = tmp_path / "backups"
    folder.mkdir()
    outside.setenv("KIZUNA_BACKUPS", str(folder))
    return folder


def _checked(run: Run, *more: str) -> dict[str, dict[str, Any]]:
    """The findings by what was checked; each check starts the server's settings in a
    process of its own.
    """
    ran = run("check", "--deploy", "--format", "json", *more)
    return {each["check"]: each for each in ran.json["findings"]}


def _errors(found: dict[str, dict[str, Any]]) -> set[str]:
    return {check for check, each in found.items() if each["level"] == "error"}


def test_a_register_on_a_desk_is_not_fit_to_be_used_by_others(
    run: Run, outside: pytest.MonkeyPatch
) -> None:
    outside.setenv("KIZUNA_SECRET_KEY", "short")
    ran = run("check", "--deploy")
    assert (ran.code, "to be mended" in ran.out) == (1, True)
    for check in ("secret key", "https", "hosts", "administrator", "backup", "worker"):
        assert re.search(rf"^{check} +error", ran.out, re.MULTILINE), check


def test_a_register_that_is_set_up_is_fit(
    run: Run, backups: Path, outside: pytest.MonkeyPatch
) -> None:
    outside.setenv("KIZUNA_SECRET_KEY", "abcdefghijklmnopqrstuvwxyz" * 3)
    outside.setenv("KIZUNA_HTTPS", "1")
    outside.setenv("KIZUNA_HOSTS", "ties.example.org")
    assert run("backup", str(backups)).code == 0
    # as seen by the check, which starts late on a busy machine
    note_worker("w1", microseconds(datetime.now(UTC) + timedelta(minutes=10)))
    add_account(
        account=Account(0, "aoi", role=Role.ADMINISTRATOR), acting_user="tester"
    )
    add_second_step()
    ran = run("check", "--deploy", "--format", "json")
    assert (ran.code, {each["level"] for each in ran.json["findings"]}) == (0, {"ok"})


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
    assert (found["level"], "the newest backup is of" in found["text"]) == (
        "error",
        True,
    )


def test_all_that_is_wrong_is_found_and_named_at_once(
    run: Run, built_in: Path, backups: Path, outside: pytest.MonkeyPatch
) -> None:
    outside.setenv("KIZUNA_SECRET_KEY", "a" * 80)
    outside.setenv("KIZUNA_HOSTS", "ties.example.org,*")
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
    named = {"hosts": "ties.example.org,*", "backup": backup.name, "triggers": "claims"}
    wrong = _errors(found)
    assert wrong >= {"secret key", "worker", "modes", *named}
    assert all(found[check]["remedy"] for check in wrong)
    for check, word in (
        *named.items(),
        ("modes", str(built_in)),
        ("modes", str(backup)),
    ):
        assert word in found[check]["text"]
    assert found["left-overs"]["level"] == "warning"
    assert str(left) in found["left-overs"]["text"]


def test_a_database_that_is_away_is_a_finding(
    run: Run, outside: pytest.MonkeyPatch
) -> None:
    found = _checked(run, "--db", "postgresql://x@127.0.0.1:1/gone")
    assert "database" in _errors(found)
    assert "does not answer" in found["database"]["text"]
