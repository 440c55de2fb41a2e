"""The reference page and the commands say the same: every command, every option, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from kizuna.cli.app import app

_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
_SHARED = {"--help"}


def _commands() -> dict[str, set[str]]:
    """The options of every command, by the command's full name."""
    found = {}
    pending = [("kizuna", typer.main.get_command(app))]
    while pending:
        name, command = pending.pop()
        inner = {}
        if hasattr(command, "list_commands"):
            context = typer.Context(command)
            inner = {
                key: command.get_command(context, key) for key in command.list_commands(context)
            }
        pending += [(f"{name} {key}", value) for key, value in inner.items()]
        if not inner:
            spelled = (o for p in command.params for o in (*p.opts, *p.secondary_opts))
            options = {o for o in spelled if o.startswith("--")}
            found[name] = options - _SHARED
    return found


def _sections() -> dict[str, str]:
    """The text under each heading of a command."""
    parts = re.split(
        r"^## (kizuna [a-z ]+)\n", _PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert set(_sections()) == set(_commands())


@pytest.mark.parametrize("command", sorted(_commands()))
def test_the_options_of_a_command_are_documented_and_no_others(command: str) -> None:
    documented = set(re.findall(r"--[a-z][a-z-]*", _sections()[command]))
    assert documented == _commands()[command]


@pytest.mark.parametrize(
    "option", ["--db", "--lang", "--version", "--help", "--install-completion"]
)
def test_the_global_options_are_documented(option: str) -> None:
    assert option in _PAGE.read_text(encoding="utf-8").split("## kizuna", 1)[0]
