"""What stands in a quote: its dates, figures, shares and ordinals, written in digits or in words.

A number is read as what it is - part of a date, an amount, a length of time, a share, a place in a row -
so that the 18 of "April 18" never vouches for 18 persons, nor a year for an amount.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_MONTH_OF = {name: n for n, name in enumerate(_MONTHS, 1)} | {
    name[:3]: n for n, name in enumerate(_MONTHS, 1)
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "万": 10**4,
    "萬": 10**4,
    "億": 10**8,
    "亿": 10**8,
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{w}th": n for n, w in enumerate(_ONES) if n in (4, 6, 7, 10, 11) or n > 12},
    **{f"{w[:-1]}ieth": 10 * n for n, w in enumerate(_TENS, 2)},
}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
NUMBER_WORDS = frozenset({*_SMALL, *_SCALES, *_ORDINALS, *_PARTS}) - {"second"}
"""The words that state a number; "second" is left out, since it is also a unit and an adjective."""

_SHORT_MONTHS = "|".join(month[:3] for month in _MONTHS)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:Sept|{_SHORT_MONTHS})\b)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:])"
_DAYS = rf"(?P<days>{_DAY}(?:(?: ?[-–—] ?| to | and | or |, ){_DAY}(?!\d))*)"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_DATES = (
    rf"\b(?P<year>{_YEAR})-(?P<m>\d\d)(?:-(?P<d>\d\d))?\b",
    rf"(?P<year>{_YEAR})年(?:(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日)?)?",
    rf"\b(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<year>{_YEAR})\b",
    rf"\b{_MONTH} {_DAYS}(?:,? (?P<year>{_YEAR}))?\b",
    rf"\b{_DAYS}(?: of)? {_MONTH}(?:,? (?P<year>{_YEAR}))?\b",
    rf"\b{_MONTH}(?:(?:,| of|, of)? (?P<year>{_YEAR}))?\b",
    r"\b(?P<decade>(?:1[0-9]|20|21)\d)0'?s\b",
    rf"\b(?P<year>{_YEAR}) ?[-–—/] ?(?P<short>\d\d)\b(?![-–—/]?\d)",
    rf"(?<![\d.,/$€£¥])\b(?P<year>{_YEAR})\b(?![.,/]\d|%)",
)
_DATED_BY = re.compile(
    r"(?:\b(?:in|since|from|to|until|till|by|of|year|and|or|during|after|before|between|early|late|mid|"
    r"around|circa|for)|[-–—(,'/]|^) ?$",
    re.IGNORECASE,
)
_DIGITS = r"\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "(?:" + "|".join(sorted({*_SMALL, *_SCALES}, key=len, reverse=True)) + ")"
_NUMBER = (
    rf"(?:(?<![\d.,])(?:{_DIGITS})(?: ?(?:(?:dozen|hundred|thousand|million|billion)\b|[万萬億亿]))*"
    rf"|\b(?:(?:a|an) (?=dozen|hundred|thousand|million))?{_WORD}(?:(?:[- ]| and ){_WORD})*\b)"
)
_FOLLOWED = re.compile(
    rf"^(?:(?: ?[-–—] ?| to | or ){_NUMBER})?[- ]?(?:(?!each|every|an?\b|per|this|last|of\b|in\b)[a-z]+ )?"
    r"(?P<unit>hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_ONWARD = re.compile(rf"(?: ?[-–—] ?| to | or )({_NUMBER})", re.IGNORECASE)
_EAST_UNITS = {"日": "day", "週": "week", "周": "week", "年": "year", "月": "month"}
_A_TIME = re.compile(
    r"\b(?:for|of|lasting|lasts|spends?|spent|over|about|approximately|once)"
    r" (?:a|an|one) (?P<unit>hour|day|week|month|year|decade)\b|"
    r"\b(?:a|an|one)[- ](?P<long>hour|day|week|month|year|decade)(?:-long|'s)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the unit of time that it counts ("week"), "" where it counts something else."""

    value: float
    time: str = ""


@dataclass(slots=True)
class Standing:
    """The numbers of a quote by what they are.

    `dates` are (year, month, day) with 0 for what is not given; `ranges` are (low, high, unit of time), and
    their two numbers are no figures by themselves.
    """

    dates: set[tuple[int, int, int]] = field(default_factory=set)
    seasons: set[int] = field(default_factory=set)
    decades: set[int] = field(default_factory=set)
    figures: set[Figure] = field(default_factory=set)
    ranges: set[tuple[float, float, str]] = field(default_factory=set)
    shares: set[float] = field(default_factory=set)
    ordinals: set[int] = field(default_factory=set)

    @property
    def years(self) -> set[int]:
        """Every year that is written out."""
        return {year for year, _, _ in self.dates if year}


@lru_cache(maxsize=2048)
def standing_in(quote: str) -> Standing:
    """What stands in a quote; do not change what comes back, since it is remembered."""
    text = re.sub(r"[\s_*`]", " ", unicodedata.normalize("NFKC", quote).replace("⁄", "/"))
    text = re.sub("[’‘]", "'", text)
    found = Standing()
    found.seasons = {n for w, n in _SEASONS.items() if re.search(rf"\b{w}\b", text, re.IGNORECASE)}
    for pattern in _DATES:
        for hit in re.finditer(pattern, text):
            text = _take_date(found, hit, text)
    text = _take_shares(found, text)
    text = _take_ordinals(found, text)
    _take_times(found, text)
    read_to = 0
    for hit in re.finditer(_NUMBER, text, re.IGNORECASE):
        if hit.start() >= read_to:
            read_to = _take_figure(found, hit, text)
    return found


def _blank(hit: re.Match[str], text: str) -> str:
    return text[: hit.start()] + "\0" * (hit.end() - hit.start()) + text[hit.end() :]


def _take_date(found: Standing, hit: re.Match[str], text: str) -> str:
    held = hit.groupdict()
    year = int(held.get("year") or 0)
    if held.get("decade"):
        found.decades.add(int(held["decade"]))
    elif held.get("month"):
        days = [int(day) for day in re.findall(r"\d+", held.get("days") or "")]
        month = _MONTH_OF.get(held["month"], 9)
        found.dates |= {(year, month, day) for day in days or [0]}
    elif held.get("m"):
        month, day = int(held["m"]), int(held.get("d") or 0)
        found.dates.add((year, month, day))
        if held["d"] and hit.re.pattern == _DATES[2]:
            found.dates.add((year, day, month))
    else:
        found.dates.add((year, 0, 0))
        if held.get("short"):
            found.dates.add((year // 100 * 100 + int(held["short"]), 0, 0))
        elif hit.re.pattern == _DATES[-1] and not _DATED_BY.search(text[: hit.start()]):
            return text
    return _blank(hit, text)


def _take_shares(found: Standing, text: str) -> str:
    number = r"(\d+(?:\.\d+)?)"
    per_cent = rf"{number}(?: ?(?:-|–|—|to) ?{number})? ?(?:%|per ?cents?\b|percent\b)"
    for hit in re.finditer(per_cent, text):
        found.shares |= {float(part) / 100 for part in hit.groups() if part}
        text = _blank(hit, text)
    for hit in re.finditer(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", text):
        if int(hit[2]):
            found.shares.add(int(hit[1]) / int(hit[2]))
        text = _blank(hit, text)
    counted = "|".join(w for w in _ONES[1:13])
    parts = "|".join(_PARTS)
    said = rf"\b(?:(an?|the other|{counted})[- ])?\b({parts})s?\b(?=(?:-| a )?(year)?)"
    for hit in re.finditer(said, text, re.IGNORECASE):
        part, times = hit[2].lower(), (hit[1] or "").lower()
        if part not in ("half", "halves", "quarter") and not times:
            continue
        value = _SMALL.get(times, 1) / _PARTS[part]
        if hit[3]:
            found.figures |= {Figure(value, "year"), Figure(value * 12, "month")}
        found.shares.add(value)
    return text


def _take_ordinals(found: Standing, text: str) -> str:
    for hit in re.finditer(r"(?<![\d.,])(\d{1,6})(?:st|nd|rd|th)\b|第(\d{1,6})", text):
        found.ordinals.add(int(hit[1] or hit[2]))
        text = _blank(hit, text)
    tens = "|".join(_TENS)
    ends = "|".join(_ORDINALS)
    for hit in re.finditer(rf"\b(?:({tens})[- ])?({ends})\b", text, re.IGNORECASE):
        found.ordinals.add(_SMALL.get((hit[1] or "zero").lower(), 0) + _ORDINALS[hit[2].lower()])
        text = _blank(hit, text)
    return text


def _take_times(found: Standing, text: str) -> None:
    for hit in _A_TIME.finditer(text):
        found.figures.add(Figure(1, hit["unit"] or hit["long"]))
    if re.search(r"\bfortnight\b", text):
        found.figures |= {Figure(2, "week"), Figure(14, "day")}


def _take_figure(found: Standing, hit: re.Match[str], text: str) -> int:
    """Note a number, or the range that it begins; what comes back is where reading goes on."""
    after = text[hit.end() : hit.end() + 60]
    unit = _FOLLOWED.match(after)
    time = unit["unit"].lower() if unit else _EAST_UNITS.get(after.removeprefix("か")[:1], "")
    values = _values_of(hit[0])
    onward = _ONWARD.match(after)
    if onward is None:
        found.figures |= {Figure(value, time) for value in values}
        return hit.end()
    scale = _scale_of(onward[1])
    lows = values | ({value * scale for value in values} if _scale_of(hit[0]) == 1 else set())
    pairs = product(lows, _values_of(onward[1]))
    found.ranges |= {(low, high, time) for low, high in pairs if low < high}
    return hit.end() + onward.end()


def _scale_of(said: str) -> int:
    scale = 1
    for word in re.findall(r"[a-z]+|[万萬億亿]", said.lower()):
        scale *= _SCALES.get(word, 1)
    return scale


def _values_of(said: str) -> set[float]:
    """The value of a number as written; two values where words stand side by side as in "four and five"."""
    digits = re.match(_DIGITS, said)
    if digits:
        return {float(re.sub(r"[, \u00a0]", "", digits[0])) * _scale_of(said[digits.end() :])}
    words = [w for w in re.split(r"[- ]", said.lower()) if w not in ("a", "an", "and")]
    total, current, apart = 0.0, 0.0, set()
    for index, word in enumerate(words):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
            continue
        value = _SMALL[word]
        fits = (
            index == 0 or words[index - 1] in _SCALES or (words[index - 1] in _TENS and value < 10)
        )
        if not fits:
            apart.add(total + current)
            total = current = 0.0
        current += value
    return {total + current, *apart}
