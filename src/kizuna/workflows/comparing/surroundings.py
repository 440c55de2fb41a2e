"""Surroundings: every finding about the ties and places of a comparison, gathered and put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kizuna.analysis.compare import around
from kizuna.analysis.compare.neighbours import Neighbours
from kizuna.analysis.compare.rows import Comparison
from kizuna.claims.kinds import Assessment, Tie
from kizuna.register.dating import Dating
from kizuna.register.places import government_of
from kizuna.register.status import tie_on_day
from kizuna.workflows.comparing.findings import KINDS, Finding, Words


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around ties and places, among their neighbours, in words."""

    neighbours: Neighbours
    words: Words

    def of_ties(self, comparison: Comparison, homes: Collection[str]) -> tuple[Finding, ...]:
        """The findings about compared ties; `homes` are their parties at home."""
        register, ties = self.neighbours.scope.register, comparison.compared
        held = [tie for ref in ties if (tie := register.get(ref, Tie))]
        parties = [frozenset(self._place(party) for party in tie.party.values) for tie in held]
        places = frozenset(self._place(home) for home in homes)
        partners = frozenset[str]().union(*parties) - places
        triangles = (
            triangle
            for joined in parties
            for triangle in around.triangles(self.neighbours, min(joined & places or joined))
            if joined <= set(triangle.places)
        )
        return in_order(
            [
                *self._silent(comparison),
                *self._told(ties),
                *self._around(ties, places, partners),
                *map(self.words.triangle, triangles),
            ]
        )

    def of_places(self, places: Collection[str], single: Iterable[str]) -> tuple[Finding, ...]:
        """The findings about places, by the governments that they take in; of `single` ones, triangles too."""
        ties = [tie.tie.id for tie in self.neighbours.ties_of(places)]
        partners = self.neighbours.partners_of(places)
        triangles = (t for place in single for t in around.triangles(self.neighbours, place))
        return in_order(
            [*self._around(ties, places, partners), *map(self.words.triangle, triangles)]
        )

    def _place(self, party: str) -> str:
        """The government that a party is or belongs to or, when nobody says, the party itself."""
        home = government_of(self.neighbours.scope.register, party)
        return home.id if home else party

    def _silent(self, comparison: Comparison) -> Iterator[Finding]:
        scope = self.neighbours.scope
        dating = Dating.of(scope.register)
        for at, ref in enumerate(comparison.compared):
            tie = scope.register.get(ref, Tie)
            if tie is not None and comparison.is_silent(at):
                yield self.words.silent(tie_on_day(tie, scope.day, dating))

    def _told(self, ties: Sequence[str]) -> Iterator[Finding]:
        """What sources say that speak of two of the ties or more."""
        register = self.neighbours.scope.register
        found = {a.id: a for ref in ties for a in register.referring(ref, Assessment)}
        for assessment in found.values():
            named = {*assessment.about.values, *assessment.compared_with.values}
            if assessment.counts and len(named & set(ties)) > 1:
                yield self.words.told(assessment, ties)

    def _around(
        self, ties: Collection[str], places: Collection[str], partners: Iterable[str]
    ) -> Iterator[Finding]:
        yield from map(self.words.side_by_side, around.beside(self.neighbours, ties, places))
        yield from map(self.words.unequal, around.unequal(self.neighbours, ties, places))
        yield from map(self.words.hub, around.hubs(self.neighbours, places, sorted(partners)))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one kind together, each once."""
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for finding in findings:
        found.setdefault((finding.kind, frozenset(finding.about)), finding)
    return tuple(sorted(found.values(), key=lambda finding: KINDS.index(finding.kind)))
