"""Presenting a comparison: a column for each tie or place, a row for each thing that any of them has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kizuna.analysis.compare.rows import (
    KEY_SCHEMES,
    TOTAL,
    UNSTATED,
    VALUE_SCHEMES,
    Cell,
    Counted,
    Row,
    Said,
)
from kizuna.analysis.figures import Derived, Measure
from kizuna.cli.output import Rows, counted, ids, plain, table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from kizuna.workflows.compare import CompareAnswer
    from kizuna.workflows.comparing.findings import Finding

_COLUMNS = (
    *("topic", "key", "label", "compared", "value", "certain", "possible"),
    *("least", "most", "unit", "since", "refs", "claims"),
)
_TOPICS = {
    "standing": "Standing",
    "fields": "Fields",
    "agreements": "Agreements",
    "programmes": "Programmes",
    "events": "Events",
    "years": "Events by year",
    "institutions": "Institutions",
    "offices": "Offices",
    "funding": "Funding, by payer",
    "under": "Ties under it",
    "honours": "Honours, by giver",
    "transport": "Transport",
    "volume": "Volume",
    "measures": "Measures",
    "itself": "The place itself",
    "kinds": "Ties",
    "countries": "Countries",
    "partners": "Partners",
}
_KEYS = {
    UNSTATED: "not stated",
    "undated": "no date",
    "home": "the home party",
    "home-bodies": "bodies of the home party",
    "across": "the partner",
    "across-bodies": "bodies of the partner",
    "others": "others",
    "in-force": "in force",
    "out-events": "events, sent",
    "out-persons-in-all": "persons in all, sent",
    "out-persons": "persons a year, sent",
    "out-person-days": "person-days a year, sent",
    "back-events": "events, received",
    "back-persons-in-all": "persons in all, received",
    "back-persons": "persons a year, received",
    "back-person-days": "person-days a year, received",
    "years-since-last-sign": "years since the last sign",
    "years-lived": "years lived",
    "longest-silence": "longest silence, in years",
    "effective-fields": "effective number of fields",
    "share-of-events-sent": "share of events sent",
    "share-of-persons-sent": "share of persons sent",
}
_KINDS = {
    "silent": "Nothing to compare",
    "told": "What sources say of them",
    "shared": "Partners in common",
    "side-by-side": "Ties that run side by side",
    "unequal": "Levels that do not match",
    "hub": "Who else is tied to the partners",
    "triangle": "Triangles: three places of which each two are tied",
}
_ONCE = ("agreements", "events", "honours")
"""Topics of what happens once; the others go on."""
_SHOWN = 6
_BY_NAME, _FEW = ("institutions", "funding"), 3
"""Topics in which so few things are named one by one."""


def as_json(answer: CompareAnswer) -> dict[str, Any]:
    """The comparison as the command line's reference has it."""
    compared = answer.comparison.compared
    homes = answer.homes or [None] * len(compared)
    return {
        "compared": [
            {"id": ref, "label": _named(answer, ref), "home": home}
            for ref, home in zip(compared, homes, strict=True)
        ],
        "rows": [_row(answer, row) for row in answer.comparison.rows],
        "differences": [
            {
                "id": ref,
                "alone": [{"topic": r.topic, "key": r.key} for r in answer.comparison.alone(at)],
                "lacks": [{"topic": r.topic, "key": r.key} for r in answer.comparison.lacks(at)],
            }
            for at, ref in enumerate(compared)
        ],
        "findings": [
            {"finding": f.kind, "text": f.text, "about": list(f.about), "claims": list(f.claims)}
            for f in answer.findings
        ],
    }


def _row(answer: CompareAnswer, row: Row) -> dict[str, Any]:
    cells = [_cell(cell) for cell in row.cells]
    return {"topic": row.topic, "key": row.key, "label": _label(answer, row), "cells": cells}


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    match cell:
        case Counted():
            return {
                "count": cell.figure.as_json(),
                "refs": list(cell.refs),
                "since": cell.since or None,
            }
        case Measure():
            return {"amount": cell.as_json()}
        case Derived():
            return {"number": cell.as_json()}
        case Said():
            return {"value": cell.value, "claims": list(cell.claims)}
    return None


def as_rows(answer: CompareAnswer) -> Rows:
    """A row for each cell that is not empty."""
    return _COLUMNS, (
        [flat.get(column) for column in _COLUMNS]
        for row in answer.comparison.rows
        for ref, cell in zip(answer.comparison.compared, row.cells, strict=True)
        if cell is not None
        for flat in [_flat(cell) | _place_of(answer, row, ref)]
    )


def _place_of(answer: CompareAnswer, row: Row, ref: str) -> dict[str, Any]:
    return {"topic": row.topic, "key": row.key, "label": _label(answer, row), "compared": ref}


def _flat(cell: Cell) -> dict[str, Any]:
    match cell:
        case Counted():
            figure = cell.figure
            counts = {"certain": figure.certain, "possible": figure.possible}
            return {**counts, "since": cell.since, "refs": cell.refs, "claims": cell.claims}
        case Measure():
            amount = cell.quantity
            bounds = {"least": amount.min, "most": amount.max, "unit": amount.unit}
            return {**bounds, "value": str(amount), "claims": cell.claims}
        case Derived():
            return {"least": cell.least, "most": cell.most, "unit": cell.how, "claims": cell.claims}
    return {"value": cell.value, "claims": cell.claims}


def as_table(answer: CompareAnswer) -> Iterator[RenderableType]:
    """The rows, then what only one has, then the findings."""
    compared = answer.comparison.compared
    if not compared:
        return
    made = table("", *(_named(answer, ref) for ref in compared))
    for topic, rows in groupby(answer.comparison.rows, key=lambda row: row.topic):
        _add(made, answer, topic, list(rows))
    yield made
    if any(None in row.cells for row in answer.comparison.rows):
        yield plain("–  nothing is recorded, which is not to say that there is nothing", "dim")
    if answer.homes:
        yield plain(f"sent and received as seen from {_homes(answer)}", "dim")
        yield plain(
            "a range runs from the least to the most that undated and open-ended entries allow",
            "dim",
        )
    yield from _alone(answer)
    for kind, findings in groupby(answer.findings, key=lambda finding: finding.kind):
        yield from _told(kind, list(findings))


def _add(made: Any, answer: CompareAnswer, topic: str, rows: list[Row]) -> None:
    """The rows of one topic under its name, which stands before the total where there is one."""
    total = rows.pop(0) if rows[0].key == TOTAL else None
    name = plain(_TOPICS.get(topic, topic), "bold")
    made.add_row(name, *(_shown(answer, total, cell) for cell in total.cells) if total else ())
    for row in rows:
        made.add_row(
            plain(f"  {_label(answer, row)}"), *(_shown(answer, row, c) for c in row.cells)
        )


def _shown(answer: CompareAnswer, row: Row, cell: Cell | None) -> Text:
    from rich.text import Text

    if cell is None:
        return Text("–", style="dim")
    return Text.assemble(_words(answer, row, cell), "  ", (ids(cell.claims, 1), "dim"))


def _words(answer: CompareAnswer, row: Row, cell: Cell) -> str:
    match cell:
        case Counted() if row.topic == "fields" and row.key:
            sure = "yes" if cell.figure.certain else "possibly"
            return f"since {cell.since}" if cell.since and cell.figure.certain else sure
        case Counted() if row.topic in _BY_NAME and row.key and len(cell.refs) <= _FEW:
            return "; ".join(answer.party(ref) for ref in cell.refs)
        case Counted():
            number = counted(cell.figure.certain, cell.figure.possible)
            if not (cell.since and row.key):
                return number
            return f"{number} ({_from(row, cell)})"
        case Measure():
            return answer.messages.quantity(cell.quantity)
        case Derived():
            bounds = dict.fromkeys(f"{bound:.3g}" for bound in (cell.least, cell.most))
            return " to ".join(bounds)
    scheme = VALUE_SCHEMES.get(row.key)
    return answer.labels.concept(scheme, cell.value) if scheme else cell.value


def _from(row: Row, cell: Counted) -> str:
    """The date of the only event, that of the first of several, or since when something goes on."""
    if row.topic not in _ONCE:
        return f"since {cell.since}"
    return cell.since if cell.figure.possible == 1 else f"first {cell.since}"


def _label(answer: CompareAnswer, row: Row) -> str:
    if row.key in (TOTAL, *_KEYS):
        return _KEYS.get(row.key, _TOPICS.get(row.topic, row.topic).lower())
    if row.topic in KEY_SCHEMES:
        return answer.labels.concept(KEY_SCHEMES[row.topic], row.key)
    if row.topic == "countries":
        return answer.messages.country(row.key)
    return row.key.replace("-", " ")


def _named(answer: CompareAnswer, ref: str) -> str:
    return answer.labels.label(ref) if "/" in ref else answer.messages.country(ref)


def _homes(answer: CompareAnswer) -> str:
    return answer.messages.listing([answer.labels.label(h) for h in dict.fromkeys(answer.homes)])


def _alone(answer: CompareAnswer) -> Iterator[RenderableType]:
    """What only one of the compared has, by topic; where nothing is recorded of the others, the rows say it."""
    from rich.padding import Padding

    if (
        sum(not answer.comparison.is_silent(at) for at in range(len(answer.comparison.compared)))
        < 2
    ):
        return
    for at, ref in enumerate(answer.comparison.compared):
        told = [
            f"{_TOPICS[topic].lower()}: {', '.join(_label(answer, row) for row in rows)}"
            for topic, rows in groupby(answer.comparison.alone(at), key=lambda row: row.topic)
        ]
        if told:
            yield plain("")
            yield plain(f"Recorded only of {_named(answer, ref)}", "bold")
            yield from (Padding(plain(line), (0, 0, 0, 2)) for line in told)


def _told(kind: str, findings: list[Finding]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    yield plain("")
    yield plain(_KINDS[kind], "bold")
    for finding in findings[:_SHOWN]:
        line = Text.assemble(finding.text, "  ", (ids(finding.claims, 1), "dim"))
        yield Padding(line, (0, 0, 0, 2))
    if len(findings) > _SHOWN:
        yield plain(f"  and {len(findings) - _SHOWN} more; --format json has them all", "dim")
