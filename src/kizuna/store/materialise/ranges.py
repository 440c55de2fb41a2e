"""Folding a range of the ledger's subjects: the work of a rebuild that other processes can share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.claims.kinds import Entity, Tie
from kizuna.register.fold import Weights
from kizuna.store.claim_values import select_claims
from kizuna.store.materialise.dating import dating_of_all
from kizuna.store.materialise.folding import (
    PLACE_KINDS,
    PLACE_PROPERTIES,
    TIE_PROPERTIES,
    Identities,
    folded,
)
from kizuna.store.materialise.places import Links, links_of
from kizuna.store.materialise.ties import TieLine, line_of
from kizuna.store.queries.judgements import judgements
from kizuna.store.sql import among
from kizuna.store.terms import known_terms
from kizuna.values import kind_of

Line = tuple[int, str, str, tuple[int, ...], int, int, int, int]
"""A tie nearly as its row: term, type as text, parties as text, parties as terms, and the four days."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What a range of subjects folds to: the lines of ties, and the links of places by id."""

    lines: list[Line]
    links: dict[str, Links]


class RangeFolder:
    """Folds ranges of subjects by one set of judgements; keeps the terms that it has met.

    `linked` are the ids that identity judgements join: they are left to `fold_linked`, since their claims lie in
    many ranges.
    """

    def __init__(self) -> None:
        self._weights = Weights.of(judgements())
        identities = Identities.known()
        self._dating = dating_of_all(identities)
        self._linked = identities.members(identities.same)
        named = known_terms((*TIE_PROPERTIES, *PLACE_PROPERTIES))
        self._named = sorted(named.values())
        self._terms: dict[str, int] = {}
        self._texts: dict[int, str] = {}

    def fold_range(self, first: int, last: int) -> Folded:
        """What the subjects whose terms lie from `first` to `last` fold to."""
        named, params = among("c.property", self._named)
        claims = select_claims(
            f"WHERE c.subject BETWEEN %s AND %s AND {named} ORDER BY c.subject, c.seq",
            [first, last, *params],
            self._texts,
        )
        apart = (c for c in claims if c.subject not in self._linked) if self._linked else claims
        return self._sorted(folded(apart, self._weights).values())

    def fold_linked(self) -> Folded:
        """What the subjects that identity judgements join fold to."""
        subject, first = among("c.subject", known_terms(self._linked).values())
        named, second = among("c.property", self._named)
        claims = select_claims(f"WHERE {subject} AND {named} ORDER BY c.seq", first + second)
        return self._sorted(folded(claims, self._weights).values())

    def _sorted(self, entities: Iterable[Entity]) -> Folded:
        lines: list[TieLine] = []
        links: dict[str, Links] = {}
        for entity in entities:
            if isinstance(entity, Tie):
                line = line_of(entity, self._dating)
                if line is not None:
                    lines.append(line)
            elif kind_of(entity.id) in PLACE_KINDS:
                links[entity.id] = links_of(entity)
        return Folded(self._rows(lines), links)

    def _rows(self, lines: list[TieLine]) -> list[Line]:
        terms = self._terms
        wanted = {party for x in lines for party in x.parties} - terms.keys()
        terms.update(known_terms(wanted))
        ties = known_terms(x.tie for x in lines)
        return [
            (ties[x.tie], x.type, " ".join(x.parties), tuple(terms[p] for p in x.parties), *x.days)
            for x in lines
        ]
