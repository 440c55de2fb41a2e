"""Names a thing by its number in somebody else's register; each scheme checks its own form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kizuna.errors import BadIdentifier


@dataclass(frozen=True, slots=True)
class IdentifierScheme:
    """One register of identifiers: the form of its values, in words too, and its public page."""

    form: re.Pattern[str]
    expected: str
    address: str = ""
    check: Callable[[str], bool] = lambda value: True


def _jis_check_digit_holds(code: str) -> bool:
    """The sixth digit of a Japanese local government code (JIS X 0402), where it is written.

    The first five digits weighed 6, 5, 4, 3, 2 give a sum; the check digit is 11 less the rest of
    the sum by 11, its last digit only.
    """
    if len(code) == 5:
        return True
    weighed = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=False))
    return int(code[5]) == (11 - weighed % 11) % 10


SCHEMES: dict[str, IdentifierScheme] = {
    "wikidata": IdentifierScheme(
        re.compile(r"Q[1-9][0-9]*"), "Q35765", "https://www.wikidata.org/wiki/{value}"
    ),
    "geonames": IdentifierScheme(
        re.compile(r"[1-9][0-9]*"), "1853909", "https://www.geonames.org/{value}"
    ),
    "iso3166-1": IdentifierScheme(re.compile(r"[A-Z]{2}"), "JP, two upper-case letters"),
    "iso3166-2": IdentifierScheme(re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"), "JP-27"),
    "jis": IdentifierScheme(
        re.compile(r"(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}[0-9]?"),
        "27100, or 271004 with its check digit",
        check=_jis_check_digit_holds,
    ),
    "gb": IdentifierScheme(re.compile(r"[1-9][0-9]{5}"), "310000, six digits (GB/T 2260)"),
    "okato": IdentifierScheme(re.compile(r"[0-9]{2}(?:[0-9]{3}){0,3}"), "40, or 5, 8 or 11 digits"),
    "oktmo": IdentifierScheme(re.compile(r"[0-9]{8}(?:[0-9]{3})?"), "40000000, 8 or 11 digits"),
}
"""The registers Kizuna knows, by the name that stands before the colon."""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A value of one of SCHEMES. Raises BadIdentifier for an unknown scheme or a wrong form."""

    scheme: str
    value: str

    def __post_init__(self) -> None:
        scheme = SCHEMES.get(self.scheme)
        if scheme is None:
            raise BadIdentifier(str(self), f"the schemes are {', '.join(SCHEMES)}")
        if not isinstance(self.value, str) or not scheme.form.fullmatch(self.value):
            raise BadIdentifier(str(self), f"after {self.scheme}: comes {scheme.expected}")
        if not scheme.check(self.value):
            raise BadIdentifier(str(self), "its check digit is wrong")

    @classmethod
    def parse(cls, text: object) -> Identifier:
        """Reads "wikidata:Q35765". Raises BadIdentifier quoting the text."""
        if not isinstance(text, str) or ":" not in text:
            raise BadIdentifier(text, "write scheme:value, such as wikidata:Q35765")
        scheme, _, value = text.strip().partition(":")
        return cls(scheme, value)

    @classmethod
    def from_json(cls, obj: object) -> Identifier:
        """Reads the text of a JSON value. Raises BadIdentifier."""
        return cls.parse(obj)

    def to_json(self) -> str:
        """The text, scheme:value."""
        return str(self)

    @property
    def address(self) -> str | None:
        """The URL of the thing's public page, None when its register has none."""
        return SCHEMES[self.scheme].address.format(value=self.value) or None

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
