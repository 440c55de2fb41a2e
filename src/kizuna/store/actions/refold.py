"""Refolding the register's tables for some entities."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.store.audited import audited
from kizuna.store.materialise.refolding import refold_entities


def refold(*, refs: Iterable[str], acting_user: str) -> int:
    """Make the tables anew for the entities and what their places and parties reach.

    Returns the number of ties that count among those refolded. Changes nothing where the tables are right.
    """
    listed = sorted(set(refs))
    with audited("refold", acting_user) as notes:
        entered = refold_entities(listed)
        notes.append(f"{len(listed)} entities, {entered} ties")
    return entered
