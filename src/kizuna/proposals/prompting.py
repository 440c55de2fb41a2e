"""Prompting: what a language model is asked of numbered sentences, in words that are
read off the exchange form.

The sentences of a document have numbers for a model to cite, and come in chunks that
overlap.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import islice
from math import inf
from typing import Self

from kizuna.proposals.layout import sentences_of
from kizuna.proposals.proposal import FREQUENCIES, PROPERTIES, UNKNOWN, Page, lists_of
from kizuna.proposals.verifier import ClaimCheck
from kizuna.sources.reading import Block, BlockedText

_LONGEST = 1500
_WIDE = re.compile(r"[ᄀ-ᇿ⺀-鿿가-퟿豈-﫿＀-￯\U00020000-\U0003ffff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
MOST_NAMES = 40
Message = dict[str, str]
ONCE_MORE = """\
That was not one JSON object of the form {"claims": [...]}. Answer again with that object and nothing else."""
_MEND = """\
These claims were refused, each for the reason given. Where the sentences bear a claim out, write it once more as
it should be, with "mends": its number; leave out the others. Answer with one object {"claims": [...]} of the same
form.
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences that are read together, and the heading under which they stand, ""
    without one.

    A sentence has its number, from 1 through the whole document, where it begins and
    where it ends.
    """

    sentences: dict[int, tuple[int, int]] = field(default_factory=dict)
    heading: str = ""

    @property
    def halves(self) -> tuple[Self, ...]:
        """The chunk in two; none where it is a single sentence."""
        first = min(self.sentences)
        middle = first + len(self.sentences) // 2
        return (self.part(first, middle), self.part(middle)) if middle > first else ()

    def part(self, first: int, end: float = inf) -> Self:
        """The chunk from the sentence `first` on, up to that before `end`."""
        held = {
            number: span
            for number, span in self.sentences.items()
            if first <= number < end
        }
        return replace(self, sentences=held)

    @property
    def span(self) -> tuple[int, int]:
        return self.sentences[min(self.sentences)][0], self.sentences[
            max(self.sentences)
        ][1]

    @property
    def numbers(self) -> str:
        """The numbers of its sentences: "3-9"."""
        return f"{min(self.sentences)}-{max(self.sentences)}"


def tokens_of(text: str) -> int:
    """About how many tokens a text is: a Han, Kana or Hangul sign is one, four Latin or
    2.5 Cyrillic letters are.

    Rounded up; a model's own count may differ by a third either way.
    """
    wide, cyrillic = len(_WIDE.findall(text)), len(_CYRILLIC.findall(text))
    return -int(-(wide + cyrillic / 2.5 + (len(text) - wide - cyrillic) / 4) // 1)


def whole(document: BlockedText) -> Chunk:
    """Every sentence of the document, numbered as in its chunks."""
    return Chunk(
        {n: span for one in chunks_of(document) for n, span in one.sentences.items()}
    )


def chunks_of(
    document: BlockedText, size: int = 1500, overlap: int = 200
) -> tuple[Chunk, ...]:
    """The document in chunks of about `size` tokens; each begins with the last blocks
    of the one before.

    A chunk ends between blocks where it can, and repeats at most `overlap` tokens,
    which are less than half of `size`. Every sentence of every block is in a chunk.
    """
    overlap, most = min(overlap, (size - 1) // 2), max(size // 4, 1)
    pieces: list[Chunk] = []
    number, heading, ends = 1, "", [0]
    for block in document.blocks:  # a long one is several pieces
        begun = len(pieces)
        for span in _sentences(document, block):
            length = tokens_of(document.text[slice(*span)])
            if len(pieces) == begun or ends[-1] - ends[-2] + length > most:
                pieces.append(Chunk({}, heading))
                ends.append(ends[-1])
            pieces[-1].sentences[number] = span
            ends[-1] += length
            number += 1
        if block.kind == "heading":
            heading = " ".join(document.of(block).split())
    chunks: list[Chunk] = []
    first = last = 0
    while last < len(pieces):
        last = max(first + 1, bisect_right(ends, ends[first] + size) - 1)
        held = {
            n: span for one in pieces[first:last] for n, span in one.sentences.items()
        }
        chunks.append(Chunk(held, pieces[first].heading))
        # The next one begins before the end of this one by what the overlap allows, and
        # after its beginning.
        first = max(first + 1, bisect_left(ends, ends[last] - overlap))
    return tuple(chunks)


def _sentences(document: BlockedText, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of a block's sentences without the white space around them; very long
    ones are cut.
    """
    for start, end in sentences_of(document.of(block)):
        start, end = block.start + start, block.start + end
        while end - start > _LONGEST:
            space = document.text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = space if space > 0 else start + _LONGEST
            yield start, cut
            start = cut + (space > 0)
        yield start, end


def messages_for(
    chunk: Chunk, text: str, page: Page = UNKNOWN, names: Iterable[str] = ()
) -> list[Message]:
    """The conversation that asks for the claims of a chunk of the text.

    `names` are those by which the register calls what the chunk may speak of, the
    nearest first.
    """
    lines = []
    title = f'"{_line(page.title)}"' if page.title else "untitled"
    if page.home:
        lines.append(f"The page: {title}, of {_line(page.home)}")
        lines.append(
            f"Where a party is not named (we, our town), it is {_line(page.home)}."
        )
    elif page.title:
        lines.append(f"The page: {title}")
    if page.published:
        lines.append(f"Published: {page.published}")
    if listed := "; ".join(map(_line, islice(names, MOST_NAMES))):
        told = "Names that the register knows (use one only where the text names it so)"
        lines.append(f"{told}: {listed}")
    if chunk.heading:
        lines.append(f"(under the heading: {chunk.heading})")
    lines += [
        f"[{n}] {_line(text[start:end])}" for n, (start, end) in chunk.sentences.items()
    ]
    return [
        {"role": "system", "content": _system()},
        {"role": "user", "content": "\n".join(lines)},
    ]


def mending(
    messages: Sequence[Message], refused: Iterable[ClaimCheck]
) -> list[Message]:
    """The conversation that asks to mend refused claims, each with its reason in
    words.
    """
    listed = [
        f"{n}. {one.said}\n   refused: {one.explanation}"
        for n, one in enumerate(refused, 1)
    ]
    return [*messages, {"role": "user", "content": "\n".join([_MEND, *listed])}]


def near(known: Iterable[str], text: str, partners: Iterable[str] = ()) -> list[str]:
    """The register's names to tell a model with a text: those that stand in it, then
    partners of its home town.
    """
    found = sorted((name for name in known if name in text), key=len, reverse=True)
    return list(dict.fromkeys([*found, *partners]))[:MOST_NAMES]


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _system() -> str:
    """What a model is told before any text: the prompt, with the kinds and their
    properties.
    """
    told = []
    for kind, props in PROPERTIES.items():
        lists = {**lists_of(kind), "frequency": (*FREQUENCIES, "every_N_years")}
        parts = (
            f"{name} ({', '.join(lists.get(sort, (sort,)))})"
            for name, sort in props.items()
        )
        told.append(f"  {kind}: {'; '.join(parts)}")
    asked = files(__package__).joinpath("prompt.txt").read_text(encoding="utf-8")
    return asked.replace("KINDS", "\n".join(told))
