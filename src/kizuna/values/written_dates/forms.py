"""The forms of single dates, read into EDTF; what may mean two days is an error, not a
guess.

Eras, kanji numerals, dotted and slashed dates, months and seasons by their names. The
same forms are read in a cell by itself and in a running text. A date gets no more
precision than is written. The words that dates are written with stand by language in
the files in `languages`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

from kizuna.errors import BadDate
from kizuna.values.characters import CharacterTable
from kizuna.values.edtf import Edtf
from kizuna.values.names import without_footnotes
from kizuna.values.spans import month_length


class Era(NamedTuple):
    """An era: the year before its first, its first and last day (ISO 8601; "" while it
    lasts), and its names in lower case.
    """

    before: int
    first: str
    last: str
    names: str


ERAS = {
    "meiji": Era(1867, "1868-01-25", "1912-07-29", "明治 m meiji"),
    "taisho": Era(1911, "1912-07-30", "1926-12-24", "大正 t taisho taishō"),
    "showa": Era(1925, "1926-12-25", "1989-01-07", "昭和 s showa shōwa"),
    "heisei": Era(1988, "1989-01-08", "2019-04-30", "平成 h heisei"),
    "reiwa": Era(2018, "2019-05-01", "", "令和 r reiwa"),
    "minguo": Era(1911, "1912-01-01", "", "中華民国 中華民國 中华民国 民国 民國"),
}
"""Eras by name; the day on which the emperor changed belongs to the new era alone, and
Minguo counts the years of the Republic of China. Meiji dates are read from its sixth
year (1873), when the calendar became Gregorian.
"""

_GREGORIAN = 1873
ERA_NAMES = {word: era for era in ERAS.values() for word in era.names.split()}


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """The tables of words by the code of the language (ISO 639)."""
    tables = files("kizuna.values.written_dates").joinpath("languages").iterdir()
    return {
        table.name.removesuffix(".toml"): tomllib.loads(
            table.read_text(encoding="utf-8")
        )
        for table in sorted(tables, key=lambda table: table.name)
        if table.name.endswith(".toml")
    }


def words_of(key: str) -> list[str]:
    """The words under a key in all languages, each once; those of a key with one text
    are parted by spaces.
    """
    found = (table.get(key, ()) for table in languages().values())
    listed = (words.split() if isinstance(words, str) else words for words in found)
    return list(dict.fromkeys(chain.from_iterable(listed)))


def in_order(key: str, first: int) -> dict[str, int]:
    """The words under a key that lists them in order (months from 1, seasons from 21),
    with their numbers.
    """
    return {
        word: number
        for table in languages().values()
        for number, words in enumerate(table.get(key, ()), first)
        for word in words.split()
    }


MONTHS = in_order("months", 1)
"""Months 1..12 by name in every case and by short form; one that ends in a dot is never
without it.
"""

SEASONS = in_order("seasons", 21)
"""Seasons 21..24 of EDTF by name."""


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest first, branched by their
    first letters.

    A star at the end of a word stands for any ending.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rest = re.escape(word[1:].removesuffix("*")) + (
            r"\w{0,20}" if word[-1] == "*" else ""
        )
        by_letter.setdefault(word[0], []).append(rest)
    branches = (
        (re.escape(letter), "|".join(by_letter[letter])) for letter in sorted(by_letter)
    )
    return "|".join(f"{letter}(?:{rests})" for letter, rests in branches)


def spaced(*keys: str) -> str:
    """A regular expression for the words under some keys that are parted from others by
    spaces.
    """
    return any_of(
        word for key in keys for word in words_of(key) if not is_eastern(word)
    )


def joined(*keys: str) -> str:
    """A regular expression for the words under some keys in Han, Kana or Hangul."""
    return any_of(word for key in keys for word in words_of(key) if is_eastern(word))


def whole_words(words: Iterable[str]) -> str:
    """A regular expression for one of the words where no letter goes on, save in Han,
    Kana and Hangul.
    """
    listed = list(words)
    spaced = [word for word in listed if not is_eastern(word)]
    joined = [word for word in listed if is_eastern(word)]
    parts = [rf"(?<![^\W_])(?:{any_of(spaced)})(?![^\W\d_])"] if spaced else []
    return "|".join(parts + ([any_of(joined)] if joined else []))


def is_eastern(text: str) -> bool:
    """Whether a text is written without spaces between words, or with endings: in Han,
    Kana or Hangul.
    """
    return any(
        "\u3005" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in text
    )


def frames(name: str) -> Iterator[list[re.Pattern[str]]]:
    """The frames of a name, language by language; `a` and `b` are the groups of the
    dates that they hold.
    """
    a, b = r"(?P<a>\S.*?)", r"(?P<b>\S.*?)"
    for table in languages().values():
        patterns = table.get("frames", {}).get(name, ())
        yield [
            re.compile(pattern.format(a=a, b=b), re.IGNORECASE) for pattern in patterns
        ]


ORDERS = ("ymd", "dmy", "mdy")
"""The orders of day, month and year that a list may keep to."""

_EXPECTED = (
    "write it as 1987-04-01, 1987-04 or 1987, or as 1 April 1987, 1987年4月1日,"
    " 昭和62年4月1日"
)
_LONGEST = 100
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
KANJI = "〇零一二三四五六七八九十百千"
LETTERS = "0-9a-z_\u00df-\u024f\u0400-\u052f"
"""The signs, within brackets of a regular expression, that make one word with a number
or a letter beside them.
"""

_N = rf"(?:[0-9]{{1,2}}|[{KANJI}]{{1,3}})"
_YEAR = rf"(?:[0-9]{{3,4}}|[{KANJI}]{{3,7}})"
_ERAS = any_of(ERA_NAMES)
_ERA_YEAR = rf"(?:{_ERAS}) ?(?:元|[0-9]{{1,3}}|[{KANJI}]{{1,5}})"
_EAST_TAIL = (
    r"(?:(?P<fiscal>度)|(?: ?の)?(?P<season>[春夏秋冬])季?"
    rf"| ?(?P<month>{_N})[月월](?: ?(?P<third>[上中下])旬| ?(?P<day>{_N})(?:[日号號일]|$))?)?"
    r"(?: ?\([月火水木金土日一二三四五六월화수목금토일](?:[・,、]祝)?\))?"
)
_EAST = re.compile(
    (
        rf"(?:西暦|公元|서기 ?)?(?P<year>{_YEAR})(?: ?年? ?\((?P<era>{_ERA_YEAR})年?\))?"
        r" ?(?:[年년]|(?<=\))(?=[^ ]))"
    )
    + _EAST_TAIL
)
_ERA = re.compile(
    rf"(?P<era>{_ERA_YEAR})(?:年? ?\((?:西暦)?(?P<year>[0-9]{{4}})年?\))?"
    rf"(?:(?:年|(?<=\))){_EAST_TAIL}"
    r"|[./-] ?(?P<m>[0-9]{1,2})(?:[./-] ?(?P<d>[0-9]{1,2}))?(?![0-9])|(?![0-9]))"
)
_DECADE = re.compile(
    rf"(?P<decade>(?!000)[0-9]{{3}})0(?:s|'s|年代|년대|-е|-х|-ми| ?er(?:n|jahren?)?)"
    rf"(?: (?:гг?\.?|годы|годов|годах|jahren?))?(?![{LETTERS}])"
)
_DECADE_OF_CENTURY = re.compile(r"(?P<century>[0-9]{2})世[纪紀](?P<decade>[0-9])0年代")
_INTERVAL = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}){0,2}/(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2})"
)
_TIMED = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[t"
    r" ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,9})?z?"
)
_YEAR_ALONE = re.compile(r"(?P<year>[0-9]{4})")
YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[./-]) ?(?P<month>[0-9]{1,2})(?:(?P=sign)"
    r" ?(?P<day>[0-9]{1,2}))?(?![0-9])\.?"
)
_COMPACT = re.compile(
    r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
)
_DAY_NUMBER = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
YEAR_LAST = re.compile(
    r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4})(?: ?г\.)?(?![0-9])"
)
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})(?![0-9])")
_NO_CENTURY = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1'?[0-9]{2}")
_YEAR_WORD = r" ?(?:года|году|годом|годе|годами|годах|год|г\.?)"
_LAST_YEAR = (
    rf"(?P<year>[0-9]{{4}})(?:-(?:го|м|й))?(?:{_YEAR_WORD}|"
    rf" (?:roku|r\.))?(?![{LETTERS}])"
)
_SLAVIC_YEAR = re.compile(
    rf"(?P<year>[0-9]{{3,4}})(?:(?:-(?:го|м|й))?{_YEAR_WORD}|"
    rf" (?:roku|r\.))(?![{LETTERS}])"
)
_END = r"(?![^\W\d_])"
_MONTH = rf"(?P<word>{any_of(MONTHS)}){_END}\.?"
_SEASON = rf"(?P<word>{any_of(word for word in SEASONS if not is_eastern(word))}){_END}"
_ORDINAL = r"(?:st|nd|rd|th|er|[ºª°]|-е|-го|\.)?"
_DAY = rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}"
_TO_DAY = rf" ?(?:[-–~&/+]|(?:{spaced('to', 'and')}) ) ?"
_WITH_YEAR = rf"(?:,?[ \n-]?(?:(?:of|de|del)[ \n])?{_LAST_YEAR})?"
IN_MONTH = (
    re.compile(
        rf"(?:(?P<first>[0-9]{{1,2}}){_ORDINAL}{_TO_DAY})?{_DAY}[ \n"
        rf"-]?(?:(?:of|de|del)[ \n])?{_MONTH}"
        rf"{_WITH_YEAR}(?![^\W_])"
    ),
    re.compile(
        rf"{_MONTH}[ \n"
        r"-](?:the"
        rf" )?{_DAY}(?:{_TO_DAY}(?P<last>[0-9]{{1,2}}){_ORDINAL}(?![0-9]))?{_WITH_YEAR}"
        r"(?![^\W_]|[.,:][0-9]|%)"
    ),
)
"""A day, or the first and last day, of a month by its name, with or without a year."""
_WORDS = (
    re.compile(rf"{_MONTH},?[ \n-]?(?:(?:of|de|del)[ \n])?{_LAST_YEAR}"),
    re.compile(rf"{_SEASON},?[ \n-]?(?:(?:of|de|del|in|en|dell')[ \n]?)?{_LAST_YEAR}"),
)
THIRDS = ((1, 10), (11, 20), (21, 31))
"""The first and last days of the thirds of a month."""

_PERHAPS, _ABOUT = (
    re.compile(
        rf"^(?:(?:in |at )?(?:{spaced(key)})(?:,? |(?<=\.))|(?:{joined(key)})[在于]?)\s*",
        re.I,
    )
    for key in ("perhaps", "about")
)
_DOUBTS = (
    *((_PERHAPS, "?"), (_ABOUT, "~"), (_PERHAPS, "?")),
    (re.compile(r" ?(?:\(\?\)|\?)$"), "?"),
    (re.compile(rf" ?(?:{any_of(words_of('about_after'))})$"), "~"),
)


def read_written_date(text: str, order: str = "") -> Edtf:
    """The date that a text means, as EDTF with the precision written.

    `order` is one of ORDERS where the list keeps to one ("ymd" says nothing of dates
    that end in the year), "" when nobody says. A fiscal year is some one day from April
    to March. Raises BadDate, quoting the text, for what is no date, for a day outside
    its era, for a year without its century, and for day and month in an order that
    nobody gives.
    """
    if order and order not in ORDERS:
        raise BadDate(order, f"an order of dates is one of {', '.join(ORDERS)}")
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        raise BadDate(text, _EXPECTED)
    bare, doubt = without_doubt(plain)
    found = _read(text, bare, order)
    return Edtf.parse(found if found.startswith("[") else found + doubt)


def _folded(sign: str) -> str:
    """A sign as the forms have it: in lower case, of one width."""
    made = (
        sign
        if unicodedata.category(sign) == "No"
        else unicodedata.normalize("NFKC", sign)
    )
    return made.lower() if len(made.lower()) == 1 else sign


_FOLDING = CharacterTable(_folded)
_FOLDING |= {ord("—"): "–", ord("―"): "–", ord("−"): "-", ord("‐"): "-", ord("‑"): "-"}
_FOLDING |= {
    ord("〜"): "~",
    ord("∼"): "~",
    ord("’"): "'",
    ord("\u2028"): "\n",
    ord("\r"): " ",
}


def fold(text: str) -> str:
    """The text sign by sign as the forms have it; every sign stays in its place."""
    return text.translate(_FOLDING)


def _plain(text: str) -> str:
    """The text with one width and single spaces, without footnotes."""
    plain = " ".join(
        unicodedata.normalize("NFKC", without_footnotes(str(text))).split()
    )
    return fold(plain).replace("–", "-")


def number(written: str) -> int:
    """The value of a number in Arabic digits or in kanji, by places (一九八七) or by units
    (六十二); 元 is 1.
    """
    if written == "元":
        return 1
    if written.isdecimal():
        return int(written)
    if not set(written) & set(_UNITS):
        return int("".join(str(_DIGITS[digit]) for digit in written))
    total = digit = 0
    for sign in written:
        total += (digit or 1) * _UNITS.get(sign, 0)
        digit = _DIGITS.get(sign, 0)
    return total + digit


def without_doubt(text: str) -> tuple[str, str]:
    """The text without the words for about and perhaps, and the EDTF mark that they
    mean.
    """
    marks = set[str]()
    for words, mark in _DOUBTS:
        text, count = words.subn("", text)
        marks |= {mark} if count else set()
    return text, "%" if len(marks) > 1 else "".join(marks)


def _read(text: str, bare: str, order: str) -> str:
    for form, read in (*_ALONE, *((form, dated) for form in IN_MONTH), *FORMS):
        found = form.fullmatch(bare)
        if found and not (made := read(text, found)).startswith("X"):
            return made
    if found := YEAR_LAST.fullmatch(bare):
        return year_last(text, found, order)
    if _NO_CENTURY.fullmatch(bare):
        raise BadDate(text, "its year has no century; write four digits")
    if not (counted := _DAY_NUMBER.fullmatch(bare)):
        raise BadDate(text, _EXPECTED)
    day = date(1899, 12, 30) + timedelta(
        int(counted[1])
    )  # from which spreadsheets count
    expected = (
        f"it is the day number of {day} in a spreadsheet; format the column as a date"
    )
    raise BadDate(text, expected)


def date_of(
    text: str, year: int | None, month: int | None = None, day: int | None = None
) -> str:
    """The EDTF of a day, a month or a year, which is XXXX for None; raises BadDate,
    quoting the text, for one that no calendar has.
    """
    if year == 0:
        raise BadDate(text, "there is no year 0 in lists of ties")
    if month is not None and not 1 <= month <= 12:
        raise BadDate(text, f"there is no month {month}")
    most = month_length(year or 2000, month or 1)
    if day is not None and not 1 <= day <= most:
        raise BadDate(text, f"that month has {most} days")
    parts = (f"{part:02}" for part in (month, day) if part is not None)
    return "-".join(("XXXX" if year is None else f"{year:04}", *parts))


def dated(text: str, found: re.Match[str]) -> str:
    """The date, or the first and last day, that the named groups of a form hold.

    A year is counted from Christ, in an era, or both, which must agree; it is XXXX
    where there is none.
    """
    held = {name: part for name, part in found.groupdict().items() if part}
    word = held.get("word", held.get("season", ""))
    written = held.get("month", held.get("m"))
    month = number(written) if written else MONTHS.get(word)
    days = [
        number(held[name]) for name in ("first", "day", "d", "last") if name in held
    ]
    year = number(held["year"]) if "year" in held else None
    if "era" in held:
        counted = _era(text, held["era"], month, days[0] if days else None)
        if year not in (None, counted):
            raise BadDate(text, f"that year of the era is {counted}")
        year = counted
    made = "/".join(date_of(text, year, month, day) for day in days or (None,))
    if "fiscal" in held and year:
        return f"[{made}-04-01..{year + 1:04}-03-31]"
    if word in SEASONS:
        return f"{made}-{SEASONS[word]}"
    if "third" in held:
        first, last = THIRDS["上中下".index(held["third"])]
        return f"[{made}-{first:02}..{made}-{min(last, month_length(year or 1, month or 1)):02}]"
    return made


def _era(text: str, written: str, month: int | None, day: int | None) -> int:
    """The year of a year of an era; raises BadDate where the date lies outside the
    era.
    """
    name = re.sub(rf"[ 元0-9{KANJI}]+$", "", written)
    era, counted = ERA_NAMES[name], number(written.removeprefix(name).strip())
    year = era.before + counted
    made, last = date_of(text, year, month, day), era.last or "9999-12-31"
    if not era.first[: len(made)] <= made <= last[: len(made)] or counted == 0:
        until = f"to {era.last}" if era.last else "on"
        raise BadDate(text, f"that era ran from {era.first} {until}")
    if month and year < _GREGORIAN:
        raise BadDate(
            text, f"months before {_GREGORIAN} are of another calendar; give the year"
        )
    return year


def is_order_open(text: str) -> bool:
    """Whether a text is a date whose day and month may stand in either order; with dots
    the day is first.
    """
    found = YEAR_LAST.fullmatch(without_doubt(_plain(text))[0])
    return found is not None and is_open(found)


def is_open(found: re.Match[str]) -> bool:
    """Whether day and month of a match of YEAR_LAST may stand in either order."""
    return (
        found[2] != "."
        and found[1] != found[3]
        and max(int(found[1]), int(found[3])) <= 12
    )


def year_last(text: str, found: re.Match[str], order: str) -> str:
    """The day of a match of YEAR_LAST; raises BadDate where its order is open."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if order == "mdy" or (order != "dmy" and second > 12 >= first):
        first, second = second, first
    elif order != "dmy" and is_open(found):
        raise BadDate(
            text,
            'day and month may stand in either order; say dates = "dmy" or "mdy" in the'
            " mapping",
        )
    return date_of(text, year, second, first)


Form = tuple[re.Pattern[str], Callable[[str, re.Match[str]], str]]
_ALONE: tuple[Form, ...] = (
    (_YEAR_ALONE, dated),
    (_COMPACT, dated),
    (_INTERVAL, lambda _, found: Edtf.parse(found[0]).text),
)
"""The forms that are dates in a cell and may be anything in a running text."""

FORMS: tuple[Form, ...] = (
    (_TIMED, lambda _, found: Edtf.parse(found["date"]).text),
    (YEAR_FIRST, dated),
    (_DECADE, lambda _, found: f"{found['decade']}X"),
    (
        _DECADE_OF_CENTURY,
        lambda _, found: f"{int(found['century']) - 1:02}{found['decade']}X",
    ),
    *((form, dated) for form in (_EAST, _ERA, _MONTH_YEAR, *_WORDS, _SLAVIC_YEAR)),
)
"""The forms in the order in which they are tried, each with its reading."""
