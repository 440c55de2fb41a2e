"""The tables of ties: what counts, since when, and between whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kizuna.claims.kinds import Tie
from kizuna.register.dating import Dating
from kizuna.register.status import intervals_of, overall
from kizuna.register.ties import counting_parties
from kizuna.store.ledger import Identities
from kizuna.store.materialise.folding import TIE_PROPERTIES, dating_for, fold_entities
from kizuna.store.sql import among, execute, insert_rows, intern_terms, known_terms

_TIE_COLUMNS = (
    *("id", "type", "parties"),
    *("start_earliest", "start_latest", "end_earliest", "end_latest", "unbroken"),
)
_PARTY_COLUMNS = ("party", "tie")
Days = tuple[int, int, int, int]


class TieEntry(NamedTuple):
    """A tie that counts: its id, type ("" when nobody states one), parties in order, days in force, and whether it
    stood on all of these, in one interval."""

    tie: str
    type: str
    parties: tuple[str, ...]
    days: Days
    unbroken: bool


def tie_lines(refs: Iterable[str], identities: Identities) -> list[TieEntry]:
    """The ties that count among the given."""
    entities = fold_entities(refs, TIE_PROPERTIES, identities)
    ties = [entity for entity in entities.values() if isinstance(entity, Tie)]
    dating = dating_for(ties, identities)
    return [line for tie in ties if (line := _line_of(tie, dating)) is not None]


def _line_of(tie: Tie, dating: Dating) -> TieEntry | None:
    """The line of a folded tie; None for one that nobody has verified to be entered into."""
    intervals = intervals_of(tie, dating)
    span = overall(intervals)
    if span is None:
        return None
    days = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    return TieEntry(tie.id, tie.type.value or "", counting_parties(tie), days, len(intervals) == 1)


def insert_ties(lines: Sequence[TieEntry]) -> None:
    """Insert ties that are in no table, and their parties."""
    terms = intern_terms({text for x in lines for text in (x.tie, x.type, *x.parties)})
    insert_rows("ties", _TIE_COLUMNS, tie_rows(lines, terms))
    insert_rows("tie_parties", _PARTY_COLUMNS, party_rows(lines, terms))


def tie_rows(lines: Iterable[TieEntry], terms: Mapping[str, object]) -> list[tuple[object, ...]]:
    """The rows of the table of ties."""
    return [(terms[x.tie], terms[x.type], " ".join(x.parties), *x.days, x.unbroken) for x in lines]


def party_rows(lines: Iterable[TieEntry], terms: Mapping[str, object]) -> list[tuple[object, ...]]:
    """The rows of the table of parties."""
    return [(terms[party], terms[x.tie]) for x in lines for party in x.parties]


def delete_ties(refs: Iterable[str]) -> None:
    """Take ties out of every table."""
    numbers = list(known_terms(refs).values())
    for table, column in (("tie_parties", "tie"), ("ties", "id")):
        condition, listed = among(column, numbers)
        execute(f"DELETE FROM {table} WHERE {condition}", listed)
