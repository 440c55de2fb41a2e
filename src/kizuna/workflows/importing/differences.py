"""Compares a list with the register before anything is recorded: what is new, the same, sharper, in conflict or
missing, and a few ties as they would be recorded.

Law: what is shown is what goes in: the names and countries that the register has, else those of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kizuna.claims import vocabulary
from kizuna.claims.mapping import Entry
from kizuna.publish.wording import Wording
from kizuna.values import Edtf
from kizuna.workflows import ask
from kizuna.workflows.importing.known import Known, TieKnown
from kizuna.workflows.importing.places import PlaceFinder


class Difference(StrEnum):
    """How what a list says of a tie stands to what the register holds."""

    NEW = "new"
    SAME = "same"
    SHARPER = "sharper"
    VAGUER = "vaguer"
    CONFLICT = "conflict"
    MISSING_HERE = "missing-here"
    MISSING_THERE = "missing-there"


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: the row (0 for a tie that the list lacks), the tie, its parties, the property, both
    values."""

    difference: Difference
    row: int
    tie: str
    parties: tuple[str, ...]
    property: str = ""
    here: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A row whose places and tie are found."""

    entry: Entry
    tie: str
    a: str
    b: str


def compare(rows: Iterable[Read], known: Known) -> Iterator[Line]:
    """The differences of every row, and of the ties in the list's reach that it lacks."""
    met: set[str] = set()
    for read in rows:
        tie = known.ties.get(read.tie)
        if tie is not None:
            yield from _of_row(read, tie)
        elif read.tie not in met:
            number, parties = read.entry.row.number, (read.a, read.b)
            yield Line(Difference.NEW, number, read.tie, parties, "tie", "", read.entry.dated)
        met.add(read.tie)


def _of_row(read: Read, tie: TieKnown) -> Iterator[Line]:
    number, parties = read.entry.row.number, (read.a, read.b)
    compared = [
        (_of_dates, f"date of {stage}", sorted(tie.dates.get(stage, ())), there)
        for stage, there in read.entry.dates
        if there or tie.dates.get(stage)
    ]
    if read.entry.type:
        compared.append((_of_types, "type", sorted(tie.types), read.entry.type))
    for differ, name, here, there in compared:
        yield Line(differ(here, there), number, tie.id, parties, name, ", ".join(here), there)
    if not compared:
        yield Line(Difference.SAME, number, tie.id, parties, "tie")


def _of_dates(here: list[str], there: str) -> Difference:
    if not there:
        return Difference.MISSING_THERE
    if not here:
        return Difference.MISSING_HERE
    if there in here:
        return Difference.SAME
    given, dates = Edtf.parse(there), [Edtf.parse(text) for text in here]
    if any(date.is_sharper_than(given) for date in dates):
        return Difference.VAGUER
    if any(given.is_sharper_than(date) for date in dates):
        return Difference.SHARPER
    return Difference.SAME if any(d.agrees_with(given) for d in dates) else Difference.CONFLICT


def _of_types(here: list[str], there: str) -> Difference:
    if not here:
        return Difference.MISSING_HERE
    types = vocabulary.scheme("tie-types")
    is_same = any(types.is_within(h, there) or types.is_within(there, h) for h in here)
    return Difference.SAME if is_same else Difference.CONFLICT


def lacking(rows: Iterable[Read], known: Known, countries: Mapping[str, str]) -> Iterator[Line]:
    """The ties that the register has and the list lacks, though they are in its reach.

    A tie is in reach when one party stands on side a of the list and the other lies in a country of its side b.
    `countries` are those of the places of the list.
    """
    listed: set[str] = set()
    home: set[str] = set()
    abroad: dict[str, None] = {}
    for read in rows:
        listed.add(read.tie)
        home.add(read.a)
        country = _country(read.b, known, countries)
        if country:
            abroad[country] = None
    found: dict[str, list[str]] = defaultdict(list)
    for tie in known.ties.values():
        if tie.id in listed or not tie.parties & home:
            continue
        others = tie.parties - home or tie.parties
        if any(_country(other, known, countries) in abroad for other in others):
            found[tie.id] = sorted(tie.parties, key=lambda ref: (ref not in home, ref))
    for ref in sorted(found):
        dates = ", ".join(sorted(known.ties[ref].dates.get("formal", ())))
        yield Line(Difference.MISSING_THERE, 0, ref, tuple(found[ref]), "tie", dates)


def _country(ref: str, known: Known, countries: Mapping[str, str]) -> str:
    held = known.countries.get(ref)
    return min(held) if held else countries.get(ref, "")


_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class SampleTie:
    """A tie as it would be recorded: its row, its parties with their names as the register or the list has them
    and their countries ("" not known), the date of its stage (EDTF, "" for none) and its type ("" for none)."""

    row: int
    tie: str
    parties: tuple[str, str]
    names: tuple[str, str]
    countries: tuple[str, str]
    date: str
    type: str


def sample_ties(reads: Sequence[Read], places: PlaceFinder, kind: str) -> Iterator[SampleTie]:
    """The first row that went in and some others, spread over the list; of a type `kind` where they name none."""
    if not reads:
        return
    chosen = dict.fromkeys(len(reads) * at // _SAMPLES for at in range(_SAMPLES))
    shown = [reads[at] for at in chosen]
    refs = sorted({ref for read in shown for ref in (read.a, read.b)})
    labels = Wording.english(ask.known_register(None, refs))
    known = places.known.countries
    for read in shown:
        entry, (a, b) = read.entry, (read.a, read.b)
        names = (p.label if (p := places.made.get(r)) else labels.label(r) for r in (a, b))
        lie = (min(known.get(r, ()), default=p.country) for r, p in ((a, entry.a), (b, entry.b)))
        (one, other), (here, there) = names, lie
        said = (entry.dated, entry.type or kind)
        yield SampleTie(entry.row.number, read.tie, (a, b), (one, other), (here, there), *said)
