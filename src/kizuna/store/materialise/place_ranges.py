"""Folding the places of a range: those that state the same of as many places lie in the same of them.

Law: one place of each shape is folded by the core for all; an area, and a place that a judgement is about, by
itself.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from kizuna.claims.kinds import Entity
from kizuna.store.materialise.folding import PLACE_KINDS, PLACE_PROPERTIES
from kizuna.store.materialise.places import Links, links_of
from kizuna.store.materialise.ranges import Judged, subjects_in, text_in
from kizuna.store.sql import among, fetch
from kizuna.store.terms import known_terms
from kizuna.values import kind_of

_SAID = "SELECT subject, property, value, valid, stance, certainty, method FROM claims"
Shape = tuple[object, ...]


class _Cast(NamedTuple):
    """What is said of a place with numbers for values, and the values by number."""

    shape: Shape
    values: tuple[str, ...]


class PlaceFolder:
    """Finds where places lie directly, range by range; keeps the shapes that it has met."""

    def __init__(self) -> None:
        self._judged = Judged()
        self._properties = list(known_terms(PLACE_PROPERTIES).values())
        self._lying: dict[Shape, tuple[int, ...]] = {}

    def fold_range(self, first: int, last: int) -> dict[str, Links]:
        """The links of the places whose terms lie from `first` to `last`, by id."""
        places = subjects_in(first, last, ("government/", "organisation/"))
        alone = list(subjects_in(first, last, ("area/",)))
        casts: dict[int, _Cast] = {}
        for place, cast in self._casts(first, last):
            ref = places.get(place)
            if ref is not None and ref not in self._judged.linked:
                if self._judged.is_plain(ref, map(text_in, cast.values)):
                    casts[place] = cast
                else:
                    alone.append(place)
        new: dict[Shape, int] = {}
        for place, cast in casts.items():
            if cast.shape not in self._lying:
                new.setdefault(cast.shape, place)
        links = _links(self._judged.fold([*alone, *new.values()], self._properties))
        for shape, place in new.items():
            above = links.get(places[place], Links()).above
            values = casts[place].values
            self._lying[shape] = tuple(i for i, v in enumerate(values) if text_in(v) in above)
        for place, cast in casts.items():
            named = [text_in(cast.values[i]) for i in self._lying[cast.shape]]
            links[places[place]] = Links(tuple(named))
        return {ref: found for ref, found in links.items() if ref not in self._judged.linked}

    def fold_linked(self) -> dict[str, Links]:
        """The links of the places that identity judgements join."""
        return _links(self._judged.fold_linked(self._properties))

    def _casts(self, first: int, last: int) -> list[tuple[int, _Cast]]:
        named, params = among("property", self._properties)
        rows = fetch(
            f"{_SAID} WHERE subject BETWEEN %s AND %s AND {named} ORDER BY subject, seq",
            [first, last, *params],
        )
        return [(place, _cast_of(list(said))) for place, said in groupby(rows, itemgetter(0))]


def _cast_of(said: list[tuple[Any, ...]]) -> _Cast:
    values: dict[str, int] = {}
    shape: list[object] = []
    for _, name, value, *rest in said:
        shape += (name, values.setdefault(value, len(values)), *rest)
    return _Cast(tuple(shape), tuple(values))


def _links(entities: list[Entity]) -> dict[str, Links]:
    return {e.id: links_of(e) for e in entities if kind_of(e.id) in PLACE_KINDS}
