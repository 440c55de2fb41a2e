"""Parallel ties of nested governments, and ties between unequal levels, with what sources say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from kizuna.analysis.figures import unique
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Assessment, Fact, LocalGovernment
from kizuna.register.places import above
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two ties that run side by side: a government and one that takes it in, with the same partner or
    with partners of which one takes in the other.

    `inner` is the tie of the smaller government. `parties` are, on side a and on side b, the party of the inner
    tie and that of the outer one which is or takes it in. `explanations` are the assessments about both ties, or
    about either.
    """

    inner: TieOnDay
    outer: TieOnDay
    parties: tuple[tuple[str, str], tuple[str, str]]
    explanations: tuple[Assessment, ...]
    claims: tuple[str, ...]

    @property
    def same_partner(self) -> bool:
        """Whether both have one partner on side b."""
        return self.parties[1][0] == self.parties[1][1]

    @property
    def shared(self) -> tuple[str, ...]:
        """The parties of the two that are the same: none, the partner, or both."""
        return tuple(inner for inner, outer in self.parties if inner == outer)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two governments of a tie that are not of like level on the day.

    `parties` are the one on side a and that on side b, `levels` their level facts. `tiers_differ` is False when
    both fall under one count (a prefecture and a city of provincial rank).
    """

    between: TieOnDay
    parties: tuple[str, str]
    levels: tuple[Fact[str], Fact[str]]
    tiers_differ: bool
    explanations: tuple[Assessment, ...]
    claims: tuple[str, ...]


_CITIES_OF_PROVINCIAL_RANK = frozenset(
    {"metropolis", "province-level-municipality", "special-administrative-region", "federal-city"}
)


def parallels(register: Register, ties: Sequence[TieOnDay], day: int) -> list[Parallel]:
    """Every pair of the given ties of governments that run side by side, the closest first."""
    governments = [tie for tie in ties if tie.between_governments]
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, tie in enumerate(governments):
        for on in product(tie.on_a, tie.on_b):
            if on[0] != on[1]:
                at[on].append(place)
    found: dict[frozenset[int], Parallel] = {}
    for place, inner in enumerate(governments):
        for on in product(inner.on_a, inner.on_b):
            for (a, path_a), (b, path_b) in product(*(_line(register, one, day) for one in on)):
                for other in at.get((a, b), ()):
                    outer, pair = governments[other], frozenset({place, other})
                    if len(pair) == 2 and pair not in found:
                        why, told = _explanations(register, inner.id, outer.id)
                        claims = (*inner.claims, *outer.claims, *path_a, *path_b, *told)
                        parties = (on[0], a), (on[1], b)
                        found[pair] = Parallel(inner, outer, parties, why, unique(claims))
    return sorted(
        found.values(),
        key=lambda p: (not p.same_partner, not p.explanations, p.inner.id, p.outer.id),
    )


def _line(register: Register, part: str, day: int) -> list[tuple[str, tuple[str, ...]]]:
    """A government and all that it is part of on the day, the nearest first, with the claims that put it there."""
    line: list[tuple[str, tuple[str, ...]]] = [(part, ())]
    for fact in above(register, part, day):
        line.append((fact.value, (*line[-1][1], *fact.claim_ids)))
    return line


def mismatches(register: Register, ties: Iterable[TieOnDay], day: int) -> list[Mismatch]:
    """The governments of the given ties whose levels on the day are no counterparts, in order of tie id."""
    levels, found = vocabulary.scheme("levels"), []
    for between in ties:
        for parties in product(between.on_a, between.on_b):
            governments = (register.get(ref, LocalGovernment) for ref in parties)
            a, b = (each.level.on(day) if each else None for each in governments)
            if a and b and not are_counterparts(a.value, b.value):
                why, told = _explanations(register, between.id)
                claims = unique((*between.claims, *a.claim_ids, *b.claim_ids, *told))
                differ = levels[a.value].tier != levels[b.value].tier
                found.append(Mismatch(between, parties, (a, b), differ, why, claims))
    return found


def are_counterparts(a: str, b: str) -> bool:
    """Whether two levels fall under one count, and neither or both are cities of provincial rank."""
    levels = vocabulary.scheme("levels")
    ranks = [level in _CITIES_OF_PROVINCIAL_RANK for level in (a, b)]
    return levels[a].tier == levels[b].tier and ranks[0] == ranks[1]


def _explanations(register: Register, *ties: str) -> tuple[tuple[Assessment, ...], tuple[str, ...]]:
    """The explanations that sources give about the ties, in order of id, and their claims."""
    found = {
        assessment.id: assessment
        for tie in ties
        for assessment in register.referring(tie, Assessment, "about")
        if assessment.type.value == "explanation" and assessment.counts
    }
    ordered = tuple(found[ref] for ref in sorted(found))
    return ordered, tuple(claim for assessment in ordered for claim in assessment.claim_ids)
