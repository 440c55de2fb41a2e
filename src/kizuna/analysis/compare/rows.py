"""What a comparison is made of: rows of a topic, with a cell for each of what is compared.

Law: a cell for which there is no evidence is None, never a zero; every other cell has its claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kizuna.analysis.figures import Derived, Figure, Measure, unique
from kizuna.values import Answer

TOTAL = ""
"""The key of the row that counts all that a topic holds."""
UNSTATED = "unstated"
"""The key of the row for what no source classes."""
KEY_SCHEMES = {
    "fields": "fields",
    "agreements": "agreement-types",
    "programmes": "forms",
    "events": "forms",
    "institutions": "organisation-types",
    "offices": "office-types",
    "under": "tie-types",
    "transport": "transport-modes",
    "kinds": "tie-types",
}
"""The concept scheme of the keys of a topic; the keys of other topics are no concepts."""
LIKENED = frozenset({*KEY_SCHEMES, "funding", "honours", "countries"})
"""The topics in which having a key or not is a difference that can be told."""
VALUE_SCHEMES = {"kind": "tie-types", "status": "statuses", "level": "levels"}
"""The concept scheme of what is said in the rows of a key."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to count: whether it is so, what it is, since when (EDTF text, "" unknown), and by what claims."""

    answer: Answer
    ref: str
    claims: tuple[str, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things there are, and which; `since` is the earliest date that any of them states, "" for none."""

    figure: Figure
    refs: tuple[str, ...]
    since: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the count rests on."""
        return self.figure.claims


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """What sources say in a word: a concept id, a date as EDTF text, a country; with the claims (never empty)."""

    value: str
    claims: tuple[str, ...]


Cell = Counted | Measure | Derived | SourcedValue
"""What one of the compared has in a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A topic ("fields"), a key in it (a concept of the topic's vocabulary; TOTAL for the whole of it), and what
    each of the compared has there; None where there is no evidence."""

    topic: str
    key: str
    cells: tuple[Cell | None, ...]

    @property
    def held(self) -> int:
        """How many of the compared have something here."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, by id, and the rows in the order of their topics.

    `homes` are the parties at home, one for each tie, () where places are compared.
    """

    compared: tuple[str, ...]
    rows: tuple[Row, ...]
    homes: tuple[str, ...] = ()

    def alone(self, at: int) -> tuple[Row, ...]:
        """What only the one at this place has, as far as sources tell."""
        return tuple(r for r in self._told() if r.held == 1 and r.cells[at] is not None)

    def lacks(self, at: int) -> tuple[Row, ...]:
        """What at least one other has and of which nothing is recorded for the one at this place."""
        return tuple(r for r in self._told() if r.held and r.cells[at] is None)

    def is_silent(self, at: int) -> bool:
        """Whether nothing that could be compared is recorded of the one at this place."""
        return all(row.cells[at] is None for row in self.rows if row.topic in LIKENED)

    def _told(self) -> Iterable[Row]:
        return (r for r in self.rows if r.topic in LIKENED and r.key not in (TOTAL, UNSTATED))


def counted(items: Iterable[Item]) -> Counted | None:
    """The count of the items that are or may be so; None for none. An item named twice counts once."""
    held: dict[str, Item] = {}
    for item in items:
        known = held.get(item.ref)
        if item.answer.possible and (known is None or known.answer < item.answer):
            held[item.ref] = item
    if not held:
        return None
    return Counted(
        figure=Figure.count((item.answer, item.claims) for item in held.values()),
        refs=tuple(held),
        since=min((item.since for item in held.values() if item.since), default=""),
    )


def rows_by_key(topic: str, sides: Sequence[Mapping[str, Cell | None]]) -> list[Row]:
    """The rows of a topic from the cells of each side by key, without those in which none has anything."""
    keys = dict.fromkeys(key for side in sides for key in side)
    rows = (Row(topic, key, tuple(side.get(key) for side in sides)) for key in keys)
    return [row for row in rows if row.held]


Items = Mapping[str, Sequence[Item]]
"""What one of the compared has in a topic, by key."""


def counted_items(side: Items) -> Counted | None:
    """The count of all items."""
    return counted(item for items in side.values() for item in items)


def counted_keys(side: Items) -> Counted | None:
    """The count of the keys but UNSTATED: each is so as surely as the surest of its items."""
    return counted(
        Item(max(i.answer for i in held), key, unique(c for i in held for c in i.claims))
        for key, held in side.items()
        if key != UNSTATED
    )


def rows_of(
    topic: str,
    sides: Sequence[Items],
    total: Callable[[Items], Counted | None] | None = counted_items,
) -> list[Row]:
    """The rows of a topic, whose items each side has by key: the total, then a row for each key, those first that
    most of the compared have."""
    made = rows_by_key(topic, [{key: counted(side[key]) for key in side} for side in sides])
    made.sort(key=lambda row: (row.key == UNSTATED, -row.held, row.key))
    return [*(rows_by_key(topic, [{TOTAL: total(s)} for s in sides]) if total else ()), *made]
