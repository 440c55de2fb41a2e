"""Judgements as the ledger holds them, withdrawn ones too, the oldest first, alone and
by decision.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from kizuna.claims.claim import Judgement
from kizuna.store.cache import cached, judged
from kizuna.store.queries.claims import only_one, select_judgements
from kizuna.store.sql import guarded, microseconds, until


@guarded
def judgements(*, known_at: datetime | None = None) -> list[Judgement]:
    """All judgements made by a time (None: now)."""
    return select_judgements(
        "WHERE judged_at <= %s ORDER BY judged_at, seq", [until(known_at)]
    )


@guarded
def judgements_about(
    targets: Iterable[str], *, known_at: datetime | None = None
) -> list[Judgement]:
    """The judgements on the given claims and entities, and whatever withdraws or
    restores those.
    """

    def by_target() -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in judgements(known_at=known_at):
            for ref in {judgement.target, judgement.other} - {""}:
                found[ref].append(judgement)
        return dict(found)

    index = cached(
        ("judgements", known_at), by_target, len, basis=judged, of_facts=True
    )
    found: dict[str, Judgement] = {}
    asked = set(targets)
    while asked:
        new = {
            j.id: j for ref in asked for j in index.get(ref, ()) if j.id not in found
        }
        found.update(new)
        asked = set(new)
    return sorted(found.values(), key=lambda j: (j.judged_at, j.id))


@guarded
def judgement_by_id(prefix: str) -> Judgement:
    """The judgement whose id begins with the given hex digits. Raises as `only_one`."""
    return only_one(
        "judgement",
        prefix,
        select_judgements,
        lambda j: f"{j.verdict} {j.target}: {j.reason}",
    )


@guarded
def decision_of(prefix: str) -> list[Judgement]:
    """The judgements that were recorded together with the one whose id begins so, in
    the order of the ledger: by the same judge at the same moment. Raises NotFound and
    Ambiguous.
    """
    asked = judgement_by_id(prefix)
    made = [microseconds(asked.judged_at), asked.judge]
    return select_judgements("WHERE judged_at = %s AND judge = %s ORDER BY seq", made)
