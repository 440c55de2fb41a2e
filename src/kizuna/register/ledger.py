"""The ledger as the register reads it: claims and judgements as one reader may see them, as known at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Protocol

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import decode, kind_of_subject, naming_properties
from kizuna.register.fold import Weights
from kizuna.values import kind_of


class Ledger(Protocol):
    """A view of claims and judgements; nothing else knows the time of knowing or who reads."""

    @property
    def known_at(self) -> datetime | None:
        """The time as of which it is known; None is now."""

    @property
    def weights(self) -> Weights:
        """The judgements in force."""

    def about(self, refs: Collection[str] | None) -> Sequence[Claim]:
        """The claims about the ids (None: about anything), rejected ones too, in order of recording."""

    def naming(self, refs: Collection[str]) -> Iterable[tuple[str, str]]:
        """Every pair (id named, subject) of claims whose values name one of the ids."""

    def ids(self, kind: str) -> Iterable[str]:
        """The subjects of a kind (its prefix), rejected claims too."""

    def stating(self, kind: str, property: str, value: str) -> Iterable[str]:
        """The subjects of a kind of claims that state a property with a value, as canonical JSON writes it."""


class MemoryLedger:
    """Claims and judgements in memory; those recorded or made after `known_at` are left out."""

    def __init__(
        self,
        claims: Iterable[Claim],
        judgements: Iterable[Judgement] = (),
        known_at: datetime | None = None,
    ) -> None:
        self.known_at = known_at
        self._claims = [c for c in claims if known_at is None or c.recorded_at <= known_at]
        self.weights = Weights.of(
            j for j in judgements if known_at is None or j.judged_at <= known_at
        )

    def about(self, refs: Collection[str] | None) -> Sequence[Claim]:
        """As in Ledger."""
        if refs is None:
            return self._claims
        return [claim for ref in refs for claim in self._subjects.get(ref, ())]

    def naming(self, refs: Collection[str]) -> Iterable[tuple[str, str]]:
        """As in Ledger."""
        return ((ref, subject) for ref in refs for subject in self._naming.get(ref, ()))

    def ids(self, kind: str) -> Iterable[str]:
        """As in Ledger."""
        return (ref for ref in self._subjects if ref.startswith(f"{kind}/"))

    def stating(self, kind: str, property: str, value: str) -> Iterable[str]:
        """As in Ledger."""
        return {
            claim.subject
            for claim in self._claims
            if (claim.property, claim.value) == (property, value) and kind_of(claim.subject) == kind
        }

    @cached_property
    def _subjects(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            found[claim.subject].append(claim)
        return found

    @cached_property
    def _naming(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in self._claims:
            for ref in named_in(claim):
                found[ref][claim.subject] = None
        return found


def named_in(claim: Claim) -> Iterable[str]:
    """The ids that the value of a claim names."""
    kind = kind_of_subject(claim.subject)
    naming = naming_properties(kind).get(claim.property)
    return (
        () if naming is None else naming.type.refs(decode(kind.prefix, claim.property, claim.value))
    )
