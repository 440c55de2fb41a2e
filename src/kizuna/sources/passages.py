"""Passages: stretches [start, end) of a document's text, with their context; offsets
count characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from kizuna.errors import BadQuestion


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with what stands before and after it, each cut between words and "" at
    the text's edge.
    """

    before: str
    passage: str
    after: str


def context(text: str, start: int, end: int, around: int = 160) -> Context:
    """The passage with at most `around` characters on each side.

    Raises BadQuestion for a passage that does not lie in the text.
    """
    if not 0 <= start < end <= len(text):
        raise BadQuestion(
            f"[{start}, {end}) is no passage of a text of {len(text)} characters"
        )
    before = _words(text[:start][::-1], around, around - around // 2)[::-1]
    return Context(before, text[start:end], _words(text[end:], around, around // 2 + 1))


def locate(text: str, quote: str) -> list[tuple[int, int]]:
    """Every passage that reads as the quote does, in order; line ends and spaces may
    differ.
    """
    words = quote.split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    return [found.span() for found in re.finditer(pattern, text)]


def highlight(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether one of the spans covers it; joined they are
    the text again.
    """
    pieces = ((text[a:b], bool(over)) for a, b, over in cut(0, len(text), tuple(spans)))
    grouped = groupby(pieces, key=itemgetter(1))
    return [("".join(piece for piece, _ in held), marked) for marked, held in grouped]


def cut(
    start: int, end: int, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, list[int]]]:
    """[start, end) cut at every edge of the spans: each stretch with the places of the
    spans that cover it.
    """
    edges = {
        start,
        end,
        *(edge for span in spans for edge in span if start < edge < end),
    }
    for a, b in pairwise(sorted(edges)):
        yield (
            a,
            b,
            [n for n, (first, last) in enumerate(spans) if first <= a and b <= last],
        )


def _words(text: str, most: int, least: int) -> str:
    """The first words of a text, of at most and about as many characters as that; a
    longer word is cut.
    """
    if len(text) <= most:
        return text
    cut = text[:most]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return cut[:space] if space >= least else cut
