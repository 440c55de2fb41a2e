"""The numbers in a quote: its dates, figures, shares and ordinals, written in digits or
in words; and numbers in English, with what bounds them.

A number is read as what it is - part of a date, an amount, a length of time, a share, a
place in a row - so that the 18 of "April 18" never supports 18 persons, nor a year an
amount. Words are those of the quote's language (`numbers.toml`); dates are those of
`kizuna.values.written_dates`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, Self

from kizuna.proposals import words as languages
from kizuna.values.written_dates.forms import number
from kizuna.values.written_dates.running import dates_in

_TABLES = tomllib.loads(
    files(__package__).joinpath("numbers.toml").read_text(encoding="utf-8")
)
_DIGITS = r"\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_HAN = "〇零一二三四五六七八九十百千両两兩廿"
_COUNTERS = r"[番名人位年月日天週周个個か国校回届次団团所件本倍余餘多]"
_PLAIN, _WHOLE = r"\d+(?:[.,]\d+)?", rf"(?:\d{{1,3}}|[{_HAN}]+)"
_HAN_NUMBER = rf"[{_HAN}]+(?=[万萬億亿]|{_COUNTERS})"
_SCALED = "万萬億亿만억천"
_SCALES = {
    **dict.fromkeys("万萬만", 10**4),
    **dict.fromkeys("億亿억", 10**8),
    "천": 1000,
}
_PLAIN_HAN = str.maketrans({"両": "二", "两": "二", "兩": "二", "廿": "二十"})
_PER_CENT = (
    r"(?:%|％|per ?cents?\b|percent\b|Prozent\b|pour ?cent\b|por ciento\b|per"
    r" cento\b|процент\w*"
    r"|パーセント|퍼센트)"
)
_DATE_PART = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
_NO_START = frozenset(("expiry", "birth", "death", "publication"))
"""The meanings of dates on which no tie begins and no agreement is signed; but a tie
too is said to be born.
"""
Day = tuple[int, int, int]
"""A year, a month and a day, 0 for what is not given; a month above 20 is a season of
EDTF, and a decade has the month -1 and its year cut by ten.
"""
_NTH = r"(?:st|nd|rd|th|er|ère|e|ème|º|ª|o|a|°|-?[йяе]|-?ой|-?ый|-?го)"
_FORMS = (
    (
        "share",
        rf"(?i)(?P<part>{_PLAIN})(?=(?: ?(?:-|–|—|~|to) ?{_PLAIN})? ?{_PER_CENT})",
        100,
    ),
    ("share", r"(?<![\d/])(?P<part>\d{1,3})/(?P<whole>\d{1,3})(?![\d/])", 1),
    ("share", rf"(?P<whole>{_WHOLE})(?:分の|分之|분의 ?)(?P<part>{_WHOLE})", 1),
    ("share", rf"(?P<part>{_WHOLE})割", 10),
    ("ordinal", r"(?<![\d.,])(?=(?P<part>\d{1,3})\. [^\W\d_])", 1),
    ("ordinal", rf"(?<![\d.,])(?P<part>\d{{1,6}}){_NTH}\b", 1),
    ("ordinal", rf"(?:第|제 ?)(?P<part>\d{{1,6}}|[{_HAN}]+)", 1),
)
"""The forms of shares, each with the whole of which a part is told where the form does
not tell it; and of places in a row, the first that of an item, whose number counts too.
"""


@dataclass(frozen=True)
class Words:
    """The words of numbers of one language; see `numbers.toml`. Patterns are matched
    without regard to case.
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    to: str
    joins: str
    number: str
    patterns: Mapping[str, re.Pattern[str]]

    def unit_of(self, text: str) -> str:
        """The unit of time that a text begins with, after at most one word, "" for
        none.
        """
        found = self.patterns["unit"].match(text)
        return self.units[found[1].lower()] if found else ""


@lru_cache(maxsize=1024)
def language_of(text: str) -> str:
    """Which words of numbers a text uses: "east" (Han, Kana, Hangul), "ru", "de", "fr",
    "es", "it" or "en".
    """
    found = languages.language_of(text)
    return (
        "east"
        if languages.words_of(found).is_eastern
        else found
        if found in _TABLES
        else "en"
    )


@cache
def words_in(language: str) -> Words:
    """The words of a language of `language_of`."""
    held = _TABLES[language]
    values, scales = (_numbered(held.get(key, ""), 0) for key in ("small", "scales"))
    ordinals = _numbered(held.get("ordinals", ""), 1)
    tens = {w: n for w, n in values.items() if n in range(20, 100, 10)}
    ones = {w: n for w, n in values.items() if 0 < n < 10}
    compound = {"de": "{one}und{ten}", "it": "{ten}{one}"}.get(language)
    if compound:  # what German and Italian write as one word
        both = product(ones.items(), tens.items())
        values |= {compound.format(one=o, ten=t): m + n for (o, m), (t, n) in both}
    units = {
        w.lower(): u for w, u in (pair.split(":") for pair in held["units"].split())
    }
    edge = "" if language == "east" else r"\b"
    joins, dated = held.get("joins", ""), "|".join(held.get("dated", "").split())
    spaced = r"[ -]*+(?:(?!(?:each|every|an?|per|this|last|of|in)\b)[^ ]* )??"
    texts = {k: f"{edge}(?:{held[k]}){edge}" for k in ("more", "less", "rest", "half")}
    texts["unit"] = f"{spaced}({'|'.join(map(re.escape, units))})"
    texts["dated"] = rf"(?:\b(?:{dated})|[-–—(,'/]|^) ?$"
    patterns = {key: re.compile(text, re.IGNORECASE) for key, text in texts.items()}
    scaled = "|".join(map(re.escape, scales))
    digits = rf"(?<![\d.,])(?:{_DIGITS})(?: ?(?:{scaled})(?!\w)| ?[{_SCALED}])*"
    spelled = "|".join(
        map(re.escape, sorted({*values, *scales}, key=len, reverse=True))
    )
    spelt = rf"\b(?:{spelled})(?:(?:[- ]| {joins} )(?:{spelled}))*\b"
    forms = [digits, rf"{_HAN_NUMBER}[{_SCALED}]*", *([spelt] if values else ())]
    number, to = f"(?:{'|'.join(forms)})", "|".join(held["to"].split())
    return Words(values, scales | _SCALES, ordinals, units, to, joins, number, patterns)


def _numbered(listed: str, first: int) -> dict[str, int]:
    """Words in lower case with their numbers, counted on from `first` or given
    ("20:twenty").
    """
    found: dict[str, int] = {}
    for place, entry in enumerate(listed.split(), first):
        number, mark, word = entry.rpartition(":")
        found[word.lower()] = int(number) if mark else place
    return found


@dataclass(slots=True)
class Numbers:
    """The numbers of a quote by what they are.

    `dates` have each what it is the day of (`WrittenDate.meaning`); `figures` have what
    they count: a unit of time ("week"), "share", "ordinal" for a place in a row, "" for
    something else; `ranges` are (low, high, unit of time), and their two numbers are no
    figures by themselves.
    """

    dates: dict[Day, set[str]] = field(default_factory=dict)
    figures: set[tuple[float, str]] = field(default_factory=set)
    ranges: set[tuple[float, float, str]] = field(default_factory=set)

    def of(self, *units: str) -> set[float]:
        return {value for value, unit in self.figures if unit in units}

    @property
    def years(self) -> set[int]:
        """Every year that is written out."""
        return {year for year, month, _ in self.dates if year and month != -1}

    @property
    def beginning(self) -> Self:
        """The same without the dates on which nothing begins; a birth counts where the
        quote has no other.
        """
        begun = {day: said for day, said in self.dates.items() if not said <= _NO_START}
        births = {day: said for day, said in self.dates.items() if said == {"birth"}}
        return replace(self, dates=begun or births)

    @property
    def whole(self) -> set[int]:
        """The whole numbers that count or place something: 5 where the quote says
        "every five years".
        """
        return {
            int(value)
            for value, unit in self.figures
            if unit != "share" and value % 1 == 0
        }


@lru_cache(maxsize=2048)
def numbers_in(quote: str, language: str = "") -> Numbers:
    """The numbers in a quote; do not change what comes back, since it is remembered.

    `language` is one of `language_of`, "" for what the quote itself looks like.
    """
    text = re.sub(
        r"[\s_*`]", " ", unicodedata.normalize("NFKC", quote).replace("⁄", "/")
    )
    text = re.sub("[’‘]", "'", text)
    words = words_in(language or language_of(text))
    found = Numbers()
    for date in dates_in(text):
        for part in parts_of(date.edtf) or ():
            found.dates.setdefault(part, set()).add(date.meaning)
        before, written = text[: date.start], text[date.start : date.end]
        if not re.fullmatch(r"\d{3,4}", written) or words.patterns["dated"].search(
            before
        ):
            text = before + "\0" * len(written) + text[date.end :]
    forms = [*_FORMS]  # in the order in which they are taken from a text
    tens = "|".join(
        word for word, value in words.values.items() if value in range(20, 100, 10)
    )
    if ends := "|".join(words.ordinals):
        forms.append(
            ("ordinal", rf"(?i)\b(?P<part>(?:(?:{tens})[- ])?(?:{ends}))\b", 1)
        )
    for unit, pattern, parts in forms:
        for hit in re.finditer(pattern, text):
            wholes = [parts] if hit.re.groups == 1 else _values_of(hit["whole"], words)
            both = product(_values_of(hit["part"], words), wholes)
            found.figures |= {(part / whole, unit) for part, whole in both if whole}
        text = re.sub(pattern, lambda hit: "\0" * len(hit[0]), text)
    if words.patterns["half"].search(text):
        found.figures.add((0.5, "share"))
    read_to = 0
    for hit in re.finditer(words.number, text, re.IGNORECASE):
        if hit.start() >= read_to:
            read_to = _take_figure(found, hit, text, words)
    return found


def parts_of(edtf: str) -> list[Day] | None:
    """The date that each part of EDTF is; None where a digit is left over, or for a
    century, which is no date that a quote can state.
    """
    parts = [part.groups("0") for part in _DATE_PART.finditer(edtf)]
    is_century = any(year != "XXXX" and year.endswith("XX") for year, _, _ in parts)
    if is_century or re.search(r"\d", _DATE_PART.sub("", edtf)):
        return None
    return [
        (int(year[:-1]), -1, 0)
        if year[:3].isdecimal() and year[-1] == "X"
        else (0 if year == "XXXX" else int(year), int(month), int(day))
        for year, month, day in parts
    ] or None


def _take_figure(found: Numbers, hit: re.Match[str], text: str, words: Words) -> int:
    """Note a number, or the range that it begins; what comes back is where reading goes
    on.
    """
    after = text[hit.end() : hit.end() + 60]
    values = _values_of(hit[0], words)
    to = rf"(?: ?[-–—~〜] ?| (?:{words.to}) |(?:{words.to}))"
    onward = re.match(rf"{to}({words.number})", after, re.IGNORECASE)
    if onward is None:
        time = words.unit_of(after)
        found.figures |= {(value, time) for value in values}
        return hit.end()
    time = words.unit_of(after[onward.end() :])
    if _scale_of(hit[0], words) == 1:  # "20 to 25 thousand"
        values |= {value * _scale_of(onward[1], words) for value in values}
    pairs = product(values, _values_of(onward[1], words))
    found.ranges |= {(low, high, time) for low, high in pairs if low < high}
    return hit.end() + onward.end()


def _scale_of(said: str, words: Words) -> int:
    scale = 1
    for word in re.findall(rf"[^\W\d_{_HAN}{_SCALED}]+|[{_SCALED}]", said.lower()):
        scale *= words.scales.get(word, 1)
    return scale


def _values_of(said: str, words: Words) -> set[float]:
    """The values that a number as written may have: "1.200" two, "four and five" both
    of them.
    """
    if digits := re.match(_DIGITS, said):
        plain, forms = re.sub(r"[ \u00a0\u202f]", "", digits[0]), set()
        if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", plain):
            forms.add(re.sub("[,.]", "", plain))
        if not forms or len(re.findall("[,.]", plain)) == 1:
            forms.add(re.sub("[,.](?=.*[,.])", "", plain).replace(",", "."))
        return {float(form) * _scale_of(said[digits.end() :], words) for form in forms}
    if said[0] in _HAN:
        signs = "".join(sign for sign in said if sign in _HAN).translate(_PLAIN_HAN)
        return {float(number(signs) * _scale_of(said, words))}
    total, current, apart, before = 0.0, 0.0, set(), 0
    low = said.lower()
    for word in (low if low in words.values else low.replace("-", " ")).split(" "):
        if word == words.joins:
            continue
        if word in words.scales:
            current = (current or 1) * words.scales[word]
            if words.scales[word] >= 1000:
                total, current = total + current, 0.0
            before = 0
            continue
        value = words.values.get(word) or words.ordinals.get(word, 0)
        room = 20 if before in (60, 80) else 10
        if (
            current
            and before != 0
            and not (before in range(20, 100, 10) and value < room)
        ):
            apart.add(total + current)
            total = current = 0.0
        current, before = current + value, value
    return {total + current, *apart}


_ENGLISH = words_in("en")
_SCALE = "|".join(_ENGLISH.scales)
_ONE = rf"(?!(?:{_SCALE})(?<!hundred)|an?\b(?!\s(?:{_SCALE})\b)){_ENGLISH.number}"
"""A number in English; "a" counts only before a hundred and the like, and "thousand"
only behind a number.
"""
_BOUNDS = {
    "least": "over|more than|at least|no fewer than|upwards of",
    "most": "up to|at most|fewer than|less than|under",
    "about": "about|around|approximately|roughly|some|nearly|almost|circa",
}
_BOUND = "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
NUMBER = rf"(?:(?:{_BOUND})\s)?\b(?P<low>{_ONE})(?:\s?(?:-|–|to)\s?(?P<high>{_ONE}))?(?P<plus>\+)?"
"""A regular expression for a number in English, of which `number_from` reads a
match.
"""
ORDINAL = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ENGLISH.ordinals)})"


def value_of(written: str) -> float:
    """The value of a number in English ("1,200", "1.3 million", "twenty-five")."""
    text = written.lower().replace(",", "")
    values = _values_of(text, _ENGLISH)
    return round(min(values) if text[0].isdigit() else max(values), 6)


def ordinal_of(written: str) -> int:
    """The value of "7th" or "seventh"."""
    return _ENGLISH.ordinals.get(written.lower()) or int(re.sub(r"\D", "", written))


def number_from(match: re.Match[str], unit: str) -> dict[str, Any]:
    """The number of a match of NUMBER in the exchange form; an end that is open is
    None.
    """
    low = value_of(match["low"])
    high = value_of(match["high"]) if match["high"] else low
    is_least, is_about = (
        match["least"] or match["plus"],
        match["about"] and not match["plus"],
    )
    bounds = (low, None) if is_least else (None if match["most"] else low, high)
    least, most = (int(n) if n is not None and n == int(n) else n for n in bounds)
    return {"min": least, "max": most, "approx": bool(is_about), "unit": unit}


_CURRENCIES = (
    "USD US$ $ dollar, NZD NZ$, AUD A$ AU$, CAD C$ CA$, EUR € euro, GBP £ pound, JPY ¥"
    " yen, FRF franc,"
    " DEM mark, SEK krona crown, RUB ruble rouble, CNY yuan"
)
"""The codes of currencies (ISO 4217), each with its signs and names."""
_CODES = {
    word: code
    for code, *words in map(str.split, _CURRENCIES.split(","))
    for word in words
}
_SIGN = "|".join(map(re.escape, (word for word in _CODES if not word.isalpha())))
_MONEY = (
    rf"(?:(?:{_BOUND})\s)?(?P<unit>(?<![A-Z])(?:{_SIGN}))\s?(?P<low>{_ONE})"
    rf"(?:\s?(?:-|–|to)\s?(?:{_SIGN})?(?P<high>{_ONE}))?(?P<plus>\+)?",
    rf"{NUMBER}\s(?P<unit>{'|'.join(filter(str.isalpha, _CODES))})s?",
)


def amount_of(text: str) -> dict[str, Any] | None:
    """The amount of money that a whole text is, its unit a currency's code; None where
    it is none.
    """
    for money in _MONEY:
        if found := re.fullmatch(money, text, re.IGNORECASE):
            unit = found["unit"]
            return number_from(found, _CODES.get(unit.upper()) or _CODES[unit.lower()])
    return None
