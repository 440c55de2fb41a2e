"""Claims and judgements read back from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.store.codes import CERTAINTY_OF, STANCE_OF, VERDICT_OF
from kizuna.store.moments import moment_of
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch
from kizuna.values import escape_characters

_COLUMNS = (
    "c.uid, s.text, p.text, c.value, c.valid, d.text, x.text, c.passage_start, c.passage_end, c.locator,"
    " h.text, c.stance, c.certainty, m.text, w.text, c.recorded_at"
)
_VALUE, _LOCATOR = 3, 9
"""The places of two of the columns."""
_TERMS = (
    *(("s", "subject"), ("p", "property"), ("d", "document"), ("x", "sha256")),
    *(("h", "holder"), ("m", "method"), ("w", "recorder")),
)
_JOINS = " ".join(f"JOIN terms {t} ON {t}.id = c.{column}" for t, column in _TERMS)


def select_claims(tail: str, params: Sequence[Any] = (), table: str = "") -> list[Claim]:
    """The claims `c` that the rest of a SELECT (joins, WHERE, ORDER BY) picks; `s.text` is their subject.

    Characters that cannot be shown are escaped in them; each has the id under which it was recorded.

    `table` is the table to read, as `c` ("": what the current reader may see).
    """
    shown = table or visible("claims", "c")
    rows = fetch(f"SELECT {_COLUMNS} FROM {shown} {_JOINS} {tail}", params)
    moments: dict[int, Any] = {}
    claims: list[Claim] = []
    for *stated, holder, stance, certainty, method, recorder, recorded_at in rows:
        stated[_VALUE], stated[_LOCATOR] = (
            escape_characters(stated[_VALUE]),
            escape_characters(stated[_LOCATOR]),
        )
        moment = moments.get(recorded_at)
        if moment is None:
            moment = moments[recorded_at] = moment_of(recorded_at)
        said = STANCE_OF[stance], CERTAINTY_OF[certainty]
        claims.append(Claim.recorded(*stated, holder, *said, method, recorder, moment))
    return claims


def select_judgements(tail: str, params: Sequence[Any] = ()) -> list[Judgement]:
    """The judgements that the rest of a SELECT picks; as in claims, what cannot be shown is escaped."""
    columns = "verdict, target, other, reason, judge, judged_at"
    rows = fetch(f"SELECT {columns} FROM {visible('judgements')} {tail}", params)
    made = [
        Judgement(VERDICT_OF[verdict], target, other, reason, judge, moment_of(judged_at))
        for verdict, target, other, reason, judge, judged_at in rows
    ]
    for judgement in made:  # its id is that of the reason as it was recorded
        if (reason := escape_characters(judgement.reason)) != judgement.reason:
            object.__setattr__(judgement, "reason", reason)
    return made
