"""Keeping the register's tables in step with the ledger, inside the transaction that changes it."""

from __future__ import annotations

from collections.abc import Set

from kizuna.store.materialise.refolding import note_followed, refold_entities
from kizuna.store.materialise.whole import rebuild_all
from kizuna.store.queries.ledger import heads

_FEW = 2_000
_CLAIMS_AN_ENTITY = 20


def follow(touched: Set[str]) -> None:
    """Bring the tables to the ledger's head: entity by entity, or all at once when many were touched."""
    if len(touched) > max(_FEW, heads()[0] // _CLAIMS_AN_ENTITY):
        rebuild_all(by_all=False)
        return
    refold_entities(touched)
    note_followed()
