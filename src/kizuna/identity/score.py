"""Scores: the weights of the features that hold, added, and when a candidate is decided without a person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.identity.features import NEVER, Evidence, held


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may name, its score, and the evidence behind it."""

    ref: str
    score: float
    evidence: Evidence

    @property
    def confidence(self) -> float:
        """The score in 0..1, for showing: a half at 3.5."""
        return 1.0 / (1.0 + math.exp(3.5 - self.score))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every feature that holds, in words, with its weight: "same folded name (+6.0)"; then what differs."""
        features = tuple(f"{f.words} ({f.weight:+.1f})" for f in held(self.evidence))
        unlike = self.evidence.ratio - 1.0
        return (*features, f"share of letters that differ ({unlike:+.2f})") if unlike else features


def weigh(evidence: Evidence) -> float:
    """The sum of the weights, less the share of letters that differ; NEVER where one feature rules it out.

    Among names equally many letters apart the longer, which keeps more of what was written, is the likelier.
    """
    return sum(feature.weight for feature in held(evidence)) + evidence.ratio - 1.0


def is_possible(score: float) -> bool:
    """Whether nothing rules the candidate out."""
    return score > NEVER


def decided(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate taken without asking a person: the only one that leaves nothing to guess; None without one."""
    same = [candidate for candidate in candidates if candidate.evidence.is_same]
    return same[0] if len(same) == 1 else None
