"""Blocks as running text: line ends folded, hyphenation undone, cut into sentences, with a way back to offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kizuna.sources.blocks import Block, BlockedText

_KEPT_HYPHEN = {
    "sister",
    "twin",
    "self",
    "non",
    "co",
    "small",
    "well",
    "medium",
    "cross",
    "half",
    "long",
}
_FOLD = re.compile(
    r"(?P<hyphen>(?<=[^\W\d_])-[ \t]*\n\s*(?=\w))|(?P<space>\s+)|(?P<mark>[*_`\u200b]+)"
)
_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9ÀÁÂÄÅÇÉÈÍÓÖÜŁŚŠŽȌ—–])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:St|Mr|Mrs|Ms|Dr|Prof|Mt|Ft|No|Gov|Sen|Rep|Hon|Jr|Sr|pref|Pref|incl|approx|ca|c"
    r"|vs|Inc|Co|Gen|Rev|U\.S|U\.K"
    r"|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
DATELINE = re.compile(r"[A-ZÀ-Þ]{4,}(?:\s[A-ZÀ-Þ]{3,})*(?:,[^—–]{3,45})?\s[—–]\s")
"""The place and date at the head of a press item."""
_LONGEST_PART, _LONGEST_WORD = 2500, 400
_SENTENCE_ENDS = (". ", ".\n", "。", "; ", "；")
_SPACE = re.compile(r"\s|[、。，；]")
_ITEM_NUMBER = re.compile(r"^\W*(?:\d{1,3}|[a-z])[.)]$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A block as one line. `text` is the line, `places[i]` the offset of text[i] in the document."""

    text: str
    places: tuple[int, ...]
    block: Block

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of text[start:end], which must not be empty."""
        return self.places[start], self.places[end - 1] + 1


def parts_of(document: BlockedText, block: Block) -> Iterator[Block]:
    """The block; where it is too long for patterns that take quadratic time, its parts in order.

    A part ends after a sentence, else before a word, else within a word that is none.
    """
    start = block.start
    while block.end - start > _LONGEST_PART:
        window = document.text[start : start + _LONGEST_PART]
        size = max(map(window.rfind, _SENTENCE_ENDS)) + 1 or window.rfind(" ")
        if size < 1 or not _SPACE.search(window[:_LONGEST_WORD]):
            size = _LONGEST_WORD
        yield replace(block, start=start, end=start + size)
        block = replace(block, marker="")
        start += size
    yield replace(block, start=start)


def reading_of(document: BlockedText, block: Block) -> Reading:
    """The block as one line: white space folded to a space, "agree-⏎ment" joined, emphasis marks left out."""
    raw = document.of(block)
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for match in _FOLD.finditer(raw):
        pieces.extend(raw[position : match.start()])
        places.extend(range(block.start + position, block.start + match.start()))
        position = match.end()
        kept = _kept(match, raw)
        if kept == " " and (not pieces or pieces[-1] == " "):
            continue
        if kept:
            pieces.append(kept)
            places.append(block.start + match.start())
    pieces.extend(raw[position:])
    places.extend(range(block.start + position, block.start + len(raw)))
    while pieces and pieces[-1] == " ":
        pieces.pop()
        places.pop()
    return Reading("".join(pieces), tuple(places), block)


def _kept(match: re.Match[str], raw: str) -> str:
    if match["mark"] is not None:
        return ""
    if match["space"] is not None:
        return " "
    before = re.search(r"\w+$", raw[: match.start()])
    after = raw[match.end()]
    word = before[0].lower() if before else ""
    if word in {"twin", "sister"}:
        return (
            "-"
            if re.match(r"cit|town|port|tie|munic|commun", raw[match.end() :])
            or not after.islower()
            else ""
        )
    return "-" if not after.islower() or word in _KEPT_HYPHEN else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """reading.text[start:end], without the white space around it."""

    reading: Reading
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as one line."""
        return self.reading.text[self.start : self.end]


def sentences_of(reading: Reading) -> Iterator[Sentence]:
    """The sentences of a block in order; a list marker stays with the sentence after it."""
    text = reading.text
    dateline = DATELINE.match(text)
    start = dateline.end() if dateline else 0
    for match in _BREAK.finditer(text, start):
        before = text[start : match.start()]
        if _ABBREVIATION.search(before) or _ITEM_NUMBER.match(before):
            continue
        if before.strip():
            yield Sentence(reading, start, match.start() + len(match[0].rstrip()))
        start = match.end()
    if text[start:].strip():
        yield Sentence(reading, start, len(text))


_CLAUSE = re.compile(
    r";\s+|,?\s+(?:while|whereas)\s+|,\s+(?:and\s+)?(?=since\s\d{4})"
    r"|,\s+(?:and\s+)?(?=(?:the\s+)?(?:mutual\s+)?"
    r"(?:exchanges?|dispatch|training|visits?|internships?|sending|hosting|maintaining)\b)"
    r"|\s+and\s+(?=the\s+(?:dispatch|training|sending|exchange|hosting)\b)|,?\s+as well as\s+(?=exchanges?\b)"
    r"|\s+and\s+(?=since\s\d{4})|,\s+(?=(?:each|every)\s+year\b)"
)


def clauses_of(text: str) -> list[tuple[int, int]]:
    """The spans of the clauses of a sentence that can each state something of its own."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CLAUSE.finditer(text):
        if text.count("(", start, match.start()) > text.count(")", start, match.start()):
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]
