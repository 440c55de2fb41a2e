"""kizuna measure: the measures of a tie, of the ties of a place, or of those between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import write
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from kizuna.workflows.measure import MeasureAnswer

_YEARS = re.compile(r"(-?\d{1,4})(?:\s*\.\.\s*(-?\d{1,4}))?")
_COUNTS = ("fields", "institutions", "sub_ties", "offices", "agreements", "events", "lived_years")
_RANGES = ("shannon", "simpson", "longest_series", "persons", "person_days", "longest_silence")
_COLUMNS = (
    *("id", "label", "first_year", "last_year"),
    *(f"{name}_{bound}" for name in _COUNTS for bound in ("certain", "possible")),
    *(f"{name}_{bound}" for name in _RANGES for bound in ("least", "most")),
    *("activeness", "why_none", "status", "differs_from_status", "rule", "claims"),
)


@asking("as_of", "known_at", "format")
def measure(
    ask: Ask,
    names: Annotated[
        list[str],
        typer.Argument(metavar="TIE|PLACE|A B", help="A tie, a place, or two places."),
    ],
    years: Annotated[
        str,
        typer.Option(metavar="Y1..Y2", help="Volume and balance of these years only: 1980..1986."),
    ] = "",
) -> None:
    """Measure ties: breadth, depth, volume, balance, continuity, activeness and cost."""
    from kizuna.cli.measuring import measure_table
    from kizuna.workflows.measure import MeasureQuestion, measure

    question = MeasureQuestion(tuple(names), ask.day.number, ask.known_at, _years(years))
    answer = measure(question)
    write(
        ask.format,
        as_json=lambda: _json(ask, answer),
        as_rows=lambda: (_COLUMNS, _rows(answer)),
        as_table=lambda: measure_table(ask, answer),
    )


def _years(text: str) -> tuple[int, int] | None:
    """The years that the option names, None without it; raises BadQuestion quoting it."""
    if not text:
        return None
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        raise BadQuestion(f"--years {text!r}: write two years, such as 1980..1986, or one")
    first = int(found[1])
    return first, int(found[2] or first)


def _json(ask: Ask, answer: MeasureAnswer) -> dict[str, Any]:
    from kizuna.publish.measures import measures_json

    return {
        **ask.clocks(),
        "ties": [
            {
                "id": measured.tie.id,
                "label": answer.labels.label(measured.tie.id),
                "parties": list(measured.tie.party.values),
                "in_force": measured.standing.answer.name.lower(),
                "claims": list(measured.standing.claims),
                **measures_json(measured),
            }
            for measured in answer.ties
        ],
    }


def _rows(answer: MeasureAnswer) -> Iterator[list[Any]]:
    """A row a tie; a count of zero on no claims is left empty, for it is no evidence of none."""
    from kizuna.publish.measures import measures_json

    for measured in answer.ties:
        held = measures_json(measured)
        volume, alive, steady = held["volume"], held["activeness"], held["continuity"] or {}
        counts = {**held["breadth"], **held["depth"], "events": volume["events"]}
        counts["lived_years"] = steady.get("lived")
        ranges = {**held["breadth"], **held["depth"], **volume, **steady}
        status = alive["status"]
        yield [
            measured.tie.id,
            answer.labels.label(measured.tie.id),
            *volume["years"],
            *(bound for name in _COUNTS for bound in _counted(counts[name])),
            *(bound for name in _RANGES for bound in _ranged(ranges.get(name))),
            alive["states"],
            alive["why_none"],
            status["value"] if status else None,
            alive["differs_from_status"],
            alive["rule"],
            _claims(held),
        ]


def _counted(figure: dict[str, Any] | None) -> tuple[Any, Any]:
    if figure is None or not figure["possible"]:
        return None, None
    return figure["certain"], figure["possible"]


def _ranged(number: dict[str, Any] | None) -> tuple[Any, Any]:
    if number is None:
        return None, None
    if "unit" in number:
        return number["min"], number["max"]
    return number["least"], number["most"]


def _claims(held: Any) -> list[str]:
    """Every claim that any of the numbers rests on, in order of first mention."""
    found: dict[str, None] = {}
    pending = [held]
    while pending:
        item = pending.pop(0)
        if isinstance(item, dict):
            found.update(dict.fromkeys(item.get("claims", ())))
            pending += [value for key, value in item.items() if key != "claims"]
        elif isinstance(item, list):
            pending += item
    return list(found)
