"""Which numbers a sentence shows, where each piece of evidence is cited, and what is printed of it as lines.

Every claim of every sentence resolves to a piece of evidence of the note, or the note is not set. What several
claims of one passage say of one subject is said together, and no word is lost or changed: each claim is still
read by putting its line's subject and its strand's lead before it. Where a statement divides is told from its
text alone, a guess for display.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from kizuna.errors import RenderError
from kizuna.publish.document import CitedPassage, Note, Proof
from kizuna.publish.report.renderers.language_runs import is_cjk, language_of, one_line

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
        held = tuple(claims)
        if (
            gone := next((claim for claim in held if claim not in self._numbers), None)
        ) is not None:
            raise RenderError(f"the claim {gone!r} is cited but has no evidence in this note")
        numbers = sorted({self._numbers[claim] for claim in held})
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


def spans(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Ascending numbers as (first, last) of runs of three and more; others stand alone."""
    found: list[tuple[int, int]] = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        held = [number for _, number in run]
        found += [(held[0], held[-1])] if len(held) > 2 else [(one, one) for one in held]
    return tuple(found)


def spans_text(numbers: Sequence[int]) -> str:
    """Ascending numbers compressed for reading: "1–4, 9"."""
    parts = (str(a) if a == b else f"{a}\u2013{b}" for a, b in spans(numbers))
    return ", ".join(parts)


_SUBJECT = re.compile(r"(.+?(?:: (?=[^:]+: )| (?=\([^()]*\): )|(?=（[^（）]*）：)))(.+)", re.DOTALL)
"""A statement is "subject: property: value", "subject (property): value" or "subject（property）：value"."""
_PROPERTY = re.compile(r"(\([^()]*\): |（[^（）]*）：|[^:：]{1,60}: )(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Strand:
    """Claims on one property: `lead` is what they begin with, each proof states the rest."""

    lead: str
    proofs: tuple[Proof, ...]

    def text(self, language: str) -> str:
        """The strand as one piece of text of a note in `language`."""
        return self.lead + semicolon(language).join(proof.statement for proof in self.proofs)


@dataclass(frozen=True, slots=True)
class Line:
    """Claims on one subject, or with the subject "" claims that share none, each whole."""

    subject: str
    strands: tuple[Strand, ...]


DOT = "\u00a0· "
"""What stands between two parts of a line; it never opens one."""


def semicolon(language: str) -> str:
    """What stands between two claims of a strand in a note in `language`."""
    return "；" if is_cjk(language) else "; "


def statement_lines(proofs: Iterable[Proof]) -> tuple[Line, ...]:
    """The claims as lines, in order of first mention; every claim stands in exactly one strand.

    `subject + lead + statement` gives each claim's own statement back. Claims that share their
    subject with no other stand whole in one line at the end.
    """
    subjects: dict[str, list[tuple[Proof, Proof]]] = {}
    for proof in proofs:
        subject, rest = _divided(_SUBJECT, proof.statement)
        subjects.setdefault(subject or proof.claim, []).append((proof, Proof(proof.claim, rest)))
    alone = [held[0][0] for held in subjects.values() if len(held) == 1]
    lines = [
        Line(subject, _strands(rest for _, rest in held))
        for subject, held in subjects.items()
        if len(held) > 1
    ]
    if alone:
        lines.append(Line("", tuple(Strand("", (proof,)) for proof in alone)))
    return tuple(lines)


def _strands(proofs: Iterable[Proof]) -> tuple[Strand, ...]:
    properties: dict[str, list[Proof]] = {}
    for proof in proofs:
        lead, rest = _divided(_PROPERTY, proof.statement)
        properties.setdefault(lead, []).append(Proof(proof.claim, rest))
    return tuple(Strand(lead, tuple(held)) for lead, held in properties.items())


def _divided(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The opening part and the rest, which joined are the text; ("", text) where it has no such part."""
    match = pattern.fullmatch(text)
    return (match.group(1), match.group(2)) if match else ("", text)


class Phrase(NamedTuple):
    """Words of a line of evidence: how they are set (as they are, or as a source, label, rendition, address, as
    aside, strong, lit or between others), and the web page or the number of evidence that they lead to."""

    text: str
    look: str = ""
    address: str = ""
    number: int = 0


class EvidenceLine(NamedTuple):
    """A line of a piece of evidence: what it says (quote, where, how, claims, competing, judgements), and in which
    language where it is a quoted passage."""

    role: str
    phrases: tuple[Phrase, ...]
    language: str = ""


def evidence_lines(note: Note, item: CitedPassage) -> Iterator[EvidenceLine]:
    """What is printed of a piece of evidence: passage, source, who says it how, claims, what weighs them."""
    words, language = note.words, note.language
    for quote in item.quotes[:1]:
        texts = (quote.label, one_line(quote.before), one_line(quote.text), one_line(quote.after))
        quoted = map(Phrase, texts, ("rendition", "aside", "lit", "aside"))
        tongue = quote.language or language_of(quote.text, language)
        yield EvidenceLine("quote", tuple(phrase for phrase in quoted if phrase.text), tongue)
    address = item.address if is_web_address(item.address) else ""
    not_held = "" if item.has_text else words["not_held"]
    places = (
        Phrase(item.locator),
        Phrase(item.address, "address", address),
        Phrase(not_held, "aside"),
    )
    yield EvidenceLine(
        "where", _dotted((Phrase(item.source, "source"),), *((one,) for one in places))
    )
    says = (Phrase(words["holder"], "label"), Phrase(item.holder))
    recorded = (Phrase(words["recorded"], "label"), Phrase(item.recorded))
    how = _dotted(says, (Phrase(item.stance),), (Phrase(item.certainty),), recorded)
    yield EvidenceLine("how", how)
    for line in statement_lines(item.proofs):
        strands = _dotted(*((Phrase(strand.text(language)),) for strand in line.strands))
        subject = (Phrase(line.subject, "strong"),) if line.subject else ()
        yield EvidenceLine("claims", (*subject, *strands))
    rivals = [Phrase(rival.statement, number=rival.number) for rival in item.rivals]
    judgements = [Phrase(" ".join(item.judgements))] if item.judgements else []
    for role, phrases in (("competing", rivals), ("judgements", judgements)):
        if phrases:
            apart = (part for phrase in phrases for part in (Phrase("; ", "between"), phrase))
            yield EvidenceLine(role, (Phrase(words[role], "label"), *list(apart)[1:]))


def _dotted(*groups: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The groups of which the last phrase has words, parted by dots."""
    held = [
        phrase for group in groups if group[-1].text for phrase in (Phrase(DOT, "between"), *group)
    ]
    return tuple(held[1:])


def is_web_address(address: str) -> bool:
    """Whether an address may be a link: http or https with a host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
