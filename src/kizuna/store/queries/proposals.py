"""Claims that rules, models or contributors proposed, decided on or not, in the order in which they came."""

from __future__ import annotations

from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.store.claim_values import select_claims
from kizuna.store.faults import guarded
from kizuna.store.sql import fetch


@guarded
def proposals(*, document: str = "", recorder: str = "") -> list[Claim]:
    """The proposed claims that cite a document ("": any document), recorded by somebody ("": anybody)."""
    methods = [
        number
        for (number,) in fetch(
            "SELECT id FROM terms WHERE text LIKE %s OR text LIKE %s OR text = %s",
            ["rules@%", "model:%", CONTRIBUTED],
        )
    ]
    if not methods:
        return []
    marks = ", ".join(["%s"] * len(methods))
    condition, params = f"c.method IN ({marks})", list[Any](methods)
    for column, text in (("document", document), ("recorder", recorder)):
        if text:
            condition += f" AND c.{column} = (SELECT id FROM terms WHERE text = %s)"
            params.append(text)
    return select_claims(f"WHERE {condition} ORDER BY c.seq", params)
