"""Adding judgements to the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.judgement import Judgement
from kizuna.store.actions.add_register import add_register
from kizuna.store.appending import Added


def add_judgements(*, judgements: Iterable[Judgement], acting_user: str) -> Added:
    """Add the judgements that the ledger does not hold yet, and refold what they weigh.

    Raises NotFound for a judgement of a claim or judgement that is not in the ledger, and StorageError; then
    nothing is added.
    """
    return add_register(
        claims=(), judgements=judgements, acting_user=acting_user, verb="add_judgements"
    )
