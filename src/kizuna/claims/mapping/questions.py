"""What a list leaves open: entries of its mapping that its owner has to decide.

Law: what is open is asked and never read as one of the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kizuna.claims import vocabulary
from kizuna.claims.mapping.mapping import TERMS, ListMapping
from kizuna.claims.mapping.targets import Target
from kizuna.sources.readers.spreadsheet import Row
from kizuna.values.written_dates import is_order_open

_ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class MappingQuestion:
    """An entry of a mapping that is to be decided.

    `path` is where it stands: ("terms", "type", "Sister Citty"), ("countries", "Atlantis"), ("columns", "State"),
    ("a", "name") for the town whose partners the list gives, ("source", "date") for the date of the list,
    ("reading", "dates") for the order of day and month. `rows` is how many rows wait for it, 0 where none does.
    `options` are what may be written, () for a free text; `suggested` is what is likely, "" where nothing is.
    """

    path: tuple[str, ...]
    rows: int = 0
    options: tuple[str, ...] = ()
    suggested: str = ""


def word_questions(
    rows: Iterable[Row], columns: Sequence[tuple[int, Target]], mapping: ListMapping
) -> Iterator[MappingQuestion]:
    """The words of coded columns that nobody knows, once for each meaning, the most frequent first."""
    held = list(rows)
    found: Counter[tuple[str, str]] = Counter()
    for at, target in columns:
        if target.what in TERMS or target.what == "country":
            texts = Counter(row.texts[at] for row in held if at < len(row.texts))
            for text, count in texts.items():
                if text and text not in mapping.empty and not mapping.knows(target.what, text):
                    found[target.what, text] += count
    for (what, text), count in found.most_common():
        yield _of_word(what, text, count)


def order_questions(
    rows: Iterable[Row], columns: Sequence[tuple[int, Target]], mapping: ListMapping
) -> Iterator[MappingQuestion]:
    """The order of day and month, where dates may have either and the mapping does not say which."""
    dated = [
        at for at, target in columns if target.of == "tie" and target.what in ("date", "ended")
    ]
    count = sum(
        any(at < len(row.texts) and is_order_open(row.texts[at]) for at in dated) for row in rows
    )
    if count and mapping.dates not in _ORDERS:
        yield MappingQuestion(("reading", "dates"), count, _ORDERS)


def _of_word(what: str, text: str, rows: int) -> MappingQuestion:
    if what == "country":
        return MappingQuestion(("countries", text), rows)
    scheme = vocabulary.scheme(TERMS[what])
    return MappingQuestion(("terms", what, text), rows, tuple(scheme), scheme.suggested(text))
