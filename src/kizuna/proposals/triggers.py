"""Words for ties: where a text speaks of one, of what type, and whether it is planned, denied or ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from kizuna.proposals.words import Words

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BODY_REACH = 18


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
    for kind, pattern in words.ties:
        for match in pattern.finditer(text):
            if _is_word(text, match) and not any(
                t.start < match.end() and match.start() < t.end for t in found
            ):
                found.append(Trigger(match.start(), match.end(), kind))
    if weak:
        for match in words.pattern("weak").finditer(text):
            if _is_word(text, match) and not any(
                t.start < match.end() and match.start() < t.end for t in found
            ):
                found.append(Trigger(match.start(), match.end(), "other", True))
    return sorted((t for t in found if not _of_bodies(text, t, words)), key=lambda t: t.start)


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Whether a match begins at a word, where the script has words."""
    before = text[match.start() - 1 : match.start()]
    return bool(_CJK.match(match[0])) or "가" <= match[0][0] <= "힣" or not before.isalpha()


def _of_bodies(text: str, trigger: Trigger, words: Words) -> bool:
    """Whether a school, club or company stands beside the word for a tie."""
    eastern = bool(_CJK.match(text[trigger.start]))
    reach = 6 if eastern else _BODY_REACH
    bodies = words.pattern("bodies")
    after = text[trigger.end : trigger.end + reach]
    before = text[max(0, trigger.start - reach) : trigger.start]
    if eastern:
        return bool(bodies.match(after.lstrip("の的"))) or bool(
            re.search(f"(?:{words.held['bodies']})(?:の|的|間の|间的|同士の)?$", before)
        )
    near = re.match(
        r"\W*(?:(?:with|of|to|between|avec|mit|con|с|z|s|de|der|des|del|della|la|le|les|los|las|the|our|den|die|dei|delle|nos|entre|zwischen|fra|tra)\s+)*",
        after,
    )
    rest = after[near.end() :] if near else after
    found = bodies.match(rest)
    last = re.search(rf"(?<![^\W\d_])(?:{words.held['bodies']})\W*$", before, re.IGNORECASE)
    return bool(found or last)


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
    first, second = bare(name), bare(other)
    parts = list(zip_longest(re.split("[ -]", first), re.split("[ -]", second), fillvalue=""))
    if len(parts) > 1 and all(
        one[: max(3, len(other) - 2)] == other[: max(3, len(other) - 2)] for one, other in parts
    ):
        return True
    short, long = sorted((first, second), key=len)
    return first == second or (
        len(short) > 3 and long.startswith(short) and long[len(short)] in " -"
    )
