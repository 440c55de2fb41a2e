"""kizuna check: whether the database is sound, and what cannot all be true together."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import typer
from rich.console import RenderableType

from kizuna.cli.asking import Ask, asking, plain, say, table, waiting, write
from kizuna.cli.questions import print_answer
from kizuna.errors import KizunaError
from kizuna.workflows.check_register import Question, check_database

_COLUMNS = ("check", "level", "text", "remedy")
_STYLES = {"ok": "green", "warning": "yellow", "error": "red"}


def _found(location: str | None) -> list[dict[str, Any]]:
    """The findings of a process with the server's settings, which are not those of the command line."""
    environment = {**os.environ, **({"KIZUNA_DB": str(location)} if location else {})}
    ran = subprocess.run(
        [sys.executable, "-m", "kizuna.web.deployment"],
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
    )
    if ran.returncode:
        raise KizunaError("the settings of the server could not be read; see above")
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def _table(found: list[dict[str, Any]]) -> Iterator[RenderableType]:
    styled = ((each, {"level": _STYLES[each["level"]], "remedy": "dim"}) for each in found)
    rows = ((plain(each[n], styles.get(n, "")) for n in _COLUMNS) for each, styles in styled)
    yield table("Check", "", "What", "Remedy", rows=rows)
    errors = sum(each["level"] == "error" for each in found)
    yield plain(f"{errors or 'nothing'} to be mended", "bold")


@asking("known_at", "format", unless="deploy")
def check(ask: Ask, of: str = "", deploy: bool = False, deep: bool = False) -> None:
    """Check that the database is sound, and that dates, series, shares and parties agree.

    --of NAME: Only this thing and what hangs on it.
    --deploy: Check instead whether it is fit to be used by others.
    --deep: Look at every row, index and reference of the database.
    """
    if deploy:
        with waiting("Checking"):
            found = _found(ask.location)
        write(ask.format, {"findings": found}, _table(found), found, _COLUMNS)
        if any(each["level"] == "error" for each in found):
            raise typer.Exit(1)
        return
    with waiting("Checking the database"):
        said = check_database(deep=deep)
    if said:
        say(said)
    print_answer("check", Question(of), ask, ask.given)
