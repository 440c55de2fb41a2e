"""Passages: stretches [start, end) of a document's text, with their context; offsets count characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kizuna.errors import BadQuestion


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with what stands before and after it, each cut between words and "" at the text's edge."""

    before: str
    passage: str
    after: str


def context(text: str, start: int, end: int, around: int = 160) -> Context:
    """The passage with at most `around` characters on each side.

    Raises BadQuestion for a passage that does not lie in the text.
    """
    if not 0 <= start < end <= len(text):
        raise BadQuestion(f"[{start}, {end}) is no passage of a text of {len(text)} characters")
    return Context(
        _last_words(text[:start], around), text[start:end], _first_words(text[end:], around)
    )


def locate(text: str, quote: str) -> list[tuple[int, int]]:
    """Every passage that reads as the quote does, in order; line ends and spaces may differ."""
    words = quote.split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    return [found.span() for found in re.finditer(pattern, text)]


def highlight(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether one of the spans covers it; joined they are the text again."""
    edges = {0, len(text)}
    covers = [(max(0, a), min(len(text), b)) for a, b in spans if a < b]
    for a, b in covers:
        edges |= {a, b}
    pieces: list[tuple[str, bool]] = []
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(text))
    for a, b in pairwise(ordered):
        marked = any(first <= a and b <= last for first, last in covers)
        if pieces and pieces[-1][1] == marked:
            pieces[-1] = (pieces[-1][0] + text[a:b], marked)
        else:
            pieces.append((text[a:b], marked))
    return pieces


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return cut[:space] if space > most // 2 else cut


def _last_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[-most:]
    space = min((i for i in (cut.find(" "), cut.find("\n")) if i >= 0), default=-1)
    return cut[space + 1 :] if 0 <= space < most // 2 else cut
