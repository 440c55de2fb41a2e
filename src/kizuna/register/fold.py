"""The fold: from claims and judgements to the register; pure, so that it can always be done again.

`LOGIC_VERSION` changes whenever the same ledger would fold to a different register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, canonical_ids, in_force
from kizuna.claims.kinds import KINDS, Entity, Fact, Property, Stated, decode, properties_of
from kizuna.register.weighing import disagree, rivals, weigh
from kizuna.values import kind_of

LOGIC_VERSION = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """The judgements in force, ready to weigh with.

    `rejected` and `accepted` are claim ids with the judgement that says so; `preferred` maps a claim id
    to the preferences that put it first; `same` maps an entity id to the id of its cluster.
    """

    accepted: Mapping[str, Judgement]
    rejected: Mapping[str, Judgement]
    preferred: Mapping[str, tuple[Judgement, ...]]
    same: Mapping[str, str]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Weights:
        """The weights of all judgements given; withdrawn ones fall out, the newest on a claim decides."""
        standing = in_force(judgements)
        verdicts: dict[str, Judgement] = {}
        preferred: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in standing:
            if judgement.verdict in (Verdict.ACCEPT, Verdict.REJECT):
                verdicts[judgement.target] = judgement
            elif judgement.verdict is Verdict.PREFER:
                preferred[judgement.target].append(judgement)
        return cls(
            accepted={t: j for t, j in verdicts.items() if j.verdict is Verdict.ACCEPT},
            rejected={t: j for t, j in verdicts.items() if j.verdict is Verdict.REJECT},
            preferred={target: tuple(js) for target, js in preferred.items()},
            same=canonical_ids(standing),
        )

    def admits(self, claim: Claim) -> bool:
        """Whether the claim enters the register: not rejected, and accepted if it is a proposal."""
        if self.rejected and claim.id in self.rejected:
            return False
        return not claim.is_proposal or claim.id in self.accepted

    def accepting(self, judgements: Iterable[Judgement]) -> Weights:
        """The weights with further claims accepted, by judgements newer than all others."""
        new = {judgement.target: judgement for judgement in judgements}
        rejected = {claim: j for claim, j in self.rejected.items() if claim not in new}
        return replace(self, accepted={**self.accepted, **new}, rejected=rejected)


def once(claims: Iterable[Claim]) -> list[Claim]:
    """Each statement once: as a person recorded it rather than as a proposal, and as first recorded."""
    found: dict[str, Claim] = {}
    for claim in claims:
        held = found.get(claim.id)
        if held is None or _recording(claim) < _recording(held):
            found[claim.id] = claim
    return list(found.values())


def _recording(claim: Claim) -> tuple[bool, datetime, str, str]:
    return (claim.is_proposal, claim.recorded_at, claim.recorder, claim.method)


def fold_subject(ref: str, claims: Iterable[Claim], weights: Weights) -> Entity:
    """One entity from the admitted claims about it (at least one)."""
    kind = KINDS[kind_of(ref)]
    by_property: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_property[claim.property].append(claim)
    stated = {
        name: _fold_property(kind, name, found, weights) for name, found in by_property.items()
    }
    return kind(id=ref, **stated)


def _fold_property(
    kind: type[Entity], name: str, claims: Iterable[Claim], weights: Weights
) -> Stated[Any]:
    definition = properties_of(kind)[name]
    groups: dict[tuple[Any, str], list[Claim]] = {}
    for claim in claims:
        value = decode(kind.prefix, name, claim.value)
        if weights.same:
            value = definition.type.rename(value, weights.same)
        groups.setdefault((value, claim.valid), []).append(claim)
    facts = [
        fact
        for (value, valid), found in groups.items()
        if (fact := weigh(value, valid, found, weights.preferred)) is not None
    ]
    return _arranged(definition, facts)


def _arranged(definition: Property, facts: list[Fact[Any]]) -> Stated[Any]:
    if len(facts) <= 1:
        return Stated(tuple(facts))
    groups = rivals(definition, facts)
    ordered = tuple(fact for group in groups for fact in group)
    disputed = (_in_dispute(group) for group in groups if len(group) > 1)
    return Stated(ordered, tuple(facts for facts in disputed if len(facts) > 1))


def _in_dispute(group: tuple[Fact[Any], ...]) -> tuple[Fact[Any], ...]:
    """The first fact of a group with those that say something else than it does."""
    return (group[0], *(fact for fact in group[1:] if disagree(group[0].value, fact.value)))
