"""Importing: a list of ties - CSV, workbook, JSON, page - into claims, each citing its
cell, after telling what they would change.

Law: good rows go in together or not at all, few of them with their refold, many in bulk
with a rebuild; a bad row goes back with its reasons; a list imported twice is known.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, groupby
from typing import Any

from kizuna.claims.claim import CONTRIBUTED
from kizuna.claims.kinds import property_of
from kizuna.claims.mapping.cells import CellValue, PlaceGiven
from kizuna.claims.mapping.entries import (
    BadRow,
    Entry,
    MappingQuestion,
    read_entries,
    read_places,
)
from kizuna.errors import BadFile, BadQuestion, BadValue, InputError
from kizuna.sources.readers.spreadsheet import read_table
from kizuna.store.actions.ledger import add_register
from kizuna.store.checking import ClaimFields
from kizuna.store.materialise import Tell
from kizuna.store.queries import claims
from kizuna.store.sql import microseconds
from kizuna.values import Name, kind_of, slug_of
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.importing.known import Known, ListGiven, document_of, mapped_table
from kizuna.workflows.importing.places import PlaceFinder, TieFinder
from kizuna.workflows.importing.report import Imported, compare, lacking, sample_ties

At = Callable[[int | None], str]
"""Where the cell of a row under a column stands, or the row (None)."""


def import_list(
    given: ListGiven,
    *,
    acting_user: str,
    only: frozenset[str] | None = None,
    tell: Tell = lambda done, whole, stage: None,
) -> Imported:
    """Record what a list says, or try it.

    `only` are the governments that whoever imports decides about, None for all: rows
    about none of them are put aside, and what the others say of further governments
    waits for a reviewer. `tell` is told how far it is.

    Raises BadFile for a list or mapping that cannot be read, NoMapping when the headers
    do not suffice, BadQuestion for a bad source or holder, and StorageError; then
    nothing was recorded.
    """
    run = _Run(given, recorder_of(acting_user), only, tell)
    run.read()
    made = run.claims()
    is_trial = bool(run.guess.text) if given.run is None else not given.run
    new = None
    if not is_trial:
        tell(0, 1, "record")
        stated, note = (
            {fields[:12]: fields for fields in made},
            f"{run.document} {given.called}",
        )
        new = add_register(
            claims=list(stated.values()),
            acting_user=acting_user,
            verb="import",
            note=note,
        ).new
    tell(0, 1, "differences")
    return run.account(made, new)


class _Run:
    """One import under way: rows in, places and ties found, claims made, bad rows
    aside.

    `recorded_at` is in microseconds since 1970-01-01 UTC. To begin one raises as
    `import_list` does.
    """

    def __init__(
        self, given: ListGiven, recorder: str, only: frozenset[str] | None, tell: Tell
    ) -> None:
        self.given, self.recorder, self.only, self.tell = given, recorder, only, tell
        self.table, self.guess, self.name = mapped_table(given)
        self.mapping = self.guess.mapping
        document = (
            given.source or self.mapping.source.document or document_of(given.called)
        )
        self.document = document if "/" in document else f"document/{document}"
        self.holder = given.holder or self.mapping.source.holder or recorder
        _check(self.document, "source", "document")
        _check(self.holder, "holder", "organisation", "government", "person")
        self.known = Known(self.document)
        self.entries, self.rejected, self.questions = read_entries(
            self.table, self.mapping
        )
        listed = (place for entry in self.entries for place in (entry.a, entry.b))
        self.places, self.ties = PlaceFinder(self.known, listed), TieFinder(self.known)
        self.recorded_at = microseconds(datetime.now(UTC))
        self.rows = len(self.table.rows)
        self.good, self.made = list[Entry](), list[list[ClaimFields]]()

    def read(self) -> None:
        """Find the places and the tie of every row, and put the bad ones aside."""
        beside = self._read_places()
        by_row = groupby(
            self.entries, key=lambda entry: (entry.row.sheet, entry.row.number)
        )
        rows = [list(entries) for _, entries in by_row]
        for done, entries in enumerate(rows):
            if done % 200 == 0:
                self.tell(done, len(rows), "rows")
            made, good = len(self.made), len(self.good)
            try:
                for entry in entries:
                    self._take(entry, beside)
            except InputError as error:
                del self.made[made:], self.good[good:]
                self.rejected.append(BadRow.of(self.table, entries[0].row, str(error)))

    def _read_places(self) -> set[str]:
        """The identifiers of the places of the second list, the one given or beside the
        first; each is found, or made, and its claims are ready.
        """
        if (places := self.mapping.places) is None:
            return set()
        name = places.file
        try:
            table = read_table(
                self.given.places or self.given.path.with_name(name), name=name
            )
        except ValueError:
            raise BadFile(
                f"[places] file = {name!r} is not the name of a file"
            ) from None
        self.rows += len(table.rows)
        found, faults = read_places(table, self.mapping, places)
        self.rejected += faults
        taken = set()
        for number, (row, place) in found.items():
            at = partial(table.locator, row)
            try:
                ref = self.places.find(place, at(place.column))
                self.made.append(list(self._of_place(ref, place, at)))
                taken.add(number)
            except InputError as error:
                self.rejected.append(BadRow.of(table, row, str(error)))
        return taken

    def _take(self, entry: Entry, beside: set[str]) -> None:
        """Find what one row is about and make its claims; raises InputError when that
        cannot be done.

        The places `beside` have their claims from the second list.
        """
        at = partial(self.table.locator, entry.row)
        a, b = (
            self.places.find(place, at(place.column)) for place in (entry.a, entry.b)
        )
        if a == b:
            raise InputError(
                f"{entry.a.name!r} and {entry.b.name!r} are both {a};"
                " say by country, region or number where each lies"
            )
        if self.only is not None and not self.only & {a, b}:
            raise InputError(f"neither {a} nor {b} is a government that you look after")
        tie = self.ties.find(a, b, entry.type or self.mapping.kind)
        made = [*self._wider(a, entry.a, at), *self._wider(b, entry.b, at)]
        for side in sorted(
            entry.listed_by or ("",)
        ):  # who lists it, else who holds the list
            holder = {"a": a, "b": b}.get(side, self.holder)
            made.append(self._say(tie, "party", a, at(entry.a.column), holder=holder))
            made.append(self._say(tie, "party", b, at(entry.b.column), holder=holder))
        if not entry.type and self.mapping.kind and tie in self.ties.made:
            made.append(self._say(tie, "type", self.mapping.kind, at(None)))
        made += (self._state(tie, said, at) for said in entry.said)
        for ref, place in ((a, entry.a), (b, entry.b)):
            if beside.isdisjoint(place.ids):
                made += self._of_place(ref, place, at)
        self.made.append(made)
        self.good.append(replace(entry, tie=tie, parties=(a, b)))

    def _wider(self, ref: str, place: PlaceGiven, at: At) -> Iterator[ClaimFields]:
        """The claims about the government that a new place lies in, where nobody knew
        that one either.
        """
        column, is_new = place.within_column, ref in self.places.made
        is_own = place.within not in ("", place.name)
        if (
            column is not None
            and is_new
            and is_own
            and not self.places.wider_ones(place)
        ):
            country = tuple(said for said in place.said if said.property == "country")
            named = ((Name(place.within, place.language), column),)
            wider = PlaceGiven(place.within, column, named, place.country, said=country)
            yield from self._of_place(self.places.find(wider, at(column)), wider, at)

    def _of_place(self, ref: str, place: PlaceGiven, at: At) -> Iterator[ClaimFields]:
        is_new = ref in self.places.made
        for name, column in place.names:
            if column is not None or is_new:
                held = self.known.spelled.get((ref, name.text))
                yield self._say(
                    ref, "name", (held.name if held else name).to_json(), at(column)
                )
        for said in place.said:
            if said.column is not None or is_new:
                yield self._state(ref, said, at)
        if (
            place.written
        ):  # with what tells it from others of the name, behind the bare one
            written = Name(place.written, place.language).to_json()
            yield self._say(ref, "name", written, at(place.column), certainty="likely")
        if (region := self.places.region(place)) not in ("", ref):
            yield self._say(ref, "part_of", region, at(place.column))
        wider = self.places.wider(place)
        if wider not in ("", ref) and place.within_column is not None:
            yield self._say(ref, "part_of", wider, at(place.within_column))

    def _state(self, ref: str, said: CellValue, at: At) -> ClaimFields:
        """The claim of one value, of the tie or place or of what it is said of beside
        it.
        """
        kind, _, mark = said.about.partition("/")
        subject = f"{kind}/{slug_of(ref)}-{mark}" if kind else ref
        if kind == "statistic":
            subject = f"statistic/population-{slug_of(ref)}-{slug_of(self.document)}"
        value = ref if said.value is None else said.value
        return self._say(
            subject, said.property, value, at(said.column), valid=said.valid
        )

    def _of_source(self) -> Iterator[ClaimFields]:
        source, file, holder = self.mapping.source, self.table.file, self.holder
        title = source.title or self.mapping.title or file
        stated = [
            (self.document, "title", title),
            (self.document, "digest", self.table.sha256),
        ]
        if source.date:
            stated.append((self.document, "date", source.date))
        is_body = kind_of(holder) == "organisation"
        if is_body and source.holder_name and holder == source.holder:
            stated.append((holder, "name", source.holder_name))
            if holder not in self.known.subjects:
                stated.append((holder, "type", source.holder_type))
        if is_body and source.seat:
            seat = PlaceGiven(
                source.seat, None, ((Name(source.seat), 0),), source.country
            )
            ref = self.places.known_only(seat)
            stated += [(holder, "located_in", ref)] if ref else []
        return (self._say(*each, file) for each in stated)

    def _say(
        self, subject: str, name: str, value: Any, locator: str, **more: str
    ) -> ClaimFields:
        """An imported claim. Raises InputError for a value that the property does not
        take.
        """
        written = property_of(subject, name).type.canonical(value)
        holder, certainty = (
            more.get("holder", self.holder),
            more.get("certainty", "certain"),
        )
        cited = (self.document, "", None, None, locator, holder)
        how = ("asserted", certainty, "imported", self.recorder, self.recorded_at)
        return ClaimFields(subject, name, written, more.get("valid", ""), *cited, *how)

    def claims(self) -> list[ClaimFields]:
        found = (
            [*self._of_source(), *chain.from_iterable(self.made)] if self.made else []
        )
        if self.only is None:
            return found
        scopes = {
            property_of("statistic/any", "scope").type.canonical(ref)
            for ref in self.only
        }
        own = {
            c.subject for c in found if c.property == "scope" and c.value in scopes
        } | self.only
        return [  # of a government, or its numbers, that somebody else looks after
            claim._replace(method=CONTRIBUTED)
            if claim.subject not in own
            and kind_of(claim.subject) in ("government", "statistic")
            else claim
            for claim in found
        ]

    def account(self, stated: list[ClaimFields], new: int | None) -> Imported:
        subjects = {claim.subject for claim in stated}
        made = {
            ref: place for ref, place in self.places.made.items() if ref in subjects
        }
        countries = {ref: place.country for ref, place in made.items()}
        lines = [
            *compare(self.good, self.known),
            *lacking(self.good, self.known, countries),
        ]
        questions = [*self.guess.questions, *self.questions]
        undated = sum(not entry.dated for entry in self.good)
        told = claims.claims(subjects=[self.document], property="date")
        if (
            undated and not self.mapping.source.date and not any(told)
        ):  # when was the list made?
            years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", self.table.file)
            suggested = next(iter(years), "")
            questions.append(
                MappingQuestion(("source", "date"), undated, suggested=suggested)
            )
        return Imported(
            document=self.document,
            holder=self.holder,
            mapping=self.name,
            is_trial=new is None,
            rows=self.rows,
            good=self.rows - len(self.rejected),
            rejected=tuple(self.rejected),
            differences=tuple(lines),
            claims=len(stated),
            new=new,
            known=None if new is None else len(stated) - new,
            places=len(made),
            ties=len(self.ties.made & subjects),
            guessed=self.guess.text,
            unknown=self.guess.unknown,
            proposed=sum(claim.method == CONTRIBUTED for claim in stated),
            names={ref: place.label for ref, place in made.items()},
            countries=countries,
            questions=tuple(questions),
            samples=tuple(sample_ties(self.good, self.places, self.mapping.kind)),
        )


def _check(ref: str, what: str, *kinds: str) -> None:
    """Raise BadQuestion unless a text is the id of something of some kinds."""
    with suppress(BadValue):
        if kind_of(ref) in kinds:
            return
    raise BadQuestion(f"{ref!r} is no {what}; write an id such as {kinds[0]}/our-list")
