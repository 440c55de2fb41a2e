"""Erasing what claims say of a person, as data protection law demands: for good, by a decision with a reason.

Law: what was erased counts nowhere and is shown nowhere; its id, the digest of what it recorded and the decision
stay, so that the ledger's tree still proves (docs/explanation/access.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion
from kizuna.workflows import ask


def claims_to_erase(prefixes: Sequence[str], of: str = "") -> tuple[Claim, ...]:
    """The claims whose ids begin so, and all that are about a person or name them (`of`: a name or an id).

    Raises BadQuestion for neither, NotFound and Ambiguous.
    """
    from kizuna.store.queries import claims

    if not prefixes and not of:
        raise BadQuestion("nothing to erase: name claims by their ids, or a person with --of")
    found = {claim.id: claim for claim in map(claims.claim_by_id, prefixes)}
    if of:
        ref = ask.resolver().resolve(of, ("person",))
        about = (*claims.claims(subjects=[ref]), *claims.claims_referring_to(ref))
        found.update((claim.id, claim) for claim in about)
    return tuple(found.values())


def erase(
    claims: Sequence[Claim], reason: str, *, acting_user: str, with_texts: bool = True
) -> None:
    """Erase claims with the judgements about them; with `with_texts` also their passages in the texts held.

    The database is not written anew: `purge` does that. Raises BadJudgement without a reason, and StorageError.
    """
    from kizuna.store.actions import erase_claims

    erase_claims(claims=claims, reason=reason, acting_user=acting_user, with_texts=with_texts)


def purge() -> None:
    """Write the database anew, without what was erased. Raises StorageError, DatabaseBusy."""
    from kizuna.store import actions

    actions.purge()
