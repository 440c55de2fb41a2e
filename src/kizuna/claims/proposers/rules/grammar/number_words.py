"""Numbers as English prose writes them: figures, ranges and words, with what bounds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: dict[str, int] = {word: value for value, word in enumerate(_UNITS)}
WORDS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
WORDS |= {"dozen": 12, "hundred": 100}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
ORDINAL_WORDS: dict[str, int] = {word: value for value, word in enumerate(_ORDINALS, start=1)}

_TEN = "|".join(_TENS)
_UNIT = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_FIGURES = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_ONE = rf"(?:{_FIGURES}|(?:{_TEN})(?:[- ](?:{_UNIT}))?|(?:(?:{_UNIT}|a)\s)?hundred|a dozen|(?:{_UNIT}))"
_BOUND = (
    r"over|more than|at least|no fewer than|upwards of|up to|at most|fewer than|less than|under"
    r"|about|around|approximately|roughly|some|nearly|almost|circa"
)
NUMBER = rf"(?:(?P<bound>{_BOUND})\s)?\b(?P<low>{_ONE})(?:\s?(?:-|–|to)\s?(?P<high>{_ONE}))?(?P<plus>\+)?"
"""A regular expression with the groups `bound`, `low`, `high` and `plus`."""

_AT_LEAST = {"over", "more than", "at least", "no fewer than", "upwards of"}
_AT_MOST = {"up to", "at most", "fewer than", "less than", "under"}
ORDINAL = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"


def value_of(written: str) -> float:
    """The value of a single number as written ("1,200", "twenty-five", "a dozen"); ValueError otherwise."""
    text = written.lower().replace(",", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    total = 0
    for word in re.split(r"[-\s]+", text):
        if word == "a":
            continue
        if word not in WORDS:
            raise ValueError(written)
        total = max(total, 1) * 100 if word == "hundred" else total + WORDS[word]
    return float(total)


def words_of(value: int) -> str:
    """A number from 1 to 99 in words ("twenty-five")."""
    if value < len(_UNITS):
        return _UNITS[value]
    ten, unit = divmod(value, 10)
    return _TENS[ten - 2] + (f"-{_UNITS[unit]}" if unit else "")


def ordinal_of(written: str) -> int:
    """The value of "7th" or "seventh"."""
    return ORDINAL_WORDS.get(written.lower()) or int(re.sub(r"\D", "", written))


@dataclass(frozen=True, slots=True)
class Number:
    """A stated number: bounds (None: open on that side), whether approximate, its unit."""

    low: float | None
    high: float | None
    approx: bool
    unit: str

    def as_json(self) -> dict[str, Any]:
        """The number in the exchange form."""
        return {
            "min": _plain(self.low),
            "max": _plain(self.high),
            "approx": self.approx,
            "unit": self.unit,
        }


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value


def number_from(match: re.Match[str], unit: str) -> Number:
    """The number of a match of NUMBER."""
    bound = (match["bound"] or "").lower()
    low = value_of(match["low"])
    high = value_of(match["high"]) if match["high"] else low
    if bound in _AT_LEAST or match["plus"]:
        return Number(low, None, False, unit)
    if bound in _AT_MOST:
        return Number(None, high, False, unit)
    return Number(low, high, bool(bound), unit)
