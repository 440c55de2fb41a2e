"""kizuna show: everything held of one thing, each fact with its claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, completion
from kizuna.cli.output import ids, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.show import Shown, ShownFact

_COLUMNS = (
    *(
        "id",
        "property",
        "value",
        "valid",
        "certainty",
        "counts",
        "preferred",
        "claims",
        "denied_by",
    ),
)
_RELATED, _WIDTH = 8, 60


@asking("as_of", "known_at", "format")
def show(
    ask: Ask,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|NAME",
            help="An id, a name in any script, or the parties of a tie.",
            autocompletion=completion("any"),
        ),
    ],
) -> None:
    """Show all facts of a government, tie, agreement, programme, person, document or other thing."""
    from kizuna.workflows.show import show as show_entity

    name = " ".join(words)
    shown = show_entity(name, ask.day.number if ask.day_given else None, ask.known_at)
    write(
        ask.format,
        as_json=lambda: _json(ask, name, shown),
        as_rows=lambda: (_COLUMNS, _rows(shown) if shown else ()),
        as_table=lambda: _table(shown) if shown else (),
    )


def _json(ask: Ask, name: str, shown: Shown | None) -> dict[str, Any]:
    clocks = {"as_of": ask.day.text if ask.day_given else None, "known_at": ask.known_text}
    if shown is None:
        return {"id": None, "asked": name, **clocks, "properties": [], "related": []}
    properties: dict[str, list[dict[str, Any]]] = {}
    for item in shown.facts:
        properties.setdefault(item.property, []).append(_fact(item))
    return {
        "id": shown.entity.id,
        "kind": shown.entity.prefix,
        "label": shown.labels.label(shown.entity.id),
        **clocks,
        "properties": [{"property": p, "facts": facts} for p, facts in properties.items()],
        "related": [
            {"kind": kind, "property": name, "ids": list(refs)}
            for (kind, name), refs in shown.related.items()
        ],
    }


def _fact(item: ShownFact) -> dict[str, Any]:
    fact = item.fact
    return {
        "value": item.definition.type.write(fact.value),
        "valid": str(fact.valid) if fact.valid else None,
        "certainty": str(fact.certainty),
        "counts": fact.counts,
        "preferred": item.is_preferred,
        "claims": list(fact.claim_ids),
        "denied_by": [claim.id for claim in fact.denials],
        "rivals": [list(rival.claim_ids) for rival in item.rivals],
        "preferences": [{"reason": j.reason, "judge": j.judge} for j in fact.preferences],
    }


def _rows(shown: Shown) -> Iterator[list[Any]]:
    for item in shown.facts:
        flat = {"id": shown.entity.id, "property": item.property, **_fact(item)}
        yield [flat[column] for column in _COLUMNS]


def _table(shown: Shown) -> Iterator[RenderableType]:
    yield plain(shown.labels.label(shown.entity.id), "bold")
    yield plain(shown.entity.id, "dim")
    made = table("Property", "Value", "Holds", ".Claims")
    before = ""
    for item in shown.facts:
        heading = item.property.replace("_", " ")
        made.add_row(
            heading if heading != before else "",
            plain(_words(shown, item), "" if item.is_preferred and item.fact.counts else "dim"),
            str(item.fact.valid or ""),
            plain(ids(item.fact.claim_ids), "dim"),
        )
        before = heading
    yield made
    if shown.related:
        yield _related(shown)


def _related(shown: Shown) -> RenderableType:
    """What refers to the thing: how many of which kind, as what, and the first of them."""
    from kizuna.publish.wording import shortened

    made = table("#", "Kind", "As", "Which")
    for (kind, name), refs in shown.related.items():
        labels = dict.fromkeys(
            shortened(shown.labels.label(ref), _WIDTH) for ref in refs[:_RELATED]
        )
        more = f"; and {len(refs) - _RELATED} more" if len(refs) > _RELATED else ""
        made.add_row(str(len(refs)), kind, name.replace("_", " "), plain("; ".join(labels) + more))
    return made


def _words(shown: Shown, item: ShownFact) -> str:
    fact = item.fact
    said = shown.labels.words(item.definition.type, fact.value)
    notes = [] if fact.counts else [_why_not(item)]
    if item.rivals and item.is_preferred and fact.preferences:
        notes.append(f"preferred: {fact.preferences[0].reason}")
    elif item.rivals and not item.is_preferred:
        notes.append("a competing claim is preferred")
    if fact.denials:
        notes.append(f"denied by {len(fact.denials)}")
    return f"{said} [{'; '.join(notes)}]" if notes else said


def _why_not(item: ShownFact) -> str:
    claim = item.fact.claims[0]
    return str(claim.certainty if claim.stance.is_of_fact else claim.stance)
