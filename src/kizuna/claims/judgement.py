"""A judgement weighs claims or identities, with a reason; it is never edited, only withdrawn.

The closure of "same" judgements, less those that say otherwise, tells which entity ids mean the same thing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kizuna.errors import BadJudgement


class Verdict(StrEnum):
    """What a judgement decides."""

    ACCEPT = "accept"
    REJECT = "reject"
    PREFER = "prefer"
    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    WITHDRAW = "withdraw"


IDENTITY = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED})
_OF_TWO = IDENTITY | {Verdict.PREFER}
_NEEDS_REASON = frozenset({Verdict.REJECT, Verdict.PREFER, Verdict.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one judge.

    accept, reject: `target` is a claim id. prefer: `target` is the claim id put before `other`. same, different,
    undecided: `target` and `other` are entity ids. withdraw: `target` is a judgement id, and what it decided is as
    if never decided from `judged_at` on. `other` is "" where there is none. `id` is 32 hex digits over all of it.
    Raises BadJudgement when the other side or a reason is missing, or things of two kinds are called the same.
    """

    verdict: Verdict
    target: str
    other: str
    reason: str
    judge: str
    judged_at: datetime
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        array = json.dumps([*self.said, self.judged_at.isoformat()], ensure_ascii=False)
        object.__setattr__(self, "id", hashlib.sha256(array.encode()).hexdigest()[:32])
        if (self.verdict in _OF_TWO) != bool(self.other):
            needed = "another side" if self.verdict in _OF_TWO else "one side alone"
            raise BadJudgement(
                f"'{self.verdict}' of {self.target!r} and {self.other!r} needs {needed}"
            )
        if self.target == self.other:
            raise BadJudgement(f"'{self.verdict}' of {self.target!r} with itself")
        first, second = (ref.partition("/")[0] for ref in (self.target, self.other))
        if self.verdict is Verdict.SAME and first != second:
            raise BadJudgement(
                f"{self.target!r} is not the same as {self.other!r}: they must be of one kind"
            )
        if self.verdict in _NEEDS_REASON and not self.reason.strip():
            raise BadJudgement(f"'{self.verdict}' of {self.target!r} needs a reason")

    @property
    def said(self) -> tuple[str, ...]:
        """What it decides, why, and by whom: all but the time."""
        return (self.verdict, self.target, self.other, self.reason, self.judge)


def withdrawn(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of what judgements take back, without what is given its force again: a withdrawal can itself be
    withdrawn."""
    ordered = sorted(judgements, key=lambda j: (j.judged_at, j.id), reverse=True)
    found: set[str] = set()
    for judgement in ordered:
        if judgement.verdict is Verdict.WITHDRAW and judgement.id not in found:
            found.add(judgement.target)
    return frozenset(found)


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody has withdrawn, oldest first, without the withdrawals."""
    held = sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.judged_at, j.id))
    gone = withdrawn(held)
    return tuple(j for j in held if j.verdict is not Verdict.WITHDRAW and j.id not in gone)


def newest_on_pairs(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    """Of judgements in force, the oldest first, the newest of identity on each pair of ids, which decides it."""
    found: dict[frozenset[str], Judgement] = {}
    for judgement in judgements:
        if judgement.verdict in IDENTITY:
            pair = frozenset({judgement.target, judgement.other})
            found.pop(pair, None)
            found[pair] = judgement
    return found


def canonical_ids(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For every id judged the same as another, the id that stands for its cluster (the smallest).

    Only judgements in force are to be given, oldest first. "different" and "undecided" leave a pair apart. Ids
    that stand for themselves are not in the answer.
    """
    decided = newest_on_pairs(judgements)
    parent: dict[str, str] = {}
    for pair in sorted(sorted(p) for p, j in decided.items() if j.verdict is Verdict.SAME):
        first, second = (_root(parent, ref) for ref in pair)
        if first != second:
            parent[max(first, second)] = min(first, second)
    return {ref: _root(parent, ref) for ref in parent}


def _root(parent: dict[str, str], ref: str) -> str:
    while ref in parent:
        ref = parent[ref]
    return ref
