"""kizuna harvest and record: whole registers of others, and statement files."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import plain, write
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.harvest import Harvested, Harvesting


@asking("format")
def record(
    ask: Ask,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Statement files (TOML).")],
) -> None:
    """Record the claims and judgements of statement files, all of them or none."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.record import record as record_files

    done = asdict(record_files(files, acting_user=acting_user()))
    said = "{claims} claims and {judgements} judgements read: {new} new, {known} already recorded"
    write(
        ask.format,
        as_json=lambda: done,
        as_rows=lambda: (list(done), [list(done.values())]),
        as_table=lambda: iter([plain(said.format(**done), "bold")]),
    )


_EVERY = 1.0


@asking("format")
def wikidata(
    ask: Ask,
    dump: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A dump: .json, or packed as .gz, .bz2 or .zst."),
    ] = None,
    sparql: Annotated[
        bool, typer.Option("--sparql", help="Ask the query service, Wikidata's or ENDPOINT.")
    ] = False,
    endpoint: Annotated[
        str, typer.Argument(metavar="[ENDPOINT]", help="The address of another query service.")
    ] = "",
    workers: Annotated[int, typer.Option(help="Processes that read parts of the dump.")] = 1,
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler, tcp://…, instead of processes."),
    ] = "",
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a harvest that was broken off.")
    ] = False,
    limit: Annotated[int, typer.Option(help="At most this many entities (0: all).")] = 0,
) -> None:
    """Record every entity of Wikidata that is twinned, with its ties."""
    from kizuna.workflows import harvest
    from kizuna.workflows.acting import acting_user

    if (dump is None) == (not sparql) or (endpoint and not sparql):
        raise BadQuestion(
            f"{str(dump or endpoint)!r}: give either --dump FILE or --sparql [ENDPOINT]"
        )
    how = harvest.Harvesting(_folder(), workers, scheduler, resume, limit)
    done = _harvest(dump, endpoint, how, acting_user())
    made = {
        "new": done.new,
        "known": done.known,
        "identified": len(done.identified),
        "resumed": done.is_resumed,
        **done.summary.to_json(),
    }
    columns = [key for key, value in made.items() if isinstance(value, int)]
    write(
        ask.format,
        as_json=lambda: made,
        as_rows=lambda: (columns, [[made[key] for key in columns]]),
        as_table=lambda: _words(done),
    )


def _harvest(dump: Path | None, endpoint: str, how: Harvesting, user: str) -> Harvested:
    from kizuna.workflows import harvest

    with _Progress("MB" if dump else "items", 1e6 if dump else 1) as progress:
        if dump is not None:
            return harvest.harvest_dump(dump, how, acting_user=user, progress=progress.tell)
        service = harvest.service_at(endpoint)
        return harvest.harvest_service(service, how, acting_user=user, progress=progress.tell)


def _folder() -> Path:
    from kizuna.workflows.harvest import folder_beside_database

    return folder_beside_database()


class _Progress:
    """Lines on stderr: how much is done, at what rate, and how long the rest will take."""

    def __init__(self, unit: str, size: float) -> None:
        self._unit, self._size = unit, size
        self._began = self._told = time.monotonic()
        self._first: int | None = None
        self._shown = False

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._shown:
            sys.stderr.write("\n" if sys.stderr.isatty() else "")

    def tell(self, done: int, whole: int) -> None:
        """Show it, once a second at most; less often where stderr is no terminal."""
        now = time.monotonic()
        if self._first is None:
            self._first = done
        if now - self._told < (_EVERY if sys.stderr.isatty() else 10 * _EVERY):
            return
        self._told = now
        rate = max(done - self._first, 0) / max(now - self._began, 0.001)
        left = f"{_span((whole - done) / rate)} left" if rate else "…"
        line = (
            f"{done / self._size:,.0f} of {whole / self._size:,.0f} {self._unit},"
            f" {rate / self._size:,.1f} {self._unit}/s, {left}"
        )
        sys.stderr.write(f"\r{line:<70}" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()
        self._shown = True


def _span(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"


def _words(done: Harvested) -> Iterator[RenderableType]:
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
    shown: list[Any] = [*told.damage, *told.examples]
    yield from (plain(f"  {message}") for message in shown)
    for reason, count in told.left_out.most_common(10):
        yield plain(f"  left out {count}: {reason}", "dim")
