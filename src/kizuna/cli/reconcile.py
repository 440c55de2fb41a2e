"""kizuna reconcile: ties that one side's list alone has, and ties on which two lists differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import ids, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.reconcile import Disagreement, OneSided, Reconciled

_COLUMNS = (
    "finding",
    "tie",
    "document",
    "listed_by",
    "missing_from",
    "about",
    "values",
    "holders",
    "claims",
)
_SHOWN = 40


@asking("format")
def reconcile(
    ask: Ask,
    of: Annotated[str, typer.Option(metavar="NAME", help="Only ties of this place or area.")] = "",
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B", help="Only ties between two areas, countries or local governments."
        ),
    ] = None,
    source: Annotated[str, typer.Option(metavar="ID", help="Only what this document says.")] = "",
    every: Annotated[
        bool, typer.Option("--all", help="Also ties whose other side has no list, and every line.")
    ] = False,
) -> None:
    """Lay two lists of the same ties side by side: one-sided ties, and dates and kinds that differ."""
    from kizuna.workflows.reconcile import reconcile as lay_side_by_side

    found = lay_side_by_side(of, tuple(between or ()), source)
    write(
        ask.format,
        as_json=lambda: _json(found, every),
        as_rows=lambda: (_COLUMNS, ([one[c] for c in _COLUMNS] for one in _findings(found, every))),
        as_table=lambda: _table(found, every),
    )


def _json(found: Reconciled, every: bool) -> dict[str, Any]:
    return {
        "of": found.of or None,
        "between": list(found.between) or None,
        "source": found.source or None,
        "counts": {
            "ties": found.ties,
            "one_sided": len(found.one_sided),
            "unanswered": len(found.unanswered),
            "disagreements": len(found.disagreements),
        },
        "one_sided_by_document": found.by_document(),
        "findings": list(_findings(found, every)),
    }


def _findings(found: Reconciled, every: bool) -> Iterator[dict[str, Any]]:
    for one in found.one_sided:
        yield _one_sided("one-sided", one)
    for two in found.disagreements:
        yield _disagreement(two)
    for one in found.unanswered if every else ():
        yield _one_sided("unanswered", one)


def _one_sided(finding: str, one: OneSided) -> dict[str, Any]:
    return {
        "finding": finding,
        "tie": one.tie,
        "document": one.document or None,
        "listed_by": one.listed_by,
        "missing_from": one.missing_from,
        "about": None,
        "values": None,
        "holders": list(one.holders),
        "claims": list(one.claims),
    }


def _disagreement(two: Disagreement) -> dict[str, Any]:
    return {
        "finding": "disagreement",
        "tie": two.tie,
        "document": None,
        "listed_by": None,
        "missing_from": None,
        "about": two.about,
        "values": {holder: list(values) for holder, values in two.values},
        "holders": [holder for holder, _ in two.values],
        "claims": list(two.claims),
    }


def _table(found: Reconciled, every: bool) -> Iterator[RenderableType]:
    yield from _table_of_sides(
        found, "One-sided: on the list of one side only", found.one_sided, every
    )
    if every:
        title = "Unanswered: the other side has no list here"
        yield from _table_of_sides(found, title, found.unanswered, every)
    yield from _table_of_disagreements(found, every)
    yield plain(
        f"{len(found.one_sided)} one-sided, {len(found.disagreements)} in disagreement, of {found.ties} ties",
        "bold",
    )
    for document, count in found.by_document().items():
        yield plain(f"  {count} one-sided in {document or 'lists that are different documents'}")
    if found.unanswered and not every:
        yield plain(
            f"{len(found.unanswered)} more have a partner without a list here; --all shows them",
            "dim",
        )


def _table_of_sides(
    found: Reconciled, title: str, listed: tuple[OneSided, ...], every: bool
) -> Iterator[RenderableType]:
    if not listed:
        return
    made = table("Tie", "Listed by", "Not by", "Document", ".Claims", title=title)
    for one in listed if every else listed[:_SHOWN]:
        made.add_row(
            plain(one.tie.partition("/")[2]),
            plain(found.label(one.listed_by)),
            plain(found.label(one.missing_from)),
            plain(one.document.partition("/")[2]),
            plain(ids(one.claims, 1), "dim"),
        )
    yield made
    yield from _more(len(listed), every)


def _table_of_disagreements(found: Reconciled, every: bool) -> Iterator[RenderableType]:
    if not found.disagreements:
        return
    made = table("Tie", "About", "Says", "Value", ".Claims", title="In disagreement")
    for two in found.disagreements if every else found.disagreements[:_SHOWN]:
        for at, (holder, values) in enumerate(two.values):
            made.add_row(
                plain("" if at else two.tie.partition("/")[2]),
                plain("" if at else two.about),
                plain(found.label(holder)),
                plain(", ".join(values)),
                plain("" if at else ids(two.claims, 1), "dim"),
            )
    yield made
    yield from _more(len(found.disagreements), every)


def _more(count: int, every: bool) -> Iterator[RenderableType]:
    if count > _SHOWN and not every:
        yield plain(f"and {count - _SHOWN} more; --all shows every line", "dim")
