"""The claims of one passage as few lines: what several of them say of one subject is said together.

No word is lost or changed: each claim is still read by putting its line's subject and its strand's
lead before it. Where a statement divides is told from its text alone, a guess for display.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.publish.report.note import Proof
from kizuna.publish.report.renderers.language_runs import is_cjk

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
