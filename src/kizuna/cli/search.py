"""kizuna search: names in any script and spelling, facts, and passages."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import SHORT, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.search import Found

_COLUMNS = ("kind", "ref", "label", "text", "claim", "sha256", "start", "end")
_LONGEST = 240


class Kind(StrEnum):
    """What may be searched."""

    NAME = "name"
    FACT = "fact"
    PASSAGE = "passage"


@asking("format")
def search(
    ask: Ask,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must be found.")],
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Only names, facts or passages; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many hits.")] = 50,
) -> None:
    """Search names (in any script and transliteration), facts, and passages of documents held."""
    from kizuna.workflows.search import KINDS
    from kizuna.workflows.search import search as search_all

    asked = " ".join(words)
    kinds = tuple(str(one) for one in kind) if kind else KINDS
    found = search_all(asked, limit=limit, kinds=kinds)
    write(
        ask.format,
        as_json=lambda: {"words": asked, "hits": list(_hits(found))},
        as_rows=lambda: (_COLUMNS, ([hit[c] for c in _COLUMNS] for hit in _hits(found))),
        as_table=lambda: _table(asked, found),
    )


def _hits(found: Found) -> Iterator[dict[str, Any]]:
    for hit in found.hits:
        yield {
            "kind": hit.kind,
            "ref": hit.ref,
            "label": found.labels.of(hit.ref),
            "text": hit.text,
            "claim": hit.claim or None,
            "sha256": hit.sha256 or None,
            "start": hit.start,
            "end": hit.end,
        }


def _table(asked: str, found: Found) -> Iterator[RenderableType]:
    from kizuna.workflows.labels import shortened

    made = table("Kind", "About", "Text", ".Claim")
    for hit in _hits(found):
        made.add_row(
            hit["kind"],
            plain(hit["ref"]),
            plain(shortened(hit["text"], _LONGEST)),
            plain((hit["claim"] or "")[:SHORT], "dim"),
        )
    if found.hits:
        yield made
    else:
        yield plain(f"Nothing holds {asked!r}")
