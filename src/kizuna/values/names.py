"""Holds a name as it was written, with its language (BCP 47, RFC 5646), script and way
of transliteration.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from kizuna.errors import BadLanguage, BadName

_LANGUAGE_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
_EXPECTED_TAG = "write a language tag (BCP 47): ja, ru, zh-Hans, pt-BR"


@lru_cache(maxsize=1024)
def _normalised(tag: str) -> str:
    found = _LANGUAGE_TAG.fullmatch(tag.strip().replace("_", "-").lower())
    if found is None:
        raise BadLanguage(tag, _EXPECTED_TAG)
    script, region = found["script"], found["region"]
    parts = [found["language"], script and script.title(), region and region.upper()]
    return (
        "-".join(part for part in parts if part)
        + found["variants"]
        + (found["private"] or "")
    )


def language_tag(tag: object) -> str:
    """The tag as BCP 47 spells it: "zh-Hans" for "zh-hans" and "zh_Hans".

    Language, script, region, variants and private use are read; whether such a language
    exists is not looked up. Raises BadLanguage quoting the tag.
    """
    if not isinstance(tag, str):
        raise BadLanguage(tag, _EXPECTED_TAG)
    return _normalised(tag)


def base_language(tag: str) -> str:
    """The language alone: "zh" of "zh-Hans-CN". Raises BadLanguage."""
    return language_tag(tag).partition("-")[0]


SCHEMES = (
    "hepburn",
    "kunrei",
    "nihon",
    "polivanov",
    "palladius",
    "pinyin",
    "wade-giles",
    "postal",
)
"""The transliteration schemes a name may carry."""

_SCRIPTS = """
Arab=ARABIC Armn=ARMENIAN Beng=BENGALI Cyrl=CYRILLIC Deva=DEVANAGARI Ethi=ETHIOPIC Geor=GEORGIAN Grek=GREEK
Hebr=HEBREW Khmr=KHMER Laoo=LAO Latn=LATIN Mong=MONGOLIAN Mymr=MYANMAR Sinh=SINHALA Taml=TAMIL Thai=THAI
Tibt=TIBETAN
"""
SCRIPTS: dict[str, str] = dict(entry.split("=") for entry in _SCRIPTS.split())
"""Scripts (ISO 15924) told by one word that starts their characters' Unicode names."""

EAST_ASIAN_SCRIPTS = ("Hang", "Hani", "Hans", "Hant", "Jpan", "Kore")
MIXED_SCRIPTS = ("Zyyy", "Zzzz")
_KNOWN_SCRIPTS = dict.fromkeys(sorted((*SCRIPTS, *EAST_ASIAN_SCRIPTS)))
_KANA = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA")
_HAN = ("CJK", "IDEOGRAPHIC")
_SCRIPT_BY_WORD = {word: script for script, word in SCRIPTS.items()}
_FOOTNOTE = re.compile(
    r"(?:\s*(?:\[(?:[0-9]{1,3}|[a-z]{1,2}|(?:note|nb|citation|注|註|прим\.?)[^\]]*)\]|[¹²³⁰⁴-⁹*†‡※]))+(?=\s*$)",
    re.IGNORECASE,
)
_EXPECTED = 'write the name, or {"text", "language", "script", "scheme"}'
_KEYS = ("text", "language", "script", "scheme")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in one spelling.

    `language` is a tag (BCP 47), "" when not said; `script` an ISO 15924 code, taken
    from the characters and the language when not given; `scheme` one of SCHEMES, ""
    when the name is not a transliteration. Raises BadName, or BadLanguage for the tag.
    """

    text: str
    language: str = ""
    script: str = ""
    scheme: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not self.text.strip():
            raise BadName(self.text, _EXPECTED)
        object.__setattr__(self, "text", " ".join(self.text.split()))
        if self.language:
            object.__setattr__(self, "language", language_tag(self.language))
        if not self.script:
            object.__setattr__(self, "script", script_of(self.text, self.language))
        if self.script not in _KNOWN_SCRIPTS and self.script not in MIXED_SCRIPTS:
            raise BadName(
                self.script, f"the scripts (ISO 15924) are {', '.join(_KNOWN_SCRIPTS)}"
            )
        if self.scheme and self.scheme not in SCHEMES:
            raise BadName(self.scheme, f"the schemes are {', '.join(SCHEMES)}")

    @classmethod
    def from_json(cls, obj: object) -> Self:
        """Reads a bare text (a name without a language) or an object. Raises
        BadName.
        """
        if isinstance(obj, str):
            return cls(obj)
        if (
            not isinstance(obj, dict)
            or "text" not in obj
            or not obj.keys() <= set(_KEYS)
        ):
            raise BadName(obj, _EXPECTED)
        if not all(isinstance(part, str) for part in obj.values()):
            raise BadName(obj, _EXPECTED)
        return cls(**obj)

    def to_json(self) -> dict[str, str]:
        """An object with "text" and "script", and "language" and "scheme" when there
        are any.
        """
        parts = {key: getattr(self, key) for key in _KEYS}
        return {key: part for key, part in parts.items() if part}

    def __str__(self) -> str:
        return self.text


def without_footnotes(text: str) -> str:
    """The text without marks of footnotes at its end: Bukhara[12], 1974 [a], Kyiv*."""
    return _FOOTNOTE.sub("", text).strip() or text


def script_of(text: str, language: str = "") -> str:
    """The ISO 15924 code of a text's script: Latn, Cyrl, Jpan, Hans, Hang ...

    Kana anywhere make it Jpan. With Han characters it is Kore beside hangul, Jpan in a
    Japanese name, Hant where the tag says Hant, TW, HK or MO, Hans in another Chinese
    name, Kore in a Korean one, else Hani. Any hangul makes it Hang. Otherwise it is the
    script of most letters: Zyyy when there is no letter, Zzzz when the script is not in
    SCRIPTS.
    """
    letters = filter(str.isalpha, unicodedata.normalize("NFKC", text))
    words = [unicodedata.name(letter, "").partition(" ")[0] for letter in letters]
    if not words:
        return "Zyyy"
    if any(word in _KANA for word in words):
        return "Jpan"
    is_han = any(word in _HAN for word in words)
    if "HANGUL" in words:
        return "Kore" if is_han else "Hang"
    if is_han:
        base, *subtags = language_tag(language).split("-") if language else [""]
        if {"Hant", "TW", "HK", "MO"}.intersection(subtags) and "Hans" not in subtags:
            return "Hant"
        return {"ja": "Jpan", "zh": "Hans", "ko": "Kore"}.get(base, "Hani")
    return _SCRIPT_BY_WORD.get(max(dict.fromkeys(words), key=words.count), "Zzzz")
