"""The clauses of a sentence that each tell of an act of their own."""

from __future__ import annotations

import itertools
import re

from kizuna.proposals.rules.grammar.acts import (
    act_in,
)
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.grammar.frequencies import habit_in
from kizuna.proposals.rules.grammar.relative_dates import (
    is_ongoing,
)

_PAST = re.compile(
    r"\b(?:was|were|past|\w+ed|took|held|brought|came|went|gave|saw|met|led|sent|flew|spent|became"
    r"|began|got|made|built|won|ran|presents|sang|rode|drove|left|taught|wrote|paid|had|sung|flown"
    r"|lent|drew|won)\b",
    re.I,
)


_PLANNED = re.compile(
    r"\b(?:will|would|(?:is|are|['’]re) planning|planned|plans|upcoming|scheduled|is to|are to"
    r"|due to|expected|resolved to|(?:is|are) (?:contribut|send|donat|pay|help)ing|proposed|foresees"
    r"|intends?|invited)\b",
    re.I,
)


JOINT = re.compile(r";\s+|,\s+(?:and|but|yet|where|while|whereas)\s+|\s+while\s+|:\s+(?=[a-z\d])")
"""Where a sentence may go on to tell something else."""


ATTENDED = re.compile(r"\b(?:attendance|presence) of\b|\battended by\b", re.I)


def event_clauses_of(text: str) -> list[tuple[int, int]]:
    """The spans of the clauses that tell something; the whole sentence where there is but one.

    What tells nothing ("one third of it from the city") stays with the clause before it, a lead with the next.
    """
    cuts = [0, *(m.end() for m in JOINT.finditer(text)), len(text)]
    spans: list[tuple[int, int]] = []
    waiting = 0
    for start, end in itertools.pairwise(cuts):
        if _tells(text[start:end]):
            spans.append((waiting, end))
        elif spans:
            spans[-1] = (spans[-1][0], end)
        else:
            continue
        waiting = end
    return [_trimmed(text, *span) for span in spans] if len(spans) > 1 else [(0, len(text))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the word that joins it to the next."""
    tail = _TAIL.search(text[start:end])
    return start, start + tail.start() if tail else end


_TAIL = re.compile(r"[\s,;:]*(?:\b(?:and|but|yet|where|while|whereas)\b)?[\s,;:]*$")


def _tells(clause: str) -> bool:
    """Whether a part of a sentence tells an act, or what recurs."""
    if habit_in(clause) or any(is_ongoing(d, clause) for d in dates_in(clause)):
        return True
    return act_in(clause) is not None and is_timed(clause)


def is_timed(clause: str) -> bool:
    return bool(_PAST.search(clause) or _PLANNED.search(clause) or is_diary(clause))


def is_diary(clause: str) -> bool:
    """Whether a clause is an entry of a diary or programme ("October 2024: a mission travels to X")."""
    first = next(iter(dates_in(clause)), None)
    return bool(
        first
        and re.fullmatch(r"\W*(?:\w+day,? )?", clause[: first.start])
        and re.match(r"\s?[:–—-]\s|\s+(?=[A-Z])", clause[first.end :])
    )
