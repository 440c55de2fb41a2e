"""A document in the terminal: titles bold, asides dim, what is doubtful yellow, each row with its first claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from kizuna.cli.output import ids, plain, table
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Document,
    Drawing,
    Facts,
    KeyFigures,
    Listing,
    Paragraph,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.values import escape_and_isolate

_WIDEST = 6
"""A table of more columns of words is set as a list."""
_STYLES = {Tone.ASIDE: "dim", Tone.DOUBTFUL: "yellow", Tone.DENIED: "red", Tone.SET_ASIDE: "dim"}


def terminal_parts(document: Document, messages: Messages) -> Iterator[RenderableType]:
    """A document as what a terminal prints one after another."""
    yield plain(document.title, "bold")
    if document.lead.claims:
        yield _words(document.lead) + " "
    for section in document.sections:
        if section.title:
            yield plain(f"\n{section.title}", "bold")
        for block in section.blocks:
            yield from block_parts(block, messages)


def block_parts(block: Block, messages: Messages) -> Iterator[RenderableType]:
    """A block of a document as what a terminal prints one after another."""
    match block:
        case Paragraph(sentences):
            yield _joined(sentences)
            yield ""
        case Listing(items, numbered):
            for number, item in enumerate(items, 1):
                yield Text(f"{number}. " if numbered else "• ") + _joined(item)
        case KeyFigures(figures):
            for key in figures:
                said = Text.assemble((key.figure.text, "bold"), " ", key.label)
                yield said + Text(" ") + _words(key.remark) if key.remark else said
        case Facts(facts):
            yield _facts(facts)
        case Table():
            yield from _table(block, messages)
        case Subheading():
            yield plain(f"\n{block.text}", "bold")
            if block.remark:
                yield plain(block.remark, "dim")
        case Drawing():
            yield plain(block.description, "dim")


def _facts(facts: Iterable[tuple[str, Sequence[Sentence]]]) -> RenderableType:
    made = table("", "", "")
    made.show_header = False
    for label, said in facts:
        for at, one in enumerate(said):
            made.add_row(plain("" if at else label, "dim"), _words(one), _claims((one,)))
    return made


def _table(block: Table, messages: Messages) -> Iterator[RenderableType]:
    if len(block.columns) - len(block.numeric) > _WIDEST:
        yield from (_item(block.columns, row) for row in block.rows)
        return
    has_claims = any(cell.claims for row in block.rows for cell in row)
    heads = [f"#{c}" if at in block.numeric else c for at, c in enumerate(block.columns)]
    made = table(*heads, *([f".{messages.text('cli-claims')}"] if has_claims else []))
    made.title = block.caption or None
    for at in block.numeric:  # a number stays on one line, and what stands over it need not
        made.columns[at].no_wrap = False
        made.columns[at].min_width = max((cell_len(row[at].text) for row in block.rows), default=0)
    for row in block.rows:
        made.add_row(*map(_cell, row), *([_claims(row)] if has_claims else []))
    yield made
    if block.more:
        yield plain(messages.text("web-analysis-more", count=block.more), "dim")


def _item(columns: Sequence[str], row: Sequence[Sentence]) -> Text:
    """A row as an item: its name, its first claim, and a line of what else it has."""
    name, *others = row
    held = zip(columns[1:], others, strict=True)
    said = [Text(f"{label}: ", "dim") + _words(cell) for label, cell in held if cell.pieces]
    first = Text.assemble("• ", _words(name), "  ", _claims(row))
    return Text("\n  ").join([first, *([Text("; ").join(said)] if said else [])])


def _cell(cell: Sentence) -> Text:
    """The words of a cell; under what it names alone stands its id."""
    ref = cell.pieces[0].ref if len(cell.pieces) == 1 else ""
    return Text.assemble(_words(cell), "\n", (ref, "dim")) if ref else _words(cell)


def _joined(sentences: Iterable[Sentence]) -> Text:
    return Text(" ").join(map(_words, sentences))


def _words(sentence: Sentence) -> Text:
    parts = (
        (escape_and_isolate(piece.text), "bold" if piece.is_marked else "")
        for piece in sentence.pieces
    )
    return Text.assemble(*parts, style=_STYLES.get(sentence.tone, ""))


def _claims(cells: Iterable[Sentence]) -> Text:
    """The first of the claims in short, and how many more there are."""
    return Text(ids(tuple(dict.fromkeys(c for cell in cells for c in cell.claims)), 1), "dim")
