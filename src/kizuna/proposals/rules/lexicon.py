"""Words of the rules that are data: countries, the adjectives of their people, and words for fields."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


_COUNTRIES = _table("countries.toml")
DEMONYMS: dict[str, str] = _COUNTRIES["demonyms"]
"""From the adjective of a people to the country in English."""
COUNTRIES = frozenset(_COUNTRIES["names"]["countries"])
COUNTRY = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, COUNTRIES), key=len, reverse=True))})\b"
)
"""A country by its English name."""
WIDER = COUNTRIES | frozenset(_COUNTRIES["names"]["regions"])
"""Countries, states and regions that may follow a town ("X, Ohio")."""

_NAMES = _table("names.toml")
NOT_NAMES = frozenset(_NAMES["not_names"])
"""Capitalised words that are no part of a name."""
NOT_TOWNS = frozenset(_NAMES["not_towns"])
"""Words that end the name of an institution, or of something else that is no town."""
LANDMARKS = frozenset(_NAMES["landmarks"])
"""Words that end the name of a landmark more often than that of a town."""

_FIELDS: dict[str, re.Pattern[str]] = {
    field: re.compile(rf"(?<![\w'])(?:{'|'.join(words)})(?![\w])", re.I)
    for field, words in _table("fields.toml").items()
}


@cache
def fields_in(text: str) -> tuple[str, ...]:
    """The fields of exchange that a phrase names, in the order in which it names them."""
    found: list[tuple[int, int, str]] = []
    for field, pattern in _FIELDS.items():
        match = pattern.search(text)
        if match:
            found.append((match.start(), -len(match[0]), field))
    return tuple(field for _, _, field in sorted(found))
