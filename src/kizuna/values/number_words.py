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

_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_TEN = "|".join(_TENS)
_UNIT = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_FIGURES = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:\s(?:{_SCALE})\b)?"
_SMALL = rf"(?:(?:{_TEN})(?:[- ](?:{_UNIT}))?|(?:{_UNIT}))"
_HUNDREDS = rf"(?:(?:{_UNIT}|a)\s)?hundred(?:\sand\s{_SMALL}\b)?"
_ONE = (
    rf"(?:{_FIGURES}|(?:{_HUNDREDS}|{_SMALL}|a)\s(?:{_SCALE})|{_HUNDREDS}"
    rf"|(?:a|{_UNIT})\sdozen|{_SMALL})"
)
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
    """The value of a number as written ("1,200", "1.3 million", "twenty-five"); ValueError otherwise."""
    text = written.lower().replace(",", "").strip()
    figures = re.fullmatch(r"(\d+(?:\.\d+)?)(?:\s(\w+))?", text)
    if figures and (figures[2] is None or figures[2] in _SCALES):
        return round(float(figures[1]) * _SCALES.get(figures[2] or "", 1), 6)
    total = group = 0
    for word in re.split(r"[-\s]+", text):
        if word in {"a", "and"}:
            continue
        if word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        elif word in {"hundred", "dozen"}:
            group = max(group, 1) * WORDS[word]
        elif word in WORDS:
            group += WORDS[word]
        else:
            raise ValueError(written)
    return float(total + group)


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


_CURRENCY_SIGNS = {
    "US$": "USD",
    "NZ$": "NZD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
}
_CURRENCY_NAMES = {
    "euro": "EUR",
    "dollar": "USD",
    "pound": "GBP",
    "yen": "JPY",
    "franc": "FRF",
    "mark": "DEM",
    "krona": "SEK",
    "crown": "SEK",
    "ruble": "RUB",
    "rouble": "RUB",
    "yuan": "CNY",
}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCY_SIGNS, key=len, reverse=True))
_MONEY = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:(?P<bound>{_BOUND})\s)?(?P<unit>(?<![A-Z])(?:{_SIGN}))\s?(?P<low>{_FIGURES})"
        rf"(?:\s?(?:-|–|to)\s?(?:{_SIGN})?(?P<high>{_FIGURES}))?(?P<plus>\+)?",
        rf"{NUMBER}\s(?P<unit>{'|'.join(_CURRENCY_NAMES)})s?\b",
    )
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money at text[start:end]."""

    start: int
    end: int
    number: Number


def amounts_in(text: str) -> list[Amount]:
    """The amounts of money of a text in order, their units as currency codes."""
    codes = _CURRENCY_SIGNS | _CURRENCY_NAMES
    found = [
        Amount(
            *match.span(),
            number_from(match, codes.get(match["unit"]) or codes[match["unit"].lower()]),
        )
        for pattern in _MONEY
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda held: held.start)
