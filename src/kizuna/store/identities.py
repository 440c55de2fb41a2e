"""Which ids stand for the same thing, by the judgements in force at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from kizuna.claims.judgement import Judgement
from kizuna.register.fold import Weights
from kizuna.store.cache import cached, judged
from kizuna.store.queries.identifying import identity_judgements


@dataclass(frozen=True)
class Identities:
    """Which ids stand for the same thing: `judgements` are those of identity, with what takes them back."""

    judgements: tuple[Judgement, ...]

    @classmethod
    def known(cls, known_at: datetime | None = None) -> Identities:
        """The identities of the open database as known at a time (None: now)."""
        return cls(tuple(identity_judgements(known_at=known_at)))

    @cached_property
    def same(self) -> Mapping[str, str]:
        """The id that stands for each id that does not stand for itself."""
        return Weights.of(self.judgements).same

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


def identities_read(known_at: datetime | None = None) -> Identities:
    """The identities that whoever reads may know, kept for as long as nothing is judged."""
    return cached(
        ("identities", known_at), lambda: Identities.known(known_at), basis=judged, of_facts=True
    )
