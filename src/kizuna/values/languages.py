"""Checks and normalises language tags (BCP 47, RFC 5646); a tag has one spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from kizuna.errors import BadLanguage

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
_EXPECTED = "write a language tag (BCP 47): ja, ru, zh-Hans, pt-BR"


@lru_cache(maxsize=1024)
def _normalised(tag: str) -> str:
    found = _TAG.fullmatch(tag.strip().replace("_", "-").lower())
    if found is None:
        raise BadLanguage(tag, _EXPECTED)
    script, region = found["script"], found["region"]
    parts = [found["language"], script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + found["variants"] + (found["private"] or "")


def language_tag(tag: object) -> str:
    """The tag as BCP 47 spells it: "zh-Hans" for "zh-hans" and "zh_Hans".

    Language, script, region, variants and private use are read; whether such a language exists
    is not looked up. Raises BadLanguage quoting the tag.
    """
    if not isinstance(tag, str):
        raise BadLanguage(tag, _EXPECTED)
    return _normalised(tag)


def base_language(tag: str) -> str:
    """The language alone: "zh" of "zh-Hans-CN". Raises BadLanguage."""
    return language_tag(tag).partition("-")[0]


@lru_cache(maxsize=1024)
def own_name(tag: str) -> str:
    """What speakers call the language: 日本語 for "ja", русский for "ru" (CLDR, through babel).

    A language CLDR does not hold gives its tag. Raises BadLanguage for what is not a tag.
    """
    from babel import Locale, UnknownLocaleError

    normal = language_tag(tag)
    try:
        named = Locale.parse(normal, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        return normal
    return named or normal
