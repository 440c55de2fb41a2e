"""The numbers that stand for stances, certainties and verdicts in rows; a number is never given a new meaning."""

from __future__ import annotations

from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.judgement import Verdict

STANCES: dict[str, int] = {
    Stance.ASSERTED: 1,
    Stance.REPORTED: 2,
    Stance.PLANNED: 3,
    Stance.FORECAST: 4,
    Stance.DENIED: 5,
}
CERTAINTIES: dict[str, int] = {
    Certainty.CERTAIN: 1,
    Certainty.LIKELY: 2,
    Certainty.DOUBTFUL: 3,
    Certainty.UNVERIFIED: 4,
}
VERDICTS: dict[str, int] = {
    Verdict.ACCEPT: 1,
    Verdict.REJECT: 2,
    Verdict.PREFER: 3,
    Verdict.SAME: 4,
    Verdict.DIFFERENT: 5,
    Verdict.UNDECIDED: 6,
    Verdict.WITHDRAW: 7,
}
STANCE_OF = {number: Stance(text) for text, number in STANCES.items()}
CERTAINTY_OF = {number: Certainty(text) for text, number in CERTAINTIES.items()}
VERDICT_OF = {number: Verdict(text) for text, number in VERDICTS.items()}
