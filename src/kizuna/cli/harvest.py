"""kizuna harvest and record: whole registers of others, and statement files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import RenderableType

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import plain, progress_line, write
from kizuna.errors import BadQuestion
from kizuna.workflows import harvest
from kizuna.workflows.record import record as record_files


@asking("format")
def record(ask: Ask, files: list[Path]) -> None:
    """Record the claims and judgements of statement files, all of them or none.

    FILE...: Statement files (TOML).
    """
    done = record_files(files, acting_user=ask.user)
    said = "{claims} claims and {judgements} judgements read: {new} new, {known} already recorded"
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
    --workers: Processes that read parts of the dump.
    --scheduler ADDRESS: A Dask scheduler, tcp://…, instead of processes.
    --resume: Go on with a harvest that was broken off.
    --limit: At most this many entities (0: all).
    """
    if (dump is None) == (not sparql) or (endpoint and not sparql):
        raise BadQuestion(
            f"{str(dump or endpoint)!r}: give either --dump FILE or --sparql [ENDPOINT]"
        )
    folder = harvest.folder_beside_database()
    how = harvest.Harvesting(folder, workers, scheduler, resume, limit)
    with progress_line("MB" if dump else "items", 1e6 if dump else 1) as progress:
        told: dict[str, Any] = {"acting_user": ask.user, "progress": progress}
        if dump is not None:
            done = harvest.harvest_dump(dump, how, **told)
        else:
            done = harvest.harvest_service(harvest.service_at(endpoint), how, **told)
    made = {
        "new": done.new,
        "known": done.known,
        "identified": len(done.identified),
        "resumed": done.is_resumed,
        **vars(done.summary),
    }
    columns = [key for key, value in made.items() if isinstance(value, int)]
    write(ask.format, made, _words(done), columns=columns)


def _words(done: harvest.Harvested) -> Iterator[RenderableType]:
    told = done.summary
    yield plain(
        f"{told.entities} entities with {told.statements} statements of ties: {told.claims} claims; with those"
        f" on Wikidata as a source, {done.new} new to the ledger, {done.known} known",
        "bold",
    )
    if done.identified:
        yield plain(
            f"{len(done.identified)} places and ties are judged the same as what the register held under another"
            " id; kizuna resolve ID --undo takes one back"
        )
    if told.bad_lines or told.faults:
        yield plain(f"{told.bad_lines} lines and {told.faults} values could not be read:")
    yield from (plain(f"  {message}") for message in (*told.damage, *told.examples))
    for reason, count in told.left_out.most_common(10):
        yield plain(f"  left out {count}: {reason}", "dim")
