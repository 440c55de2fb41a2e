"""Adding claims and judgements together: all of them or none, and the register's tables with them."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.store.appending import Added, append_claims, append_judgements
from kizuna.store.audited import audited
from kizuna.store.checking import measured
from kizuna.store.fields import ClaimFields
from kizuna.store.materialise.following import follow
from kizuna.store.materialise.refolding import touched_by
from kizuna.store.queries.ledger import needs_rebuild


def add_register(
    *,
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    acting_user: str,
    verb: str = "add_register",
    note: str = "",
) -> Added:
    """Add what the ledger does not hold yet, and refold what it touches, in one transaction.

    `note` is written into the audit.

    Returns how many claims and judgements were new and how many known, and the judgements as they stand. Raises
    BadClaim, naming every bad claim, NotFound for a judgement of what is not in the ledger, and
    StorageError; then nothing is added.
    """
    stated, made = measured(map(ClaimFields.of, claims)), list(judgements)
    with audited(verb, acting_user) as notes:
        in_step = not needs_rebuild()
        appended = append_claims(stated)
        judged = append_judgements(made)
        notes.append(f"{appended.added.new} claims, {judged.new} judgements")
        notes.extend([note] if note else [])
        if in_step and (appended.added.new or judged.new):
            follow(appended.touched | touched_by(judged.judgements))
    return appended.added + judged
