"""The tables of ties: what counts, since when, between whom, in which regions, and how many by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.claims.kinds import Tie
from kizuna.register.dating import Dating
from kizuna.register.status import span_of
from kizuna.store.materialise.dating import dating_for
from kizuna.store.materialise.folding import TIE_PROPERTIES, Identities, fold_entities
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
)
PARTY_COLUMNS = ("party", "tie")
_PAIR_COLUMNS = ("country_a", "country_b", "first_year", "certain", "possible")
_REGION_PAIRS = (
    " SELECT DISTINCT ra.region AS region_a, rb.region AS region_b, t.id, t.start_earliest, t.end_latest"
    " FROM ties t JOIN tie_parties p ON p.tie = t.id"
    " JOIN tie_parties q ON q.tie = t.id AND q.party <> p.party"
    " JOIN place_regions ra ON ra.place = p.party"
    " JOIN place_regions rb ON rb.place = q.party AND rb.region >= ra.region"
)
_COUNTRY_PAIRS = (
    "SELECT DISTINCT a.text, b.text, t.id, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
    " FROM ties t JOIN tie_parties p ON p.tie = t.id"
    " JOIN tie_parties q ON q.tie = t.id AND q.party <> p.party"
    " JOIN place_regions ra ON ra.place = p.party JOIN terms a ON a.id = ra.region"
    " JOIN place_regions rb ON rb.place = q.party JOIN terms b ON b.id = rb.region"
    " WHERE length(a.text) = 2 AND length(b.text) = 2 AND a.text <= b.text"
)
Days = tuple[int, int, int, int]
Changes = dict[tuple[str, str], YearChanges]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie that counts: its id, type ("" when nobody states one), parties in order, and days in force."""

    tie: str
    type: str
    parties: tuple[str, ...]
    days: Days


def line_of(tie: Tie, dating: Dating) -> TieLine | None:
    """The line of a folded tie; None for one that nobody has verified to be entered into."""
    span = span_of(tie, dating)
    if span is None:
        return None
    parties = sorted({fact.value for fact in tie.party if fact.counts})
    days = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    return TieLine(tie.id, tie.type.value or "", tuple(parties), days)


def retire_ties(refs: Iterable[str]) -> None:
    """Take ties out of every table, as the tables of places still stand."""
    numbers = list(known_terms(refs).values())
    changes: Changes = defaultdict(YearChanges)
    _count(changes, numbers, -1)
    _delete(numbers)
    _apply(changes)


def enter_ties(refs: Iterable[str], identities: Identities) -> int:
    """Put the ties that count among the given into every table; how many they are."""
    entities = fold_entities(refs, TIE_PROPERTIES, identities)
    ties = [entity for entity in entities.values() if isinstance(entity, Tie)]
    dating = dating_for(ties, identities)
    standing = [line for tie in ties if (line := line_of(tie, dating)) is not None]
    numbers = _insert(standing)
    changes: Changes = defaultdict(YearChanges)
    _count(changes, numbers, 1)
    _apply(changes)
    return len(standing)


def _delete(numbers: Sequence[int]) -> None:
    tied, params = among("t.id", numbers)
    execute(
        "DELETE FROM tie_regions WHERE (region_a, region_b, tie) IN (SELECT region_a, region_b, id FROM ("
        f"{_REGION_PAIRS} WHERE {tied}) AS pairs)",
        params,
    )
    for table, column in (("tie_parties", "tie"), ("ties", "id")):
        condition, listed = among(column, numbers)
        execute(f"DELETE FROM {table} WHERE {condition}", listed)


def _insert(listed: Sequence[TieLine]) -> list[int]:
    texts = {text for line in listed for text in (line.tie, line.type, *line.parties)}
    terms = intern_terms(texts)
    insert_rows(
        "ties",
        TIE_COLUMNS,
        [(terms[x.tie], terms[x.type], " ".join(x.parties), *x.days) for x in listed],
    )
    parties = [(terms[party], terms[x.tie]) for x in listed for party in x.parties]
    insert_rows("tie_parties", PARTY_COLUMNS, parties)
    numbers = [terms[x.tie] for x in listed]
    tied, params = among("t.id", numbers)
    fill_tie_regions(f" WHERE {tied}", params)
    return numbers


def fill_tie_regions(where: str = "", params: Sequence[object] = ()) -> None:
    """Fill the regions that ties join; `where` picks ties `t`, all without it."""
    execute(
        "INSERT INTO tie_regions (region_a, region_b, tie, start_earliest, end_latest)"
        f"{_REGION_PAIRS}{where} ORDER BY 1, 2, 3",
        params,
    )


def _count(changes: Changes, numbers: Sequence[int], by: int) -> None:
    tied, params = among("t.id", numbers)
    for a, b, _, *days in fetch(f"{_COUNTRY_PAIRS} AND {tied}", params):
        changes[a, b].add((days[0], days[1], days[2], days[3]), by)


def count_all(changes: Changes) -> None:
    """Count every tie in the tables, from the regions that it joins."""
    codes = dict(fetch("SELECT id, text FROM terms WHERE length(text) = 2 AND text = upper(text)"))
    a_is_code, first = among("r.region_a", codes)
    b_is_code, second = among("r.region_b", codes)
    rows = fetch(
        "SELECT r.region_a, r.region_b, t.start_earliest, t.start_latest, t.end_earliest,"
        " t.end_latest FROM tie_regions r JOIN ties t ON t.id = r.tie"
        f" WHERE {a_is_code} AND {b_is_code}",
        first + second,
    )
    for a, b, *days in rows:
        pair = (codes[a], codes[b]) if codes[a] <= codes[b] else (codes[b], codes[a])
        changes[pair].add((days[0], days[1], days[2], days[3]))


def _apply(changes: Changes) -> None:
    """Add the changes to the counts by year that stand in the table."""
    for (a, b), change in changes.items():
        found = fetch(
            "SELECT first_year, certain, possible FROM pair_years"
            " WHERE country_a = %s AND country_b = %s",
            [a, b],
        )
        standing = changes_from(*found[0]) if found else YearChanges()
        for run, more in ((standing.certain, change.certain), (standing.possible, change.possible)):
            for year, by in more.items():
                run[year] = run.get(year, 0) + by
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
