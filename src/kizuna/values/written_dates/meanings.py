"""What the words beside a date say that it is the day of: an end, a founding, a visit ..., or a start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kizuna.values.written_dates.words import any_of, is_eastern, languages, whole_words, words_of

_REACH = 70
"""How many signs away from a date its word may stand."""
_ACT_REACH = 40
"""How much farther than another word one for a signing may stand and still be what the date is of."""
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
        if language not in languages() or code in {language, *_OWN_SCRIPTS}
    ]
    listed: dict[str, list[str]] = {}
    for meanings in chosen:
        for name, words in meanings.items():
            listed.setdefault(name, []).extend(words)
    return re.compile("|".join(f"(?P<{name}>{whole_words(ws)})" for name, ws in listed.items()))


_CLAUSE_END = re.compile(r"[.!?](?=\s|$)(?<![ .][^\W_]\.)(?<![0-9]\.)|[。；;！？•]")
_COMMAS = re.compile(r"[,、:|\t]| [–-] |(?=[()])|(?<=[()])")
_AT = rf"(?:(?:{any_of(word for word in words_of('at') if not is_eastern(word))})[ \n])?"
_UNTIL = re.compile(
    rf"(?:(?<![^\W_])(?:{any_of(word for word in words_of('until') if not is_eastern(word))})[ \n]{_AT}"
    rf"|{any_of(word for word in words_of('until') if is_eastern(word))})$"
)
_UNTIL_AFTER = re.compile(rf" ?(?:{any_of(words_of('until_after'))})")
_BACK = re.compile(r" zurück(?![^\W_])")
_CLOCK = re.compile(r"(?:,| um| at| à| alle| a las| в)?[ ]?[0-9]{1,2}[:h][0-9]{2}")
_STARTS, _LOOSE = ("act", "tie"), ("visit", "event", "publication", "contact")


def meanings_of(text: str, spans: Sequence[tuple[int, int]], language: str = "") -> Iterator[str]:
    """The meaning of each date of a folded text, by the words of its clause up to the dates beside it."""
    words = _words(language)
    for place, (start, end) in enumerate(spans):
        left = max(start - _REACH, spans[place - 1][1] if place else 0)
        right = min(end + _REACH, spans[place + 1][0] if place + 1 < len(spans) else len(text))
        timed = ":" in text[start:end] or _CLOCK.match(text, end)
        yield "event" if timed else _meaning(text[left:start], text[end:right], words)


def _meaning(before: str, after: str, words: re.Pattern[str]) -> str:
    eastern = is_eastern(before[-8:] + after[:8])
    nearest = _nearest(*_clause(before, after), words, eastern)
    if _UNTIL_AFTER.match(after) or (_UNTIL.search(before) and not _BACK.match(after)):
        return "expiry" if "expiry" in nearest else "end"
    name = min(
        (name for name in nearest if name not in _STARTS),
        key=lambda name: nearest[name],
        default="",
    )
    if not name:
        return ""
    act = nearest.get("act", _FAR)
    start = min(act, nearest.get("tie", _FAR))
    if start <= nearest[name]:
        return ""
    if name in _LOOSE and nearest[name] > 1 and act <= nearest[name] + _ACT_REACH:
        return ""
    if name == "begun":
        return "" if start < _FAR else "founding"
    return name


def _clause(before: str, after: str) -> tuple[str, str]:
    """What stands before and after a date in its clause; one that fills its line has its label above or below."""
    above, _, line = before.rpartition("\n")
    same, _, below = after.partition("\n")
    if not line.strip(" \t-•") and not same.strip(" \t.,"):
        label = above.rpartition("\n")[2]
        return (label + " " if len(label) <= _LABEL else ""), " " + below.partition("\n")[0]
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
