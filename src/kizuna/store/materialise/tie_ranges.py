"""Folding the ties of a range: the work of a rebuild that other processes share."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kizuna.claims.kinds import Tie
from kizuna.store.materialise.dating import dating_of_all
from kizuna.store.materialise.folding import TIE_PROPERTIES
from kizuna.store.materialise.joining import Regions, pairs_of
from kizuna.store.materialise.ranges import Judged, subjects_in
from kizuna.store.materialise.shapes import (
    Model,
    Names,
    Play,
    Shape,
    Standing,
    play_of,
    shape_of,
    standing_of,
)
from kizuna.store.materialise.ties import Changes, TieLine, line_of, pair_of
from kizuna.store.sql import among, fetch
from kizuna.store.terms import known_terms
from kizuna.store.year_counts import YearChanges

Line = tuple[int, str, str, tuple[int, ...], int, int, int, int, bool]
"""A tie nearly as its row: term, type as text, parties as text, parties as terms, the four days, and whether it is
unbroken."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What ties fold to: their lines, the pairs of regions that they join, and the counts of pairs of countries.

    `joins` holds rows of five int32: both regions, the tie, its earliest and its latest day.
    """

    lines: list[Line]
    joins: bytes
    changes: Changes


class TieFolder:
    """Folds ranges of ties by one set of judgements; keeps the shapes and the parties that it has met.

    `codes` are the regions that are countries.
    """

    def __init__(self, regions: Regions, codes: Mapping[int, str]) -> None:
        self._regions = regions
        self._codes = codes
        self._judged = Judged()
        self._dating = dating_of_all(self._judged.identities)
        named = known_terms(TIE_PROPERTIES)
        self._names = Names(*(named.get(name, 0) for name in TIE_PROPERTIES))
        self._by_key: dict[str, Standing | None] = {}
        self._models: dict[Shape, Model] = {}
        self._party_terms: dict[str, int] = {}

    def fold_range(self, first: int, last: int) -> Folded:
        """What the ties whose terms lie from `first` to `last` fold to."""
        ties = subjects_in(first, last, ("tie/",))
        read = self._read(first, last, ties)
        folded = self._judged.fold([*read.alone, *read.new.values()], self._names)
        entities = (entity for entity in folded if isinstance(entity, Tie))
        lines = {e.id: line for e in entities if (line := line_of(e, self._dating)) is not None}
        for shape, tie in read.new.items():
            play = read.plays[tie]
            _, order = read.waiting[play.key]
            self._models[shape] = Model(order, standing_of(lines.get(ties[tie]), play))
        for key, (shape, order) in read.waiting.items():
            self._by_key[key] = self._models[shape].standing_in(order)
        found = [(tie, lines[ref]) for tie in read.alone if (ref := ties[tie]) in lines]
        for tie, play in read.plays.items():
            standing = self._by_key[play.key]
            if standing is not None:
                found.append((tie, _line_from(ties[tie], play, standing)))
        return self._folded(found)

    def fold_linked(self) -> Folded:
        """What the ties that identity judgements join fold to."""
        entities = self._judged.fold_linked(self._names)
        lines = [x for e in entities if isinstance(e, Tie) and (x := line_of(e, self._dating))]
        terms = known_terms(line.tie for line in lines)
        return self._folded([(terms[line.tie], line) for line in lines])

    def _read(self, first: int, last: int, ties: dict[int, str]) -> _Range:
        named, params = among("property", self._names)
        rows = fetch(
            f"SELECT {self._names.columns()} FROM claims"
            f" WHERE subject BETWEEN %s AND %s AND {named} GROUP BY subject",
            [first, last, *params],
        )
        read = _Range()
        for tie, course, players in rows:
            ref = ties.get(tie)
            if ref is not None and ref not in self._judged.linked:
                play = play_of(course or "", players or "", self._names)
                if self._judged.is_plain(ref, play.parties):
                    self._place(read, tie, play, course or "")
                else:
                    read.alone.append(tie)
        return read

    def _place(self, read: _Range, tie: int, play: Play, course: str) -> None:
        """Put a tie with those whose standing is known, or will be, or must be found for it alone."""
        if play.key not in self._by_key and play.key not in read.waiting:
            found = shape_of(play, course, self._names)
            if found is None:
                read.alone.append(tie)
                return
            if found[0] not in self._models:
                read.new.setdefault(found[0], tie)
            read.waiting[play.key] = found
        read.plays[tie] = play

    def _folded(self, found: list[tuple[int, TieLine]]) -> Folded:
        terms = self._party_terms
        terms.update(known_terms({p for _, x in found for p in x.parties} - terms.keys()))
        lines: list[Line] = []
        joins = array("i")
        codes = self._codes
        changes: Changes = defaultdict(YearChanges)
        for tie, x in found:
            parties = tuple([terms[party] for party in x.parties])
            lines.append((tie, x.type, " ".join(x.parties), parties, *x.days, x.unbroken))
            for a, b in pairs_of(parties, self._regions):
                joins.extend((a, b, tie, x.days[0], x.days[3]))
                if a in codes and b in codes:
                    changes[pair_of(codes[a], codes[b])].add(x.days)
        return Folded(lines, joins.tobytes(), changes)


@dataclass(slots=True)
class _Range:
    """The ties of a range: those that play a shape, those to be folded by themselves, and one of each new shape.

    `waiting` are the shapes of the keys that were met for the first time, with the days in their order.
    """

    plays: dict[int, Play] = field(default_factory=dict)
    alone: list[int] = field(default_factory=list)
    new: dict[Shape, int] = field(default_factory=dict)
    waiting: dict[str, tuple[Shape, list[int]]] = field(default_factory=dict)


def _line_from(tie: str, play: Play, standing: Standing) -> TieLine:
    """The line of a tie that plays a shape with its own parties and type."""
    parties = sorted([play.parties[place] for place in standing.counting])
    kind = play.type if standing.has_type else ""
    return TieLine(tie, kind, tuple(parties), standing.days, standing.unbroken)
