"""Running the command line in process: what it wrote, and what it left with."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kizuna.cli.app import app
from kizuna.cli.command import CommandContext


@dataclass(frozen=True)
class Ran:
    """One run: stdout, stderr and the exit code."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """What stdout holds, which must be JSON and nothing else."""
        return json.loads(self.out)

    def refused(self, code: int = 2) -> str:
        """The words, on one line, in which it was refused with a code and without an
        answer.
        """
        assert (self.code, self.out, "Traceback" in self.err) == (code, "", False), self
        return " ".join(self.err.split())


Run = Callable[..., Ran]


@cache
def commands() -> dict[str, Any]:
    """Every command by its words, "sources add"."""
    found: dict[str, Any] = {}
    pending: list[tuple[str, Any]] = [("", app)]
    while pending:
        name, command = pending.pop()
        if not hasattr(command, "list_commands"):
            found[name.strip()] = command
            continue
        context = CommandContext(command)
        inner = command.list_commands(context)
        pending += [
            (f"{name} {key}", command.get_command(context, key)) for key in inner
        ]
    return found


@pytest.fixture
def run(
    built_in: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """A function that runs kizuna with arguments on a database with the built-in
    register.
    """
    monkeypatch.setenv("KIZUNA_DB", str(built_in))
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.setenv("KIZUNA_USER", "tester")

    def run_with(*arguments: str, stdin: str = "") -> Ran:
        capsys.readouterr()
        if stdin:
            monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = 0
        try:
            app(list(arguments), prog_name="kizuna")
        except SystemExit as left:
            code = int(left.code or 0)
        written = capsys.readouterr()
        return Ran(written.out, written.err, code)

    return run_with
