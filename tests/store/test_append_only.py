"""The ledger grows and nothing else, whatever migrations came after."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from builders import add_text
from kizuna.store import Database
from kizuna.store.actions import add_register
from kizuna.store.sql import execute, fetch

from .building import judgement, kansai

LEDGER = {
    "terms": "text",
    "claims": "value",
    "claim_references": "target",
    "judgements": "reason",
    "document_texts": "title",
    "audit": "what",
}


@pytest.fixture
def filled(database: Database) -> Database:
    claims = kansai()
    add_register(
        claims=claims, judgements=[judgement("accept", claims[0].id)], acting_user="editor"
    )
    add_text("document/gazette", "A gazette.", "Gazette")
    return database


@pytest.mark.parametrize("table", LEDGER)
def test_no_row_of_the_ledger_can_be_changed(filled: Database, table: str) -> None:
    column = LEDGER[table]
    before = fetch(f"SELECT * FROM {table} ORDER BY 1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(f"UPDATE {table} SET {column} = {column}")
    assert fetch(f"SELECT * FROM {table} ORDER BY 1") == before


@pytest.mark.parametrize("table", LEDGER)
def test_no_row_of_the_ledger_can_be_removed(filled: Database, table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(f"DELETE FROM {table}")
    assert fetch(f"SELECT 1 FROM {table} LIMIT 1")


@pytest.mark.parametrize("table", LEDGER)
def test_no_table_of_the_ledger_can_be_emptied_or_replaced(filled: Database, table: str) -> None:
    statement = f"TRUNCATE {table}"
    if connection.vendor == "sqlite":
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement)


def test_a_claim_with_an_unknown_stance_is_refused_by_the_table_itself(filled: Database) -> None:
    copied = "uid, subject, property, value, valid, document, sha256, locator, holder"
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(
            f"INSERT INTO claims (seq, {copied}, stance, certainty, method, recorder, recorded_at)"
            f" SELECT 99999, {copied}, 9, 1, method, recorder, 0 FROM claims LIMIT 1"
        )


def test_two_claims_cannot_have_one_id(filled: Database) -> None:
    copied = (
        "uid, subject, property, value, valid, document, sha256, locator, holder,"
        " stance, certainty, method, recorder, recorded_at"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(f"INSERT INTO claims (seq, {copied}) SELECT 99999, {copied} FROM claims LIMIT 1")
