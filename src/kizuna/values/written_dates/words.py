"""The words that dates are written with, by language; the languages are the files in `languages`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Era(NamedTuple):
    """An era: the year before its first, its first and last day (ISO 8601; "" while it lasts), and its names in
    lower case."""

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
"""Eras by name; the day on which the emperor changed belongs to the new era alone, and Minguo counts the years
of the Republic of China. Meiji dates are read from its sixth year (1873), when the calendar became Gregorian."""

FIRST_GREGORIAN_YEAR = 1873

ERA_NAMES = {word: era for era in ERAS.values() for word in era.names.split()}
"""Eras by how they are written."""


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """The tables of words by the code of the language (ISO 639)."""
    tables = files("kizuna.values.written_dates").joinpath("languages").iterdir()
    return {
        table.name.removesuffix(".toml"): tomllib.loads(table.read_text(encoding="utf-8"))
        for table in sorted(tables, key=lambda table: table.name)
        if table.name.endswith(".toml")
    }


def words_of(key: str) -> list[str]:
    """The words under a key in all languages, each once; those of a key with one text are parted by spaces."""
    listed: dict[str, None] = {}
    for table in languages().values():
        held = table.get(key, ())
        listed |= dict.fromkeys(held.split() if isinstance(held, str) else held)
    return list(listed)


def in_order(key: str, first: int) -> dict[str, int]:
    """The words under a key that lists them in order (months from 1, seasons from 21), with their numbers."""
    return {
        word: number
        for table in languages().values()
        for number, words in enumerate(table.get(key, ()), first)
        for word in words.split()
    }


MONTHS = in_order("months", 1)
"""Months 1..12 by name in every case and by short form; one that ends in a dot is never without it."""

SEASONS = in_order("seasons", 21)
"""Seasons 21..24 of EDTF by name."""


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest first, branched by their first letters.

    A star at the end of a word stands for any ending.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(letter) + "(?:" + "|".join(map(_pattern, rests)) + ")"
        for letter, rests in sorted(by_letter.items())
    )


def _pattern(rest: str) -> str:
    stem = re.escape(rest.removesuffix("*"))
    return stem + (r"\w{0,20}" if rest.endswith("*") else "")


def spaced(*keys: str) -> str:
    """A regular expression for the words under some keys that are parted from others by spaces."""
    return any_of(word for key in keys for word in words_of(key) if not is_eastern(word))


def joined(*keys: str) -> str:
    """A regular expression for the words under some keys in Han, Kana or Hangul."""
    return any_of(word for key in keys for word in words_of(key) if is_eastern(word))


def whole_words(words: Iterable[str]) -> str:
    """A regular expression for one of the words where no letter goes on, save in Han, Kana and Hangul."""
    listed = list(words)
    spaced = [word for word in listed if not is_eastern(word)]
    joined = [word for word in listed if is_eastern(word)]
    parts = [rf"(?<![^\W_])(?:{any_of(spaced)})(?![^\W\d_])"] if spaced else []
    return "|".join(parts + ([any_of(joined)] if joined else []))


def is_eastern(text: str) -> bool:
    """Whether a text is written without spaces between words, or with endings: in Han, Kana or Hangul."""
    return any("\u3005" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in text)


def frames(name: str) -> Iterator[list[re.Pattern[str]]]:
    """The frames of a name, language by language; `a` and `b` are the groups of the dates that they hold."""
    for table in languages().values():
        patterns = table.get("frames", {}).get(name, ())
        yield [
            re.compile(pattern.format(a=r"(?P<a>\S.*?)", b=r"(?P<b>\S.*?)"), re.IGNORECASE)
            for pattern in patterns
        ]
