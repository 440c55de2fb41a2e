"""The tables of ties: what counts, since when, between whom, in which regions, and how many by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from kizuna.claims.kinds import Tie
from kizuna.register.dating import Dating
from kizuna.register.status import intervals_of, overall
from kizuna.register.ties import counting_parties
from kizuna.store.identities import Identities
from kizuna.store.materialise.dating import dating_for
from kizuna.store.materialise.folding import TIE_PROPERTIES, fold_entities
from kizuna.store.materialise.joining import pairs_of, regions_of
from kizuna.store.sql import among, execute, fetch, insert_rows
from kizuna.store.terms import intern_terms, known_terms
from kizuna.store.year_counts import YearChanges, changes_from

TIE_COLUMNS = (
    "id",
    "type",
    "parties",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "unbroken",
)
PARTY_COLUMNS = ("party", "tie")
_PAIR_COLUMNS = ("country_a", "country_b", "first_year", "certain", "possible")
REGION_PAIR_COLUMNS = ("region_a", "region_b", "tie", "start_earliest", "end_latest")
Days = tuple[int, int, int, int]
Changes = dict[tuple[str, str], YearChanges]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie that counts: its id, type ("" when nobody states one), parties in order, days in force, and whether it
    stood on all of these, in one spell."""

    tie: str
    type: str
    parties: tuple[str, ...]
    days: Days
    unbroken: bool


def line_of(tie: Tie, dating: Dating) -> TieLine | None:
    """The line of a folded tie; None for one that nobody has verified to be entered into."""
    spells = intervals_of(tie, dating)
    span = overall(spells)
    if span is None:
        return None
    days = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    unbroken = len(spells) == 1
    return TieLine(tie.id, tie.type.value or "", counting_parties(tie), days, unbroken)


def retire_ties(refs: Iterable[str]) -> None:
    """Take ties out of every table, as the tables of places still stand."""
    numbers = list(known_terms(refs).values())
    joins = _joins(numbers)
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM tie_regions WHERE region_a = %s AND region_b = %s AND tie = %s",
            [(a, b, join.tie) for join in joins for a, b in join.pairs],
        )
    for table, column in (("tie_parties", "tie"), ("ties", "id")):
        condition, listed = among(column, numbers)
        execute(f"DELETE FROM {table} WHERE {condition}", listed)
    _recount(joins, -1)


def enter_ties(refs: Iterable[str], identities: Identities) -> int:
    """Put the ties that count among the given into every table; how many they are."""
    entities = fold_entities(refs, TIE_PROPERTIES, identities)
    ties = [entity for entity in entities.values() if isinstance(entity, Tie)]
    dating = dating_for(ties, identities)
    standing = [line for tie in ties if (line := line_of(tie, dating)) is not None]
    joins = _joins(_insert(standing))
    rows = [(a, b, j.tie, j.days[0], j.days[3]) for j in joins for a, b in sorted(j.pairs)]
    insert_rows("tie_regions", REGION_PAIR_COLUMNS, rows)
    _recount(joins, 1)
    return len(standing)


def _insert(listed: Sequence[TieLine]) -> list[int]:
    """Insert ties and their parties; the terms of the ties."""
    terms = intern_terms({text for x in listed for text in (x.tie, x.type, *x.parties)})
    rows = [(terms[x.tie], terms[x.type], " ".join(x.parties), *x.days, x.unbroken) for x in listed]
    insert_rows("ties", TIE_COLUMNS, rows)
    parties = [(terms[party], terms[x.tie]) for x in listed for party in x.parties]
    insert_rows("tie_parties", PARTY_COLUMNS, parties)
    return [terms[x.tie] for x in listed]


@dataclass(frozen=True, slots=True)
class _Join:
    """A tie, the pairs of regions that it joins, and its days."""

    tie: int
    pairs: set[tuple[int, int]]
    days: Days


def _joins(numbers: Sequence[int]) -> list[_Join]:
    """What ties join, as the tables stand."""
    condition, params = among("tie", numbers)
    parties: dict[int, list[int]] = defaultdict(list)
    for tie, party in fetch(f"SELECT tie, party FROM tie_parties WHERE {condition}", params):
        parties[tie].append(party)
    regions = regions_of({party for found in parties.values() for party in found})
    condition, params = among("id", numbers)
    columns = "id, start_earliest, start_latest, end_earliest, end_latest"
    return [
        _Join(tie, pairs_of(parties[tie], regions), (first, second, third, fourth))
        for tie, first, second, third, fourth in fetch(
            f"SELECT {columns} FROM ties WHERE {condition}", params
        )
    ]


def _recount(joins: Iterable[_Join], by: int) -> None:
    """Add ties to the counts by year of the countries that they join, or take them out."""
    pairs = {number for join in joins for pair in join.pairs for number in pair}
    condition, params = among("id", pairs)
    found = fetch(f"SELECT id, text FROM terms WHERE {condition} AND length(text) = 2", params)
    codes = dict(found)
    changes: Changes = defaultdict(YearChanges)
    for join in joins:
        for a, b in join.pairs:
            if a in codes and b in codes:
                changes[pair_of(codes[a], codes[b])].add(join.days, by)
    _apply(changes)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two country codes in order."""
    return (one, other) if one <= other else (other, one)


def _apply(changes: Changes) -> None:
    """Add the changes to the counts by year that stand in the table."""
    for (a, b), change in changes.items():
        found = fetch(
            "SELECT first_year, certain, possible FROM pair_years"
            " WHERE country_a = %s AND country_b = %s",
            [a, b],
        )
        standing = changes_from(*found[0]) if found else YearChanges()
        standing.include(change)
        execute("DELETE FROM pair_years WHERE country_a = %s AND country_b = %s", [a, b])
        insert_pair_years({(a, b): standing})


def insert_pair_years(changes: Changes) -> None:
    """Insert the counts by year of pairs that have none in the table."""
    rows = []
    for (a, b), change in sorted(changes.items()):
        totals = change.totals()
        if totals is not None:
            rows.append((a, b, *totals))
    insert_rows("pair_years", _PAIR_COLUMNS, rows)


def ties_with_parties(refs: Iterable[str]) -> set[str]:
    """The ids of ties in the tables that have any of the places as a party."""
    condition, params = among("p.party", known_terms(refs).values())
    rows = fetch(
        f"SELECT DISTINCT t.text FROM tie_parties p JOIN terms t ON t.id = p.tie WHERE {condition}",
        params,
    )
    return {text for (text,) in rows}
