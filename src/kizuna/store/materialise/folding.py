"""Entities folded from the ledger by the core, with only the properties that the tables need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import KINDS, Entity
from kizuna.register.fold import Weights, fold_subject
from kizuna.store.claim_values import select_claims
from kizuna.store.identities import Identities
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.sql import among, fetch, has_prefix
from kizuna.store.terms import known_terms
from kizuna.values import kind_of

TIE_PROPERTIES = ("party", "type", "milestone", "status")
PLACE_PROPERTIES = ("country", "part_of", "belongs_to", "located_in", "definition")
PLACE_KINDS = ("government", "organisation", "area")


def subjects_among(terms: range, kinds: Iterable[str], identities: Identities) -> list[str]:
    """The ids of the kinds that stand for those among the terms.

    Of ids that mean the same, the one that stands for all is found where the first of their terms lies.
    """
    conditions, params = zip(*(has_prefix("text", f"{kind}/") for kind in kinds), strict=True)
    rows = fetch(
        f"SELECT text FROM terms WHERE id BETWEEN %s AND %s AND ({' OR '.join(conditions)}) ORDER BY id",
        [terms[0], terms[-1], *chain.from_iterable(params)],
    )
    refs = [ref for (ref,) in rows]
    if not identities.clusters:
        return refs
    alone = [ref for ref in refs if identities.members([ref]) == {ref}]
    first: dict[str, int] = {}
    for ref, term in known_terms(identities.members(set(refs) - set(alone))).items():
        (meant,) = identities.canonical([ref])
        first[meant] = min(first.get(meant, term), term)
    return [*alone, *(ref for ref, term in first.items() if term in terms)]


def fold_entities(
    refs: Iterable[str], properties: Iterable[str], identities: Identities
) -> dict[str, Entity]:
    """The entities that stand for the ids, folded from their claims of the properties, by id."""
    subject, first = among("c.subject", known_terms(identities.members(refs)).values())
    named, second = among("c.property", known_terms(properties).values())
    claims = select_claims(f"WHERE {subject} AND {named} ORDER BY c.seq", [*first, *second])
    return _folded(claims, _weights(claims, identities))


def _weights(claims: Iterable[Claim], identities: Identities) -> Weights:
    _, judged = heads()
    if not judged:
        return Weights.of(())
    on_claims = judgements_about([claim.id for claim in claims])
    return Weights.of({j.id: j for j in (*on_claims, *identities.judgements)}.values())


def _folded(claims: Iterable[Claim], weights: Weights) -> dict[str, Entity]:
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
