"""Persons of an office that a passage names: "Osaka mayor Y. Osima", "Mayors Ron Young and Hans Müller"."""

from __future__ import annotations

import re

_NAME = (
    r"(?:[A-ZÀ-Þ]\.\s?)*[A-ZÀ-ÞŁŚŠŽ][\w'’-]+(?:\s(?:[A-ZÀ-Þ]\.|(?:van|von|de|da"
    r"|der)\s)?\s?[A-ZÀ-ÞŁŚŠŽ][\w'’-]+){0,2}"
)
_OFFICE = (
    r"(?:[Ll]ord )?(?:[Vv]ice-?|[Dd]eputy )?[Mm]ayors?|[Gg]overnors?|[Cc]hancellor"
    r"|[Pp]resident|[Bb]ürgermeister(?:in)?|[Oo]berbürgermeister(?:in)?"
    r"|[Cc]ouncill?ors?|[Cc]hairman|[Mm]inister|[Aa]mbassador|[Dd]r\.|[Aa]lderman|Crs?"
)
_TITLED = re.compile(
    rf"\b(?:{_OFFICE})\s(?:of\s[A-Z]\w+,?\s)?({_NAME})(?:\sand\s(?:(?:{_OFFICE})\s)?({_NAME}))?"
)


def people_in(text: str) -> list[str]:
    """The names of persons that stand after an office, in order, each once."""
    found: list[str] = []
    for match in _TITLED.finditer(text):
        for name in match.groups():
            cleaned = re.sub(r"['’]s$", "", name) if name else ""
            if cleaned and cleaned not in found:
                found.append(cleaned)
    return found
