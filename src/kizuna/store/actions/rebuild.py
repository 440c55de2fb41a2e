"""Rebuilding the register's tables from the whole ledger."""

from __future__ import annotations

import time
from dataclasses import dataclass

from kizuna.register.fold import LOGIC_VERSION
from kizuna.store.audited import audited
from kizuna.store.materialise.whole import Tell, rebuild_all
from kizuna.store.queries.ledger import heads

_WORTH_WORKERS = 200_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: by which logic, from how many claims, how many ties and places, in how many seconds."""

    logic_version: int
    claims: int
    ties: int
    places: int
    seconds: float


def rebuild(*, acting_user: str, tell: Tell | None = None) -> Rebuilt:
    """Make every table of the register anew; a large ledger is folded by all processors.

    `tell` is told how far it is. Raises StorageError, and what `tell` raises; then the tables are as before.
    """
    began = time.perf_counter()
    with audited("rebuild", acting_user) as notes:
        told = {"tell": tell} if tell else {}
        made = rebuild_all(by_all=heads()[0] >= _WORTH_WORKERS, **told)
        notes.append(f"{made.claims} claims, {made.ties} ties, {made.places} places")
    return Rebuilt(LOGIC_VERSION, made.claims, made.ties, made.places, time.perf_counter() - began)
