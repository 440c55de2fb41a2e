"""The bulk road into the ledger: claims are checked and named by other processes while this one writes.

Law: the checks, the names and the rows are those of the everyday road; only the order of work differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kizuna.errors import BadClaim
from kizuna.store.appending import Added, append_claims
from kizuna.store.checking import check_batch
from kizuna.store.fields import ClaimFields


def load(batches: Iterable[Sequence[ClaimFields]]) -> Added:
    """Add the claims of all batches."""
    added = Added(0, 0)
    for batch in batches:
        checked = check_batch(batch)
        if checked.faults:
            raise BadClaim("\n".join(message for _, message in checked.faults))
        added += append_claims(batch, checked).added
    return added
