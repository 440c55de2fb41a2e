"""Which numbers a sentence shows, and where each piece of evidence is cited.

Every claim of every sentence resolves to a piece of evidence of the note, or the note is not set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.errors import RenderError
from kizuna.publish.report.note import Note

MANY = 500
"""A citation of more numbers than these shows each run by its first and last, and is not linked back to."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The numbers that stand after one sentence, ascending; `place` is unique in the note."""

    place: str
    numbers: tuple[int, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The numbers as (first, last) of consecutive runs."""
        return spans(self.numbers)


@dataclass(frozen=True, slots=True)
class Backlink:
    """Places of one section that cite a piece of evidence, in reading order."""

    section: str
    places: tuple[str, ...]


class Citations:
    """Gives out citations in reading order and remembers them for the links back.

    A renderer calls `begin` at each section and `cite` at each sentence, then `backlinks`.
    """

    def __init__(self, note: Note) -> None:
        self._numbers = note.numbers()
        self._section = ""
        self._count = 0
        self._places: dict[int, dict[str, list[str]]] = {}

    def begin(self, section: str) -> str:
        """Says that what follows stands in the section of this title. Returns ""."""
        self._section = section
        return ""

    def cite(self, claims: Iterable[str]) -> Citation | None:
        """The citation of a sentence; None for a sentence without claims.

        Raises RenderError for a claim that has no evidence in the note.
        """
        numbers = sorted({self._number(claim) for claim in claims})
        if not numbers:
            return None
        self._count += 1
        place = f"cite-{self._count}"
        for number in numbers if len(numbers) <= MANY else ():
            by_section = self._places.setdefault(number, {})
            by_section.setdefault(self._section, []).append(place)
        return Citation(place, tuple(numbers))

    def backlinks(self, number: int) -> tuple[Backlink, ...]:
        """The places that cite this evidence so far, by section; empty where none does."""
        found = self._places.get(number, {})
        return tuple(Backlink(section, tuple(places)) for section, places in found.items())

    def _number(self, claim: str) -> int:
        try:
            return self._numbers[claim]
        except KeyError:
            raise RenderError(
                f"the claim {claim!r} is cited but has no evidence in this note"
            ) from None


def spans(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Ascending numbers as (first, last) of runs of three and more; others stand alone."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    found: list[tuple[int, int]] = []
    for run in runs:
        found.extend([(run[0], run[-1])] if len(run) > 2 else [(one, one) for one in run])
    return tuple(found)


def spans_text(numbers: Sequence[int]) -> str:
    """Ascending numbers compressed for reading: "1–4, 9"."""
    parts = (str(a) if a == b else f"{a}\u2013{b}" for a, b in spans(numbers))
    return ", ".join(parts)
