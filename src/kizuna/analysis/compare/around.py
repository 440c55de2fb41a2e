"""What surrounds ties and places: partners in common, ties that run side by side,
unequal levels, hubs, triangles.

Neighbours are counted by government: a port or school stands for the government that it
belongs to. Only ties that stood, certainly or possibly, on the scope's day join
anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, permutations, product

from kizuna.analysis.figures import unique
from kizuna.analysis.scope import Party, Scope
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Assessment, Fact, LocalGovernment
from kizuna.register.places import above, family_of
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, in_order, is_between_governments
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two ties that run side by side: a government and one that takes it in, with the
    same partner or with partners of which one takes in the other.

    `inner` is the tie of the smaller government. `parties` are, on side a and on side
    b, the party of the inner tie and that of the outer one which is or takes it in.
    `explanations` are the assessments about both ties, or about either.
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

    `parties` are the one on side a and that on side b, `levels` their level facts.
    `tiers_differ` is False when both fall under one count (a prefecture and a city of
    provincial rank).
    """

    between: TieOnDay
    parties: tuple[str, str]
    levels: tuple[Fact[str], Fact[str]]
    tiers_differ: bool
    explanations: tuple[Assessment, ...]
    claims: tuple[str, ...]


_CITIES_OF_PROVINCIAL_RANK = frozenset(
    {
        "metropolis",
        "province-level-municipality",
        "special-administrative-region",
        "federal-city",
    }
)


def parallels(register: Register, ties: Sequence[TieOnDay], day: int) -> list[Parallel]:
    """Every pair of the given ties of governments that run side by side, the closest
    first.
    """
    governments = [tie for tie in ties if tie.between_governments]
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, tie in enumerate(governments):
        for on in product(tie.on_a, tie.on_b):
            if on[0] != on[1]:
                at[on].append(place)
    found: dict[frozenset[int], Parallel] = {}
    for place, inner in enumerate(governments):
        for on in product(inner.on_a, inner.on_b):
            for (a, path_a), (b, path_b) in product(
                *(_line(register, one, day) for one in on)
            ):
                for other in at.get((a, b), ()):
                    outer, pair = governments[other], frozenset({place, other})
                    if len(pair) == 2 and pair not in found:
                        why, told = _explanations(register, inner.id, outer.id)
                        claims = (*inner.claims, *outer.claims, *path_a, *path_b, *told)
                        parties = (on[0], a), (on[1], b)
                        found[pair] = Parallel(
                            inner, outer, parties, why, unique(claims)
                        )
    return sorted(
        found.values(),
        key=lambda p: (not p.same_partner, not p.explanations, p.inner.id, p.outer.id),
    )


def _line(register: Register, part: str, day: int) -> list[tuple[str, tuple[str, ...]]]:
    """A government and all that it is part of on the day, the nearest first, with the
    claims that put it there.
    """
    line: list[tuple[str, tuple[str, ...]]] = [(part, ())]
    for fact in above(register, part, day):
        line.append((fact.value, (*line[-1][1], *fact.claim_ids)))
    return line


def mismatches(
    register: Register, ties: Iterable[TieOnDay], day: int
) -> list[Mismatch]:
    """The governments of the given ties whose levels on the day are no counterparts, in
    order of tie id.
    """
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
    """Whether two levels fall under one count, and neither or both are cities of
    provincial rank.
    """
    levels = vocabulary.scheme("levels")
    ranks = [level in _CITIES_OF_PROVINCIAL_RANK for level in (a, b)]
    return levels[a].tier == levels[b].tier and ranks[0] == ranks[1]


def _explanations(
    register: Register, *ties: str
) -> tuple[tuple[Assessment, ...], tuple[str, ...]]:
    """The explanations that sources give about the ties, in order of id, and their
    claims.
    """
    found = {
        assessment.id: assessment
        for tie in ties
        for assessment in register.referring(tie, Assessment, "about")
        if assessment.type.value == "explanation" and assessment.counts
    }
    ordered = tuple(found[ref] for ref in sorted(found))
    return ordered, tuple(
        claim for assessment in ordered for claim in assessment.claim_ids
    )


Ties = tuple[TieOnDay, ...]
Places = Mapping[str, frozenset[str]]
"""What to compare: ids that were asked for, and the governments or bodies that each
takes in.
"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ties of each place, and those that join it to each of its partners, by id.

    `parties` has, for each place, the party that it is or, where it is none itself, one
    that belongs to it.
    """

    scope: Scope
    parties: Mapping[str, Party]
    ties: Mapping[str, Ties]
    joined: Mapping[str, Mapping[str, Ties]]

    @classmethod
    def of(cls, scope: Scope) -> Neighbours:
        ties: dict[str, Ties] = defaultdict(tuple)
        joined: dict[str, dict[str, Ties]] = defaultdict(lambda: defaultdict(tuple))
        for tie in scope.in_force(possible=True):
            homes = dict.fromkeys(home_of(scope, party) for party in tie.parties)
            for home in homes:
                ties[home] += (tie,)
            for a, b in permutations(homes, 2):
                joined[a][b] += (tie,)
        parties = {home_of(scope, ref): party for ref, party in scope.parties.items()}
        whole = {
            home: scope.parties.get(home, party) for home, party in parties.items()
        }
        return cls(scope, whole, ties, joined)

    def ties_of(self, places: Iterable[str]) -> Ties:
        """The ties of any of the places, each once, in order of the scope."""
        found = {
            tie.tie.id: tie for place in places for tie in self.ties.get(place, ())
        }
        return tuple(in_order(found.values()))

    def partners_of(self, places: Collection[str]) -> dict[str, Ties]:
        """The partners of the places that are none of them, in order of id, with the
        ties that join them.
        """
        found: dict[str, dict[str, TieOnDay]] = {}
        for place in sorted(places):
            for partner, ties in self.joined.get(place, {}).items():
                if partner not in places:
                    found.setdefault(partner, {}).update({t.tie.id: t for t in ties})
        return {partner: tuple(found[partner].values()) for partner in sorted(found)}


def home_of(scope: Scope, party: str) -> str:
    """The government that a party is or belongs to or, when nobody says, the party
    itself.
    """
    return scope.parties[party].government or party


def surest(ties: Iterable[TieOnDay]) -> Answer:
    return max((tie.answer for tie in ties), default=Answer.NO)


def claims_of(ties: Iterable[TieOnDay]) -> tuple[str, ...]:
    return unique(claim for tie in ties for claim in tie.listed)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison comes upon: its kind, the ids of the ties and places that it is
    `about`, and its claims.

    `found` is the Parallel or the Mismatch, where it is one. `places` are those that
    share the first partner in `about`, the others that such a hub is tied to, or the
    corners of a triangle; `answers` says how surely each is tied to the partner, or the
    first and the second corner, the second and the third, the first and the third.
    """

    kind: str
    about: tuple[str, ...]
    claims: tuple[str, ...]
    found: Parallel | Mismatch | None = None
    places: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


def shared_partners(neighbours: Neighbours, places: Places) -> list[Finding]:
    """The partners that at least two of the places have, those first that most of them
    have.
    """
    held = {ref: neighbours.partners_of(members) for ref, members in places.items()}
    found = []
    for partner in sorted(set().union(*held.values())):
        sides = {
            ref: partners[partner]
            for ref, partners in held.items()
            if partner in partners
        }
        if len(sides) > 1:
            found.append(_by_sides("shared", (partner,), sides.values(), tuple(sides)))
    return sorted(found, key=lambda one: -len(one.places))


def hubs(
    neighbours: Neighbours, places: Collection[str], partners: Iterable[str]
) -> list[Finding]:
    """Those of the partners that somebody else than the places is tied to, the surest
    of those first; the partner with most others first.
    """
    found = []
    for partner in sorted(set(partners)):
        held = neighbours.partners_of({partner}).items()
        ordered = sorted(held, key=lambda one: (-surest(one[1]).value, one[0]))
        if others := {place: ties for place, ties in ordered if place not in places}:
            made = _by_sides("hub", (partner, *others), others.values(), tuple(others))
            found.append(replace(made, about=(partner, *others)))
    return sorted(
        found, key=lambda one: (-len(one.places), -sum(a.certain for a in one.answers))
    )


def triangles(neighbours: Neighbours, place: str) -> list[Finding]:
    """Every three places, of which each two are tied, that a place is the first of, the
    surest first, then by id.

    Three parties of one tie alone are none.
    """
    found = []
    joined = neighbours.joined.get(place, {})
    for b, c in combinations(sorted(joined), 2):
        across = neighbours.joined.get(b, {}).get(c, ())
        sides = (joined[b], across, joined[c])
        if across and len({tie.id for tie in chain.from_iterable(sides)}) > 1:
            found.append(_by_sides("triangle", (place, b, c), sides, (place, b, c)))
    return sorted(found, key=lambda one: -min(one.answers).value)


def _by_sides(
    kind: str, about: tuple[str, ...], sides: Iterable[Ties], places: tuple[str, ...]
) -> Finding:
    held = tuple(sides)
    ties = tuple(chain.from_iterable(held))
    about += unique(tie.id for tie in ties)
    return Finding(kind, about, claims_of(ties), None, places, tuple(map(surest, held)))


def beside(
    neighbours: Neighbours, ties: Collection[str], places: Iterable[str]
) -> list[Parallel]:
    """The ties that run side by side with any of the ties given, which are ties of the
    places.
    """
    scope = neighbours.scope
    families = (family_of(scope.register, place, scope.day) for place in places)
    family = frozenset[str]().union(*families)
    held = [*_between(neighbours.ties_of(family), family, scope.register)]
    found = parallels(scope.register, held, scope.day)
    return [p for p in found if p.inner.tie.id in ties or p.outer.tie.id in ties]


def unequal(
    neighbours: Neighbours, ties: Collection[str], places: Collection[str]
) -> list[Mismatch]:
    """Those of the ties, which are ties of the places, whose governments are not of
    like level.
    """
    scope = neighbours.scope
    held = [tie for tie in neighbours.ties_of(places) if tie.tie.id in ties]
    between = _between(held, frozenset(places), scope.register)
    return mismatches(
        scope.register, (t for t in between if t.between_governments), scope.day
    )


def _between(
    ties: Iterable[TieOnDay], own: frozenset[str], register: Register
) -> Iterator[TieOnDay]:
    """The ties with the parties that are `own` on one side; those wholly inside or
    outside are left out.
    """
    for tie in ties:
        on_a = tuple(party for party in tie.parties if party in own)
        on_b = tuple(party for party in tie.parties if party not in own)
        if on_a and on_b:
            governments = is_between_governments(register, tie.tie)
            yield replace(tie, on_a=on_a, on_b=on_b, between_governments=governments)
