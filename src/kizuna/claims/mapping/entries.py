"""Rows of a list read by its mapping: either an entry with all that the row says, or a fault with every reason.

Law: a row is never half read; a cell that cannot be read sends the whole row back with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kizuna.claims.mapping.cells import Cells, EventGiven, Said, StageDate
from kizuna.claims.mapping.mapping import ListMapping, SideDefaults
from kizuna.claims.mapping.place_cells import PlaceGiven, read_place
from kizuna.claims.mapping.place_names import split_row
from kizuna.claims.mapping.targets import Target
from kizuna.errors import BadFile
from kizuna.sources.readers.spreadsheet import Row, Table


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was not imported, with the reasons."""

    row: Row
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of one tie.

    `said` are properties of the tie that its columns give; `type` is the type that a column gives, "" when none
    does. `dates` are the stages with their dates. `paper` is the title of the agreement, None when not given.
    `listed_by` are the sides that list the tie where the list says so, None where it does not.
    """

    row: Row
    a: PlaceGiven
    b: PlaceGiven
    said: tuple[Said, ...] = ()
    type: str = ""
    dates: tuple[StageDate, ...] = ()
    paper: Said | None = None
    events: tuple[EventGiven, ...] = ()
    listed_by: frozenset[str] | None = None


@dataclass(slots=True)
class Rows:
    """The rows of one list after reading: each a fault, an entry, or one for each place that a cell lists."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_entries(table: Table, mapping: ListMapping) -> Rows:
    """Every row of the table as an entry or a fault. Raises BadFile when no column names one of the sides."""
    columns = _columns(table, mapping)
    told = {target.of for _, target in columns if target.what in ("name", "id")}
    for side in sorted({"a", "b"} - told):
        raise BadFile(
            f"{table.file!r} has none of the columns {', '.join(map(repr, _naming(mapping, side)))}, from which"
            f" the mapping takes side {side}; it has {', '.join(map(repr, table.columns))}"
        )
    made = Rows()
    for row in table.rows:
        parts = [
            _entry(Cells(part, table.columns, columns, mapping), mapping)
            for part in split_row(row, columns)
        ]
        reasons = [reason for part in parts if not isinstance(part, Entry) for reason in part]
        if reasons:
            made.faults.append(Fault(row, tuple(dict.fromkeys(reasons))))
        else:
            made.entries.extend(part for part in parts if isinstance(part, Entry))
    return made


def read_places(
    table: Table, mapping: ListMapping
) -> tuple[dict[str, tuple[Row, PlaceGiven]], list[Fault]]:
    """The places of a second list by their identifier ("wikidata:Q35765"), and the rows that are none."""
    if mapping.places is None:
        return {}, []
    found: dict[str, tuple[Row, PlaceGiven]] = {}
    faults: list[Fault] = []
    columns = [(at, mapping.places.columns.get(column)) for at, column in enumerate(table.columns)]
    wanted = [(at, target) for at, target in columns if target]
    for row in table.rows:
        cells = Cells(row, table.columns, wanted, mapping)
        place = read_place(cells, "", SideDefaults(language=mapping.language))
        keys = [i for i in place.ids if i.startswith(f"{mapping.places.key}:")] if place else []
        if not cells.reasons and not keys:
            cells.reasons.append(f"no {mapping.places.key} identifier")
        if not cells.reasons and keys[0] in found:
            cells.reasons.append(f"{keys[0]} stands in row {found[keys[0]][0].number} too")
        if cells.reasons or place is None:
            faults.append(Fault(row, tuple(cells.reasons)))
        else:
            found[keys[0]] = (row, place)
    return found, faults


def _naming(mapping: ListMapping, side: str) -> Iterator[str]:
    """The columns that say who a side is."""
    for column, target in mapping.columns.items():
        if target and target.of == side and target.what in ("name", "id"):
            yield column


def _columns(table: Table, mapping: ListMapping) -> list[tuple[int, Target]]:
    """The places of the mapped columns, by header or as #1, #2, with what they say."""
    found = []
    for at, column in enumerate(table.columns):
        target = mapping.columns.get(column) or mapping.columns.get(f"#{at + 1}")
        if target:
            found.append((at, target))
    return found


def _entry(cells: Cells, mapping: ListMapping) -> Entry | list[str]:
    a, b = (read_place(cells, side, mapping.side(side)) for side in "ab")
    dates = tuple(cells.dates())
    said = (*cells.tie_properties(), *cells.ended())
    kind = cells.concept("tie", "type", "tie-types")
    entry_parts = (cells.paper(), tuple(cells.events()), cells.listed_by())
    if a is not None and b is not None and a.is_same_text_as(b):
        cells.reasons.append(f"both sides are {a.name!r}")
    if a is None or b is None or cells.reasons:
        return cells.reasons
    typed = (Said("type", kind[0], kind[1]),) if kind else ()
    return Entry(
        row=cells.row,
        a=a,
        b=b,
        said=(*typed, *said),
        type=kind[0] if kind else "",
        dates=dates,
        paper=entry_parts[0],
        events=entry_parts[1],
        listed_by=entry_parts[2],
    )
