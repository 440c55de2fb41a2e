"""kizuna import: a list of ties - CSV, XLSX, JSON - into the register, after telling what it would change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.files import write_whole
from kizuna.cli.output import plain, table, write
from kizuna.errors import CannotWrite

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.import_ import Imported, ListGiven
    from kizuna.workflows.importing.differences import Line

_COLUMNS = ("difference", "row", "tie", "parties", "property", "here", "there")
_SHOWN = 40
_QUIET = ("new", "same")


@asking("format")
def import_(
    ask: Ask,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX or JSON; .gz too.")],
    map: Annotated[
        str,
        typer.Option(
            metavar="MAP",
            help="A mapping (TOML), or clair, cpaffc, rgre, two-columns, wikidata-ties.",
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell; the default for a guessed mapping.")
    ] = False,
    run: Annotated[
        bool, typer.Option("--run", help="Record; the default for any other mapping.")
    ] = False,
    sheet: Annotated[str, typer.Option(metavar="NAME", help="The sheet of a workbook.")] = "",
    source: Annotated[str, typer.Option(metavar="ID", help="Which document the list is.")] = "",
    holder: Annotated[str, typer.Option(metavar="ID", help="Who asserts what it says.")] = "",
) -> None:
    """Import a list of ties: every cell becomes a claim that cites it."""
    from kizuna.workflows.import_ import ListGiven, mapping_beside

    if run and dry_run:
        raise typer.BadParameter("--run and --dry-run say opposite things", param_hint="--run")
    given = ListGiven(file, map, run or (False if dry_run else None), sheet, source, holder)
    done = _imported(given)
    if done.guessed:
        _write_beside(mapping_beside(file), done.guessed.encode())
    aside = _put_aside(file, done)
    write(
        ask.format,
        as_json=lambda: _json(done, aside),
        as_rows=lambda: (_COLUMNS, ([_line(one)[c] for c in _COLUMNS] for one in done.differences)),
        as_table=lambda: _table(done, aside),
    )


def _imported(given: ListGiven) -> Imported:
    """The import; a draft of a mapping is written where the headers do not suffice for one."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.import_ import NoMapping, import_list, mapping_beside

    try:
        with waiting(f"Importing {given.path.name}"):
            return import_list(given, acting_user=acting_user())
    except NoMapping as error:
        draft = mapping_beside(given.path)
        write_whole(draft, error.text.encode())
        raise NoMapping(f"{error}; a draft is in {draft.name}", error.text) from None


def _put_aside(file: Path, done: Imported) -> str:
    """Write the rejected rows beside the list; the name of that file, "" when there are none.

    A file of an earlier import goes when nothing is rejected any more.
    """
    from kizuna.workflows.importing.report import BadRow, rejected_csv

    path = file.with_name(f"{file.name}.rejected.csv")
    if not done.rejected:
        with contextlib.suppress(OSError):
            path.unlink()
        return ""
    rows = rejected_csv(map(BadRow.of, done.rejected))
    content = ("\ufeff" + rows).encode("utf-8", "replace")
    return path.name if _write_beside(path, content) else ""


def _write_beside(path: Path, content: bytes) -> bool:
    """Write a file beside the list; where the folder takes none that is said, since the import itself is done."""
    try:
        write_whole(path, content)
    except CannotWrite as error:
        typer.echo(f"kizuna: {error} beside the list; the import itself is done", err=True)
        return False
    return True


def _json(done: Imported, aside: str) -> dict[str, Any]:
    return {
        "document": done.document,
        "holder": done.holder,
        "mapping": done.mapping,
        "trial": done.is_trial,
        "rows": done.rows,
        "good": done.good,
        "rejected": [
            {"file": r.table.file, "row": r.row.number, "reasons": list(r.reasons)}
            for r in done.rejected
        ],
        "rejected_file": aside or None,
        "claims": done.claims,
        "new": done.new,
        "known": done.known,
        "new_places": done.places,
        "new_ties": done.ties,
        "unknown_columns": list(done.unknown),
        "counts": done.count(),
        "differences": [_line(one) for one in done.differences],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "difference": line.difference.value,
        "row": line.row or None,
        "tie": line.tie,
        "parties": list(line.parties),
        "property": line.property or None,
        "here": line.here or None,
        "there": line.there or None,
    }


def _table(done: Imported, aside: str) -> Iterator[RenderableType]:
    yield from _differences(done)
    yield plain(
        f"{done.rows} rows: {done.good} good, {len(done.rejected)} rejected"
        f" ({done.places} new places, {done.ties} new ties, {done.claims} claims)",
        "bold",
    )
    if done.rejected:
        where = f" and why are in {aside}" if aside else ""
        yield plain(f"The rejected rows{where}:", "yellow")
        for one in done.rejected[:5]:
            yield plain(f"  row {one.row.number}: {'; '.join(one.reasons)}")
    for column in done.unknown:
        yield plain(f"Nobody knows what the column {column!r} says; it is left out", "yellow")
    if done.guessed:
        yield plain(f"The mapping was guessed from the headers and is in {done.mapping}: check it")
    if done.is_trial:
        yield plain("Nothing was recorded: this was a trial. Record with --run", "bold")
    else:
        yield plain(
            f"Recorded under {done.document}: {done.new} claims new, {done.known} known already",
            "bold",
        )


def _differences(done: Imported) -> Iterator[RenderableType]:
    from kizuna.workflows.importing.differences import Difference

    telling = [line for line in done.differences if line.difference.value not in _QUIET]
    rest = [line for line in done.differences if line.difference.value == "new"]
    shown = [*telling, *rest][:_SHOWN]
    made = table(".Difference", "#Row", "Tie", "What", "Register", "List")
    for line in shown:
        made.add_row(
            line.difference.value,
            str(line.row or ""),
            plain(line.tie.partition("/")[2]),
            plain(line.property),
            plain(line.here),
            plain(line.there),
        )
    if shown:
        yield made
    hidden = len(telling) + len(rest) - len(shown)
    if hidden:
        yield plain(f"and {hidden} more; --format json gives all", "dim")
    for name, count in done.count().items():
        if count:
            yield plain(f"{count:>7} {name}: {Difference(name).words}")
