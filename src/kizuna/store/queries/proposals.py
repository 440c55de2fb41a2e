"""Claims that rules, models or contributors proposed, decided on or not, in the order in which they came."""

from __future__ import annotations

from kizuna.claims.claim import Claim
from kizuna.store.claim_values import select_claims
from kizuna.store.faults import guarded
from kizuna.store.queries.judged import proposing_methods
from kizuna.store.sql import among


@guarded
def proposals(*, document: str = "", recorder: str = "") -> list[Claim]:
    """The proposed claims that cite a document ("": any document), recorded by somebody ("": anybody)."""
    condition, params = among("c.method", proposing_methods())
    for column, text in (("document", document), ("recorder", recorder)):
        if text:
            condition += f" AND c.{column} = (SELECT id FROM terms WHERE text = %s)"
            params.append(text)
    return select_claims(f"WHERE {condition} ORDER BY c.seq", params)
