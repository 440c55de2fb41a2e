"""Entities folded from the ledger by the core, with only the properties that the tables need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import KINDS, Entity
from kizuna.register.fold import Weights, fold_subject
from kizuna.store.claim_values import select_claims, select_judgements
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.sql import among
from kizuna.store.terms import known_terms
from kizuna.values import kind_of

TIE_PROPERTIES = ("party", "type", "milestone", "status")
PLACE_PROPERTIES = ("country", "part_of", "belongs_to", "located_in", "definition")
PLACE_KINDS = ("government", "organisation", "area")
_OF_IDENTITY = "WHERE verdict IN (4, 5, 6) ORDER BY judged_at, seq"


@dataclass(frozen=True)
class Identities:
    """Which ids stand for the same thing, by the judgements in force now."""

    judgements: tuple[Judgement, ...]

    @classmethod
    def known(cls) -> Identities:
        """The identities of the open database."""
        found = select_judgements(_OF_IDENTITY)
        if not found:
            return cls(())
        return cls(tuple(judgements_about([j.target for j in found])))

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


def fold_entities(
    refs: Iterable[str], properties: Iterable[str], identities: Identities
) -> dict[str, Entity]:
    """The entities that stand for the ids, folded from their claims of the properties, by id."""
    subject, first = among("c.subject", known_terms(identities.members(refs)).values())
    named, second = among("c.property", known_terms(properties).values())
    claims = select_claims(f"WHERE {subject} AND {named} ORDER BY c.seq", [*first, *second])
    return folded(claims, _weights(claims, identities))


def _weights(claims: Iterable[Claim], identities: Identities) -> Weights:
    _, judged = heads()
    if not judged:
        return Weights.of(())
    on_claims = judgements_about([claim.id for claim in claims])
    return Weights.of({j.id: j for j in (*on_claims, *identities.judgements)}.values())


def folded(claims: Iterable[Claim], weights: Weights) -> dict[str, Entity]:
    """The entities of the claims that the weights admit, by the ids that stand for them."""
    subjects: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if weights.admits(claim):
            subjects[weights.same.get(claim.subject, claim.subject)].append(claim)
    return {
        ref: fold_subject(ref, found, weights)
        for ref, found in subjects.items()
        if kind_of(ref) in KINDS
    }
