"""kizuna import: a list of ties - CSV, XLSX, JSON - into the register, after telling what it would change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import plain, table, write, write_whole
from kizuna.errors import CannotWrite

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.mapping import MappingQuestion
    from kizuna.languages import Messages
    from kizuna.workflows.importing.differences import Line, SampleTie
    from kizuna.workflows.importing.known import ListGiven
    from kizuna.workflows.importing.report import Imported

_COLUMNS = ("difference", "row", "tie", "parties", "property", "here", "there")
_SHOWN = 40
_QUIET = ("new", "same")
_REASONS, _PLACES, _WORDS = 10, 15, 10
REFUSED = 9
"""The exit code of an import, or a trial, of which rows were refused."""


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
    holder: Annotated[
        str, typer.Option(metavar="ID", help="Who asserts what it says; else you.")
    ] = "",
    date: Annotated[
        str, typer.Option(metavar="DATE", help="When the list was made: its ties stood then.")
    ] = "",
    town: Annotated[
        str, typer.Option(metavar="NAME", help="Whose ties they are, in a list of one town's.")
    ] = "",
) -> None:
    """Import a list of ties: every cell becomes a claim that cites it.

    Leaves with 9 when rows were refused, in a trial too; the good rows are recorded all the same.
    """
    from kizuna.workflows.importing.known import ListGiven, mapping_beside

    if run and dry_run:
        raise typer.BadParameter("--run and --dry-run say opposite things", param_hint="--run")
    way = run or (False if dry_run else None)
    given = ListGiven(file, map, way, sheet, source, holder, date=date, town=town)
    done = _imported(given)
    if done.guessed:
        _write_beside(mapping_beside(file), done.guessed.encode())
    aside = _put_aside(file, done)
    rows = (_line(one) for one in done.differences)
    write(ask.format, _json(done, aside), _table(done, aside), rows, _COLUMNS)
    if done.refused:
        raise typer.Exit(REFUSED)


def _imported(given: ListGiven) -> Imported:
    """The import; a draft of a mapping is written where the headers do not suffice for one.

    None is where only the town lacks: a list with a mapping beside it would be recorded, not tried.
    """
    from kizuna.claims.mapping import NoMapping
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.import_ import import_list
    from kizuna.workflows.importing.known import mapping_beside

    try:
        with waiting(f"Importing {given.path.name}"):
            return import_list(given, acting_user=acting_user())
    except NoMapping as error:
        if error.question:
            raise NoMapping(f"{error}; or give --town NAME", error.text) from None
        draft = mapping_beside(given.path)
        write_whole(draft, error.text.encode())
        raise NoMapping(f"{error}; a draft is in {draft.name}", error.text) from None


def _put_aside(file: Path, done: Imported) -> str:
    """Write the rejected rows beside the list; the name of that file, "" when there are none.

    A file of an earlier import goes when nothing is rejected any more.
    """
    from kizuna.workflows.importing.report import rejected_csv

    path = file.with_name(f"{file.name}.rejected.csv")
    if not done.rejected:
        with contextlib.suppress(OSError):
            path.unlink()
        return ""
    rows = rejected_csv(done.rejected)
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
        "refused": done.refused,
        "held_back": len(done.rejected) - done.refused,
        "rejected": [
            {"file": r.file, "row": r.row, "is_tie": r.is_tie, "reasons": list(r.reasons)}
            for r in done.rejected
        ],
        "reasons": [asdict(one) for one in done.reasons()],
        "rejected_file": aside or None,
        "claims": done.claims,
        "new": done.new,
        "known": done.known,
        "new_places": done.places,
        "new_ties": done.ties,
        "places": [
            {"id": ref, "name": name, "country": done.countries.get(ref) or None}
            for ref, name in done.names.items()
        ],
        "samples": [asdict(one) for one in done.samples],
        "questions": [asdict(one) for one in done.questions],
        "unknown_columns": list(done.unknown),
        "counts": done.count(),
        "differences": [_line(one) for one in done.differences],
    }


def _line(line: Line) -> dict[str, Any]:
    held = {name: getattr(line, name) or None for name in _COLUMNS}
    return held | {"difference": line.difference.value, "parties": list(line.parties)}


def _table(done: Imported, aside: str) -> Iterator[RenderableType]:
    yield from _differences(done)
    yield from _places(done)
    yield from _samples(done)
    held = len(done.rejected) - done.refused
    yield plain(
        f"{done.rows} rows: {done.good} good, {done.refused} rejected"
        f"{f', {held} held back as no ties' if held else ''}"
        f" ({done.places} new places, {done.ties} new ties, {done.claims} claims)",
        "bold",
    )
    yield from _reasons(done, aside)
    yield from _questions(done)
    if done.unknown:
        named = ", ".join(map(repr, done.unknown[:_WORDS])) + _more(done.unknown, _WORDS)
        yield plain(
            f"Columns that are left out, since nobody knows what they say: {named}", "yellow"
        )
    if done.guessed:
        yield plain(f"What the columns mean was guessed and is in {done.mapping}: check it")
    if done.is_trial:
        yield plain("Nothing was recorded: this was a trial. Record with --run", "bold")
    else:
        yield plain(
            f"Recorded under {done.document}: {done.new} claims new, {done.known} known already",
            "bold",
        )


def _more(held: Sequence[object] | Mapping[str, object], shown: int) -> str:
    return f" and {len(held) - shown} more" if len(held) > shown else ""


def _places(done: Imported) -> Iterator[RenderableType]:
    """The first new places."""
    from kizuna.workflows.importing.differences import in_words

    if done.names:
        shown = (
            in_words(name, done.countries.get(ref, ""), _english())
            for ref, name in list(done.names.items())[:_PLACES]
        )
        yield plain(f"New places: {'; '.join(shown)}{_more(done.names, _PLACES)}")


def _samples(done: Imported) -> Iterator[RenderableType]:
    if done.samples:
        yield plain("Read as:" if done.is_trial else "Recorded, among others:")
    for sample in done.samples:
        yield plain(f"  row {sample.row}: {_sentence(sample)}")


def _sentence(sample: SampleTie) -> str:
    """A tie in words: "Lyon, France – Kyiv, Ukraine, since 1992; sister cities"."""
    said = sample.in_words(_english())
    since = f", since {said.date}" if said.date else ""
    return f"{' – '.join(said.names)}{since}{f'; {said.type}' if said.type else ''}"


def _english() -> Messages:
    from kizuna.languages import Messages

    return Messages("en")


def _reasons(done: Imported, aside: str) -> Iterator[RenderableType]:
    """Why rows do not go in, each reason once."""
    found = done.reasons()
    if found:
        where = f" (they are in {aside})" if aside else ""
        yield plain(f"Why rows do not go in{where}:", "yellow")
    for one in found[:_REASONS]:
        rows = "1 row" if one.rows == 1 else f"{one.rows} rows, the first of them"
        yield plain(f"  {rows}, {one.row}: {one.reason}")
    if len(found) > _REASONS:
        yield plain(f"  {_more(found, _REASONS).strip()} reasons; --format json gives all", "dim")


def _questions(done: Imported) -> Iterator[RenderableType]:
    """What is to be decided in the mapping."""
    if done.questions:
        yield plain(f"To be decided in {done.mapping}:", "yellow")
    for question in done.questions[:_WORDS]:
        yield plain(f"  {_question(question)}")
    if len(done.questions) > _WORDS:
        yield plain(f"  {_more(done.questions, _WORDS).strip()}; --format json gives all", "dim")


def _question(question: MappingQuestion) -> str:
    part, *rest = question.path
    likely = f", perhaps {question.suggested}" if question.suggested else ""
    rows = f"{question.rows} {'row' if question.rows == 1 else 'rows'}"
    if part == "columns":
        return f"Which side has the column {rest[0]!r}? Write {' or '.join(question.options)}"
    if rest == ["country"]:
        code = question.suggested
        where = f"{_english().country(code)} ({code})"
        return f'Are the places of side {part} in {where}? Write country = "{code}" under [{part}]'
    if part == "reading":
        return (
            f"Does the day or the month come first in dates such as 3/4/1987 ({rows})? Write"
            f" {rest[0]} = {' or '.join(map(repr, question.options))} under [reading]"
        )
    if part == "source":
        return (
            f"When was the list made{likely}? Ties without a date of their own ({rows}) count as possible only"
            " without it: give --date, or write date under [source]"
        )
    if part == "countries":
        return f"{rest[0]!r} ({rows}) is no known country: write its two letters under [countries]"
    return f"What does {rest[-1]!r} ({rows}) mean{likely}? Write it under [{'.'.join(question.path[:-1])}]"


def _differences(done: Imported) -> Iterator[RenderableType]:
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
            means = _english().text(f"web-import-sort-means-{name}")
            yield plain(f"{count:>7} {name}: {means}")
