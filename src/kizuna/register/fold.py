"""The fold: from claims and judgements to the register; pure, so that it can always be
done again.

`LOGIC_VERSION` changes whenever the same ledger would fold to a different register.

Facts are weighed: which claims make one fact, which facts compete, and which of those
comes first. The order among rivals is: what a preference judgement says; then facts
with a source before those without; then the surer claim; then the sharper date and the
fuller value; then more independent documents; then the claim id, so that the same
ledger always gives the same order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any, Self

from kizuna.claims.claim import (
    Claim,
    Judgement,
    Stance,
    Verdict,
    canonical_ids,
    in_force,
)
from kizuna.claims.kinds import (
    KINDS,
    NOTHING,
    Composite,
    Entity,
    Fact,
    Property,
    Stated,
    decode,
)
from kizuna.claims.kinds.property import properties_of
from kizuna.values import Answer, Edtf, kind_of

LOGIC_VERSION = 4


@dataclass(frozen=True)
class Weights:
    """The judgements in force, ready to weigh with.

    `rejected` and `accepted` are claim ids with the judgement that says so; `preferred`
    maps a claim id to the preferences that put it first; `same` maps an entity id to
    the id of its cluster.
    """

    accepted: Mapping[str, Judgement]
    rejected: Mapping[str, Judgement]
    preferred: Mapping[str, tuple[Judgement, ...]]
    same: Mapping[str, str]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Self:
        """The weights of all judgements given; withdrawn ones fall out, the newest on a
        claim decides.
        """
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

    @cached_property
    def clusters(self) -> Mapping[str, tuple[str, ...]]:
        """All ids of each cluster of more than one, by the id that stands for it, which
        comes first.
        """
        found: dict[str, list[str]] = {}
        for ref, meant in self.same.items():
            found.setdefault(meant, [meant]).append(ref)
        return {meant: tuple(refs) for meant, refs in found.items()}

    def members(self, refs: Iterable[str]) -> set[str]:
        """The ids with all others that mean the same things."""
        meant = ((ref, self.same.get(ref, ref)) for ref in refs)
        return {
            member for ref, one in meant for member in self.clusters.get(one, (ref,))
        }

    def admits(self, claim: Claim) -> bool:
        """Whether the claim enters the register: not rejected, and accepted if it is a
        proposal.
        """
        if self.rejected and claim.id in self.rejected:
            return False
        return not claim.is_proposal or claim.id in self.accepted

    def accepting(self, judgements: Iterable[Judgement]) -> Self:
        """The weights with further claims accepted, by judgements newer than all
        others.
        """
        new = {judgement.target: judgement for judgement in judgements}
        rejected = {claim: j for claim, j in self.rejected.items() if claim not in new}
        return replace(self, accepted={**self.accepted, **new}, rejected=rejected)


def once(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Each statement once by its id: as a person recorded it rather than as a proposal,
    and as first recorded.
    """
    found: dict[str, Claim] = {}
    for claim in claims:
        held = found.setdefault(claim.id, claim)
        if held is not claim:
            recording = attrgetter("is_proposal", "recorded_at", "recorder", "method")
            found[claim.id] = min(held, claim, key=recording)
    return found


def fold_subject(ref: str, claims: Iterable[Claim], weights: Weights) -> Entity:
    """One entity from the admitted claims about it (at least one)."""
    kind = KINDS[kind_of(ref)]
    by_property: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_property[claim.property].append(claim)
    stated = {
        name: _fold_property(kind, name, of, weights)
        for name, of in by_property.items()
    }
    return kind(id=ref, **stated)


def _fold_property(
    kind: type[Entity], name: str, claims: Sequence[Claim], weights: Weights
) -> Stated[Any]:
    definition = properties_of(kind)[name]
    values = [decode(kind.prefix, name, claim.value) for claim in claims]
    if weights.same:
        values = [definition.type.rename(value, weights.same) for value in values]
    if len(claims) == 1:  # as most: a group costs more than that is worth
        fact = weigh(values[0], claims[0].valid, claims, weights.preferred)
        return Stated((fact,)) if fact else NOTHING
    groups: dict[tuple[Any, str], list[Claim]] = defaultdict(list)
    for value, claim in zip(values, claims, strict=True):
        groups[value, claim.valid].append(claim)
    weighed = (weigh(*of, found, weights.preferred) for of, found in groups.items())
    return _arranged(definition, [fact for fact in weighed if fact])


def _arranged(definition: Property, facts: list[Fact[Any]]) -> Stated[Any]:
    if len(facts) <= 1:
        return Stated(tuple(facts))
    if _is_without_rivals(definition) and not any(fact.preferences for fact in facts):
        return Stated(
            tuple(sorted(facts, key=lambda fact: _group_order(definition, (fact,))))
        )
    groups = rivals(definition, facts)
    ordered = tuple(fact for group in groups for fact in group)
    disputed = (  # the first of a group with those that say something else than it does
        (
            group[0],
            *(fact for fact in group[1:] if disagree(group[0].value, fact.value)),
        )
        for group in groups
    )
    return Stated(ordered, tuple(facts for facts in disputed if len(facts) > 1))


def weigh(
    value: Any,
    valid: str,
    claims: Sequence[Claim],
    preferred: Mapping[str, tuple[Judgement, ...]],
) -> Fact[Any] | None:
    """The fact that the claims of one value make; None when they only deny it."""
    denied, ordered = Stance.DENIED, claims
    if len(claims) > 1:
        ordered = sorted(
            claims,
            key=lambda c: (
                not c.counts,
                c.certainty.rank,
                c.document,
                c.start or 0,
                c.id,
            ),
        )
    support = tuple([claim for claim in ordered if claim.stance is not denied])
    denials = [claim for claim in ordered if claim.stance is denied]
    if not support:
        return None
    put_first = (
        [j for claim in support for j in preferred.get(claim.id, ())]
        if preferred
        else ()
    )
    date = Edtf.parse(valid) if valid else None
    return Fact(value, date, support, tuple(put_first), tuple(denials))


def rivals(
    definition: Property, facts: Sequence[Fact[Any]]
) -> list[tuple[Fact[Any], ...]]:
    """The facts in groups that compete, each best first; a fact without a rival is a
    group of one.
    """
    above = _preferred_to(facts)

    def depth(index: int) -> int:
        """How many preferred facts stand above, one over the other."""
        return max((1 + depth(winner) for winner in above.get(index, ())), default=0)

    depths = {id(fact): depth(i) if above else 0 for i, fact in enumerate(facts)}

    def order(fact: Fact[Any]) -> tuple[Any, ...]:
        return depths[id(fact)], strength(fact)

    found = _groups(
        definition, facts
    )  # most hold one fact: an order costs more than that is worth
    groups = [
        tuple(sorted(group, key=order) if len(group) > 1 else group) for group in found
    ]
    return sorted(
        groups, key=lambda g: (depths[id(g[0])], *_group_order(definition, g))
    )


def _is_without_rivals(definition: Property) -> bool:
    """Whether all values of a property stand side by side, so that none has a rival."""
    return definition.many and not definition.rival_key


def _groups(definition: Property, facts: Sequence[Fact[Any]]) -> list[list[Fact[Any]]]:
    if _is_without_rivals(definition):
        return [[fact] for fact in facts]
    if definition.rival_key:
        keyed: dict[Any, list[Fact[Any]]] = defaultdict(list)
        for fact in facts:
            keyed[getattr(fact.value, definition.rival_key)].append(fact)
        return list(keyed.values())
    if not definition.dated:
        return [list(facts)]
    groups: list[
        list[Fact[Any]]
    ] = []  # those that certainly hold at the same time stand together
    for fact in sorted(facts, key=lambda f: (f.span, f.claims[0].id)):
        for group in groups:
            if any(fact.span.overlaps(other.span) is Answer.CERTAIN for other in group):
                group.append(fact)
                break
        else:
            groups.append([fact])
    return groups


def _preferred_to(group: Sequence[Fact[Any]]) -> Mapping[int, set[int]]:
    """For each fact (by index) that a judgement sets behind others, those others.

    Judgements that go in a circle cancel out.
    """
    if not any(fact.preferences for fact in group):
        return {}
    owner = {claim.id: i for i, fact in enumerate(group) for claim in fact.claims}
    above: dict[int, set[int]] = defaultdict(set)
    for i, fact in enumerate(group):
        for judgement in fact.preferences:
            loser = owner.get(judgement.other)
            if loser is not None and loser != i:
                above[loser].add(i)

    def reached(edge: set[int]) -> set[int]:
        """Every fact that stands above these, however far up."""
        found = set[int]()
        while edge := {w for index in edge for w in above.get(index, ())} - found:
            found |= edge
        return found

    return {
        one: {w for w in won if one not in reached({w})} for one, won in above.items()
    }


def strength(fact: Fact[Any]) -> tuple[Any, ...]:
    """The sort key of a fact among its rivals without any judgement; the smallest comes
    first.
    """
    documents, value = {claim.document for claim in fact.claims}, fact.value
    date = value if isinstance(value, Edtf) else getattr(value, "date", None)
    width = 2**40 if hasattr(value, "date") else 0  # what is no date has no say
    if isinstance(date, Edtf):
        width = date.span.start_latest - date.span.start_earliest
    return (
        not fact.counts,
        fact.certainty.rank,
        width,
        -len(vars(value)) if isinstance(value, Composite) else 0,
        -len(documents),
        fact.claims[0].id,
    )


def disagree(first: Any, second: Any) -> bool:
    """Whether two values of rivals say different things.

    Two composites agree when every part that both give is the same: a date without its
    basis is no rival to the same date with it.
    """
    if isinstance(first, Composite) and isinstance(second, Composite):
        one, other = vars(first), vars(second)
        return any(one[part] != other[part] for part in one.keys() & other.keys())
    return bool(first != second)


def _group_order(definition: Property, group: Sequence[Fact[Any]]) -> tuple[Any, ...]:
    """Side by side: the latest span first where dated; then as the sources list
    them.
    """
    first = group[0]
    latest = -first.span.start_latest if definition.dated else 0
    claim = first.claims[0]
    return (
        latest,
        not first.counts,
        claim.document,
        claim.start or 0,
        str(first.value),
        claim.id,
    )
