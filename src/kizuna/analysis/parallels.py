"""Parallel ties of nested governments, and ties between unequal levels, with what sources say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kizuna.claims.kinds import Assessment, Fact, LocalGovernment
from kizuna.register.between import Between
from kizuna.register.places import fact_on, level_on, tier_on
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


_COUNTERPARTS = (
    frozenset({"prefecture", "metropolis", "province", "autonomous-region", "state", "region"}),
    frozenset({"municipality", "city", "town", "village", "county", "county-level-city"}),
)


def parallels(register: Register, ties: Sequence[Between], day: int) -> list[Parallel]:
    """Every pair of the given ties of governments that run side by side, the closest first."""
    governments = [b for b in ties if b.between_governments]
    found = []
    for first, second in combinations(governments, 2):
        for inner, outer in ((first, second), (second, first)):
            path_a = _nested(register, inner.on_a[0], outer.on_a[0], day)
            path_b = _nested(register, inner.on_b[0], outer.on_b[0], day)
            if path_a is not None and path_b is not None:
                found.append(_parallel(register, inner, outer, (*path_a, *path_b)))
                break
    return sorted(found, key=lambda p: (not p.same_partner, not p.explanations, p.inner.tie.id))


def _parallel(
    register: Register, inner: Between, outer: Between, path: tuple[str, ...]
) -> Parallel:
    standing = (*inner.standing.claim_ids, *outer.standing.claim_ids, *path)
    explanations = _explanations(register, inner.tie.id, outer.tie.id)
    said = tuple(c for e in explanations for c in e.claim_ids)
    claims = tuple(dict.fromkeys((*standing, *said)))
    return Parallel(inner, outer, inner.on_b == outer.on_b, explanations, claims)


def _nested(register: Register, part: str, whole: str, day: int) -> tuple[str, ...] | None:
    """The claims that put `part` inside `whole` on the day (none when they are one); None when it is not."""
    claims: list[str] = []
    seen: set[str] = set()
    while part != whole:
        government = register.get(part, LocalGovernment)
        above = fact_on(government.part_of, day) if government else None
        if above is None or part in seen:
            return None
        seen.add(part)
        claims.extend(above.claim_ids)
        part = above.value
    return tuple(claims)


def mismatches(register: Register, ties: Iterable[Between], day: int) -> list[Mismatch]:
    """The given ties of governments whose levels on the day are no counterparts, in order of tie id."""
    found = []
    for between in ties:
        a = register.get(between.on_a[0], LocalGovernment)
        b = register.get(between.on_b[0], LocalGovernment)
        levels = (level_on(a, day) if a else None, level_on(b, day) if b else None)
        if not (a and b and levels[0] and levels[1]) or _are_counterparts(*levels):
            continue
        explanations = _explanations(register, between.tie.id)
        claims = [*between.standing.claim_ids, *levels[0].claim_ids, *levels[1].claim_ids]
        claims += [c for e in explanations for c in e.claim_ids]
        found.append(
            Mismatch(
                between=between,
                levels=(levels[0], levels[1]),
                tiers_differ=tier_on(a, day) != tier_on(b, day),
                explanations=explanations,
                claims=tuple(dict.fromkeys(claims)),
            )
        )
    return found


def _are_counterparts(a: Fact[str], b: Fact[str]) -> bool:
    return a.value == b.value or any({a.value, b.value} <= like for like in _COUNTERPARTS)


def _explanations(register: Register, *ties: str) -> tuple[Assessment, ...]:
    """The explanations that sources give about the ties, in order of id."""
    found = {
        assessment.id: assessment
        for tie in ties
        for assessment in register.referring(tie, Assessment, "about")
        if assessment.type.value == "explanation" and assessment.counts
    }
    return tuple(found[ref] for ref in sorted(found))
