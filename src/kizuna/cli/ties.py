"""kizuna ties: the ties of a place, between two sides, in a field or of a kind, on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import Rows, counted, ids, plain, table, write
from kizuna.cli.plotting import PlotFile, plot_to

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.publish.charts.plot import Plot
    from kizuna.register.status import TieOnDay
    from kizuna.workflows.list_ties import TiesAnswer


@asking("as_of", "known_at", "format")
def ties(
    ask: Ask,
    of: Annotated[str, typer.Option(metavar="NAME", help="A place, area or organisation.")] = "",
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="Two areas, countries or local governments."),
    ] = None,
    field: Annotated[str, typer.Option(help="A field of exchange, such as education.")] = "",
    kind: Annotated[str, typer.Option(help="A kind of tie, such as sister-city.")] = "",
    every: Annotated[
        bool, typer.Option("--all", help="Also ties that were not in force on the day.")
    ] = False,
    plot: PlotFile = None,
) -> None:
    """List the ties in force on a day, counted as certain and possible."""
    from kizuna.workflows.list_ties import TiesQuestion, list_ties

    sides = tuple(between) if between else ()
    question = TiesQuestion(ask.day.number, ask.known_at, of, sides, field, kind, every)
    answer = list_ties(question)
    write(
        ask.format,
        as_json=lambda: _json(ask, answer),
        as_rows=lambda: _rows(answer),
        as_table=lambda: _table(ask, answer),
    )
    plot_to(plot, lambda: _map(ask, answer))


def _map(ask: Ask, answer: TiesAnswer) -> Plot:
    """The map of the ties listed."""
    from kizuna.workflows.draw_pictures import of_scope, scope_of_ties

    listed = {line.tie.id for line in answer.lines}
    return of_scope("map", scope_of_ties(answer.register, ask.day.number, listed))


def _json(ask: Ask, answer: TiesAnswer) -> dict[str, Any]:
    return {
        **ask.clocks(),
        "of": answer.of or None,
        "between": list(answer.between) or None,
        "count": answer.count.as_json(),
        "pending": answer.pending,
        "ties": [_tie(ask, answer, line) for line in answer.lines],
    }


def _tie(ask: Ask, answer: TiesAnswer, line: TieOnDay) -> dict[str, Any]:
    from kizuna.workflows.list_ties import record_of

    return {
        "id": line.id,
        "label": answer.labels.label(line.id),
        "type": line.tie.type.value,
        **record_of(answer, line),
        "parties": [_party(ask, answer, party) for party in answer.parties(line)],
        "fields": [
            {"concept": f.concept, "since": f.since or None, "claims": list(f.claims)}
            for f in answer.fields(line)
        ],
    }


def _party(ask: Ask, answer: TiesAnswer, party: str) -> dict[str, Any]:
    level = answer.level(party, ask.day.number)
    return {"id": party, "name": answer.labels.label(party), "level": level}


def _rows(answer: TiesAnswer) -> Rows:
    from kizuna.workflows.list_ties import COLUMNS, record_of

    records = (record_of(answer, line) for line in answer.lines)
    return COLUMNS, ([record[column] for column in COLUMNS] for record in records)


def _table(ask: Ask, answer: TiesAnswer) -> Iterator[RenderableType]:
    from kizuna.languages import Messages

    made = table(".Date", "Parties", "Kind", "Standing", "#Fields", ".Claims")
    for line in answer.lines:
        tie = _tie(ask, answer, line)
        made.add_row(
            tie["date"] or "?",
            plain(answer.labels.joined(answer.parties(line), " – ")),
            plain(answer.labels.concept("tie-types", tie["type"])),
            plain(_standing(answer, line), "" if tie["in_force"] == "certain" else "yellow"),
            str(len(tie["fields"]) or ""),
            plain(ids(line.listed, 1), "dim"),
        )
    if answer.lines:
        yield made
    count = counted(answer.count.certain, answer.count.possible)
    noun = "tie" if count == "1" else "ties"
    yield plain(f"{count} {noun} in force on {ask.day.text}", "bold")
    if undated := answer.undated_lists(Messages("en")):
        yield plain(undated, "yellow")
    if answer.pending and not any(line.is_pending for line in answer.lines):
        yield plain(f"{answer.pending} agreed, negotiated or wished for; --all shows them", "dim")


def _standing(answer: TiesAnswer, line: TieOnDay) -> str:
    if line.status is not None:
        said = answer.labels.concept("statuses", line.status.value.status)
    elif line.answer.possible:
        said = "in force"
    elif line.stage is not None:
        said = answer.labels.concept("stages", line.stage.value.stage)
    else:
        said = "no source read"
    return f"{said}, possibly" if line.answer.name == "POSSIBLE" else said
