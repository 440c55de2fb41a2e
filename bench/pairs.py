"""Scores of ties as pairs of parties: what is found, what is right, and whose day is
right.

A pair has no order. Names are compared without case, accents, punctuation and the word
for a municipality (city, Stadt, ville, 市, 시 ...); a day is right where it is the marked
one or begins with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Pair = frozenset[str]

_LEVELS = frozenset(
    (
        *(
            "city",
            "town",
            "village",
            "municipality",
            "municipal",
            "council",
            "the",
            "of",
            "stadt",
        ),
        *(
            "gemeinde",
            "ville",
            "commune",
            "ciudad",
            "citta",
            "comune",
            "gorod",
            "город",
            "города",
        ),
        *("г", "miasto", "de"),
    )
)
_LAST = re.compile("[市시]$")


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs are marked, found and right; of the right ones how many are dated,
    and dated rightly.
    """

    marked: int = 0
    found: int = 0
    right: int = 0
    dated: int = 0
    days: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, k) + getattr(other, k) for k in self.__slots__))

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 where nothing is found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the marked that is found; 1 where nothing is marked."""
        return self.right / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where either is."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def day_share(self) -> float:
        """The share of the dated right pairs whose day is right; 1 where none is
        dated.
        """
        return self.days / self.dated if self.dated else 1.0


def plain_name(name: str) -> str:
    """A name as it is compared: "City of Zürich" and "Zurich" are alike, and so are 大阪市
    and 大阪.
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^\w ]", " ", unicodedata.normalize("NFC", letters)).split()
    joined = "".join(word for word in words if word not in _LEVELS)
    return _LAST.sub("", joined) or joined or "".join(words)


def marked_pairs(marks: Iterable[tuple[str, str, str | None]]) -> dict[Pair, str]:
    """The pairs of [party, party, day or None], with their days ("" where none is
    marked).
    """
    return {_pair(one, other): day or "" for one, other, day in marks}


def proposed_pairs(claims: Iterable[Mapping[str, Any]]) -> dict[Pair, str]:
    """The pairs of the ties among claims of the exchange form; of several days of a
    pair the first.
    """
    found: dict[Pair, str] = {}
    for claim in claims:
        if claim["kind"] == "tie" and claim.get("object"):
            pair = _pair(claim["subject"], claim["object"])
            if len(pair) == 2:
                found[pair] = found.get(pair) or str(
                    (claim.get("props") or {}).get("start") or ""
                )
    return found


def score(marked: Mapping[Pair, str], found: Mapping[Pair, str]) -> Score:
    """How the found pairs of a text compare with the marked ones."""
    right = marked.keys() & found.keys()
    dated = [pair for pair in right if marked[pair]]
    days = sum(found[pair].startswith(marked[pair]) for pair in dated)
    return Score(len(marked), len(found), len(right), len(dated), days)


def mistakes(marked: Mapping[Pair, str], found: Mapping[Pair, str]) -> list[str]:
    """Every pair that was missed or made up and every wrong day, a line each."""
    lines = [
        f"missed {_shown(pair)} {marked[pair]}" for pair in marked.keys() - found.keys()
    ]
    lines += [
        f"made up {_shown(pair)} {found[pair]}" for pair in found.keys() - marked.keys()
    ]
    for pair in marked.keys() & found.keys():
        if marked[pair] and not found[pair].startswith(marked[pair]):
            lines.append(
                f"day of {_shown(pair)}: {found[pair] or 'none'} for {marked[pair]}"
            )
    return sorted(lines)


def _shown(pair: Pair) -> str:
    return " - ".join(sorted(pair))


def _pair(one: str, other: str) -> Pair:
    return frozenset((plain_name(one), plain_name(other)))
