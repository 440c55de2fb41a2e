"""What the register holds of one property: the facts stated, best first, each on its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.judgement import Judgement
from kizuna.values import Edtf

V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """One value of a property with the claims that support it, the strongest first (never empty).

    `valid` is the span in which it holds, None when no claim gives one. `preferences` are the
    judgements that put this fact before a competing one; `denials` the claims that deny it.
    """

    value: V
    valid: Edtf | None
    claims: tuple[Claim, ...]
    preferences: tuple[Judgement, ...] = ()
    denials: tuple[Claim, ...] = ()

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of the supporting claims, the strongest first."""
        return tuple(claim.id for claim in self.claims)

    @property
    def counts(self) -> bool:
        """Whether at least one claim says that it is so and has a source."""
        return any([claim.counts for claim in self.claims])  # noqa: C419 - quicker, and asked most

    @property
    def certainty(self) -> Certainty:
        """The certainty of the surest claim."""
        return min((claim.certainty for claim in self.claims), key=lambda c: c.rank)


@dataclass(frozen=True, slots=True)
class Stated(Generic[V]):
    """The facts of one property, best first; empty when nothing is recorded."""

    facts: tuple[Fact[V], ...] = ()
    conflicts: tuple[tuple[Fact[V], ...], ...] = ()

    def __iter__(self) -> Iterator[Fact[V]]:
        return iter(self.facts)

    def __bool__(self) -> bool:
        return bool(self.facts)

    @property
    def best(self) -> Fact[V] | None:
        """The preferred fact, or None when nothing is recorded."""
        return self.facts[0] if self.facts else None

    @property
    def value(self) -> V | None:
        """The value of the preferred fact, or None when nothing is recorded."""
        return self.facts[0].value if self.facts else None

    @property
    def values(self) -> tuple[V, ...]:
        """Every value, best first."""
        return tuple(fact.value for fact in self.facts)

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims behind all facts, without repeats."""
        return tuple(dict.fromkeys(i for fact in self.facts for i in fact.claim_ids))


NOTHING: Stated[Any] = Stated()
