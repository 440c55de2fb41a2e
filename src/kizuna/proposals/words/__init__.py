"""The words of a language that the reader goes by: data files, one a language, and what
is asked of them.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "cs", "ru", "ja", "zh", "ko")
_OF = r"(?:\s+(?:of(?: the)?(?:\s[A-Z][\w'’-]+ and)?|de|d['’]|di|del|von))?\s*['’]?"
_BEFORE = r"(?:^|[\s(«„“\"'’])(?P<word>(?:{})" + _OF + ")$"
_AFTER = r"^(?P<word>[ -](?:{}))(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word for a tie at text[start:end] of a sentence: its type; `weak` where it
    means other things too.
    """

    start: int
    end: int
    type: str
    weak: bool = False


@dataclass(frozen=True)
class Words:
    """The words of one language, from its data file."""

    language: str
    held: dict[str, Any]

    def __hash__(self) -> int:
        return hash(self.language)

    def set_of(self, key: str) -> frozenset[str]:
        """The words of a list that stands as one text, such as those that look like
        names and are none.
        """
        return _set_of(self.held.get(key, ""))

    @property
    def is_eastern(self) -> bool:
        """Whether names stand in running text without blanks or with particles:
        Japanese, Chinese, Korean.
        """
        return self.language in ("ja", "zh", "ko")

    def pattern(self, key: str) -> re.Pattern[str]:
        """The pattern of that name; one that never matches where the language has
        none.
        """
        return _pattern(self.held.get(key, ""), not self.is_eastern)

    def has(self, key: str, text: str) -> bool:
        """Whether a text has what the pattern of that name looks for."""
        return self.pattern(key).search(text) is not None

    def triggers(self, text: str, *, weak: bool = False) -> list[Trigger]:
        """The words for ties of a text in order, without those that speak of schools,
        clubs or companies.
        """
        found: list[Trigger] = []
        said = (
            *self.held["ties"].items(),
            *([("", self.held.get("weak", ""))] if weak else ()),
        )
        for kind, words in said:
            for match in _pattern(words, not self.is_eastern).finditer(text):
                start, end = match.span()
                is_new = not any(t.start < end and start < t.end for t in found)
                if is_new and not self.is_body(text, start, end):
                    found.append(Trigger(start, end, kind or "other", not kind))
        return sorted(found, key=lambda t: t.start)

    def status_of(self, text: str) -> str:
        """How a sentence stands to its tie: "asserted", or as the first of these that
        it says.
        """
        said = (key for key in ("negated", "ended", "planned") if self.has(key, text))
        return next(said, "asserted")

    def is_body(self, text: str, start: int, end: int) -> bool:
        """Whether a name at text[start:end] is part of that of a school, a club, a
        hotel or a company.
        """
        after, bodies = text[end : end + 25], self.held["bodies"]
        if self.is_eastern:
            return bool(re.match(rf"[立の]?[一-龥가-힣]{{0,3}}\s?(?:{bodies})", after))
        before = text[max(0, start - 25) : start]
        head = (
            rf"(?<![^\W\d_])(?:{bodies})\s(?:(?:of|de|di|der|in|von|d|del)\s?['’]?)?$"
        )
        tail = rf"[\s-](?:[^\W\d_]+\s)?(?:{bodies})\b"
        return bool(
            re.match(tail, after, re.IGNORECASE)
            or re.search(head, before, re.IGNORECASE)
        )

    def is_word(self, word: str) -> bool:
        """Whether a capitalised word is a word of the language: small, of a level, or
        in its list.
        """
        low = word.lower().rstrip(".")
        is_said = any(self.pattern(key).fullmatch(low) for key in ("city", "upper"))
        return is_said or any(
            low in self.set_of(key) for key in ("function", "no_names")
        )

    def nominatives(self, word: str) -> Sequence[str]:
        """The word, and the words of which it may be a case, by the longest ending
        first.
        """
        endings = self.held["cases"].items()
        fitting = (
            e for e in endings if word.endswith(e[0]) and len(word) - len(e[0]) > 1
        )
        cases = (
            word.removesuffix(e) + base for e, of in fitting for base in of.split("|")
        )
        return tuple(dict.fromkeys((word, *cases)))

    def levels(
        self, text: str, start: int, end: int
    ) -> tuple[tuple[str, bool], tuple[str, bool]]:
        """The words of level before and after text[start:end], each with whether it is
        of an upper level; "" and False for none, as for the plural of English behind a
        name ("Chinese cities").
        """
        is_english, rest = self.language == "en", text[end : end + 25]
        before, is_upper = self._level(text[max(0, start - 45) : start], _BEFORE)
        first = (
            ("", False) if is_english and " of" not in before else (before, is_upper)
        )
        after, is_upper = self._level(rest, _AFTER)
        is_next = (
            after.endswith("s") if is_english else rest[len(after) :][1:2].isupper()
        )
        return first, (after, is_upper) if not is_next and (
            is_upper or is_english
        ) else ("", False)

    def _level(self, text: str, frame: str) -> tuple[str, bool]:
        for key in ("city", "upper"):
            said = self.held.get(key)
            if said and (found := re.search(frame.format(said), text, re.IGNORECASE)):
                return found["word"], key == "upper"
        return "", False


@cache
def _set_of(said: str) -> frozenset[str]:
    return frozenset(said.split())


@cache
def _pattern(said: str, whole: bool = True) -> re.Pattern[str]:
    framed = rf"(?<![^\W\d_])(?:{said})(?![^\W\d_])" if whole else said
    return re.compile(framed if said else r"(?!)", re.IGNORECASE)


@cache
def words_of(language: str) -> Words:
    """The words of a language; those of English for one that is not read."""
    name = language if language in LANGUAGES else "en"
    held = tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))
    cases = sorted(held.get("cases", {}).items(), key=lambda case: -len(case[0]))
    return Words(name, {**held, "cases": dict(cases)})


def language_of(text: str, told: str = "") -> str:
    """The language of a text: that told, else by its script and small words."""
    base = told.lower().split("-")[0]
    if base in LANGUAGES:
        return base
    sample = text[:20_000]
    scripts = (
        ("ko", "[가-힣]"),
        ("ja", "[ぁ-ん]"),
        ("zh", "[\u4e00-\u9fff]"),
        ("ru", "[а-яё]"),
    )
    for language, letters in scripts:
        if len(re.findall(letters, sample)) * 6 > len(re.sub(r"\W|\d", "", sample)):
            return language
    held = re.findall(r"[^\W\d_]+", sample.lower())
    small = {name: words_of(name).set_of("function") for name in LANGUAGES[:7]}
    return max(small, key=lambda name: sum(word in small[name] for word in held))
