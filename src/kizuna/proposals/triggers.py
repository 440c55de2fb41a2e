"""Words for ties: where a text speaks of one, of what type, and whether it is planned, denied or ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kizuna.proposals.words import Words


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word for a tie at text[start:end] of a sentence: its type; `weak` where it means other things too."""

    start: int
    end: int
    type: str
    weak: bool = False


def triggers_of(text: str, words: Words, *, weak: bool = False) -> list[Trigger]:
    """The words for ties of a text in order, without those that speak of schools, clubs or companies."""
    found: list[Trigger] = []
    for kind, pattern in (*words.ties, *([("", words.pattern("weak"))] if weak else ())):
        for match in pattern.finditer(text):
            start, end = match.span()
            is_new = not any(t.start < end and start < t.end for t in found)
            if is_new and not words.is_body(text, start, end):
                found.append(Trigger(start, end, kind or "other", not kind))
    return sorted(found, key=lambda t: t.start)


def status_of(text: str, words: Words) -> tuple[str, bool]:
    """How a sentence stands to its tie ("asserted", "planned", "negated"), and whether the tie has ended."""
    ended = bool(words.pattern("ended").search(text))
    if words.pattern("negated").search(text):
        return "negated", ended
    planned = words.pattern("planned").search(text)
    return ("planned" if planned and not ended else "asserted"), ended


def bare(name: str) -> str:
    """A name without its word for a town, for comparing."""
    plain = re.sub(r"(?<=.)[市시]$", "", name)
    plain = re.sub(
        r"^(?:city|town|stadt|ville|commune|ciudad|comune|город|miasto|město) (?:of |de |di |d')?",
        "",
        plain,
        flags=re.IGNORECASE,
    )
    return re.sub(r" (?:city|town)$", "", plain, flags=re.IGNORECASE).casefold()


def is_same(name: str, other: str) -> bool:
    """Whether two names are of one town as far as their words go ("Issy", "Issy-les-Moulineaux")."""
    if not name or not other:
        return False
    short, long = sorted((bare(name), bare(other)), key=len)
    is_part = len(short) > 3 and long.startswith(short) and long[len(short) :][:1] in " -"
    return short == long or is_part
