"""The judgements of one decision: what one judge recorded in one act, by any of its judgements."""

from __future__ import annotations

from kizuna.claims.judgement import Judgement
from kizuna.store.claim_values import select_judgements
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.queries.judgements import judgement_by_id
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch


@guarded
def decision_of(prefix: str) -> list[Judgement]:
    """The judgements that were recorded together with the one whose id begins so, in the order of the ledger.

    They stand side by side there, by the same judge at the same moment. Raises NotFound and Ambiguous.
    """
    asked = judgement_by_id(prefix)
    made = [microseconds(asked.judged_at), asked.judge]
    table = visible("judgements")
    ((seq,),) = fetch(f"SELECT seq FROM {table} WHERE uid = %s", [bytes.fromhex(asked.id)])
    other = f"SELECT seq FROM {table} WHERE seq {{}} %s AND (judged_at <> %s OR judge <> %s)"
    before = fetch(other.format("<") + " ORDER BY seq DESC LIMIT 1", [seq, *made])
    after = fetch(other.format(">") + " ORDER BY seq LIMIT 1", [seq, *made])
    first, last = before[0][0] if before else 0, after[0][0] if after else 2**62
    return select_judgements(
        "WHERE seq > %s AND seq < %s AND judged_at = %s AND judge = %s ORDER BY seq",
        [first, last, *made],
    )
