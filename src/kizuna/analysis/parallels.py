"""Parallel ties of nested governments, and ties between unequal levels, with what sources say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Assessment, Fact, LocalGovernment
from kizuna.register.between import Between
from kizuna.register.places import fact_on, level_on
from kizuna.register.register import Register


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two ties that run side by side: a government and one that takes it in, with the same partner or
    with partners of which one takes in the other.

    `inner` is the tie of the smaller government. `same_partner` is True when both have one partner.
    `explanations` are the assessments about both ties, or about either.
    """

    inner: Between
    outer: Between
    same_partner: bool
    explanations: tuple[Assessment, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A tie whose two governments are not of like level on the day.

    `levels` are the level facts of the party on side a and of that on side b. `tiers_differ` is
    False when both fall under one count (a prefecture and a city of provincial rank).
    """

    between: Between
    levels: tuple[Fact[str], Fact[str]]
    tiers_differ: bool
    explanations: tuple[Assessment, ...]
    claims: tuple[str, ...]


_CITIES_OF_PROVINCIAL_RANK = frozenset(
    {"metropolis", "province-level-municipality", "special-administrative-region", "federal-city"}
)


def parallels(register: Register, ties: Sequence[Between], day: int) -> list[Parallel]:
    """Every pair of the given ties of governments that run side by side, the closest first."""
    governments = [b for b in ties if b.between_governments]
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, between in enumerate(governments):
        at[between.on_a[0], between.on_b[0]].append(place)
    found: dict[frozenset[int], Parallel] = {}
    for place, inner in enumerate(governments):
        lines = (_line(register, on[0], day) for on in (inner.on_a, inner.on_b))
        for (a, path_a), (b, path_b) in product(*lines):
            for other in at.get((a, b), ()):
                pair = frozenset({place, other})
                if len(pair) == 2 and pair not in found:
                    path = (*path_a, *path_b)
                    found[pair] = _parallel(register, inner, governments[other], path)
    return sorted(
        found.values(),
        key=lambda p: (not p.same_partner, not p.explanations, p.inner.tie.id, p.outer.tie.id),
    )


def _parallel(
    register: Register, inner: Between, outer: Between, path: tuple[str, ...]
) -> Parallel:
    standing = (*inner.standing.claim_ids, *outer.standing.claim_ids, *path)
    explanations = _explanations(register, inner.tie.id, outer.tie.id)
    said = tuple(c for e in explanations for c in e.claim_ids)
    claims = tuple(dict.fromkeys((*standing, *said)))
    return Parallel(inner, outer, inner.on_b == outer.on_b, explanations, claims)


def _line(register: Register, part: str, day: int) -> list[tuple[str, tuple[str, ...]]]:
    """A government and all that it is part of on the day, the nearest first, with the claims that put it there."""
    claims: tuple[str, ...] = ()
    line: dict[str, tuple[str, ...]] = {}
    while part not in line:
        line[part] = claims
        government = register.get(part, LocalGovernment)
        above = fact_on(government.part_of, day) if government else None
        if above is None:
            break
        claims = (*claims, *above.claim_ids)
        part = above.value
    return list(line.items())


def mismatches(register: Register, ties: Iterable[Between], day: int) -> list[Mismatch]:
    """The given ties of governments whose levels on the day are no counterparts, in order of tie id."""
    found = []
    for between in ties:
        a = _level(register, between.on_a[0], day)
        b = _level(register, between.on_b[0], day)
        if a is None or b is None or are_counterparts(a.value, b.value):
            continue
        explanations = _explanations(register, between.tie.id)
        claims = [*between.standing.claim_ids, *a.claim_ids, *b.claim_ids]
        claims += [c for e in explanations for c in e.claim_ids]
        tiers = {vocabulary.scheme("levels")[level.value].tier for level in (a, b)}
        found.append(
            Mismatch(between, (a, b), len(tiers) > 1, explanations, tuple(dict.fromkeys(claims)))
        )
    return found


def _level(register: Register, ref: str, day: int) -> Fact[str] | None:
    government = register.get(ref, LocalGovernment)
    return level_on(government, day) if government else None


def are_counterparts(a: str, b: str) -> bool:
    """Whether two levels fall under one count, and neither or both are cities of provincial rank."""
    levels = vocabulary.scheme("levels")
    ranks = [level in _CITIES_OF_PROVINCIAL_RANK for level in (a, b)]
    return levels[a].tier == levels[b].tier and ranks[0] == ranks[1]


def _explanations(register: Register, *ties: str) -> tuple[Assessment, ...]:
    """The explanations that sources give about the ties, in order of id."""
    found = {
        assessment.id: assessment
        for tie in ties
        for assessment in register.referring(tie, Assessment, "about")
        if assessment.type.value == "explanation" and assessment.counts
    }
    return tuple(found[ref] for ref in sorted(found))
