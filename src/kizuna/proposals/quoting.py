"""Quoting: where a text says what somebody claims it says; the answer is always the text's own stretch.

Exact first, then folded: white space, quotation marks, dashes, case, width.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ACCENT = re.compile("[\u0300-\u036f]")
_SWAPPED = str.maketrans(
    {**dict.fromkeys("“”„‟«»″「」『』‘’‚‛′`´", "'"), '"': "'"}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", "")
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with what does not matter to a reader folded away, and for each character where it came from."""

    text: str
    origins: tuple[int, ...]


def folded(text: str) -> Folded:
    """NFKC, one case, one kind of quotation mark and dash, and one space for any white space."""
    letters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        swapped = unicodedata.normalize("NFKC", character.translate(_SWAPPED)).casefold()
        for letter in swapped.translate(_SWAPPED):
            if letter.isspace():
                if letters and letters[-1] == " ":
                    continue
                letter = " "
            letters.append(letter)
            origins.append(index)
    return Folded("".join(letters), tuple(origins))


def bare(text: str) -> str:
    """A folded text without possessives, apostrophes and accents, in which names are compared."""
    plain = re.sub(r"(?<=\w)'s\b", "", folded(text).text).replace("'", "")
    parts = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not _ACCENT.match(c)))


def find_quote(text: str, start: int, end: int, quote: str) -> tuple[int, int] | None:
    """The stretch of `text` within [start, end) that reads as the quote, ending between words; else None.

    A quote that begins or ends within a word or number is widened to its edge, so that "9 persons" never
    stands for "19 persons".
    """
    wanted = quote.strip()
    if not wanted or not 0 <= start < end <= len(text):
        return None
    at = text.find(wanted, start, end)
    found = (at, at + len(wanted)) if at >= 0 else _folded_stretch(text, start, end, wanted)
    return None if found is None else _to_edges(text, *found)


def _folded_stretch(text: str, start: int, end: int, quote: str) -> tuple[int, int] | None:
    window, wanted = folded(text[start:end]), folded(quote).text.strip()
    if not wanted:
        return None
    at = window.text.find(wanted)
    if at < 0:
        return None
    first, last = window.origins[at], window.origins[at + len(wanted) - 1]
    return start + first, start + last + 1


_JOINED = re.compile(r"[^\W_]")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def _to_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _within(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _within(text[end - 1], text[end]):
        end += 1
    return start, end


def _within(before: str, after: str) -> bool:
    """Whether two neighbours belong to one word or number; scripts without spaces have no such edges."""
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    return bool(_JOINED.match(before) and _JOINED.match(after))
