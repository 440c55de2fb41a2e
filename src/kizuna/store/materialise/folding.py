"""Entities folded from the ledger by the core, with only the properties that the tables need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import KINDS, Entity
from kizuna.register.fold import Weights, fold_subject
from kizuna.store.claim_values import select_claims
from kizuna.store.identities import Identities
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.sql import among
from kizuna.store.terms import known_terms
from kizuna.values import kind_of

TIE_PROPERTIES = ("party", "type", "milestone", "status")
PLACE_PROPERTIES = ("country", "part_of", "belongs_to", "located_in", "definition")
PLACE_KINDS = ("government", "organisation", "area")


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
