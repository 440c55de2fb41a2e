"""A claim, what a source says of one property of one subject, frozen and named by what
it states; and a judgement, which weighs claims or identities with a reason, and is
never edited, only withdrawn.

The closure of "same" judgements, less those that say otherwise, tells which entity ids
mean the same thing.
"""

import builtins
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Self

import orjson

from kizuna.errors import BadClaim, BadJudgement


class Stance(StrEnum):
    """How the holder stands to what is claimed."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    FORECAST = "forecast"
    DENIED = "denied"


class Certainty(StrEnum):
    """How sure the claim is, best first; an unverified claim has no source that was
    read, and never counts.

    `rank` is 0 for certain to 3 for unverified.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    UNVERIFIED = "unverified"

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)


CONTRIBUTED = "contributed"
"""How a claim came that was proposed by somebody who may not decide; after a colon, how
they say that they read it ("contributed:model:NAME").
"""

_OF_FACT = (Stance.ASSERTED, Stance.REPORTED)
_UNVERIFIED = Certainty.UNVERIFIED
"""Looked up in its class (Python 3.11) it takes five times as long, and this is asked
most.
"""


class _Stated(NamedTuple):
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
    stance: Stance
    certainty: Certainty
    method: str
    recorder: str
    recorded_at: datetime
    id: str


class Claim(_Stated):
    """One statement with its evidence.

    `subject` is an entity id, `property` a property of its kind, `value` the value as
    canonical JSON text. `valid` is the EDTF span in which it holds, "" when the source
    gives none. `document` is the id of the source; `sha256`, `start` and `end` give the
    passage [start, end) in the normalised text with that digest, `locator` says where
    to look without it ("" when the passage alone is given). `holder` is the entity id
    of who asserts it, which for a second-hand claim is not the document's author.
    `method` is "typed", "imported", "contributed", "contributed:METHOD",
    "rules@VERSION" or "model:NAME". `recorded_at` is an aware UTC time. `id` is 32 hex
    digits: the same statement with the same evidence always has the same id.

    It is a named tuple because a question about the whole register makes some hundred
    thousand of them.
    """

    __slots__ = ()

    def __new__(
        cls,
        subject: str,
        property: str,
        value: str,
        valid: str,
        document: str,
        sha256: str,
        start: int | None,
        end: int | None,
        locator: str,
        holder: str,
        stance: Stance,
        certainty: Certainty,
        method: str,
        recorder: str,
        recorded_at: datetime,
    ) -> Self:
        place = (document, sha256, start, end, locator)
        stated = (subject, property, value, valid, *place, holder, stance, certainty)
        (digest,) = claim_digests((orjson.dumps(stated),))
        return cls._make((*stated, method, recorder, recorded_at, digest.hex()))

    def _replace(self, **changes: Any) -> Self:
        stated = self._asdict() | changes
        del stated["id"]
        return type(self)(**stated)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self[:-1]

    def stated(self) -> tuple[str | int | None, ...]:
        """What the claim states, in the order that its id hashes; who recorded it and
        when is not part of it.
        """
        return self[:12]

    @builtins.property
    def has_passage(self) -> bool:
        """Whether the claim gives a stand-off passage, not only a locator."""
        return self.start is not None

    @builtins.property
    def is_contributed(self) -> bool:
        """Whether a contributor proposed it, whatever they say of how they read it."""
        return self.method.partition(":")[0] == CONTRIBUTED

    @builtins.property
    def is_proposal(self) -> bool:
        """Whether a rule set, a model or a contributor made it: it counts only once a
        reviewer has accepted it.
        """
        return _is_proposing(self.method)

    @builtins.property
    def counts(self) -> bool:
        """Whether the claim can carry a fact: said to be so, and not unverified."""
        return self.stance in _OF_FACT and self.certainty is not _UNVERIFIED


@cache
def _is_proposing(method: str) -> bool:
    return method.partition(":")[0] == CONTRIBUTED or method.startswith(
        ("rules@", "model:")
    )


def check_passage(start: int | None, end: int | None, sha256: str | None) -> None:
    """Raise BadClaim unless these are a passage [start, end) of the text of that
    digest.
    """
    if start is None or end is None:
        raise BadClaim(f"a passage needs both ends, not [{start}, {end})")
    if not 0 <= start < end:
        raise BadClaim(f"[{start}, {end}) is not a passage")
    if not sha256:
        raise BadClaim("a passage needs the sha256 of its document's text")


def claim_digests(stated: Iterable[bytes]) -> list[bytes]:
    """The 16 bytes that the id of each claim spells in hex, in order: the first of the
    SHA-256 of the JSON arrays of what they state.
    """
    return [made.digest()[:16] for made in map(hashlib.sha256, stated)]


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

    accept, reject: `target` is a claim id. prefer: `target` is the claim id put before
    `other`. same, different, undecided: `target` and `other` are entity ids. withdraw:
    `target` is a judgement id, and what it decided is as if never decided from
    `judged_at` on. `other` is "" where there is none. `id` is 32 hex digits over all of
    it. Raises BadJudgement when the other side or a reason is missing, or things of two
    kinds are called the same.
    """

    verdict: Verdict
    target: str
    other: str
    reason: str
    judge: str
    judged_at: datetime
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        array = json.dumps(
            [*self.decision, self.judged_at.isoformat()], ensure_ascii=False
        )
        object.__setattr__(self, "id", hashlib.sha256(array.encode()).hexdigest()[:32])
        if (self.verdict in _OF_TWO) != bool(self.other):
            needed = "another side" if self.verdict in _OF_TWO else "one side alone"
            why = (
                f"'{self.verdict}' of {self.target!r} and {self.other!r} needs {needed}"
            )
            raise BadJudgement(why)
        if self.target == self.other:
            raise BadJudgement(f"'{self.verdict}' of {self.target!r} with itself")
        kinds = {ref.partition("/")[0] for ref in (self.target, self.other)}
        if self.verdict is Verdict.SAME and len(kinds) > 1:
            why = (
                f"{self.target!r} is not the same as {self.other!r}: they must be of"
                " one kind"
            )
            raise BadJudgement(why)
        if self.verdict in _NEEDS_REASON and not self.reason.strip():
            raise BadJudgement(f"'{self.verdict}' of {self.target!r} needs a reason")

    @property
    def decision(self) -> tuple[str, ...]:
        """What it decides, why, and by whom: all but the time."""
        return (self.verdict, self.target, self.other, self.reason, self.judge)


def withdrawn(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of what judgements take back; a withdrawal that is itself withdrawn takes
    nothing back.
    """
    found = set[str]()
    for judgement in sorted(
        judgements, key=lambda j: (j.judged_at, j.id), reverse=True
    ):
        if judgement.verdict is Verdict.WITHDRAW and judgement.id not in found:
            found.add(judgement.target)
    return frozenset(found)


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody has withdrawn, oldest first, without the
    withdrawals.
    """
    held = sorted(
        {j.id: j for j in judgements}.values(), key=lambda j: (j.judged_at, j.id)
    )
    gone = withdrawn(held)
    return tuple(
        j for j in held if j.verdict is not Verdict.WITHDRAW and j.id not in gone
    )


def newest_on_pairs(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    """Of judgements in force, the oldest first, the newest of identity on each pair of
    ids, which decides it.
    """
    found = dict[frozenset[str], Judgement]()
    for judgement in judgements:
        if judgement.verdict in IDENTITY:
            pair = frozenset({judgement.target, judgement.other})
            found.pop(pair, None)
            found[pair] = judgement
    return found


def canonical_ids(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For every id judged the same as another, the id that stands for its cluster (the
    smallest).

    Only judgements in force are to be given, oldest first. "different" and "undecided"
    leave a pair apart. Ids that stand for themselves are not in the answer.
    """
    decided = newest_on_pairs(judgements)
    parent: dict[str, str] = {}
    for pair in sorted(
        sorted(p) for p, j in decided.items() if j.verdict is Verdict.SAME
    ):
        first, second = (_root(parent, ref) for ref in pair)
        if first != second:
            parent[max(first, second)] = min(first, second)
    return {ref: _root(parent, ref) for ref in parent}


def _root(parent: dict[str, str], ref: str) -> str:
    while ref in parent:
        ref = parent[ref]
    return ref
