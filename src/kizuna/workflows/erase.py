"""What claims say of a person, to be erased as data protection law demands (docs/explanation/access.md)."""

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
