"""Scores: the weights of the features that hold, added, and when a candidate is decided without a person."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kizuna.identity.features import Evidence, held
from kizuna.identity.folding import fold_name
from kizuna.identity.mentions import Mention


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


def decided(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate taken without asking a person: the only one of the same name, where it is known by it; None
    without one."""
    same = [candidate for candidate in candidates if candidate.evidence.is_same]
    return same[0] if len(same) == 1 and same[0].evidence.is_known_by_it else None


Called = tuple[str, str]
"""What a mention is called, folded, and in what it is said to lie."""


def called(mention: Mention) -> Called:
    """What a mention is called."""
    return fold_name(mention.text), fold_name(mention.context)


def called_alone(
    asked: Iterable[tuple[str, Called]],
    standing: Mapping[str, Collection[Called]],
    names: Mapping[str, str],
) -> dict[str, Called]:
    """For each place the one name under which mentions may fall on it without a person.

    `asked` are places with what a mention that would fall on them is called; `standing` what those are called that
    fell on them before; `names` the first name of each place, which alone decides where mentions of several names
    meet. A place for which that leaves more than one is not in the answer.
    """
    meeting: defaultdict[str, set[Called]] = defaultdict(set)
    for ref, name in asked:
        meeting[ref].add(name)
    found: dict[str, Called] = {}
    for ref, mine in meeting.items():
        chief = {name for name in mine if name[0] == fold_name(names.get(ref, ""))}
        left = set(standing.get(ref, ())) or (mine if len(mine) == 1 else chief)
        if len(left) == 1:
            (found[ref],) = left
    return found
