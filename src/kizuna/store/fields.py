"""What a claim states as plain fields, with the names of `Claim`: the form in which claims are loaded in bulk."""

from __future__ import annotations

from typing import NamedTuple

from kizuna.claims.claim import Claim
from kizuna.store.sql import microseconds


class ClaimFields(NamedTuple):
    """The fields of a Claim in its order; `recorded_at` in microseconds since 1970-01-01 UTC."""

    subject: str
    property: str
    value: str
    valid: str
    document: str
    sha256: str
    start: int | None
    end: int | None
    locator: str
    holder: str
    stance: str
    certainty: str
    method: str
    recorder: str
    recorded_at: int

    @classmethod
    def of(cls, claim: Claim | ClaimFields) -> ClaimFields:
        """The fields of a claim; of fields, the same."""
        if isinstance(claim, ClaimFields):
            return claim
        stated, said = claim[:10], (claim.stance.value, claim.certainty.value)
        at = microseconds(claim.recorded_at)
        return cls(*stated, *said, claim.method, claim.recorder, at)
