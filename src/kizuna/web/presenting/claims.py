"""Claims in words: what each states, and how it is weighed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kizuna.claims.claim import Claim
from kizuna.publish.document import Sentence
from kizuna.publish.wording import Wording
from kizuna.values import kind_of
from kizuna.workflows.list_claims import ACCEPTED, WeighedClaim


class ClaimLine(NamedTuple):
    """A claim with its property in the reader's language, and what it states."""

    claim: Claim
    label: str
    said: Sentence


def claim_line(wording: Wording, claim: Claim, status: str = ACCEPTED) -> ClaimLine:
    """A claim in words; `status` is how it is weighed."""
    label = wording.messages.property(kind_of(claim.subject), claim.property)
    return ClaimLine(claim, label, wording.value_of(claim, wording.weight(claim, status)))


def by_subject(wording: Wording, claims: Iterable[WeighedClaim]) -> dict[str, list[ClaimLine]]:
    """Claims in words under what they are about, in the order in which those first come."""
    held: dict[str, list[ClaimLine]] = {}
    for one in claims:
        held.setdefault(one.claim.subject, []).append(claim_line(wording, one.claim, one.status))
    return held
