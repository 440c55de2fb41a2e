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

_COLUMNS = ("kind", "ref", "label", "country", "ties", "text", "claim", "sha256", "start", "end")
_LONGEST = 240


class Kind(StrEnum):
    """What may be searched."""

    NAME = "name"
    FACT = "fact"
    PASSAGE = "passage"


@asking("format", question=True)
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
        as_json=lambda: {
            "words": asked,
            "similar": found.is_similar,
            "hits": list(_hits(found)),
        },
        as_rows=lambda: (_COLUMNS, ([hit[c] for c in _COLUMNS] for hit in _hits(found))),
        as_table=lambda: _table(asked, found),
    )


def _hits(found: Found) -> Iterator[dict[str, Any]]:
    for hit in found.hits:
        yield {
            "kind": hit.kind,
            "ref": hit.ref,
            "label": found.labels.label(hit.ref),
            "country": found.country(hit.ref) or None,
            "ties": found.ties.get(hit.ref),
            "text": hit.text,
            "claim": hit.claim or None,
            "sha256": hit.sha256 or None,
            "start": hit.start,
            "end": hit.end,
        }


def _table(asked: str, found: Found) -> Iterator[RenderableType]:
    """A line for each thing: what it is, its name with what was found, and its id."""
    from kizuna.languages import Messages
    from kizuna.values import kind_of

    if not found.hits:
        yield plain(f"No results for {asked!r}. Try another spelling, or fewer words.")
        return
    if found.is_similar:
        yield plain(f"No exact match for {asked!r}. Similar names:")
    made = table("What", "Name", "#Ties", ".Id", ".Claim")
    messages = Messages("en")
    once: dict[str, dict[str, Any]] = {}
    for hit in _hits(found):
        once.setdefault(hit["ref"], hit)
    for hit in once.values():
        made.add_row(
            messages.kind(kind_of(hit["ref"])),
            plain(_name(hit)),
            str(hit["ties"] or ""),
            plain(hit["ref"], "dim"),
            plain((hit["claim"] or "")[:SHORT], "dim"),
        )
    yield made


def _name(hit: dict[str, Any]) -> str:
    """What a thing is called, a place with its country, and below it the words that were found."""
    from kizuna.languages import Messages
    from kizuna.publish.wording import shortened

    country = f", {Messages('en').country(hit['country'])}" if hit["country"] else ""
    text = shortened(hit["text"], _LONGEST)
    found = "" if text in (hit["label"], hit["ref"]) else f"\n{text}"
    return f"{hit['label']}{country}{found}"
