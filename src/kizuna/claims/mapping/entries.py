"""Rows of a list read by its mapping: either an entry with all that the row says, or a
fault with every reason.

Law: a row is never half read; a cell that cannot be read sends the whole row back with
its reason. A row that is no tie - a total, a heading, the headers once more - is held
back and said to be that. What a list leaves open is asked of its owner and never read
as one of the answers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Self

from kizuna.claims import vocabulary
from kizuna.claims.mapping.cells import (
    Cells,
    CellValue,
    Columns,
    PlaceGiven,
    quote,
    read_place,
)
from kizuna.claims.mapping.headers import header_words
from kizuna.claims.mapping.mapping import (
    TERMS,
    ListMapping,
    Places,
    SideDefaults,
    Target,
)
from kizuna.claims.mapping.place_names import split_row
from kizuna.claims.vocabulary import fold_label
from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Row, Table
from kizuna.values.written_dates.forms import is_order_open

_ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class MappingQuestion:
    """An entry of a mapping that is to be decided.

    `path` is where it stands: ("terms", "type", "Sister Citty"), ("countries",
    "Atlantis"), ("columns", "State"), ("a", "name") for the town whose partners the
    list gives, ("source", "date") for the date of the list, ("reading", "dates") for
    the order of day and month. `rows` is how many rows wait for it, 0 where none does.
    `options` are what may be written, () for a free text; `suggested` is what is
    likely, "" where nothing is.
    """

    path: tuple[str, ...]
    rows: int = 0
    options: tuple[str, ...] = ()
    suggested: str = ""


def word_questions(
    rows: Iterable[Row], columns: Columns, mapping: ListMapping
) -> Iterator[MappingQuestion]:
    """The words of coded columns that nobody knows, once for each meaning, the most
    frequent first.
    """
    held, found = list(rows), Counter[tuple[str, str]]()
    for at, target in columns:
        if target.what in TERMS or target.what == "country":
            for text, count in Counter(row.text(at) for row in held).items():
                if (
                    text
                    and text not in mapping.empty
                    and not mapping.knows(target.what, text)
                ):
                    found[target.what, text] += count
    for (what, text), count in found.most_common():
        if what == "country":
            yield MappingQuestion(("countries", text), count)
        else:
            known, path = vocabulary.scheme(TERMS[what]), ("terms", what, text)
            yield MappingQuestion(path, count, tuple(known), known.suggested(text))


_NAMING = ("name", "id")
"""What says which place a side is."""
_MANY = 5
"""From so many rows of one town on, a row that does not name it is not taken for
another's.
"""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that does not go in: where it stands, why not, and its cells under the
    columns of its file.

    `is_tie` is False for a total, a heading and the like, which no correction would
    make a tie.
    """

    file: str
    sheet: str
    row: int
    reasons: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    is_tie: bool = True

    @classmethod
    def of(cls, table: Table, row: Row, *reasons: str, is_tie: bool = True) -> Self:
        """A row of a table with its reasons."""
        sheet = row.sheet or table.sheet
        return cls(
            table.file, sheet, row.number, reasons, table.columns, row.texts, is_tie
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of one tie.

    `said` is what its columns say of the tie, its stages, its agreement and its events.
    `listed_by` are the sides that list the tie where the list says so, None where it
    does not. `tie` and `parties` are the ids of the tie and of both places, once these
    are found.
    """

    row: Row
    a: PlaceGiven
    b: PlaceGiven
    said: tuple[CellValue, ...] = ()
    listed_by: frozenset[str] | None = None
    tie: str = ""
    parties: tuple[str, str] = ("", "")

    @property
    def type(self) -> str:
        """The type that a column gives, "" when none does."""
        return next((said.value for said in self.said if said.property == "type"), "")

    @property
    def dates(self) -> list[tuple[str, str]]:
        """The stages, each with its date (EDTF), "" where the row gives none."""
        stages = (said.value for said in self.said if said.property == "milestone")
        return [(stage["stage"], stage.get("date", "")) for stage in stages]

    @property
    def dated(self) -> str:
        """The first date of its stages (EDTF), "" where there is none."""
        return next((date for _, date in self.dates if date), "")


class ReadRows(NamedTuple):
    """The rows of one list after reading: each an entry, or one for each place that a
    cell lists, or a fault; and the words that nobody knows.
    """

    entries: list[Entry]
    faults: list[BadRow]
    questions: tuple[MappingQuestion, ...]


def read_entries(table: Table, mapping: ListMapping) -> ReadRows:
    """Every row of the table as an entry or a fault. Raises BadFile when no column
    names one of the sides.
    """
    columns = mapped_columns(table, mapping)
    sides = {target.of for _, target in columns if target.what in _NAMING}
    for side in "ab":
        if side not in sides and not mapping.sides[side].name:
            targets = mapping.columns.items()
            meant = (
                repr(c) for c, t in targets if t and t.of == side and t.what in _NAMING
            )
            raise BadFile(
                f"{table.file!r} has none of the columns {', '.join(meant)}, from which"
                " the mapping takes side"
                f" {side}; it has {', '.join(map(repr, table.columns))}"
            )
    told = [(row, no_tie(row, table, columns)) for row in table.rows]
    ties = [row for row, why in told if not why]
    faults = [BadRow.of(table, row, why, is_tie=False) for row, why in told if why]
    split = [split_row(row, columns) for row in ties]
    words = word_questions([*chain(*split)], columns, mapping)
    dated = [at for at, t in columns if t.of == "tie" and t.what in ("date", "ended")]
    undecided = ties if mapping.dates not in _ORDERS else []
    count = sum(any(is_order_open(row.text(at)) for at in dated) for row in undecided)
    order = [MappingQuestion(("reading", "dates"), count, _ORDERS)] if count else []
    towns = dict[
        str, str
    ]()  # of a side, where a column names one town in all rows that fill it
    for side in "ab":
        named = [
            at for at, target in columns if (target.of, target.what) == (side, "name")
        ][:1]
        texts = [text for at in named for row in ties if (text := row.text(at))]
        towns[side] = texts[0] if len(texts) >= _MANY and len(set(texts)) == 1 else ""
    entries: list[Entry] = []
    for row, parts in zip(ties, split, strict=True):
        cells = [Cells(part, table.columns, columns, mapping) for part in parts]
        found = [_entry(each, towns) for each in cells]
        if reasons := dict.fromkeys(
            reason for each in cells for reason in each.reasons
        ):
            faults.append(BadRow.of(table, row, *reasons))
        else:
            entries += filter(None, found)
    return ReadRows(entries, faults, (*order, *words))


def no_tie(row: Row, table: Table, columns: Columns) -> str:
    """Why a row is no tie: the headers once more, a total, a heading; "" for one that
    may be a tie.
    """
    filled = [(at, text) for at, text in enumerate(row.texts) if text]
    is_heads = all(
        at < len(table.columns) and text == table.columns[at] for at, text in filled
    )
    if len(filled) > 1 and is_heads:
        return "a row of headers, not a tie"
    places = (at for at, t in columns if t.what in ("name", "country"))
    sums = [at for at in (filled[0][0], *places) if _is_total(row.text(at))]
    others = [text for at, text in filled if at not in sums]
    if sums and not any(
        _is_name(text) and not any(map(str.isdigit, text)) for text in others
    ):
        return f"{quote(filled[0][1])} is a total, not a tie"
    sides = {t.of for _, t in columns if t.what in _NAMING}
    if (
        sides >= {"a", "b"}
        and len({text for _, text in filled}) == 1
        and len(table.columns) > 2
    ):
        return f"{quote(filled[0][1])} is a heading or a note, not a tie"
    return ""


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_total(text: str) -> bool:
    """Whether a text is a word for a total, or has one beside a number: "9 places in
    total".
    """
    words = re.findall(r"[^\W\d_]+", text) if any(map(str.isdigit, text)) else ()
    folded = {fold_label(text).strip("0123456789"), *map(fold_label, words)}
    return not folded.isdisjoint(header_words()["totals"])


def read_places(
    table: Table, mapping: ListMapping, places: Places
) -> tuple[dict[str, tuple[Row, PlaceGiven]], list[BadRow]]:
    """The places of a second list by their identifier ("wikidata:Q35765"), and the rows
    that are none.
    """
    found: dict[str, tuple[Row, PlaceGiven]] = {}
    faults: list[BadRow] = []
    wanted = [
        (at, t) for at, c in enumerate(table.columns) if (t := places.columns.get(c))
    ]
    for row in table.rows:
        cells = Cells(row, table.columns, wanted, mapping)
        place = read_place(cells, "", SideDefaults(language=mapping.language))
        ids = place.ids if place else ()
        key = next((i for i in ids if i.startswith(f"{places.key}:")), "")
        if not (cells.reasons or key):
            cells.reasons.append(f"no {places.key} identifier")
        if not cells.reasons and key in found:
            cells.reasons.append(f"{key} stands in row {found[key][0].number} too")
        if cells.reasons or place is None:
            faults.append(BadRow.of(table, row, *cells.reasons))
        else:
            found[key] = (row, place)
    return found, faults


def mapped_columns(table: Table, mapping: ListMapping) -> list[tuple[int, Target]]:
    """The places of the mapped columns, by header or as #1, #2, with what they say."""
    known, held = mapping.columns, enumerate(table.columns)
    return [(at, t) for at, c in held if (t := known.get(c) or known.get(f"#{at + 1}"))]


def _entry(cells: Cells, towns: Mapping[str, str]) -> Entry | None:
    """What a row says; None where a side is missing, for reasons that the cells then
    have.
    """
    places = list[PlaceGiven]()
    for side, town in towns.items():
        if town and not cells.text(side, "name")[0]:
            why = f"a row that does not name {quote(town)}, whose ties the list gives"
            cells.reasons.append(why)
        elif place := read_place(cells, side, cells.mapping.sides[side]):
            places.append(place)
            if place.names and not _is_name(place.name):
                why = f"{quote(place.name)} is a number, not the name of a place"
                cells.refuse(place.column, why)
    said, listed_by = cells.of_tie(), cells.listed_by()
    if len(places) < 2:
        return None
    a, b = places
    is_near = a.mention == b.mention and not a.is_far_from(b.point)
    if a.ids == b.ids if a.ids and b.ids else is_near:
        why = (
            f"both sides are {a.name!r}; say by country, region or number where each"
            " lies"
        )
        cells.reasons.append(why)
    return Entry(cells.row, a, b, said, listed_by)
