"""Which numbers a sentence shows, where each piece of evidence is cited, and what is printed of it.

Every claim of every sentence resolves to a piece of evidence of the note, or the note is not set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kizuna.errors import RenderError
from kizuna.publish.document import CitedPassage, EvidenceLine, Note
from kizuna.publish.report.renderers.language_runs import one_line

MANY = 500
"""A citation of more numbers than these shows each run by its first and last, and is not linked back to."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The numbers that stand after one sentence, ascending; `place` is unique in the note."""

    place: str
    numbers: tuple[int, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The numbers as (first, last) of runs of three and more; others stand alone."""
        found: list[tuple[int, int]] = []
        for _, run in groupby(enumerate(self.numbers), lambda pair: pair[1] - pair[0]):
            held = [number for _, number in run]
            found += [(held[0], held[-1])] if len(held) > 2 else [(one, one) for one in held]
        return tuple(found)

    def __str__(self) -> str:
        """The numbers compressed for reading: "1–4, 9"."""
        return ", ".join(str(a) if a == b else f"{a}\u2013{b}" for a, b in self.spans)


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
        try:
            numbers = sorted({self._numbers[claim] for claim in claims})
        except KeyError as gone:
            message = f"the claim {gone} is cited but has no evidence in this note"
            raise RenderError(message) from None
        if not numbers:
            return None
        self._count += 1
        place = f"cite-{self._count}"
        for number in numbers if len(numbers) <= MANY else ():
            by_section = self._places.setdefault(number, {})
            by_section.setdefault(self._section, []).append(place)
        return Citation(place, tuple(numbers))

    def backlinks(self, number: int) -> Mapping[str, Sequence[str]]:
        """The places that cite this evidence so far, by the section that they stand in, in reading order."""
        return self._places.get(number, {})


DOT = "\u00a0· "
"""What stands between two parts of a line of evidence; it never opens one."""


def printed_lines(item: CitedPassage) -> Iterator[EvidenceLine]:
    """What is printed of a piece of evidence: of several passages the first, on one line."""
    for at, line in enumerate(item.lines):
        if line.role != "quote":
            yield line._replace(phrases=tuple(one for one in line.phrases if one.look != "unseen"))
        elif not at:
            flat = (one._replace(text=one_line(one.text)) for one in line.phrases)
            yield line._replace(phrases=tuple(flat))
