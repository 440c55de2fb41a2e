"""Claims and judgements read back from their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.store.codes import CERTAINTY_OF, STANCE_OF, VERDICT_OF
from kizuna.store.moments import moment_of
from kizuna.store.sql import fetch
from kizuna.store.terms import texts_of

_COLUMNS = (
    "c.subject, c.property, c.value, c.valid, c.document, c.sha256, c.passage_start, c.passage_end,"
    " c.locator, c.holder, c.stance, c.certainty, c.method, c.recorder, c.recorded_at"
)
_RECURRING = (1, 4, 5, 9, 12, 13)


def select_claims(
    tail: str, params: Sequence[Any] = (), texts: dict[int, str] | None = None
) -> list[Claim]:
    """The claims `c` that the rest of a SELECT (joins, WHERE, ORDER BY) picks.

    `texts` are terms that the caller knows already; those that recur are added to it.
    """
    rows = fetch(f"SELECT {_COLUMNS} FROM claims c {tail}", params)
    known = {} if texts is None else texts
    known.update(texts_of({row[i] for row in rows for i in _RECURRING} - known.keys()))
    subjects = texts_of({row[0] for row in rows} - known.keys())
    return _claims_of(rows, {**known, **subjects} if subjects else known)


def _claims_of(rows: Sequence[tuple[Any, ...]], texts: Mapping[int, str]) -> list[Claim]:
    moments: dict[int, Any] = {}
    claims = []
    for row in rows:
        subject, name, value, valid, document, sha256, start, end, locator = row[:9]
        holder, stance, certainty, method, recorder, recorded_at = row[9:]
        moment = moments.get(recorded_at)
        if moment is None:
            moment = moments[recorded_at] = moment_of(recorded_at)
        claims.append(
            Claim(
                texts[subject],
                texts[name],
                value,
                valid,
                texts[document],
                texts[sha256],
                start,
                end,
                locator,
                texts[holder],
                STANCE_OF[stance],
                CERTAINTY_OF[certainty],
                texts[method],
                texts[recorder],
                moment,
            )
        )
    return claims


def select_judgements(tail: str, params: Sequence[Any] = ()) -> list[Judgement]:
    """The judgements that the rest of a SELECT picks."""
    columns = "verdict, target, other, reason, judge, judged_at"
    rows = fetch(f"SELECT {columns} FROM judgements {tail}", params)
    return [
        Judgement(VERDICT_OF[verdict], target, other, reason, judge, moment_of(judged_at))
        for verdict, target, other, reason, judge, judged_at in rows
    ]
