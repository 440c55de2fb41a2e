"""Keeping the register's tables in step with the ledger, inside the transaction that changes it."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.store.materialise.refolding import note_followed, refold_entities

_TOGETHER = 2_000


def follow(touched: Iterable[str]) -> None:
    """Bring the tables to the ledger's head, so many of the entities touched at a time."""
    refs = sorted(touched)
    for at in range(0, len(refs), _TOGETHER):
        refold_entities(refs[at : at + _TOGETHER])
    note_followed()
