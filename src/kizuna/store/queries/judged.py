"""Which claims cannot be taken as they stand: of judged subjects, and those that were proposed."""

from __future__ import annotations

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.store.claim_values import select_claims
from kizuna.store.faults import guarded
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch, has_prefix
from kizuna.store.terms import known_terms


@guarded
def judged_subjects() -> frozenset[int]:
    """The terms of the subjects of claims that were rejected or preferred, and of all ids judged the same or not.

    Judgements that were taken back are among them: who asks folds these subjects, which is always right.
    """
    table = visible("judgements")
    rows = fetch(f"SELECT verdict, target, other FROM {table} WHERE verdict BETWEEN 2 AND 6")
    claims = {ref for verdict, *both in rows if verdict in (2, 3) for ref in both if ref}
    named = {ref for verdict, *both in rows if verdict >= 4 for ref in both}
    found = set(known_terms(named).values())
    listed = [bytes.fromhex(ref) for ref in claims]
    for at in range(0, len(listed), 800):
        part = listed[at : at + 800]
        marks = ", ".join(["%s"] * len(part))
        subjects = fetch(f"SELECT subject FROM {visible('claims')} WHERE uid IN ({marks})", part)
        found |= {subject for (subject,) in subjects}
    return frozenset(found)


@guarded
def proposing_methods() -> frozenset[int]:
    """The terms of the methods whose claims count only once a person has accepted them."""
    begins = [has_prefix("text", prefix) for prefix in ("rules@", "model:", f"{CONTRIBUTED}:")]
    conditions = " OR ".join(["text = %s", *(condition for condition, _ in begins)])
    params = [CONTRIBUTED, *(each for _, listed in begins for each in listed)]
    rows = fetch(f"SELECT id FROM terms WHERE {conditions}", params)
    return frozenset(number for (number,) in rows)


@guarded
def proposals(*, document: str = "", recorder: str = "") -> list[Claim]:
    """The proposed claims that cite a document ("": any document), recorded by somebody ("": anybody)."""
    condition, params = among("c.method", proposing_methods())
    for column, text in (("document", document), ("recorder", recorder)):
        if text:
            condition += f" AND c.{column} = (SELECT id FROM terms WHERE text = %s)"
            params.append(text)
    return select_claims(f"WHERE {condition} ORDER BY c.seq", params)
