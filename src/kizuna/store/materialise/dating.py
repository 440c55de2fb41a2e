"""The days by which documents were written, for the ties that have no date of their own."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.kinds import Document, Tie
from kizuna.register.dating import UNDATED, Dating
from kizuna.store.identities import Identities
from kizuna.store.materialise.folding import fold_entities
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch
from kizuna.store.terms import known_terms, texts_of
from kizuna.values import kind_of

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
