"""What else follows from the ledger: the digests of texts, and the register's tables, found again and compared."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from django.db import transaction

from kizuna.store.audited import writing
from kizuna.store.materialise.joining import country_codes, regions_of
from kizuna.store.materialise.ranges import Judged, subjects_in
from kizuna.store.materialise.tie_ranges import Folded, TieFolder
from kizuna.store.materialise.whole import rebuild_all
from kizuna.store.queries.erasures import audited_digests
from kizuna.store.sql import execute, fetch
from kizuna.store.terms import known_terms
from kizuna.store.verification.discrepancy import Discrepancy, short_text

_COLUMNS = {
    "ties": "id, type, parties, start_earliest, start_latest, end_earliest, end_latest, unbroken",
    "tie_parties": "party, tie",
    "tie_regions": "region_a, region_b, tie, start_earliest, end_latest",
    "place_regions": "place, region, alias",
    "pair_years": "country_a, country_b, first_year, certain, possible",
    "searchable": "kind, ref, source, start, text, folded",
}
"""The register's tables, with the columns that a fold determines."""
_SOME = 1_000
"""Rows of a table that are found to differ; there may be more."""
Rows = set[tuple[object, ...]]


def orphan_discrepancies() -> Iterator[Discrepancy]:
    """References of claims that are not in the ledger."""
    rows = fetch(
        "SELECT r.id, r.claim FROM claim_references r LEFT JOIN claims c ON c.seq = r.claim"
        " WHERE c.seq IS NULL ORDER BY r.id"
    )
    for number, claim in rows:
        yield Discrepancy(
            "reference", str(number), "it is of no claim", f"claim {claim}", "a claim"
        )


def document_discrepancies(first: int, last: int) -> Iterator[Discrepancy]:
    """Texts, numbered between two, whose digest is not theirs, or not what an erasure left of them."""
    left = audited_digests("text", first, last)
    rows = fetch(
        "SELECT id, sha256, text FROM document_texts WHERE id BETWEEN %s AND %s ORDER BY id",
        [first, last],
    )
    for number, stored, text in rows:
        made = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if made != stored and bytes.fromhex(made) != left.get(number):
            what = "its text has another digest"
            yield Discrepancy("document", str(number), what, stored, made)


def tie_discrepancies(first: int, last: int) -> Iterator[Discrepancy]:
    """Ties, by the terms from one to another, that are not in the tables as they fold now.

    Where there are any, somebody may have been writing: then they are looked for again while nobody is.
    """
    if any(_tie_differences(first, last)):
        with writing():
            yield from list(_tie_differences(first, last))


def _tie_differences(first: int, last: int) -> Iterator[Discrepancy]:
    linked = Judged().linked
    ties = {term for term, ref in subjects_in(first, last, ("tie/",)).items() if ref not in linked}
    folded = _rows_of(TieFolder(regions_of(), country_codes()).fold_range(first, last))
    for table, column in (("ties", "id"), ("tie_parties", "tie"), ("tie_regions", "tie")):
        where = f"WHERE {column} BETWEEN %s AND %s"
        at = _COLUMNS[table].split(", ").index(column)
        rows = fetch(f"SELECT {_COLUMNS[table]} FROM {table} {where}", [first, last])
        yield from _differences(table, {row for row in rows if row[at] in ties}, folded[table])


def _rows_of(folded: Folded) -> dict[str, Rows]:
    """What ties fold to, as rows of the tables."""
    types = known_terms({line[1] for line in folded.lines})
    five = [iter(memoryview(folded.joins).cast("i"))] * 5
    return {
        "ties": {
            (tie, types.get(kind, kind), text, *held[:4], bool(held[4]))
            for tie, kind, text, _, *held in folded.lines
        },
        "tie_parties": {(party, line[0]) for line in folded.lines for party in line[3]},
        "tie_regions": set(zip(*five, strict=True)),
    }


def _differences(table: str, stored: Rows, folded: Rows) -> Iterator[Discrepancy]:
    what = "the claims fold to something else"
    for row in sorted(stored - folded, key=repr):
        yield Discrepancy(table, "", what, short_text(row), "not this row")
    for row in sorted(folded - stored, key=repr):
        yield Discrepancy(table, "", what, "not this row", short_text(row))


def table_discrepancies(*, by_all: bool) -> Iterator[Discrepancy]:
    """Rows of the register's tables that a rebuild makes otherwise.

    The tables are rebuilt in a transaction that is undone; others wait with their writing for as long.
    """
    with transaction.atomic():
        for table, columns in _COLUMNS.items():
            execute(f"CREATE TEMPORARY TABLE before_{table} AS SELECT {columns} FROM {table}")
        rebuild_all(by_all=by_all)
        for table, columns in _COLUMNS.items():
            before, after = (f"SELECT {columns} FROM {name}" for name in (f"before_{table}", table))
            stored, folded = (
                {tuple(map(_plain, row)) for row in fetch(f"{these} EXCEPT {those} LIMIT {_SOME}")}
                for these, those in ((before, after), (after, before))
            )
            yield from _differences(table, stored, folded)
        transaction.set_rollback(True)


def _plain(cell: object) -> object:
    return bytes(cell) if isinstance(cell, memoryview) else cell
