"""Folding a range of the ledger's subjects: the work of a rebuild that other processes can share."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

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
from kizuna.store.materialise.joining import Regions, pairs_of
from kizuna.store.materialise.places import Links, links_of
from kizuna.store.materialise.refolding import touched_by
from kizuna.store.materialise.shapes import (
    Cast,
    Names,
    PlaceCast,
    Said,
    Shape,
    Standing,
    cast_of,
    line_from,
    place_cast_of,
    standing_of,
    text_in,
)
from kizuna.store.materialise.ties import TieLine, line_of
from kizuna.store.queries.judgements import judgements
from kizuna.store.sql import among, fetch
from kizuna.store.terms import known_terms
from kizuna.values import kind_of

Line = tuple[int, str, str, tuple[int, ...], int, int, int, int]
"""A tie nearly as its row: term, type as text, parties as text, parties as terms, and the four days."""

_SAID = "SELECT subject, property, value, valid, stance, certainty, method FROM claims"


@dataclass(frozen=True, slots=True)
class Folded:
    """What ties fold to: their lines, and the pairs of regions that they join.

    `joins` holds rows of five int32: both regions, the tie, its earliest and its latest day.
    """

    lines: list[Line]
    joins: bytes


class RangeFolder:
    """Folds ranges of subjects by one set of judgements; keeps the shapes and terms that it has met.

    Ids that identity judgements join are left to `fold_linked`, since their claims lie in many ranges.
    """

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        made = judgements()
        self._weights = Weights.of(made)
        identities = Identities.known()
        self._linked = identities.members(identities.same)
        self._judged = touched_by(made)
        self._dating = dating_of_all(identities)
        named = known_terms(TIE_PROPERTIES)
        self._names = Names(*(named.get(name, 0) for name in TIE_PROPERTIES))
        self._place_properties = list(known_terms(PLACE_PROPERTIES).values())
        self._standings: dict[Shape, Standing | None] = {}
        self._lying: dict[Shape, tuple[int, ...]] = {}
        self._party_terms: dict[str, int] = {}
        self._texts: dict[int, str] = {}

    def fold_ties(self, first: int, last: int) -> Folded:
        """What the ties whose terms lie from `first` to `last` fold to."""
        lines = self._fold_ties(first, last)
        return Folded(lines, self._joins(lines))

    def fold_linked_ties(self) -> Folded:
        """What the ties that identity judgements join fold to."""
        entities = self._fold(known_terms(self._linked).values(), self._names)
        lines = [line for e in entities if isinstance(e, Tie) and (line := self._line(e))]
        terms = known_terms(line.tie for line in lines)
        rows = list(self._rows((terms[x.tie], x) for x in lines))
        return Folded(rows, self._joins(rows))

    def _joins(self, lines: Iterable[Line]) -> bytes:
        joins = array("i")
        for tie, _, _, parties, first, _, _, last in lines:
            for a, b in pairs_of(parties, self._regions):
                joins.extend((a, b, tie, first, last))
        return joins.tobytes()

    def fold_linked_places(self) -> dict[str, Links]:
        """The links of the places that identity judgements join."""
        entities = self._fold(known_terms(self._linked).values(), self._place_properties)
        return {e.id: links_of(e) for e in entities if kind_of(e.id) in PLACE_KINDS}

    def _fold(self, subjects: Iterable[int], properties: Iterable[int]) -> list[Entity]:
        """Subjects folded by the core, from their claims of the properties."""
        subject, first = among("c.subject", subjects)
        named, second = among("c.property", properties)
        claims = select_claims(
            f"WHERE {subject} AND {named} ORDER BY c.seq", first + second, self._texts
        )
        return list(folded(claims, self._weights).values())

    def fold_places(self, first: int, last: int) -> dict[str, Links]:
        """The links of the places whose terms lie from `first` to `last`."""
        places = self._subjects(first, last, ("government/", "organisation/"))
        casts: dict[int, PlaceCast] = {}
        alone = list(self._subjects(first, last, ("area/",)))
        for place, said in self._said(first, last, self._place_properties):
            ref = places.get(place)
            if ref is not None and ref not in self._linked:
                cast = place_cast_of(said)
                if ref in self._judged or not self._is_plain(value for _, value in cast.values):
                    alone.append(place)
                else:
                    casts[place] = cast
        new: dict[Shape, int] = {}
        for place, cast in casts.items():
            if cast.shape not in self._lying:
                new.setdefault(cast.shape, place)
        folded_ones = self._fold([*alone, *new.values()], self._place_properties)
        links = {e.id: links_of(e) for e in folded_ones if e.id not in self._linked}
        for shape, place in new.items():
            above = links[places[place]].above if places[place] in links else ()
            values = casts[place].values
            self._lying[shape] = tuple(i for i, (_, v) in enumerate(values) if text_in(v) in above)
        for place, cast in casts.items():
            lying = self._lying[cast.shape]
            links[places[place]] = Links(tuple([text_in(cast.values[i][1]) for i in lying]))
        return links

    def _subjects(self, first: int, last: int, prefixes: tuple[str, ...]) -> dict[int, str]:
        """The ids with any of the prefixes whose terms lie in a range."""
        rows = fetch("SELECT id, text FROM terms WHERE id BETWEEN %s AND %s", [first, last])
        return {number: text for number, text in rows if text.startswith(prefixes)}

    def _said(
        self, first: int, last: int, properties: Iterable[int]
    ) -> Iterator[tuple[int, list[Said]]]:
        """What is said of each subject whose term lies in a range, in the ledger's order."""
        named, params = among("property", properties)
        rows: list[tuple[Any, ...]] = fetch(
            f"{_SAID} WHERE subject BETWEEN %s AND %s AND {named} ORDER BY subject, seq",
            [first, last, *params],
        )
        for subject, group in groupby(rows, itemgetter(0)):
            yield subject, list(group)

    def _fold_ties(self, first: int, last: int) -> list[Line]:
        ties = self._subjects(first, last, ("tie/",))
        casts, alone = self._casts(first, last, ties)
        new: dict[Shape, int] = {}
        for tie, cast in casts.items():
            if cast.shape not in self._standings:
                new.setdefault(cast.shape, tie)
        entities = self._fold([*alone, *new.values()], self._names)
        lines = {e.id: self._line(e) for e in entities if isinstance(e, Tie)}
        for shape, tie in new.items():
            self._standings[shape] = standing_of(lines.get(ties[tie]), casts[tie])
        found = [(tie, line) for tie in alone if (line := lines.get(ties[tie])) is not None]
        for tie, cast in casts.items():
            standing = self._standings[cast.shape]
            if standing is not None:
                found.append((tie, line_from(ties[tie], cast, standing)))
        return list(self._rows(found))

    def _casts(
        self, first: int, last: int, ties: dict[int, str]
    ) -> tuple[dict[int, Cast], list[int]]:
        """The casts of the ties of a range, and the ties that must be folded by themselves."""
        casts: dict[int, Cast] = {}
        alone: list[int] = []
        for tie, said in self._said(first, last, self._names):
            ref = ties.get(tie)
            if ref is None or ref in self._linked:
                continue
            cast = cast_of(said, self._names)
            if cast is None or ref in self._judged or not self._is_plain(cast.parties):
                alone.append(tie)
            else:
                casts[tie] = cast
        return casts, alone

    def _is_plain(self, values: Iterable[str]) -> bool:
        """Whether none of the places that the values name is judged to be the same as another."""
        return not self._linked or self._linked.isdisjoint(map(text_in, values))

    def _line(self, tie: Tie) -> TieLine | None:
        return line_of(tie, self._dating)

    def _rows(self, lines: Iterable[tuple[int, TieLine]]) -> Iterator[Line]:
        listed = list(lines)
        terms = self._party_terms
        terms.update(known_terms({p for _, x in listed for p in x.parties} - terms.keys()))
        for tie, x in listed:
            numbers = tuple([terms[party] for party in x.parties])
            yield (tie, x.type, " ".join(x.parties), numbers, *x.days)
