"""Concepts: the words of the exchange form as concepts of the register's vocabularies, one table a scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kizuna.claims import vocabulary
from kizuna.errors import BadClaim

_SAID_OTHERWISE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "forms": {"ship": "ship-of-friendship", "dispatch": "dispatch-of-experts"},
        "recurrences": {"biannual": "twice-a-year", "biennial": "every-two-years"},
        "organisation-types": {
            "council": "committee",
            "office": "agency",
            "fund": "foundation",
            "school_tie": "school",
            "university_tie": "university",
            "port_tie": "port",
        },
    }
)
"""Words that are not the concept's id with underscores for hyphens."""


def concept_of(scheme: str, word: object) -> str:
    """The concept of a scheme that a word of the exchange form means: "flora_fauna" is flora-fauna.

    Raises BadClaim, quoting the word, when the scheme has no such concept.
    """
    if not isinstance(word, str):
        raise BadClaim(f"{word!r} is not a word of the scheme {scheme}")
    said = _SAID_OTHERWISE.get(scheme, {}).get(word, word.replace("_", "-"))
    if scheme == "recurrences":
        spelt = {"2": "two", "3": "three", "5": "five"}
        said = re.sub(r"(?<=every-)\d(?=-years)", lambda n: spelt.get(n[0], n[0]), said)
    return vocabulary.scheme(scheme)[said].id
