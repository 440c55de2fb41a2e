"""A few ties of an import as they would be recorded, to be told in words before anything is.

Law: what is shown is what goes in: the names and countries that the register has, else those of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kizuna.publish.wording import Wording
from kizuna.workflows import ask
from kizuna.workflows.importing.differences import Read
from kizuna.workflows.importing.places import PlaceFinder

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
    for read in shown:
        entry = read.entry
        dates = (stage.date.text for stage in entry.dates if stage.date)
        names, countries = [], []
        for ref, place in ((read.a, entry.a), (read.b, entry.b)):
            made = places.made.get(ref)
            names.append(made.label if made else labels.label(ref))
            countries.append(min(places.known.countries.get(ref, ()), default=place.country))
        yield SampleTie(
            entry.row.number,
            read.tie,
            (read.a, read.b),
            (names[0], names[1]),
            (countries[0], countries[1]),
            next(dates, ""),
            entry.type or kind,
        )
