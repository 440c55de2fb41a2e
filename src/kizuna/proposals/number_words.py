"""Words of numbers: how nine languages write them, read from `numbers.toml`, and which of them a text uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kizuna.proposals import words

DIGITS = r"\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
HAN = "〇零一二三四五六七八九十百千両两兩廿"
_COUNTERS = r"[番名人位年月日天週周个個か国校回届次団团所件本倍余餘多]"
_HAN_NUMBER = rf"[{HAN}]+(?=[万萬億亿]|{_COUNTERS})"
SCALED = "万萬億亿만억천"
_SCALES = {**dict.fromkeys("万萬만", 10**4), **dict.fromkeys("億亿억", 10**8), "천": 1000}


@dataclass(frozen=True)
class Words:
    """The words of numbers of one language; see `numbers.toml`. Patterns are matched without regard to case."""

    values: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, int]
    units: Mapping[str, str]
    to: str
    joins: str
    number: str
    patterns: Mapping[str, re.Pattern[str]]

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


@lru_cache(maxsize=1024)
def language_of(text: str) -> str:
    """Which words of numbers a text uses: "east" (Han, Kana, Hangul), "ru", "de", "fr", "es", "it" or "en"."""
    found = words.language_of(text)
    return "east" if words.words_of(found).is_eastern else found if found in _tables() else "en"


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("numbers.toml").read_text(encoding="utf-8"))


@cache
def words_in(language: str) -> Words:
    """The words of a language of `language_of`."""
    held = _tables()[language]
    values, scales, ordinals, parts = (
        _numbered(held.get(key, ""), int(key == "ordinals"))
        for key in ("small", "scales", "ordinals", "parts")
    )
    values |= _compounds(language, values)
    units = {w.lower(): u for w, u in (pair.split(":") for pair in held["units"].split())}

    edge = "" if language == "east" else r"\b"
    patterns = {
        key: re.compile(rf"{edge}(?:{held[key]}){edge}", re.IGNORECASE)
        for key in ("more", "less", "rest", "half")
    }
    joins, dated = held.get("joins", ""), "|".join(held.get("dated", "").split())
    patterns["dated"] = re.compile(rf"(?:\b(?:{dated})|[-–—(,'/]|^) ?$", re.IGNORECASE)
    number = _number_pattern(values, scales, joins)
    to = "|".join(held["to"].split())
    return Words(values, scales | _SCALES, ordinals, parts, units, to, joins, number, patterns)


def _number_pattern(values: Mapping[str, int], scales: Mapping[str, int], joins: str) -> str:
    """A regular expression without groups for a number in digits, Han signs or words."""
    scaled = "|".join(map(re.escape, scales))
    digits = rf"(?<![\d.,])(?:{DIGITS})(?: ?(?:{scaled})(?!\w)| ?[{SCALED}])*"
    spelled = "|".join(map(re.escape, sorted({*values, *scales}, key=len, reverse=True)))
    spelt = rf"\b(?:{spelled})(?:(?:[- ]| {joins} )(?:{spelled}))*\b"
    forms = [digits, rf"{_HAN_NUMBER}[{SCALED}]*", *([spelt] if values else ())]
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
