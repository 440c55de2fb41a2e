"""Claims and judgements in words: what each states, and how it is weighed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kizuna.claims.claim import Claim
from kizuna.errors import KizunaError, Overtaken
from kizuna.publish.document import Sentence
from kizuna.publish.wording import Wording
from kizuna.values import kind_of
from kizuna.workflows.list_claims import ACCEPTED, WeighedClaim
from kizuna.workflows.open_evidence import WeighedJudgement, reason_in_words


class ClaimLine(NamedTuple):
    """A claim with its property in the reader's language, and what it states."""

    claim: Claim
    label: str
    said: Sentence


def claim_line(wording: Wording, claim: Claim, status: str = ACCEPTED) -> ClaimLine:
    """A claim in words; `status` is how it is weighed."""
    label = wording.messages.property(kind_of(claim.subject), claim.property)
    return ClaimLine(claim, label, wording.value_of(claim, wording.weight(claim, status)))


def verdict_line(weighing: WeighedJudgement, wording: Wording) -> dict[str, Any]:
    """A judgement in words: what was decided, why, by whom and when, and whether that was taken back."""
    judged = weighing.judgement
    return {
        "judged": judged,
        "is_withdrawn": weighing.is_withdrawn,
        "verdict": wording.messages.concept("verdicts", judged.verdict),
        "reason": reason_in_words(wording.messages, judged.reason),
        "judge": wording.name(judged.judge),
        "day": wording.moment_day(judged.judged_at),
    }


def status_of_form(wrong: KizunaError | None) -> int:
    """The status of a page that may show its form again: 422 for what is wrong with it, 409 where somebody decided
    meanwhile."""
    return 200 if wrong is None else 409 if isinstance(wrong, Overtaken) else 422


def by_subject(wording: Wording, claims: Iterable[WeighedClaim]) -> dict[str, list[ClaimLine]]:
    """Claims in words under what they are about, in the order in which those first come."""
    held: dict[str, list[ClaimLine]] = {}
    for one in claims:
        held.setdefault(one.claim.subject, []).append(claim_line(wording, one.claim, one.status))
    return held
