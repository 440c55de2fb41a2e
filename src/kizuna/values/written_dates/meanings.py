"""What the words beside a date say that it is the day of: an end, a founding, a visit ..., or a start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kizuna.values.written_dates.words import (
    any_of,
    is_eastern,
    joined,
    languages,
    spaced,
    whole_words,
    words_of,
)

_REACH = 90
"""How many signs away from a date its word may stand."""
_FAR = 10_000
_LABEL = 24
"""How long a label of a date in the line above may be."""
_COMMA = 12
"""How many signs of distance a comma counts for."""
_OWN_SCRIPTS = frozenset({"ja", "ko", "ru", "zh"})
"""Languages whose words no other of the tables has; the others' words may mean something else in each other."""


@cache
def _words(language: str) -> re.Pattern[str]:
    """The words of every meaning in a language, in all where there is no table of it."""
    chosen = [
        table["meanings"]
        for code, table in languages().items()
        if not language or code in {language, *_OWN_SCRIPTS}
    ]
    listed: dict[str, list[str]] = {}
    for meanings in chosen:
        for name, words in meanings.items():
            listed.setdefault(name, []).extend(words)
    return re.compile("|".join(f"(?P<{name}>{whole_words(ws)})" for name, ws in listed.items()))


_CLAUSE_END = re.compile(r"[.!?](?=\s|$)(?<![ .][^\W_]\.)(?<![0-9]\.)|[。；;！？•]")
_COMMAS = re.compile(r"[,、:|\t]| [–-] |(?=[()])|(?<=[()])")
_ASIDE_BEFORE = re.compile(r"\([^()]*\)|^[^()]*\)")
_ASIDE_AFTER = re.compile(r"\([^()]*(?:\)|$)")
"""What stands in brackets beside a date, and not of it."""
_UNTIL = re.compile(
    rf"(?:(?<![^\W_])(?:{spaced('until')})[ \n](?:(?:{spaced('at')})[ \n])?|{joined('until')})$"
)
_UNTIL_AFTER = re.compile(rf" ?(?:{any_of(words_of('until_after'))})")
_BACK = re.compile(r" zurück(?![^\W_])")
_CLOCK = re.compile(r"(?:,| um| at| à| alle| a las| в)?[ ]?[0-9]{1,2}[:h][0-9]{2}")
_STARTS = ("act", "tie")
_LOOSE = {"visit": 40, "event": 40, "publication": 40, "contact": 40, "held": _FAR}
"""Words that yield to one for a signing, and how much farther from the date that one may stand."""
_SAID = {"begun": "founding", "held": "event"}
"""Meanings of words that may also be said of a tie: what they mean where no word for a tie is in their clause."""


def meanings_of(
    text: str, spans: Sequence[tuple[int, int, bool]], language: str = ""
) -> Iterator[str]:
    """The meaning of each date of a folded text, by the words of its clause up to the dates beside it.

    `spans` are where the dates start and end, and whether each lasts from one date to another.
    """
    words = _words(language if language in languages() else "")
    for place, (start, end, lasts) in enumerate(spans):
        left = max(start - _REACH, spans[place - 1][1] if place else 0)
        right = min(end + _REACH, spans[place + 1][0] if place + 1 < len(spans) else len(text))
        before, after = text[left:start] if left else "\n" + text[:start], text[end:right]
        if ":" in text[start:end] or _CLOCK.match(text, end):
            yield "event"
            continue
        nearest = _nearest(*_clause(before, after), words, is_eastern(before[-8:] + after[:8]))
        if not lasts and _is_until(before, after):
            yield "expiry" if "expiry" in nearest else "end"
        else:
            yield _meaning(nearest)


def _is_until(before: str, after: str) -> bool:
    """Whether the date is the last one of something; "reicht bis 1959 zurück" says that it is the first."""
    return bool(_UNTIL_AFTER.match(after) or (_UNTIL.search(before) and not _BACK.match(after)))


def _meaning(nearest: Mapping[str, int]) -> str:
    """The meaning by the distance of the nearest word of each; one for a tie or its signing makes a start."""
    others = {name: distance for name, distance in nearest.items() if name not in _STARTS}
    if not others:
        return ""
    name, distance = min(others.items(), key=lambda item: item[1])
    act, tie = nearest.get("act", _FAR), nearest.get("tie", _FAR)
    if min(act, tie) <= distance:
        return ""
    adjacent = distance <= 1 and name != "held"
    if name in _LOOSE and not adjacent and act < min(_FAR, distance + _LOOSE[name]):
        return ""
    if name == "begun" and min(act, tie) < _FAR:
        return ""
    return _SAID.get(name, name)


def _clause(before: str, after: str) -> tuple[str, str]:
    """What stands before and after a date in its clause; one that fills its line has its label above or below."""
    above, _, line = before.rpartition("\n")
    same, _, below = after.partition("\n")
    if not line.strip(" \t-•") and not same.strip(" \t.,"):
        label = above.rpartition("\n")[2] if "\n" in above else ""
        return (label + " " if len(label) <= _LABEL else ""), " " + below.partition("\n")[0]
    line, same = _ASIDE_BEFORE.sub(" ", line), _ASIDE_AFTER.sub(" ", same)
    ends = [found.end() for found in _CLAUSE_END.finditer(line)]
    over = _CLAUSE_END.search(same)
    return line[ends[-1] :] if ends else line, same[: over.start()] if over else same


def _nearest(before: str, after: str, words: re.Pattern[str], eastern: bool) -> dict[str, int]:
    """How far from the date the nearest word of each meaning stands, in signs, a comma for several.

    A sign of Han, Kana or Hangul counts for two, and for three before the date, since the verb stands after it.
    """
    nearest: dict[str, int] = {}
    for side, weight in ((before, 3 if eastern else 1), (after, 2 if eastern else 1)):
        for found in words.finditer(side):
            gap = side[found.end() :] if side is before else side[: found.start()]
            distance = weight * len(gap) + _COMMA * len(_COMMAS.findall(gap))
            name = str(found.lastgroup)
            nearest[name] = min(distance, nearest.get(name, distance))
    return nearest
