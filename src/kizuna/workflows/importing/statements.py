"""Makes the claims of an import: every cell one or more claims that cite the file, the sheet, the row and the
column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from kizuna.claims.kinds import property_of
from kizuna.claims.mapping import CellValue, Entry, ListMapping, PlaceGiven
from kizuna.claims.wikidata import tie_between
from kizuna.errors import InputError, name_some
from kizuna.sources.readers.spreadsheet import Row, Table
from kizuna.store.fields import ClaimFields
from kizuna.values import Name, kind_of, slug_of
from kizuna.workflows.importing.known import Known, TieKnown
from kizuna.workflows.importing.places import PlaceFinder

_MOST_PARTIES = 12
"""A tie of more parties is a network, and no pair's own."""


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """What all claims of one import share; `recorded_at` in microseconds since 1970-01-01 UTC."""

    document: str
    holder: str
    recorder: str
    recorded_at: int

    def claim(self, subject: str, name: str, value: Any, locator: str, **more: str) -> ClaimFields:
        """An imported claim. Raises InputError for a value that the property does not take."""
        return ClaimFields(
            subject=subject,
            property=name,
            value=property_of(subject, name).type.canonical(value),
            valid=more.get("valid", ""),
            document=self.document,
            sha256="",
            start=None,
            end=None,
            locator=locator,
            holder=more.get("holder", self.holder),
            stance="asserted",
            certainty=more.get("certainty", "certain"),
            method="imported",
            recorder=self.recorder,
            recorded_at=self.recorded_at,
        )


@dataclass(slots=True)
class TieFinder:
    """Finds the tie of two places: the one that the register knows, or a new one. `made` are the new ones."""

    known: Known
    made: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_parties: dict[frozenset[str], list[TieKnown]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _wider: dict[frozenset[str], list[TieKnown]] = field(default_factory=lambda: defaultdict(list))
    _new: dict[frozenset[str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for tie in self.known.ties.values():
            self._by_parties[frozenset(tie.parties)].append(tie)
            if 2 < len(tie.parties) <= _MOST_PARTIES:
                for pair in combinations(tie.parties, 2):
                    self._wider[frozenset(pair)].append(tie)

    def find(self, a: str, b: str, kind: str) -> str:
        """The id of the tie between two places; of several, the one of the kind, else the one under no other.

        Where there is none, the only tie that joins the two with others (a predecessor, a third side) is
        theirs. Raises InputError, which lists them, when several remain.
        """
        pair = frozenset((a, b))
        held = self._by_parties.get(pair, []) or self._wider.get(pair, [])
        for chosen in (
            held,
            [t for t in held if kind in t.types],
            [t for t in held if not t.has_parent],
        ):
            if len(chosen) == 1:
                return chosen[0].id
        if held:
            raise InputError(f"{a} and {b} have several ties: {name_some(t.id for t in held)}")
        if pair not in self._new:
            ref = self._free(_tie_of(slug_of(a), slug_of(b)))
            self._new[pair] = ref
            self.made[ref] = pair
        return self._new[pair]

    def _free(self, wanted: str) -> str:
        ref, count = wanted, 1
        while ref in self.made or ref in self.known.subjects:
            count += 1
            ref = f"{wanted}-{count}"
        return ref


_ITEM = re.compile("q[1-9][0-9]*")


def _tie_of(a: str, b: str) -> str:
    """The id of a new tie; of two places that are known by their items alone, the one that a harvest gives it."""
    if _ITEM.fullmatch(a) and _ITEM.fullmatch(b):
        return tie_between(a.upper(), b.upper())
    return f"tie/{a}-{b}"


@dataclass(slots=True)
class Writer:
    """Turns entries into claims."""

    table: Table
    mapping: ListMapping
    frame: SharedClaim
    known: Known
    places: PlaceFinder
    ties: TieFinder

    def of_place(
        self, ref: str, place: PlaceGiven, table: Table, row: Row
    ) -> Iterator[ClaimFields]:
        """The claims of one mention of a place."""
        for name, column in place.names:
            if column is None and ref not in self.places.made:
                continue
            held = self.known.spelled.get((ref, name.text), name)
            yield self.frame.claim(ref, "name", held.to_json(), table.locator(row, column))
        for said in place.said:
            if said.column is not None or ref in self.places.made:
                yield self._state(ref, said, table, row)
        if place.written:
            yield self._written(ref, place, table.locator(row, place.column))
        region = self.places.region(place)
        if region and region != ref:
            yield self.frame.claim(ref, "part_of", region, table.locator(row, place.column))
        wider = self.places.wider(place)
        if wider and wider != ref and place.within_column is not None:
            locator = table.locator(row, place.within_column)
            yield self.frame.claim(ref, "part_of", wider, locator)

    def _written(self, ref: str, place: PlaceGiven, locator: str) -> ClaimFields:
        """The name with what tells the place from others of the name: a further name, behind the bare one."""
        language = place.names[0][0].language if place.names else ""
        name = Name(place.written, language).to_json()
        return self.frame.claim(ref, "name", name, locator, certainty="likely")

    def _state(self, ref: str, said: CellValue, table: Table, row: Row) -> ClaimFields:
        """The claim of one value, of the tie or place or of what it is said of beside it."""
        kind, _, mark = said.about.partition("/")
        subject = f"{kind}/{slug_of(ref)}-{mark}" if kind else ref
        if kind == "statistic":
            subject = f"statistic/population-{slug_of(ref)}-{slug_of(self.frame.document)}"
        value = ref if said.value is None else said.value
        locator = table.locator(row, said.column)
        return self.frame.claim(subject, said.property, value, locator, valid=said.valid)

    def of_tie(self, ref: str, entry: Entry, a: str, b: str) -> Iterator[ClaimFields]:
        """The claims of one row about its tie."""
        row, at = entry.row, self.table.locator
        for holder in self._holders(entry, a, b):
            yield self.frame.claim(ref, "party", a, at(row, entry.a.column), holder=holder)
            yield self.frame.claim(ref, "party", b, at(row, entry.b.column), holder=holder)
        if not entry.type and self.mapping.kind and ref in self.ties.made:
            yield self.frame.claim(ref, "type", self.mapping.kind, at(row))
        for said in entry.said:
            yield self._state(ref, said, self.table, row)

    def _holders(self, entry: Entry, a: str, b: str) -> list[str]:
        """Who asserts that the two are tied: the sides that list it, else the holder of the list."""
        sides = {"a": a, "b": b}
        listing = [sides[side] for side in sorted(entry.listed_by or ())]
        return listing or [self.frame.holder]

    def of_source(self, seat: str) -> Iterator[ClaimFields]:
        """What the mapping and the file say of the document and its holder; `seat` is where the holder sits,
        or "".
        """
        source, document, holder = self.mapping.source, self.frame.document, self.frame.holder
        title = source.title or self.mapping.title or self.table.file
        yield self.frame.claim(document, "title", title, self.table.file)
        yield self.frame.claim(document, "digest", self.table.sha256, self.table.file)
        if source.date:
            yield self.frame.claim(document, "date", source.date, self.table.file)
        if kind_of(holder) != "organisation":
            return
        if source.holder_name and holder == source.holder:
            yield self.frame.claim(holder, "name", source.holder_name, self.table.file)
            if not any(s == holder for s in self.known.subjects):
                yield self.frame.claim(holder, "type", source.holder_type, self.table.file)
        if seat:
            yield self.frame.claim(holder, "located_in", seat, self.table.file)
