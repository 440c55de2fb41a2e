"""Neighbours: who is tied to whom in a scope, counted by government.

A port or school stands for the government that it belongs to. Only ties that stood, certainly or possibly, on the
scope's day join anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kizuna.analysis.scope import Party, Scope
from kizuna.register.status import TieOnDay
from kizuna.values import Answer

Ties = tuple[TieOnDay, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ties of each place, and those that join it to each of its partners, by id.

    `parties` has, for each place, the party that it is or, where it is none itself, one that belongs to it.
    """

    scope: Scope
    parties: Mapping[str, Party]
    ties: Mapping[str, Ties]
    joined: Mapping[str, Mapping[str, Ties]]

    @classmethod
    def of(cls, scope: Scope) -> Neighbours:
        """The neighbours of every party of a scope."""
        ties: dict[str, dict[str, TieOnDay]] = {}
        joined: dict[str, dict[str, list[TieOnDay]]] = {}
        for tie in scope.in_force(possible=True):
            homes = dict.fromkeys(home_of(scope, party) for party in tie.parties)
            for home in homes:
                ties.setdefault(home, {})[tie.tie.id] = tie
            for a, b in combinations(homes, 2):
                joined.setdefault(a, {}).setdefault(b, []).append(tie)
                joined.setdefault(b, {}).setdefault(a, []).append(tie)
        parties = {home_of(scope, ref): party for ref, party in scope.parties.items()}
        return cls(
            scope,
            {home: scope.parties.get(home, party) for home, party in parties.items()},
            {home: tuple(held.values()) for home, held in ties.items()},
            {a: {b: tuple(t) for b, t in held.items()} for a, held in joined.items()},
        )

    def ties_of(self, places: Iterable[str]) -> Ties:
        """The ties of any of the places, each once, in order of the scope."""
        found = {tie.tie.id: tie for place in places for tie in self.ties.get(place, ())}
        return tuple(sorted(found.values(), key=self._place_in_scope))

    def partners_of(self, places: Collection[str]) -> dict[str, Ties]:
        """The partners of the places that are none of them, in order of id, with the ties that join them."""
        found: dict[str, dict[str, TieOnDay]] = {}
        for place in places:
            for partner, ties in self.joined.get(place, {}).items():
                if partner not in places:
                    found.setdefault(partner, {}).update({t.tie.id: t for t in ties})
        return {partner: tuple(found[partner].values()) for partner in sorted(found)}

    def country(self, place: str) -> str:
        """The country of a place, "" when nobody says."""
        party = self.parties.get(place)
        return party.country if party else ""

    def _place_in_scope(self, tie: TieOnDay) -> tuple[int, str]:
        made = tie.established or tie.stage
        date = made.value.date if made else None
        return (date.span.start_earliest if date else 2**31, tie.tie.id)


def home_of(scope: Scope, party: str) -> str:
    """The government that a party is or belongs to or, when nobody says, the party itself."""
    return scope.parties[party].government or party


def surest(ties: Iterable[TieOnDay]) -> Answer:
    """Whether any of the ties stood."""
    return max((tie.answer for tie in ties), default=Answer.NO)


def claims_of(ties: Iterable[TieOnDay]) -> tuple[str, ...]:
    """The claims that the ties rest on, without repeats."""
    return tuple(dict.fromkeys(claim for tie in ties for claim in tie.listed))


def since_of(tie: TieOnDay) -> str:
    """The date of the tie as its source writes it, "" for none."""
    made = tie.established or tie.stage
    return str(made.value.date) if made and made.value.date else ""
