"""The numbers in a quote: its dates, figures, shares and ordinals, written in digits or in words.

A number is read as what it is - part of a date, an amount, a length of time, a share, a place in a row -
so that the 18 of "April 18" never supports 18 persons, nor a year an amount. Words are those of the quote's
language (`numbers.toml`); dates are those of `kizuna.values.written_dates`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from kizuna.values.written_dates import dates_in

_DIGITS = r"\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_HAN = "〇零一二三四五六七八九十百千両两兩廿"
_HAN_ONES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "両": 2,
    "两": 2,
    "兩": 2,
}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000, "廿": 20}
_COUNTERS = r"[名人位年月日天週周个個か国校回届次団团所件本倍余餘多]"
_HAN_NUMBER = rf"[{_HAN}]+(?=[万萬億亿]|{_COUNTERS})"
_SCALED = "万萬億亿만억천"
_SCALES = {**dict.fromkeys("万萬만", 10**4), **dict.fromkeys("億亿억", 10**8), "천": 1000}
_PER_CENT = (
    r"(?:%|％|per ?cents?\b|percent\b|Prozent\b|pour ?cent\b|por ciento\b|per cento\b|процент\w*"
    r"|パーセント|퍼센트)"
)
_DATE_PART = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
_EN_PARTS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_A_TIME = re.compile(
    r"\b(?:for|of|lasting|lasts|spends?|spent|over|about|approximately|once)"
    r" (?:a|an|one) (?P<unit>hour|day|week|month|year|decade)\b|"
    r"\b(?:a|an|one)[- ](?P<long>hour|day|week|month|year|decade)(?:-long|'s)"
)
_COMMON = {
    "en": ("the of and with in to for was were is are by at from", ""),
    "de": ("der die das und mit im am ist seit zu für von den dem des eine zwischen", "üöäß"),
    "fr": ("les des et du une le la est avec pour pendant depuis entre", "àéèêç"),
    "es": ("el los las y del en con por para desde entre durante una se", "ñóíá"),
    "it": ("il di della e con gli nel dal per è sono alla tra una dei", ""),
}
"""Frequent words of languages in Latin letters, and letters that speak for them once each."""
_SCRIPTS = (("east", r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), ("ru", r"[\u0400-\u04ff]"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the unit of time that it counts ("week"), "" where it counts something else."""

    value: float
    time: str = ""


@dataclass(slots=True)
class Numbers:
    """The numbers of a quote by what they are.

    `dates` are (year, month, day) with 0 for what is not given, a month above 20 being a season of EDTF;
    `decades` are years cut by ten; `ranges` are (low, high, unit of time), and their two numbers are no figures
    by themselves.
    """

    dates: set[tuple[int, int, int]] = field(default_factory=set)
    decades: set[int] = field(default_factory=set)
    figures: set[Figure] = field(default_factory=set)
    ranges: set[tuple[float, float, str]] = field(default_factory=set)
    shares: set[float] = field(default_factory=set)
    ordinals: set[int] = field(default_factory=set)

    @property
    def years(self) -> set[int]:
        """Every year that is written out."""
        return {year for year, _, _ in self.dates if year}

    @property
    def whole(self) -> set[int]:
        """The whole numbers that count or place something: 5 where the quote says "every five years"."""
        return {int(f.value) for f in self.figures if float(f.value).is_integer()} | self.ordinals


@dataclass(frozen=True)
class Words:
    """The words of numbers of one language; see `numbers.toml`. Patterns are matched without regard to case."""

    values: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    to: str
    joins: str
    dated: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    rest: re.Pattern[str]
    half: re.Pattern[str]
    number: str

    def unit_of(self, text: str) -> str:
        """The unit of time that a text begins with, after at most one word, "" for none."""
        plain = text.lstrip(" -")
        for part in (plain, plain.partition(" ")[2]):
            for word, unit in self.units.items():
                if part[: len(word)].lower() == word:
                    return unit
            if re.match(r"(?:each|every|an?|per|this|last|of|in)\b", plain, re.IGNORECASE):
                break
        return ""


def language_of(text: str) -> str:
    """Which words of numbers a text uses: "east" (Han, Kana, Hangul), "ru", "de", "fr", "es", "it" or "en"."""
    for language, script in _SCRIPTS:
        if len(re.findall(script, text)) * 5 > len(text):
            return language
    plain = text[:20_000].lower()
    found, letters = Counter(re.findall(r"[^\W\d_]+", plain)), set(plain)
    counts = {
        tag: sum(found[word] for word in words.split()) + len(letters.intersection(marks))
        for tag, (words, marks) in _COMMON.items()
    }
    return max(counts, key=lambda tag: counts[tag])


@cache
def words_in(language: str) -> Words:
    """The words of a language of `language_of`."""
    table = tomllib.loads(files(__package__).joinpath("numbers.toml").read_text(encoding="utf-8"))
    held = table[language]
    values, scales, ordinals = (
        _numbered(held.get(key, ""), int(key == "ordinals"))
        for key in ("small", "scales", "ordinals")
    )
    values |= _compounds(language, values)
    units = {w.lower(): u for w, u in (pair.split(":") for pair in held["units"].split())}

    def pattern(key: str) -> re.Pattern[str]:
        edge = "" if language == "east" else r"\b"
        return re.compile(rf"{edge}(?:{held[key]}){edge}", re.IGNORECASE)

    joins, dated = held.get("joins", ""), "|".join(held.get("dated", "").split())
    return Words(
        values=values,
        scales=scales | _SCALES,
        ordinals=ordinals,
        units=units,
        to="|".join(held["to"].split()),
        joins=joins,
        dated=re.compile(rf"(?:\b(?:{dated})|[-–—(,'/]|^) ?$", re.IGNORECASE),
        more=pattern("more"),
        less=pattern("less"),
        rest=pattern("rest"),
        half=pattern("half"),
        number=_number_pattern(values, scales, joins),
    )


def _number_pattern(values: Mapping[str, int], scales: Mapping[str, int], joins: str) -> str:
    """A regular expression without groups for a number in digits, Han signs or words."""
    scaled = "|".join(map(re.escape, scales))
    digits = rf"(?<![\d.,])(?:{_DIGITS})(?: ?(?:{scaled})(?!\w)| ?[{_SCALED}])*"
    words = "|".join(map(re.escape, sorted({*values, *scales}, key=len, reverse=True)))
    spelt = rf"\b(?:{words})(?:(?:[- ]| {joins} )(?:{words}))*\b"
    forms = [digits, rf"{_HAN_NUMBER}[{_SCALED}]*", *([spelt] if values else ())]
    return f"(?:{'|'.join(forms)})"


def _numbered(listed: str, first: int) -> dict[str, int]:
    """Words in lower case with their numbers, counted on from `first` or given ("20:twenty")."""
    found: dict[str, int] = {}
    for place, entry in enumerate(listed.split(), first):
        number, mark, word = entry.rpartition(":")
        found[word.lower()] = int(number) if mark else place
    return found


def _compounds(language: str, values: Mapping[str, int]) -> dict[str, int]:
    """Numbers that German and Italian write as one word."""
    tens = {w: n for w, n in values.items() if n in range(20, 100, 10)}
    ones = {w: n for w, n in values.items() if 0 < n < 10}
    if language == "de":
        return {f"{one}und{ten}": t + n for one, n in ones.items() for ten, t in tens.items()}
    if language == "it":
        return {f"{ten}{one}": t + n for one, n in ones.items() for ten, t in tens.items()}
    return {}


@lru_cache(maxsize=2048)
def numbers_in(quote: str, language: str = "") -> Numbers:
    """The numbers in a quote; do not change what comes back, since it is remembered.

    `language` is one of `language_of`, "" for what the quote itself looks like.
    """
    text = re.sub(r"[\s_*`]", " ", unicodedata.normalize("NFKC", quote).replace("⁄", "/"))
    text = re.sub("[’‘]", "'", text)
    words = words_in(language or language_of(text))
    found = Numbers()
    text = _take_dates(found, text, words)
    text = _take_shares(found, text, words)
    text = _take_ordinals(found, text, words)
    for hit in _A_TIME.finditer(text):
        found.figures.add(Figure(1, hit["unit"] or hit["long"]))
    if re.search(r"\bfortnight\b", text):
        found.figures |= {Figure(2, "week"), Figure(14, "day")}
    read_to = 0
    for hit in re.finditer(words.number, text, re.IGNORECASE):
        if hit.start() >= read_to:
            read_to = _take_figure(found, hit, text, words)
    return found


def parts_of(edtf: str) -> list[tuple[int, int, int]] | None:
    """The (year, month, day) of each date in EDTF, 0 for what is not given; None where a digit is left over.

    A decade has the month -1 and its year cut by ten; a century is no date that a quote can state.
    """
    if re.search(r"\d", _DATE_PART.sub("", edtf)):
        return None
    found = []
    for part in _DATE_PART.finditer(edtf):
        year = part["year"]
        if year.endswith("XX") and year != "XXXX":
            return None
        if year.endswith("X") and year != "XXXX":
            found.append((int(year[:3]), -1, 0))
        else:
            held = 0 if year == "XXXX" else int(year)
            found.append((held, int(part["month"] or 0), int(part["day"] or 0)))
    return found or None


def _take_dates(found: Numbers, text: str, words: Words) -> str:
    for date in dates_in(text):
        for year, month, day in parts_of(date.edtf) or ():
            if month == -1:
                found.decades.add(year)
            else:
                found.dates.add((year, month, day))
        written = text[date.start : date.end]
        if re.fullmatch(r"\d{3,4}", written) and not words.dated.search(text[: date.start]):
            continue
        text = _blank(text, date.start, date.end)
    return text


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]


def _take_shares(found: Numbers, text: str, words: Words) -> str:
    number = r"(\d+(?:[.,]\d+)?)"
    for hit in re.finditer(rf"{number}(?: ?(?:-|–|—|~|to) ?{number})? ?{_PER_CENT}", text, re.I):
        found.shares |= {float(part.replace(",", ".")) / 100 for part in hit.groups() if part}
        text = _blank(text, *hit.span())
    for hit in re.finditer(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", text):
        if int(hit[2]):
            found.shares.add(int(hit[1]) / int(hit[2]))
        text = _blank(text, *hit.span())
    whole = rf"(\d{{1,3}}|[{_HAN}]+)"
    for hit in re.finditer(rf"{whole}(?:分の|分之|분의 ?){whole}|{whole}割", text):
        below, above, tenths = (_values_of(part, words) if part else set() for part in hit.groups())
        found.shares |= {a / b for a, b in product(above, below) if b} | {t / 10 for t in tenths}
        text = _blank(text, *hit.span())
    if words.half.search(text):
        found.shares.add(0.5)
    return _take_english_parts(found, text)


def _take_english_parts(found: Numbers, text: str) -> str:
    small = words_in("en").values
    counted = "|".join(word for word, value in small.items() if 0 < value < 13)
    said = rf"\b(?:(an?|the other|{counted})[- ])?\b({'|'.join((*_EN_PARTS, 'half'))})s?\b(?=(?:-| a )?(year)?)"
    for hit in re.finditer(said, text, re.IGNORECASE):
        part, times = hit[2].lower(), (hit[1] or "").lower()
        if part not in ("half", "quarter") and not times:
            continue
        value = small.get(times, 1) / _EN_PARTS.get(part, 2)
        if hit[3]:
            found.figures |= {Figure(value, "year"), Figure(value * 12, "month")}
        found.shares.add(value)
    return text


def _take_ordinals(found: Numbers, text: str, words: Words) -> str:
    digits = (
        r"(?<![\d.,])(\d{1,6})(?:st|nd|rd|th|er|ère|e|ème|º|ª|o|a|°|-?[йяе]|-?ой|-?ый|-?го)\b"
        rf"|(?:第|제 ?)(\d{{1,6}}|[{_HAN}]+)|(?<![\d.,])(\d{{1,3}})\.(?= [^\W\d_])"
    )
    for hit in re.finditer(digits, text):
        written = hit[1] or hit[2] or hit[3]
        found.ordinals |= {int(value) for value in _values_of(written, words)}
        if not hit[3]:
            text = _blank(text, *hit.span())
    tens = "|".join(word for word, value in words.values.items() if value in range(20, 100, 10))
    ends = "|".join(words.ordinals)
    if not ends:
        return text
    for hit in re.finditer(rf"\b(?:({tens})[- ])?({ends})\b", text, re.IGNORECASE):
        ten = words.values.get((hit[1] or "").lower(), 0)
        found.ordinals.add(ten + words.ordinals[hit[2].lower()])
        text = _blank(text, *hit.span())
    return text


def _take_figure(found: Numbers, hit: re.Match[str], text: str, words: Words) -> int:
    """Note a number, or the range that it begins; what comes back is where reading goes on."""
    after = text[hit.end() : hit.end() + 60]
    values = _values_of(hit[0], words)
    onward = re.match(
        rf"(?: ?[-–—~〜] ?| (?:{words.to}) |(?:{words.to}))({words.number})", after, re.I
    )
    if onward is None:
        time = words.unit_of(after)
        found.figures |= {Figure(value, time) for value in values}
        return hit.end()
    time = words.unit_of(after[onward.end() :])
    scale = _scale_of(onward[1], words)
    lows = values | (
        {value * scale for value in values} if _scale_of(hit[0], words) == 1 else set()
    )
    pairs = product(lows, _values_of(onward[1], words))
    found.ranges |= {(low, high, time) for low, high in pairs if low < high}
    return hit.end() + onward.end()


def _scale_of(said: str, words: Words) -> int:
    scale = 1
    for word in re.findall(rf"[^\W\d_{_HAN}{_SCALED}]+|[{_SCALED}]", said.lower()):
        scale *= words.scales.get(word, 1)
    return scale


def _values_of(said: str, words: Words) -> set[float]:
    """The values that a number as written may have: "1.200" two, "four and five" both of them."""
    digits = re.match(_DIGITS, said)
    if digits:
        scale = _scale_of(said[digits.end() :], words)
        return {value * scale for value in _values_of_digits(digits[0])}
    if said[0] in _HAN:
        return {float(_han(said) * _scale_of(said, words))}
    return _values_of_words(said, words)


def _values_of_digits(written: str) -> set[float]:
    plain = re.sub(r"[ \u00a0\u202f]", "", written)
    found = set()
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", plain):
        found.add(float(re.sub(r"[,.]", "", plain)))
    if plain.count(".") + plain.count(",") <= 1:
        found.add(float(plain.replace(",", ".")))
    elif not found:
        found.add(float(re.sub(r"[,.](?=.*[,.])", "", plain).replace(",", ".")))
    return found


def _han(said: str) -> int:
    """The number of Han signs: 四十九 is 49, 二〇 is 20."""
    signs = [sign for sign in said if sign in _HAN]
    if not any(sign in _HAN_TENS for sign in signs):
        return int("".join(str(_HAN_ONES[sign]) for sign in signs))
    total, current = 0, 0
    for sign in signs:
        if sign in _HAN_TENS:
            total, current = total + (current or 1) * _HAN_TENS[sign], 0
        else:
            current = _HAN_ONES[sign]
    return total + current


def _values_of_words(said: str, words: Words) -> set[float]:
    total, current, apart, before = 0.0, 0.0, set(), 0
    for word in re.split(
        r" ", said.lower().replace("-", " ") if said.lower() not in words.values else said.lower()
    ):
        if word == words.joins or word in ("a", "an"):
            continue
        if word in words.scales:
            current = (current or 1) * words.scales[word]
            if words.scales[word] >= 1000:
                total, current = total + current, 0.0
            before = 0
            continue
        value = words.values.get(word, 0)
        room = 20 if before in (60, 80) else 10
        if current and before != 0 and not (before in range(20, 100, 10) and value < room):
            apart.add(total + current)
            total = current = 0.0
        current, before = current + value, value
    return {total + current, *apart}
