"""Which things nobody has identified, and the judgements of identity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kizuna.claims.judgement import Judgement
from kizuna.store.claim_values import select_judgements
from kizuna.store.connections import times_opened
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import edition
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, has_prefix
from kizuna.values import canonical_json

_ALL = 2**62
_OF_IDENTITY = (4, 5, 6)
_WITHDRAW = 7
_TOGETHER = 50


@guarded
def things(kinds: Iterable[str]) -> dict[str, bool]:
    """The ids of these kinds that some claim is about, each with whether a claim gives it an identifier or a
    person typed one of its claims."""
    found: dict[str, bool] = {}
    for kind in kinds:
        prefix, params = has_prefix("s.text", f"{kind}/")
        rows = fetch(
            "SELECT s.text, max(CASE WHEN m.text = 'typed' OR p.text = 'identifier' THEN 1 ELSE 0 END)"
            f" FROM terms s JOIN {visible('claims', 'c')} ON c.subject = s.id JOIN terms m ON m.id = c.method"
            f" JOIN terms p ON p.id = c.property WHERE {prefix} GROUP BY s.text",
            params,
        )
        found.update((ref, bool(is_known)) for ref, is_known in rows)
    return found


@guarded
def identified(identifier: str, *, known_at: datetime | None = None) -> list[tuple[str, str]]:
    """The ids of what a claim known at a time (None: now) gives an identifier, "geonames:1853909", each with the
    id of the claim."""
    until = _ALL if known_at is None else microseconds(known_at)
    rows = fetch(
        f"SELECT s.text, c.uid FROM {visible('claims', 'c')} JOIN terms s ON s.id = c.subject"
        " WHERE c.property = (SELECT id FROM terms WHERE text = 'identifier')"
        " AND c.value = %s AND c.recorded_at <= %s",
        [canonical_json(identifier), until],
    )
    return [(ref, bytes(uid).hex()) for ref, uid in rows]


@guarded
def identity_judgements(*, known_at: datetime | None = None) -> list[Judgement]:
    """The judgements of identity known at a time (None: now), and whatever withdraws or restores those, the oldest
    first."""
    until = _ALL if known_at is None else microseconds(known_at)
    tail = "WHERE verdict IN (4, 5, 6) AND judged_at <= %s ORDER BY judged_at, seq"
    made = select_judgements(tail, [until])
    about = judgements_about((j.id for j in made), known_at=known_at)
    return sorted({j.id: j for j in (*made, *about)}.values(), key=lambda j: (j.judged_at, j.id))


@guarded
def edition_beside_identities(linker: str) -> tuple[object, ...]:
    """What tells this state of the ledger from every other that differs by more than judgements of identity, what
    takes those back, and what `linker` (an entity id) recorded and weighed along with them; quick in a large
    ledger."""
    rows = fetch(
        "SELECT seq, uid FROM claims WHERE recorder <>"
        " COALESCE((SELECT id FROM terms WHERE text = %s), -1) ORDER BY seq DESC LIMIT 1",
        [linker],
    )
    claim = (rows[0][0], bytes(rows[0][1])) if rows else None
    weighing = fetch(
        "SELECT seq, uid FROM judgements WHERE verdict < 4 AND judge <> %s"
        " ORDER BY seq DESC LIMIT 1",
        [linker],
    )
    weighed = (weighing[0][0], bytes(weighing[0][1])) if weighing else None
    return times_opened(), edition().erasure, claim, weighed, _last_other_withdrawal(linker)


def _last_other_withdrawal(linker: str) -> int | None:
    """The place of the last withdrawal of what is no judgement of identity; None without one.

    A withdrawal of a withdrawal counts as one; so does the oldest of many withdrawals that were looked at.
    """
    rows = fetch(
        "SELECT seq, target FROM judgements WHERE verdict = %s AND judge <> %s"
        " ORDER BY seq DESC LIMIT %s",
        [_WITHDRAW, linker, _TOGETHER],
    )
    marks = ", ".join(["%s"] * len(rows))
    of_identity = (
        {
            bytes(uid).hex()
            for uid, verdict in fetch(
                f"SELECT uid, verdict FROM judgements WHERE uid IN ({marks})",
                [bytes.fromhex(target) for _, target in rows],
            )
            if verdict in _OF_IDENTITY
        }
        if rows
        else set()
    )
    others = [seq for seq, target in rows if target not in of_identity]
    if others:
        return int(others[0])
    return int(rows[-1][0]) if len(rows) == _TOGETHER else None
