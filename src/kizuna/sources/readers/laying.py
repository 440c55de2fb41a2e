"""Laying out: a reader's lines, each known for what it is, become one text with blocks.

Paragraphs that hold line ends are looked through once more, as plain text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kizuna.sources.blocking import blocks_of, joined, marker_of
from kizuna.sources.blocks import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the text to be: what it is, the block that it belongs to (equal numbers: one block), and how
    many line ends stand before it (1: the next line; 2: after an empty one)."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    block: int = 0
    apart: int = 1


def laid_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text, with a line feed at its end ("" for no pieces), and its blocks."""
    lines: list[str] = []
    placed: list[tuple[Piece, int]] = []
    length = 0
    for piece in pieces:
        before = "\n" * piece.apart if lines else ""
        lines.append(before + piece.text)
        placed.append((piece, length + len(before)))
        length += len(before) + len(piece.text)
    text = "".join(lines) + "\n" if lines else ""
    return text, tuple(joined(text, list(_blocks(text, placed))))


def _blocks(text: str, placed: Iterable[tuple[Piece, int]]) -> Iterator[Block]:
    for _, group in groupby(placed, key=lambda item: item[0].block):
        held = list(group)
        (first, start), (last, at) = held[0], held[-1]
        end = at + len(last.text)
        if not text[start:end].strip():
            continue
        if first.kind == "paragraph":
            for block in blocks_of(text[start:end]).blocks:
                yield replace(block, start=block.start + start, end=block.end + start)
        else:
            marker = marker_of(text[start:end]) if first.kind == "item" else ""
            yield Block(first.kind, start, end, first.level, marker)
