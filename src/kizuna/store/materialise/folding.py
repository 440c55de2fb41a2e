"""Entities folded from the ledger by the core, with only what the tables need, and the days of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import KINDS, Document, Entity, Tie
from kizuna.register.dating import UNDATED, Dating
from kizuna.register.fold import Weights, fold_subject
from kizuna.store.codes import CERTAINTY_OF, STANCE_OF
from kizuna.store.ledger import Identities
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch, has_prefix, known_terms, texts_of
from kizuna.values import escape_characters, kind_of

TIE_PROPERTIES = ("party", "type", "milestone", "status")
_ANY_TIME = datetime.fromtimestamp(0, UTC)


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
    claims = _claims(identities.members(refs), properties)
    on_claims = judgements_about([c.id for c in claims]) if heads()[1] else ()
    return _folded(claims, replace(Weights.of(on_claims), same=identities.same))


def _claims(refs: Iterable[str], properties: Iterable[str]) -> list[Claim]:
    """The claims of properties about ids in order of recording, without what no table asks for: who recorded them
    and when, who holds them, and the passage but for its beginning."""
    texts = {number: text for text, number in known_terms((*refs, *properties)).items()}
    subject, first = among("subject", (n for n, text in texts.items() if "/" in text))
    named, second = among("property", (n for n, text in texts.items() if "/" not in text))
    rows = fetch(
        "SELECT uid, subject, property, value, valid, document, passage_start, stance, certainty, method"
        f" FROM {visible('claims')} WHERE {subject} AND {named} ORDER BY seq",
        [*first, *second],
    )
    texts |= texts_of({n for row in rows for n in (row[5], row[9])})
    return [
        Claim._make(
            (
                *(texts[about], texts[name], escape_characters(value), valid, texts[document]),
                *("", start, None, "", ""),
                *(STANCE_OF[stance], CERTAINTY_OF[certainty], texts[method], "", _ANY_TIME),
                uid.hex(),
            )
        )
        for uid, about, name, value, valid, document, start, stance, certainty, method in rows
    ]


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


_PROPERTIES = ("date",)


def dating_for(ties: Iterable[Tie], identities: Identities) -> Dating:
    """The dates of the documents that undated milestones of the ties rest on."""
    cited = {
        claim.document
        for tie in ties
        for fact in tie.milestone
        if fact.value.date is None
        for claim in fact.claims
    }
    if not cited:
        return UNDATED
    entities = fold_entities(cited, _PROPERTIES, identities).values()
    dates = {e.id: e.date.value for e in entities if isinstance(e, Document)}
    return Dating({ref: date.span.end_latest for ref, date in dates.items() if date}.get)


def ties_dated_by(refs: Iterable[str]) -> set[str]:
    """The ties that have a milestone without a date from any of the documents among the ids."""
    documents = known_terms(ref for ref in refs if kind_of(ref) == "document").values()
    condition, params = among("document", documents)
    rows = fetch(
        f"SELECT DISTINCT subject FROM {visible('claims')} WHERE {condition}"
        " AND property = (SELECT id FROM terms WHERE text = 'milestone')"
        " AND value NOT LIKE '%%\"date\":%%'",
        params,
    )
    return set(texts_of(subject for (subject,) in rows).values())
