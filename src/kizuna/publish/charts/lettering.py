"""Estimates how wide text will be set and shortens what does not fit.

Estimates are for a sans-serif of Noto's proportions and lean to the wide side: a label may be
shortened too early, never clipped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
_NARROW = frozenset("iljtfrI.,:;'|!()[]{}/\\ ·-")
_WIDE = frozenset("mwMWЖЩШЮФМщшжюмф@%—№")
_CLEARANCE = 1.04
_PIECE = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff][、。，）」：；]*|\s*[^\s\u3040-\u30ff\u3400-\u9fff]+|\s+"
)


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F") or character in "…→←≥≤×":
        return 1.0
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.9
    return 0.7 if category == "Lu" else 0.575


def width(words: str, size: float) -> float:
    """The width of one line in the unit of `size` (pixels); 0 for the empty text."""
    return sum(map(_ems, words)) * size * _CLEARANCE


def shorten(words: str, size: float, room: float) -> str:
    """The text itself when it fits in `room`, else its beginning with an ellipsis.

    At least one character is kept, whatever the room.
    """
    if width(words, size) <= room:
        return words
    kept = words
    while len(kept) > 1 and width(kept.rstrip() + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(words: str, size: float, room: float) -> list[str]:
    """The text in lines that fit in `room`, broken at spaces and between Han characters and kana.

    A word too long for a line is shortened; at least one line comes back.
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(words):
        if line.strip() and width((line + piece).rstrip(), size) > room:
            lines.append(line.strip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.strip())
    return [shorten(line, size, room) for line in lines]
