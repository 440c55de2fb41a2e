"""Reads dates as people write them in lists and letters into EDTF; what may mean two days is an error, not a
guess.

Eras, kanji numerals, dotted and slashed dates, names of months and seasons in English, German, French, Russian,
Japanese and Chinese, and Korean dates. A date gets no more precision than is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from kizuna.errors import BadDate
from kizuna.values.date_words import (
    CIRCA,
    CIRCA_AFTER,
    ERA_NAMES,
    ERAS,
    FIRST_GREGORIAN_YEAR,
    MONTHS,
    SEASONS,
)
from kizuna.values.days import month_length
from kizuna.values.edtf import Edtf
from kizuna.values.names import without_footnotes

ORDERS = ("ymd", "dmy", "mdy")
"""The orders of day, month and year that a list may keep to."""

_EXPECTED = (
    "write it as 1987-04-01, 1987-04 or 1987, or as 1 April 1987, 1987年4月1日, 昭和62年4月1日"
)
_LONGEST = 100
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九十百千]+(?=[年月日])")
_ERAS = "|".join(sorted((re.escape(name) for name in ERA_NAMES), key=len, reverse=True))
_END = r"(?: ?\([月火水木金土日一二三四五六]\))?"
_ERA = re.compile(
    rf"(?P<era>{_ERAS}) ?(?P<year>元|[0-9]{{1,3}})(?:年(?P<fiscal>度)?|[./-]|$)"
    rf" ?(?:(?P<month>[0-9]{{1,2}})(?:月|[./-]|$) ?(?:(?P<day>[0-9]{{1,2}})日?)?)?{_END}",
    re.IGNORECASE,
)
_EAST = re.compile(
    r"(?:西暦|公元)?(?P<year>[0-9]{4})年(?P<fiscal>度)? ?"
    rf"(?:(?P<month>[0-9]{{1,2}})月 ?(?:(?P<day>[0-9]{{1,2}})[日号號])?)?{_END}"
)
_KOREAN = re.compile(
    r"(?:서기 ?)?(?P<year>[0-9]{4})년(?: ?(?P<month>[0-9]{1,2})월(?: ?(?P<day>[0-9]{1,2})일)?)?"
    r"(?: ?\([월화수목금토일]\))?"
)
_EAST_THIRD = re.compile(r"(?P<year>[0-9]{4})年 ?(?P<month>[0-9]{1,2})月 ?(?P<third>[上中下])旬")
_EAST_SEASON = re.compile(r"(?P<year>[0-9]{4})年 ?の?(?P<season>[春夏秋冬])季?")
_DECADE = re.compile(r"(?P<decade>[0-9]{3})0(?:s|'s|年代|-е|-х| ?er)(?: ?гг?\.?| годы| годов)?")
_INTERVAL = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}/(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2})")
_TIMED = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9.]+)?Z?")
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sign>[./-]) ?(?P<month>[0-9]{1,2})(?:(?P=sign) ?(?P<day>[0-9]{1,2}))?\.?)?"
)
_COMPACT = re.compile(r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_DAY_NUMBER = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
_DAY_ZERO = date(1899, 12, 30)
"""The day from which spreadsheets count days."""
_YEAR_LAST = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})")
_NO_CENTURY = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1'?[0-9]{2}")
_RUSSIAN_YEAR = re.compile(r" ?(?:г\.?|год[аеу]?)$")
_WORDS = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|-е|-го)?[ -](?:of |de )?)?"
    r"(?P<word>[^\W\d_]+)\.?(?:[ -](?P<day_after>[0-9]{1,2})(?:st|nd|rd|th)?,)?"
    r",?(?: of| de|,)?[ -]?(?P<year>[0-9]{4})"
)
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def read_written_date(text: str, order: str = "") -> Edtf:
    """The date that a text means, as EDTF with the precision written.

    `order` is one of ORDERS where the list keeps to one ("ymd" says nothing of dates that end in the year), ""
    when nobody says. A fiscal year is some one day from April to March. Raises BadDate, quoting the text, for
    what is no date, for a day outside its era, for a year without its century, and for day and month in an
    order that nobody gives.
    """
    if order and order not in ORDERS:
        raise BadDate(order, f"an order of dates is one of {', '.join(ORDERS)}")
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        raise BadDate(text, _EXPECTED)
    bare, doubt = _without_doubt(plain)
    found = _read(text, bare, order)
    if not doubt:
        return Edtf.parse(found)
    if found.startswith("["):
        return Edtf.parse(found)
    return Edtf.parse(found + doubt)


def _plain(text: str) -> str:
    """The text with one width, single spaces and Arabic digits, without footnotes."""
    folded = " ".join(unicodedata.normalize("NFKC", without_footnotes(str(text))).split())
    return _KANJI_NUMBER.sub(lambda found: str(_number(found[0])), folded).replace("—", "-")


def _number(kanji: str) -> int | str:
    """The value of a number in kanji, by places (一九八七) or by units (六十二)."""
    if not set(kanji) & set(_UNITS):
        return "".join(str(_DIGITS[digit]) for digit in kanji)
    total, held = 0, 0
    for sign in kanji:
        if sign in _UNITS:
            total += (held or 1) * _UNITS[sign]
            held = 0
        else:
            held = _DIGITS[sign]
    return total + held


def _without_doubt(text: str) -> tuple[str, str]:
    """The text without the words for about and perhaps, and the EDTF mark that they mean."""
    about = perhaps = False
    for word in CIRCA:
        spaced = word if word[-1] in ".約约약" else f"{word} "
        if text.casefold().startswith(spaced):
            text, about = text[len(spaced) :].strip(), True
            break
    for word in CIRCA_AFTER:
        if text.endswith(word):
            text, about = text.removesuffix(word).strip(), True
            break
    if text.endswith(("?", "(?)")):
        text, perhaps = text.removesuffix("(?)").removesuffix("?").strip(), True
    return text, {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (about, perhaps), ""
    )


def _read(text: str, bare: str, order: str) -> str:
    for form, read in _FORMS:
        found = form.fullmatch(bare)
        if found:
            return read(text, found)
    found = _YEAR_LAST.fullmatch(bare)
    if found:
        return _year_last(text, found, order)
    if _NO_CENTURY.fullmatch(bare):
        raise BadDate(text, "its year has no century; write four digits")
    counted = _DAY_NUMBER.fullmatch(bare)
    if counted:
        day = (_DAY_ZERO + timedelta(int(counted[1]))).isoformat()
        raise BadDate(
            text, f"it is the day number of {day} in a spreadsheet; format the column as a date"
        )
    raise BadDate(text, _EXPECTED)


def _date(text: str, year: int, month: int | None = None, day: int | None = None) -> str:
    if year == 0:
        raise BadDate(text, "there is no year 0 in lists of ties")
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        raise BadDate(text, f"there is no month {month}")
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= month_length(year, month):
        raise BadDate(text, f"that month has {month_length(year, month)} days")
    return f"{year:04}-{month:02}-{day:02}"


def _parts(found: re.Match[str]) -> tuple[int | None, int | None]:
    held = found.groupdict()
    month, day = held.get("month"), held.get("day")
    return int(month) if month else None, int(day) if day else None


def _numeric(text: str, found: re.Match[str]) -> str:
    month, day = _parts(found)
    return _date(text, int(found["year"]), month, day)


def _east(text: str, found: re.Match[str]) -> str:
    if found["fiscal"]:
        return _fiscal(text, int(found["year"]), found)
    return _numeric(text, found)


def _fiscal(text: str, year: int, found: re.Match[str]) -> str:
    if found["month"]:
        raise BadDate(text, "a fiscal year is written without a month")
    _date(text, year)
    return f"[{year:04}-04-01..{year + 1:04}-03-31]"


def _era(text: str, found: re.Match[str]) -> str:
    era = ERAS[ERA_NAMES[found["era"].casefold()]]
    counted = 1 if found["year"] == "元" else int(found["year"])
    year = era.before + counted
    month, day = _parts(found)
    made = _date(text, year, month, day)
    last = era.last or "9999-12-31"
    if not era.first[: len(made)] <= made <= last[: len(made)] or counted == 0:
        until = f"to {era.last}" if era.last else "on"
        raise BadDate(text, f"that era ran from {era.first} {until}")
    if month and year < FIRST_GREGORIAN_YEAR:
        raise BadDate(
            text, f"months before {FIRST_GREGORIAN_YEAR} are of another calendar; give the year"
        )
    return _fiscal(text, year, found) if found["fiscal"] else made


def _east_third(text: str, found: re.Match[str]) -> str:
    year, month = int(found["year"]), int(found["month"])
    made = _date(text, year, month)
    first, last = _THIRDS[found["third"]]
    return f"[{made}-{first:02}..{made}-{min(last, month_length(year, month)):02}]"


def _east_season(text: str, found: re.Match[str]) -> str:
    return f"{_date(text, int(found['year']))}-{SEASONS[found['season']]}"


def _decade(text: str, found: re.Match[str]) -> str:
    if found["decade"] == "000":
        raise BadDate(text, _EXPECTED)
    return f"{found['decade']}X"


def _interval(text: str, found: re.Match[str]) -> str:
    return Edtf.parse(found[0]).text


def _timed(text: str, found: re.Match[str]) -> str:
    return Edtf.parse(found["date"]).text


def _russian_year(text: str, found: re.Match[str]) -> str:
    return _date(text, int(found["year"]))


def _words(text: str, found: re.Match[str]) -> str:
    """A date with a month or a season by its name."""
    word, year = found["word"].casefold(), int(found["year"])
    day = found["day"] or found["day_after"]
    if found["day"] and found["day_after"]:
        raise BadDate(text, _EXPECTED)
    if word in MONTHS:
        return _date(text, year, MONTHS[word], int(day) if day else None)
    if word in SEASONS and not day:
        return f"{_date(text, year)}-{SEASONS[word]}"
    raise BadDate(text, _EXPECTED)


def _words_with_year(text: str, found: re.Match[str]) -> str:
    inner = _WORDS.fullmatch(found["rest"])
    if inner is None:
        raise BadDate(text, _EXPECTED)
    return _words(text, inner)


def is_order_open(text: str) -> bool:
    """Whether a text is a date whose day and month may stand in either order; with dots the day is first."""
    found = _YEAR_LAST.fullmatch(_without_doubt(_plain(text))[0])
    return found is not None and _is_open(found)


def _is_open(found: re.Match[str]) -> bool:
    return found[2] != "." and found[1] != found[3] and max(int(found[1]), int(found[3])) <= 12


def _year_last(text: str, found: re.Match[str], order: str) -> str:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if order == "mdy" or (order != "dmy" and second > 12 >= first):
        first, second = second, first
    elif order != "dmy" and _is_open(found):
        raise BadDate(
            text,
            'day and month may stand in either order; say dates = "dmy" or "mdy" in the mapping',
        )
    return _date(text, year, second, first)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], str]], ...] = (
    (_YEAR_FIRST, _numeric),
    (_COMPACT, _numeric),
    (_TIMED, _timed),
    (_INTERVAL, _interval),
    (_EAST, _east),
    (_KOREAN, _numeric),
    (_ERA, _era),
    (_EAST_THIRD, _east_third),
    (_EAST_SEASON, _east_season),
    (_DECADE, _decade),
    (_MONTH_YEAR, _numeric),
    (re.compile(r"(?P<year>[0-9]{4})" + _RUSSIAN_YEAR.pattern), _russian_year),
    (re.compile(r"(?P<rest>.*[0-9]{4})" + _RUSSIAN_YEAR.pattern), _words_with_year),
    (_WORDS, _words),
)
"""The forms in the order in which they are tried, each with its reading."""
