"""Numbering: a document's sentences with their numbers, in chunks that overlap, for a model to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.sources.blocks import Block, BlockedText

_ENDS = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[^\W_a-z])|[。！？][」』）]?")
_ABBREVIATED = re.compile(
    r"(?:\b(?:St|Mr|Mrs|Ms|Dr|Prof|Mt|No|Gov|Sen|Rep|Hon|Rev|Jr|Sr|[Pp]ref|approx|ca?|vs|Co|Inc|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]|^\W*\w{1,3})\.$"
)
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence `number` (from 1 through the whole document): text[start:end] of the document."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences that are read together, and the heading under which they stand, "" without one."""

    sentences: tuple[Sentence, ...]
    heading: str = ""


def chunks_of(document: BlockedText, size: int = 6000, overlap: int = 800) -> tuple[Chunk, ...]:
    """The document in chunks of about `size` characters; each begins with the last blocks of the one before.

    A chunk ends between blocks where it can, and repeats at most `overlap` characters; `overlap` must be
    less than half of `size`. Every sentence of every block is in a chunk.
    """
    pieces = list(_pieces(document, max(size // 4, 1)))
    chunks: list[Chunk] = []
    first = 0
    while first < len(pieces):
        last, length = first, 0
        while last < len(pieces) and (last == first or length + _length(pieces[last]) <= size):
            length += _length(pieces[last])
            last += 1
        held = tuple(sentence for piece in pieces[first:last] for sentence in piece.sentences)
        chunks.append(Chunk(held, pieces[first].heading))
        if last == len(pieces):
            break
        first = _stepped_back(pieces, first, last, overlap)
    return tuple(chunks)


def _stepped_back(pieces: list[Chunk], first: int, last: int, overlap: int) -> int:
    """Where the next chunk begins: before `last` by what the overlap allows, and after `first`."""
    repeated = 0
    while last - 1 > first and repeated + _length(pieces[last - 1]) <= overlap:
        last -= 1
        repeated += _length(pieces[last])
    return last


def _length(piece: Chunk) -> int:
    return sum(sentence.end - sentence.start for sentence in piece.sentences)


def _pieces(document: BlockedText, most: int) -> Iterator[Chunk]:
    """The blocks as pieces of sentences, a long block as several, each under the last heading before it."""
    number, heading = 1, ""
    for block in document.blocks:
        held: list[Sentence] = []
        for start, end in _sentences(document, block):
            if held and end - held[0].start > most:
                yield Chunk(tuple(held), heading)
                held = []
            held.append(Sentence(number, start, end))
            number += 1
        if held:
            yield Chunk(tuple(held), heading)
        if block.kind == "heading":
            heading = " ".join(document.of(block).split())


def _sentences(document: BlockedText, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of a block's sentences without the white space around them; very long ones are cut."""
    start = block.start
    for end in (*_breaks(document.text, block), block.end):
        while end - start > _LONGEST:
            space = document.text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = space if space > 0 else start + _LONGEST
            yield from _trimmed(document.text, start, cut)
            start = cut
        yield from _trimmed(document.text, start, end)
        start = end


def _breaks(text: str, block: Block) -> Iterator[int]:
    start = block.start
    for found in _ENDS.finditer(text, block.start, block.end):
        if not _ABBREVIATED.search(text[max(start, found.end() - 12) : found.end()]):
            yield found.end()
            start = found.end()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
