"""kizuna import: a list of ties - CSV, XLSX, JSON - into the register, after telling what it would change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.console import RenderableType

from kizuna.claims.mapping import NoMapping
from kizuna.cli.asking import Ask, asking, say, waiting
from kizuna.cli.output import plain, write
from kizuna.cli.terminal import terminal_parts
from kizuna.errors import CannotWrite
from kizuna.languages import Messages
from kizuna.publish.records import attributes
from kizuna.sources.reading import write_whole
from kizuna.workflows.import_ import import_list
from kizuna.workflows.importing.known import ListGiven, mapping_beside
from kizuna.workflows.importing.report import (
    COLUMNS,
    Imported,
    difference_record,
    document,
    rejected_csv,
)

_REJECTED = ("file", "row", "is_tie", "reasons")
_TOLD = ("document", "holder", "mapping", "rows", "good", "refused", "claims", "new", "known")
REFUSED = 9
"""The exit code of an import, or a trial, of which rows were refused."""


@asking("format")
def import_(
    ask: Ask,
    file: Path,
    map: str = "",
    dry_run: bool = False,
    run: bool = False,
    sheet: str = "",
    source: str = "",
    holder: str = "",
    date: str = "",
    town: str = "",
) -> None:
    """Import a list of ties: every cell becomes a claim that cites it.

    Leaves with 9 when rows were refused, in a trial too; the good rows are recorded all the same.

    FILE: CSV, XLSX or JSON; .gz too.
    --map MAP: A mapping (TOML), or clair, cpaffc, rgre, two-columns, wikidata-ties.
    --dry-run: Only tell; the default for a guessed mapping.
    --run: Record; the default for any other mapping.
    --sheet NAME: The sheet of a workbook.
    --source ID: Which document the list is.
    --holder ID: Who asserts what it says; else you.
    --date DATE: When the list was made: its ties stood then.
    --town NAME: Whose ties they are, in a list of one town's.
    """
    if run and dry_run:
        raise typer.BadParameter("--run and --dry-run say opposite things", param_hint="--run")
    way = run or (False if dry_run else None)
    given = ListGiven(file, map, way, sheet, source, holder, date=date, town=town)
    done = _imported(given, ask.user)
    if done.guessed:
        _write_beside(mapping_beside(file), done.guessed)
    rejected = file.with_name(f"{file.name}.rejected.csv")
    aside = ""
    if not done.rejected:
        with contextlib.suppress(OSError):
            rejected.unlink()  # those of an earlier import
    elif _write_beside(rejected, "\ufeff" + rejected_csv(done.rejected)):
        aside = rejected.name
    told, parts = _json(done, aside), _parts(done, aside, Messages(ask.language))
    write(ask.format, told, parts, told["differences"], COLUMNS)
    if done.refused:
        raise typer.Exit(REFUSED)


def _imported(given: ListGiven, user: str) -> Imported:
    """The import; a draft of a mapping is written where the headers do not suffice for one.

    None is where only the town lacks: a list with a mapping beside it would be recorded, not tried.
    """
    try:
        with waiting(f"Importing {given.path.name}"):
            return import_list(given, acting_user=user)
    except NoMapping as error:
        if error.question:
            raise NoMapping(f"{error}; or give --town NAME", error.text) from None
        draft = mapping_beside(given.path)
        write_whole(draft, error.text.encode())
        raise NoMapping(f"{error}; a draft is in {draft.name}", error.text) from None


def _write_beside(path: Path, content: str) -> bool:
    """Write a file beside the list; where the folder takes none that is said, since the import itself is done."""
    try:
        write_whole(path, content.encode("utf-8", "replace"))
    except CannotWrite as error:
        say(f"{error} beside the list; the import itself is done")
        return False
    return True


def _json(done: Imported, aside: str) -> dict[str, Any]:
    return {
        **attributes(done, _TOLD),
        "trial": done.is_trial,
        "held_back": done.other_rows,
        "rejected": [attributes(row, _REJECTED) for row in done.rejected],
        "reasons": [asdict(one) for one in done.reasons()],
        "rejected_file": aside or None,
        "new_places": done.places,
        "new_ties": done.ties,
        "places": [
            {"id": ref, "name": name, "country": done.countries.get(ref) or None}
            for ref, name in done.names.items()
        ],
        "samples": [asdict(one) for one in done.samples],
        "questions": [asdict(one) for one in done.questions],
        "unknown_columns": done.unknown,
        "counts": done.count(),
        "differences": list(map(difference_record, done.differences)),
    }


def _parts(done: Imported, aside: str, messages: Messages) -> Iterator[RenderableType]:
    """The report, what lies beside the list, and whether anything was recorded."""
    yield from terminal_parts(document(done, messages), messages)
    if aside:
        yield plain(messages.text("cli-import-rejected", file=aside), "yellow")
    if done.guessed:
        yield plain(messages.text("cli-import-guessed", file=done.mapping))
    way = "trial" if done.is_trial else "recorded"
    told = {"document": done.document, "new": done.new or 0, "known": done.known or 0}
    yield plain(messages.text(f"cli-import-{way}", **told), "bold")
