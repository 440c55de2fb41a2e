"""What else follows from the ledger: the digests of texts, and the register's tables, found again and compared."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from django.db import transaction

from kizuna.store.audited import writing
from kizuna.store.identities import Identities
from kizuna.store.materialise.folding import subjects_among
from kizuna.store.materialise.ties import party_rows, tie_lines, tie_rows
from kizuna.store.materialise.whole import rebuild_all
from kizuna.store.queries.erasures import audited_digests
from kizuna.store.sql import among, execute, fetch
from kizuna.store.terms import known_terms
from kizuna.store.verification.discrepancy import Discrepancy, short_text

_COLUMNS = {
    "ties": "id, type, parties, start_earliest, start_latest, end_earliest, end_latest, unbroken",
    "tie_parties": "party, tie",
    "place_regions": "place, region, alias",
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
    identities = Identities.known()
    refs = subjects_among(range(first, last + 1), ("tie",), identities)
    lines = tie_lines(refs, identities)
    texts = {text for x in lines for text in (x.tie, x.type, *x.parties)}
    terms = {text: text for text in texts} | known_terms(texts)
    ids = known_terms(identities.members(refs)).values()
    folded = {
        "ties": ("id", tie_rows(lines, terms)),
        "tie_parties": ("tie", party_rows(lines, terms)),
    }
    for table, (column, rows) in folded.items():
        condition, params = among(column, ids)
        stored = fetch(f"SELECT {_COLUMNS[table]} FROM {table} WHERE {condition}", params)
        yield from _differences(table, set(stored), set(rows))


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
                set(fetch(f"{these} EXCEPT {those} LIMIT {_SOME}"))
                for these, those in ((before, after), (after, before))
            )
            yield from _differences(table, stored, folded)
        transaction.set_rollback(True)
