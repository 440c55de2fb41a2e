"""Claims of one property of one thing that do not all say the same: what may be in conflict, and no more.

Law: whatever the fold calls a conflict is among these claims, under all ids judged the same; most of them
agree, or may stand side by side, and only the fold tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kizuna.claims.claim import Claim
from kizuna.store.claim_values import select_claims
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.redaction import visible
from kizuna.store.sql import among
from kizuna.store.terms import known_terms

_ALL = 2**62


@guarded
def rival_claims(
    properties: Iterable[str], same: Iterable[str] = (), *, known_at: datetime | None = None
) -> list[Claim]:
    """The claims of these properties where a thing has several values, and all of those about the ids in `same`.

    Recorded by `known_at` (None: all), the rejected ones too, in the order in which they came.
    """
    until = _ALL if known_at is None else microseconds(known_at)
    named, first = among("property", known_terms(properties).values())
    asked, second = among("c.property", known_terms(properties).values())
    subjects, third = among("c.subject", known_terms(same).values())
    return select_claims(
        f"WHERE {asked} AND c.recorded_at <= %s AND ({subjects} OR (c.subject, c.property) IN"
        f" (SELECT subject, property FROM {visible('claims')} WHERE {named} AND recorded_at <= %s"
        " GROUP BY subject, property HAVING min(value) <> max(value))) ORDER BY c.seq",
        [*second, until, *third, *first, until],
    )
