"""Which ids stand for the same thing, by the judgements in force at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from kizuna.store.ledger import weights


@dataclass(frozen=True)
class Identities:
    """Which ids stand for the same thing: `same` has the one that stands for each id that does not for itself."""

    same: Mapping[str, str]

    @classmethod
    def known(cls, known_at: datetime | None = None) -> Identities:
        """The identities that the current reader may know, as known at a time (None: now)."""
        return cls(weights(known_at).same)

    @cached_property
    def clusters(self) -> Mapping[str, frozenset[str]]:
        """All ids of each cluster of more than one, by the id that stands for it."""
        found: dict[str, set[str]] = defaultdict(set)
        for ref, canonical in self.same.items():
            found[canonical] |= {ref, canonical}
        return {canonical: frozenset(refs) for canonical, refs in found.items()}

    def canonical(self, refs: Iterable[str]) -> set[str]:
        """The ids that stand for the given ones."""
        return {self.same.get(ref, ref) for ref in refs}

    def members(self, refs: Iterable[str]) -> set[str]:
        """The ids with all those that stand for the same things."""
        found: set[str] = set()
        for ref in self.canonical(refs):
            found |= self.clusters.get(ref, {ref})
        return found
