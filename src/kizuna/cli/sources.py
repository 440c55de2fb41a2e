"""kizuna import, sources, record and harvest: lists of ties - CSV, XLSX, JSON -,
documents and their texts, statement files, whole registers of others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
from rich.console import RenderableType

from kizuna.claims.mapping import NoMapping
from kizuna.cli.asking import (
    SHARED,
    Ask,
    asking,
    plain,
    progress_line,
    say,
    waiting,
    write,
)
from kizuna.cli.command import command
from kizuna.cli.questions import question_command, terminal_parts
from kizuna.errors import BadQuestion, CannotWrite
from kizuna.languages import Messages
from kizuna.publish.records import attributes
from kizuna.sources.reading import write_whole
from kizuna.store.schema import beside
from kizuna.workflows import add_source as workflow
from kizuna.workflows.add_source import SourceAdded, SourceGiven
from kizuna.workflows.ask import resolver
from kizuna.workflows.import_ import import_list
from kizuna.workflows.importing import report
from kizuna.workflows.importing.known import ListGiven, mapping_beside
from kizuna.workflows.importing.report import Imported
from kizuna.workflows.record import record as record_files

if TYPE_CHECKING:
    from kizuna.workflows.harvest import Harvested


@asking("format")
def add(
    ask: Ask,
    file: Path,
    id: str = "",
    description: Path | None = None,
    title: str = "",
    date: str = "",
    language: str = "",
    address: str = "",
    publish_: bool = False,
) -> None:
    """Add the text of a document: passages that cite it can then be shown.

    FILE: Plain text, Markdown, HTML, PDF or DOCX.
    --id ID: Which document this is: document/name.
    --description TOML: Its description; otherwise the TOML beside the file.
    --title TEXT: The document's title.
    --date EDTF: The document's date (EDTF).
    --language TAG: The language of the text, such as en.
    --address URL: Where the document is published.
    --publish: Open it to everybody at once; otherwise it is internal.
    """
    options = {"title": title, "date": date, "language": language, "address": address}
    given = {key: text for key, text in options.items() if text}
    added = workflow.add_source(
        SourceGiven(file, id, description, given), acting_user=ask.user
    )
    is_public = workflow.document_is_public(added.document)
    if publish_ and not is_public:
        workflow.publish(added.document, acting_user=ask.user)
        is_public = True
    told = {name.removeprefix("is_"): held for name, held in asdict(added).items()}
    told |= {"title": added.title or None, "description": added.description or None}
    write(ask.format, told | {"public": is_public}, _added_words(added, is_public))


def _added_words(added: SourceAdded, is_public: bool) -> Iterator[RenderableType]:
    verb = "Added" if added.is_new else "Already held:"
    yield plain(f"{verb} {added.document}, {added.characters} characters", "bold")
    yield plain(f"sha256 {added.sha256}", "dim")
    yield plain(f"{added.lit} claims have their passage in this text and now show it")
    if added.elsewhere:
        yield plain(
            f"{added.elsewhere} claims cite another text of the same document and stay"
            " dark: this"
            " file is not, letter by letter, the text that they were typed from",
            "yellow",
        )
    if added.described:
        source = f" from {added.description}" if added.description else ""
        yield plain(
            f"{added.described} claims about the document itself recorded{source}"
        )
    if not is_public:
        yield plain(
            "It is not public: others see nothing of it unless they are cleared for it."
            " To open it:"
            f" kizuna sources publish {added.document}",
            "yellow",
        )


@asking("format")
def publish(ask: Ask, document: str) -> None:
    """Open a document, and all that it says, to everybody.

    DOCUMENT: Its title or id.
    """
    ref = resolver().resolve(document, ("document",))
    workflow.publish(ref, acting_user=ask.user)
    write(ask.format, {"document": ref, "public": True}, [plain(f"{ref} is public")])


@command
def list_(
    ctx: click.Context,
    known_at: Annotated[str | None, SHARED["known_at"]] = None,
    format: Annotated[str, SHARED["format"]] = "table",
) -> None:
    """List the documents that claims cite: `kizuna documents`."""
    say("sources list is called kizuna documents now")
    ctx.invoke(question_command("documents", "en"), known_at=known_at, format=format)


@asking("format")
def record(ask: Ask, files: tuple[Path, ...]) -> None:
    """Record the claims and judgements of statement files, all of them or none.

    FILE...: Statement files (TOML).
    """
    done = record_files(files, acting_user=ask.user)
    said = (
        "{claims} claims and {judgements} judgements read: {new} new, {known} already"
        " recorded"
    )
    write(ask.format, done, said.format(**done))


@asking("format")
def wikidata(
    ask: Ask,
    dump: Path | None = None,
    sparql: bool = False,
    endpoint: str = "",
    workers: int = 1,
    scheduler: str = "",
    resume: bool = False,
    limit: int = 0,
) -> None:
    """Record every entity of Wikidata that is twinned, with its ties.

    --dump FILE: A dump: .json, or packed as .gz, .bz2 or .zst.
    --sparql: Ask the query service, Wikidata's or ENDPOINT.
    [ENDPOINT]: The address of another query service.
    --workers N: Processes that read parts of the dump.
    --scheduler ADDRESS: A Dask scheduler, tcp://…, instead of processes.
    --resume: Go on with a harvest that was broken off.
    --limit N: At most this many entities (0: all).
    """
    from kizuna.sources.wikidata.entities import Service
    from kizuna.workflows import harvest

    if (dump is None) == (not sparql) or (endpoint and not sparql):
        raise BadQuestion(
            f"{str(dump or endpoint)!r}: give either --dump FILE or --sparql [ENDPOINT]"
        )
    how = harvest.Harvesting(beside(".harvest"), workers, scheduler, resume, limit)
    with progress_line("MB" if dump else "items", 1e6 if dump else 1) as progress:
        told: dict[str, Any] = {"acting_user": ask.user, "progress": progress}
        if dump is not None:
            done = harvest.harvest_dump(dump, how, **told)
        else:
            service = Service(endpoint) if endpoint else Service()
            done = harvest.harvest_service(service, how, **told)
    made = {
        "new": done.new,
        "known": done.known,
        "identified": len(done.identified),
        "resumed": done.is_resumed,
        **vars(done.summary),
    }
    columns = [key for key, value in made.items() if isinstance(value, int)]
    write(ask.format, made, _harvested_words(done), columns=columns)


def _harvested_words(done: Harvested) -> Iterator[RenderableType]:
    told = done.summary
    yield plain(
        f"{told.entities} entities with {told.statements} statements of ties:"
        f" {told.claims} claims; with those"
        f" on Wikidata as a source, {done.new} new to the ledger, {done.known} known",
        "bold",
    )
    if done.identified:
        yield plain(
            f"{len(done.identified)} places and ties are judged the same as what the"
            " register held under another"
            " id; kizuna resolve ID --undo takes one back"
        )
    if told.bad_lines or told.faults:
        yield plain(
            f"{told.bad_lines} lines and {told.faults} values could not be read:"
        )
    yield from (plain(f"  {message}") for message in (*told.damage, *told.examples))
    for reason, count in told.left_out.most_common(10):
        yield plain(f"  left out {count}: {reason}", "dim")


_REJECTED = ("file", "row", "is_tie", "reasons")
_TOLD = (
    "document",
    "holder",
    "mapping",
    "rows",
    "good",
    "refused",
    "claims",
    "new",
    "known",
)
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

    Leaves with 9 when rows were refused, in a trial too; the good rows are recorded all
    the same.

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
        raise click.BadParameter(
            "--run and --dry-run say opposite things", param_hint="--run"
        )
    way = run or (False if dry_run else None)
    given = ListGiven(file, map, way, sheet, source, holder, date=date, town=town)
    try:
        with waiting(f"Importing {file.name}"):
            done = import_list(given, acting_user=ask.user)
    except NoMapping as error:
        # where only the town lacks there is no draft: a list with a mapping beside it
        # would be recorded
        if error.question:
            raise NoMapping(f"{error}; or give --town NAME", error.text) from None
        draft = mapping_beside(file)
        write_whole(draft, error.text.encode())
        raise NoMapping(f"{error}; a draft is in {draft.name}", error.text) from None
    if done.guessed:
        _write_beside(mapping_beside(file), done.guessed)
    rejected = file.with_name(f"{file.name}.rejected.csv")
    aside = ""
    if not done.rejected:
        with contextlib.suppress(OSError):
            rejected.unlink()  # those of an earlier import
    elif _write_beside(rejected, "\ufeff" + report.rejected_csv(done.rejected)):
        aside = rejected.name
    told, parts = _json(done, aside), _parts(done, aside, Messages(ask.language))
    write(ask.format, told, parts, told["differences"], report.COLUMNS)
    if done.refused:
        raise SystemExit(REFUSED)


def _write_beside(path: Path, content: str) -> bool:
    """Write a file beside the list; where the folder takes none that is said, since the
    import itself is done.
    """
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
        "differences": list(map(report.difference_record, done.differences)),
    }


def _parts(done: Imported, aside: str, messages: Messages) -> Iterator[RenderableType]:
    yield from terminal_parts(report.document(done, messages), messages)
    if aside:
        yield plain(messages.text("cli-import-rejected", file=aside), "yellow")
    if done.guessed:
        yield plain(messages.text("cli-import-guessed", file=done.mapping))
    way = "trial" if done.is_trial else "recorded"
    told = {"document": done.document, "new": done.new or 0, "known": done.known or 0}
    yield plain(messages.text(f"cli-import-{way}", **told), "bold")
