"""What ties like one have and it lacks, for `kizuna suggest --tie`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Ask
from kizuna.cli.output import Rows, counted, ids, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.suggest.similar import Missing
    from kizuna.workflows.suggest import FormsAnswer

_COLUMNS = ("what", "concept", "certain", "possible", "examples", "claims")
_EXAMPLES = 2


def show(ask: Ask, tie: str) -> None:
    """Write what ties like the one named have and it lacks."""
    from kizuna.workflows.suggest import suggest_forms

    answer = suggest_forms(tie, ask.day.number, ask.known_at)
    write(
        ask.format,
        as_json=lambda: _json(ask, answer),
        as_rows=lambda: _rows(answer),
        as_table=lambda: _table(answer),
    )


def _json(ask: Ask, answer: FormsAnswer) -> dict[str, Any]:
    likeness, labels = answer.likeness, answer.labels
    return {
        **ask.clocks(),
        "tie": likeness.tie,
        "by_fields": likeness.by_fields,
        "by_levels": likeness.by_levels,
        "count": likeness.count.as_json(),
        "similar": [
            {
                "id": s.tie,
                "label": labels.label(s.tie),
                "fields": list(s.shared),
                "claims": list(s.claims),
            }
            for s in likeness.similar
        ],
        "missing": [
            {
                "what": missing.what,
                "concept": missing.concept,
                "count": missing.count.as_json(),
                "examples": [
                    {"tie": tie, "shown_by": list(lived.shown_by), "claims": list(lived.claims)}
                    for tie, lived in missing.examples
                ],
            }
            for missing in likeness.missing
        ],
    }


def _rows(answer: FormsAnswer) -> Rows:
    return _COLUMNS, (
        [
            *(m.what, m.concept, m.count.certain, m.count.possible),
            *([tie for tie, _ in m.examples], m.count.claims),
        ]
        for m in answer.likeness.missing
    )


def _table(answer: FormsAnswer) -> Iterator[RenderableType]:
    likeness, labels = answer.likeness, answer.labels
    made = table(".What", "#Ties", "Such as", ".Claims")
    for missing in likeness.missing:
        made.add_row(
            plain(f"{missing.what}: {labels.concept(missing.scheme, missing.concept)}"),
            counted(missing.count.certain, missing.count.possible),
            plain("\n".join(_examples(answer, missing))),
            plain(ids(missing.count.claims, 1), "dim"),
        )
    if likeness.missing:
        yield made
    named = ", ".join(labels.label(similar.tie) for similar in likeness.similar[:5])
    more = ", …" if len(likeness.similar) > 5 else ""
    count = len(likeness.similar)
    basis = " and ".join(_basis(answer))
    noun = "tie is" if count == 1 else "ties are"
    yield plain(
        f"{count} {noun} like {labels.label(likeness.tie)} by {basis}"
        f"{f': {named}{more}' if count else ''}",
        "bold",
    )
    yield plain("What is not on record may be there all the same.", "dim")


def _basis(answer: FormsAnswer) -> Iterator[str]:
    yield "type"
    if answer.likeness.by_levels:
        yield "levels"
    if answer.likeness.by_fields:
        yield "a field"


def _examples(answer: FormsAnswer, missing: Missing) -> Iterator[str]:
    for tie, lived in missing.examples[:_EXAMPLES]:
        shown = answer.labels.label(lived.shown_by[0])
        yield f"{answer.labels.label(tie)}: {shown}"
