"""The ledger grows and nothing else, whatever migrations came after."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction

from builders import add_text
from kizuna.store import Database, open_database
from kizuna.store.sql import execute, fetch

from .building import add, judgement, kansai, python

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
    add(*claims, judgement("accept", claims[0].id))
    add_text("document/gazette", "A gazette.", "Gazette")
    return database


@pytest.mark.parametrize("table", LEDGER)
def test_no_row_of_the_ledger_can_be_changed_removed_or_replaced(
    filled: Database, table: str
) -> None:
    before = fetch(f"SELECT * FROM {table} ORDER BY 1")
    replaced = f"TRUNCATE {table}"
    if connection.vendor == "sqlite":
        replaced = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    changed = f"UPDATE {table} SET {LEDGER[table]} = {LEDGER[table]}"
    for statement in (changed, f"DELETE FROM {table}", replaced):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(statement)
    assert fetch(f"SELECT * FROM {table} ORDER BY 1") == before


@pytest.mark.parametrize(("uid", "stance"), [("%s", "9"), ("uid", "stance")])
def test_an_unknown_stance_or_an_id_given_twice_is_refused_by_the_table_itself(
    filled: Database, uid: str, stance: str
) -> None:
    columns = "subject, property, value, valid, document, sha256, locator, holder"
    columns += ", certainty, method, recorder, recorded_at"
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(
            f"INSERT INTO claims (seq, uid, stance, {columns})"
            f" SELECT 99999, {uid}, {stance}, {columns} FROM claims LIMIT 1",
            [bytes(16)] if uid == "%s" else [],
        )


WEB = """
import json, sys
from kizuna.web.settings import configure
from kizuna.store import open_database

configure(sys.argv[1])
open_database(sys.argv[1])
from django.db import connection
from kizuna.store.schema import is_up_to_date
from kizuna.store.verification.entries import trigger_discrepancies

wrong = list(map(str, trigger_discrepancies()))
print(json.dumps([connection.introspection.table_names(), wrong, is_up_to_date()]))
"""
STORE = """
import sys
from kizuna.store import open_database
from kizuna.store.schema import is_up_to_date

open_database(sys.argv[1])
print(is_up_to_date())
"""
OWN = {"django_session", "account_emailaddress", "mfa_authenticator", "auth_permission"}


def run(script: str, location: str) -> str:
    """What a script prints in a process of its own: the web's settings and the store's cannot share one."""
    out, errors = (done := python(script, location)).communicate()
    assert done.returncode == 0, errors
    return out


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIZUNA_SECRET_KEY", "a key for tests")


def test_the_web_brings_its_own_tables_which_the_command_line_leaves_alone(location: str) -> None:
    open_database(location)
    assert fetch("SELECT DISTINCT app FROM django_migrations") == [("store",)]
    for _ in range(2):
        tables, wrong, is_up_to_date = json.loads(run(WEB, location))
        assert set(tables) >= OWN
        assert (wrong, is_up_to_date) == ([], True)
        assert run(STORE, location).strip() == "True"
