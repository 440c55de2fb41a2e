"""Names things: by an id of this register, `kind/slug`, plain ASCII that never changes
its kind, which a direction joins to another; and by a number in somebody else's
register, of which each scheme checks its own form.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import NamedTuple, Self

from kizuna.errors import BadIdentifier, BadReference, BadValue


class IdentifierScheme(NamedTuple):
    """One register of identifiers: the form of its values, in words too, and its public
    page.
    """

    form: str
    expected: str
    address: str = ""


SCHEMES: dict[str, IdentifierScheme] = {
    "wikidata": IdentifierScheme(
        r"Q[1-9][0-9]*", "Q35765", "https://www.wikidata.org/wiki/{value}"
    ),
    "geonames": IdentifierScheme(
        r"[1-9][0-9]*", "1853909", "https://www.geonames.org/{value}"
    ),
    "iso3166-1": IdentifierScheme(r"[A-Z]{2}", "JP, two upper-case letters"),
    "iso3166-2": IdentifierScheme(r"[A-Z]{2}-[A-Z0-9]{1,3}", "JP-27"),
    "jis": IdentifierScheme(
        r"(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}[0-9]?",
        "27100, or 271004 with its check digit",
    ),
    "gb": IdentifierScheme(r"[1-9][0-9]{5}", "310000, six digits (GB/T 2260)"),
    "okato": IdentifierScheme(r"[0-9]{2}(?:[0-9]{3}){0,3}", "40, or 5, 8 or 11 digits"),
    "oktmo": IdentifierScheme(r"[0-9]{8}(?:[0-9]{3})?", "40000000, 8 or 11 digits"),
}
"""The registers Kizuna knows, by the name that stands before the colon."""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A value of one of SCHEMES. Raises BadIdentifier for an unknown scheme or a wrong
    form.
    """

    scheme: str
    value: str

    def __post_init__(self) -> None:
        scheme = SCHEMES.get(self.scheme)
        if scheme is None:
            raise BadIdentifier(str(self), f"the schemes are {', '.join(SCHEMES)}")
        if not isinstance(self.value, str) or not re.fullmatch(scheme.form, self.value):
            raise BadIdentifier(
                str(self), f"after {self.scheme}: comes {scheme.expected}"
            )
        if len(self.value) == 6 and self.scheme == "jis":
            # The first five digits weighed 6, 5, 4, 3, 2 give a sum; the check digit is
            # 11 less the rest of the sum by 11, its last digit only (JIS X 0402).
            *digits, check = map(int, self.value)
            if check != (11 - sum(map(mul, digits, range(6, 1, -1))) % 11) % 10:
                raise BadIdentifier(str(self), "its check digit is wrong")

    @classmethod
    def parse(cls, text: object) -> Self:
        """Reads "wikidata:Q35765". Raises BadIdentifier quoting the text."""
        if not isinstance(text, str) or ":" not in text:
            raise BadIdentifier(text, "write scheme:value, such as wikidata:Q35765")
        scheme, _, value = text.strip().partition(":")
        return cls(scheme, value)

    def to_json(self) -> str:
        return str(self)

    @property
    def address(self) -> str | None:
        """The URL of the thing's public page, None when its register has none."""
        return SCHEMES[self.scheme].address.format(value=self.value) or None

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


_REF = re.compile(r"([a-z]+(?:-[a-z]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")
_EXPECTED = (
    "write kind/slug in lower-case letters, digits and single hyphens: government/osaka"
)


def check_ref(text: object) -> str:
    """The id itself when it has the form kind/slug. Raises BadReference quoting it."""
    if not isinstance(text, str) or _REF.fullmatch(text) is None:
        raise BadReference(text, _EXPECTED)
    return text


@lru_cache(maxsize=1 << 16)
def kind_of(ref: str) -> str:
    """The kind of an entity id: "tie" of "tie/osaka-shanghai". Raises BadReference."""
    return check_ref(ref).partition("/")[0]


def slug_of(ref: str) -> str:
    """The part after the kind: "osaka-shanghai" of "tie/osaka-shanghai". Raises
    BadReference.
    """
    return check_ref(ref).partition("/")[2]


def ascii_slug(text: str) -> str:
    """The letters and digits of ASCII of a text as a slug: odz for Łódź; "" when
    nothing is left.
    """
    plain = (
        unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_DIRECTION = (
    'write {"from": id, "to": id}, one of the two alone, or {"between": [id, id]}'
)


@dataclass(frozen=True, slots=True, order=True)
class Direction:
    """Who sent and who received, as entity ids.

    None is a party nobody named; not both may be None. When `mutual`, both are named
    and neither comes first: they are kept in the order of their ids. Raises BadValue or
    BadReference.
    """

    source: str | None
    target: str | None
    mutual: bool = False

    def __post_init__(self) -> None:
        parties = [
            check_ref(party)
            for party in (self.source, self.target)
            if party is not None
        ]
        if len(parties) < (2 if self.mutual else 1):
            raise BadValue(parties, _DIRECTION)
        if len(parties) == 2 and parties[0] == parties[1]:
            raise BadValue(
                parties, f"a direction needs two different parties; {_DIRECTION}"
            )
        if self.mutual:
            for end, party in zip(("source", "target"), sorted(parties), strict=True):
                object.__setattr__(self, end, party)

    @classmethod
    def from_json(cls, obj: object) -> Self:
        """Reads {"from", "to"} or {"between"}. Raises BadValue or BadReference."""
        if isinstance(obj, dict) and obj and obj.keys() <= {"from", "to"}:
            return cls(obj.get("from"), obj.get("to"))
        if isinstance(obj, dict) and obj.keys() == {"between"}:
            parties = obj["between"]
            if isinstance(parties, list | tuple) and len(parties) == 2:
                return cls(parties[0], parties[1], mutual=True)
        raise BadValue(obj, _DIRECTION)

    def to_json(self) -> dict[str, object]:
        """{"between": [id, id]} when mutual, else {"from": id, "to": id} without
        unknown ones.
        """
        if self.mutual:
            return {"between": [self.source, self.target]}
        parties = {"from": self.source, "to": self.target}
        return {key: party for key, party in parties.items() if party is not None}

    def __str__(self) -> str:
        return (
            f"{self.source or '?'} {'<->' if self.mutual else '->'}"
            f" {self.target or '?'}"
        )
