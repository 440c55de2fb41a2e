"""A number that a reader sees, with the claims it rests on; no number is shown without
them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kizuna.claims.kinds import Entity
from kizuna.register.ties import Part
from kizuna.values import Answer, Quantity


def unique(claims: Iterable[str]) -> tuple[str, ...]:
    """Claim ids in order of first mention, without repeats."""
    return tuple(dict.fromkeys(claims))


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that a source states, beside the one that the register counts.

    `holder` is the entity id of who states it, `claims` the claim ids that say so
    (never empty).
    """

    value: Quantity
    holder: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with a certain and a possible bound, resting on claims.

    `certain` counts what is so on every reading of the evidence, `possible` what is so
    on at least one; certain <= possible. `claims` are the claim ids behind the possible
    count; they are empty only where both counts are zero (nothing is recorded, which is
    not "none exists").
    """

    certain: int
    possible: int
    claims: tuple[str, ...]
    stated: tuple[StatedTotal, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.certain <= self.possible:
            raise ValueError(
                f"a figure of {self.certain} certain, {self.possible} possible"
            )
        if self.possible and not self.claims:
            raise ValueError(f"a figure of {self.possible} without claims")

    @classmethod
    def count(cls, counted: Iterable[tuple[Answer, Iterable[str]]]) -> Figure:
        """The count of things given as (whether it is so, the claims that say so)."""
        held = [
            (answer, tuple(claims)) for answer, claims in counted if answer.possible
        ]
        return cls(
            certain=sum(answer.certain for answer, _ in held),
            possible=len(held),
            claims=unique(claim for _, claims in held for claim in claims),
        )

    def beside(self, stated: Iterable[StatedTotal]) -> Figure:
        """The same figure with the totals that sources state."""
        return replace(self, stated=tuple(stated))

    def as_json(self) -> dict[str, Any]:
        """The FIGURE object of the note's contract."""
        return {
            "certain": self.certain,
            "possible": self.possible,
            "claims": list(self.claims),
            "stated": [
                {
                    "value": s.value.to_json(),
                    "holder": s.holder,
                    "claims": list(s.claims),
                }
                for s in self.stated
            ],
        }


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that was derived, with the claims that it was derived from (never
    empty).
    """

    quantity: Quantity
    claims: tuple[str, ...]

    @property
    def middle(self) -> float | None:
        """The middle of what is known; an open bound counts as the other. None where
        both are open.
        """
        bounds = [b for b in (self.quantity.min, self.quantity.max) if b is not None]
        return sum(bounds) / len(bounds) if bounds else None

    def as_json(self) -> dict[str, Any]:
        return {**self.quantity.to_json(), "claims": list(self.claims)}


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that was computed from what claims say: it lies from `least` to `most`.

    The two differ where dates or amounts are uncertain; `how` names the rule by which
    it was computed, as the reference of measures has it. `claims` are those that went
    in, never empty.
    """

    least: float
    most: float
    how: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.least <= self.most:
            raise ValueError(f"{self.how}: from {self.least} to {self.most}")
        if not self.claims:
            raise ValueError(f"{self.how} without claims")

    def as_json(self) -> dict[str, Any]:
        return {
            "least": self.least,
            "most": self.most,
            "how": self.how,
            "claims": [*self.claims],
        }


def count_of(parts: Iterable[Part[Entity]]) -> Figure:
    """How many of the parts certainly and possibly had begun: the one count of events,
    programmes and the like.
    """
    return Figure.count((part.begun, part.entity.claim_ids) for part in parts)
