"""The reference page and the commands say the same: every command, every option, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import commands

_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
_SHARED = {"--help"}


def _options() -> dict[str, set[str]]:
    """The options of every command, by the command's full name."""
    spelled = {
        f"kizuna {name}": (o for p in command.params for o in (*p.opts, *p.secondary_opts))
        for name, command in commands().items()
    }
    return {
        name: {o for o in options if o.startswith("--")} - _SHARED
        for name, options in spelled.items()
    }


def _sections() -> dict[str, str]:
    """The text under each heading of a command."""
    parts = re.split(
        r"^## (kizuna [a-z ]+)\n", _PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert set(_sections()) == set(_options())


@pytest.mark.parametrize("command", sorted(_options()))
def test_the_options_of_a_command_are_documented_and_no_others(command: str) -> None:
    documented = set(re.findall(r"--[a-z][a-z-]*", _sections()[command]))
    assert documented == _options()[command]


@pytest.mark.parametrize(
    "option", ["--db", "--lang", "--version", "--help", "--install-completion"]
)
def test_the_global_options_are_documented(option: str) -> None:
    assert option in _PAGE.read_text(encoding="utf-8").split("## kizuna", 1)[0]
