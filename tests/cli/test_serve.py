"""kizuna serve: where it listens, and that it ends. Its pages have tests of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from kizuna.cli import serve
from kizuna.cli.serve import refuse_used_port
from web.conftest import free_port, serving_by_command

from .conftest import Run


def _command(path: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "kizuna", "--db", str(path), "serve", *options]


def test_a_second_server_on_the_same_port_is_refused_with_a_free_one(
    built_in: Path, tmp_path: Path
) -> None:
    with serving_by_command(built_in) as site:
        port = int(site.address.rsplit(":", 1)[1])
        command = _command(tmp_path / "other.sqlite3", "--host", "0.0.0.0", "--port", str(port))
        second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 2
    assert f"port {port} is in use; try --port " in second.stderr
    assert "Kizuna is at" not in second.stdout


@pytest.mark.parametrize(
    ("taken", "host"),
    [("127.0.0.1", "0.0.0.0"), ("::1", "::1"), ("::1", "::"), ("127.0.0.1", "::")],
)
def test_a_port_of_another_program_is_refused_with_a_free_one(taken: str, host: str) -> None:
    family = socket.AF_INET6 if ":" in taken else socket.AF_INET
    with socket.create_server((taken, 0), family=family) as other:
        port = other.getsockname()[1]
        with pytest.raises(typer.BadParameter, match=f"port {port} is in use; try --port"):
            refuse_used_port(host, port)


def test_a_host_that_is_no_address_is_refused(tmp_path: Path) -> None:
    command = _command(tmp_path / "k.sqlite3", "--host", "nowhere.invalid")
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert "'nowhere.invalid' is not an address" in ran.stderr


def test_a_server_that_is_told_to_stop_while_it_starts_ends(built_in: Path) -> None:
    command = _command(built_in, "--port", str(free_port()))
    settings = {**os.environ, "KIZUNA_SECRET_KEY": "a key for tests"}
    with subprocess.Popen(
        command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.3)
        process.terminate()
        try:
            process.wait(timeout=30)
        finally:
            process.kill()


def test_assistants_are_told_of_the_package_that_is_not_installed_and_that_keys_say_who_asks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("mcp", "--http", "--user", "anna-lee")
    assert (ran.code, "a key says who asks" in ran.err) == (2, True)
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    ran = run("mcp")
    assert (ran.code, "pip install 'kizuna[mcp]'" in ran.err) == (2, True)
