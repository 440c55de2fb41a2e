"""Checks entity ids, `kind/slug`, plain ASCII that never changes its kind; and directions between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kizuna.errors import BadReference, BadValue

_REF = re.compile(r"([a-z]+(?:-[a-z]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")
_EXPECTED = "write kind/slug in lower-case letters, digits and single hyphens: government/osaka"


def check_ref(text: object) -> str:
    """The id itself when it has the form kind/slug. Raises BadReference quoting it."""
    if not isinstance(text, str) or _REF.fullmatch(text) is None:
        raise BadReference(text, _EXPECTED)
    return text


@lru_cache(maxsize=1 << 16)
def kind_of(ref: str) -> str:
    """The kind of an entity id: "tie" of "tie/osaka-shanghai". Raises BadReference."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise BadReference(ref, _EXPECTED)
    return found[1]


def slug_of(ref: str) -> str:
    """The part after the kind: "osaka-shanghai" of "tie/osaka-shanghai". Raises BadReference."""
    return check_ref(ref).partition("/")[2]


_EXPECTED_DIRECTION = 'write {"from": id, "to": id}, one of the two alone, or {"between": [id, id]}'


@dataclass(frozen=True, slots=True, order=True)
class Direction:
    """Who sent and who received, as entity ids.

    None is a party nobody named; not both may be None. When `mutual`, both are named and neither
    comes first: they are kept in the order of their ids. Raises BadValue or BadReference.
    """

    source: str | None
    target: str | None
    mutual: bool = False

    def __post_init__(self) -> None:
        parties = [check_ref(party) for party in (self.source, self.target) if party is not None]
        if len(parties) < (2 if self.mutual else 1):
            raise BadValue(parties, _EXPECTED_DIRECTION)
        if len(parties) == 2 and parties[0] == parties[1]:
            raise BadValue(
                parties, f"a direction needs two different parties; {_EXPECTED_DIRECTION}"
            )
        if self.mutual:
            first, second = sorted(parties)
            object.__setattr__(self, "source", first)
            object.__setattr__(self, "target", second)

    @classmethod
    def between(cls, first: str, second: str) -> Direction:
        """A mutual direction; the order of the two does not matter."""
        return cls(first, second, mutual=True)

    @classmethod
    def from_json(cls, obj: object) -> Direction:
        """Reads {"from", "to"} or {"between"}. Raises BadValue or BadReference."""
        if isinstance(obj, dict) and obj and obj.keys() <= {"from", "to"}:
            return cls(obj.get("from"), obj.get("to"))
        if isinstance(obj, dict) and obj.keys() == {"between"}:
            return cls.between(*_two(obj["between"]))
        raise BadValue(obj, _EXPECTED_DIRECTION)

    def to_json(self) -> dict[str, object]:
        """{"between": [id, id]} when mutual, else {"from": id, "to": id} without unknown ones."""
        if self.mutual:
            return {"between": [self.source, self.target]}
        parties = {"from": self.source, "to": self.target}
        return {key: party for key, party in parties.items() if party is not None}

    @property
    def parties(self) -> tuple[str, ...]:
        """The named parties, the sender first."""
        return tuple(party for party in (self.source, self.target) if party is not None)

    def __str__(self) -> str:
        return f"{self.source or '?'} {'<->' if self.mutual else '->'} {self.target or '?'}"


def _two(parties: object) -> tuple[str, str]:
    if not isinstance(parties, list | tuple) or len(parties) != 2:
        raise BadValue({"between": parties}, _EXPECTED_DIRECTION)
    return check_ref(parties[0]), check_ref(parties[1])
