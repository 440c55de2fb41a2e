"""Opening: made on first use, then quick, clear about what is in the way; the ledger
grows and nothing else.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from django.db import DatabaseError, connection, transaction

from builders import add_text
from kizuna.errors import CannotWrite, DatabaseBusy, NewerDatabase, StorageError
from kizuna.store import Database, jobs, open_database, schema
from kizuna.store.actions.ledger import rebuild
from kizuna.store.private_files import create_folder
from kizuna.store.queries import ledger
from kizuna.store.schema import jobs_folder
from kizuna.store.sql import ReaderGone, execute, fetch, now, questions_counted

from .building import add, government, judgement, kansai, python


def test_the_database_lies_where_it_is_said_else_in_the_users_data_folder_made_on_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "er" / "kizuna.sqlite3"
    open_database(path)
    assert open_database(path).location == str(path)
    assert ledger.is_empty()
    monkeypatch.setenv("KIZUNA_DB", str(tmp_path / "here.sqlite3"))
    assert open_database().location == str(tmp_path / "here.sqlite3")
    monkeypatch.delenv("KIZUNA_DB")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name: str(tmp_path / name))
    assert open_database().location == str(tmp_path / "kizuna" / "kizuna.sqlite3")


def test_a_database_with_unknown_migrations_or_logic_is_from_a_newer_version(
    database: Database,
) -> None:
    rebuild(acting_user="editor")
    execute("UPDATE rebuilds SET logic_version = 9999")
    with pytest.raises(NewerDatabase, match="logic 9999"):
        open_database(_reopened(database))
    execute(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('store', '9999_from_the_future', CURRENT_TIMESTAMP)"
    )
    with pytest.raises(NewerDatabase, match="9999_from_the_future"):
        open_database(_reopened(database))
    execute(
        "UPDATE django_migrations SET name = '0014_no_regions' WHERE name LIKE '0015%%'"
    )
    with pytest.raises(
        StorageError, match="a Kizuna too old for this one to bring up to date: back"
    ):
        open_database(_reopened(database))


def _reopened(database: Database) -> str:
    if connection.vendor == "sqlite":
        return database.location
    parts = connection.settings_dict
    return f"postgresql://{parts['USER']}@/{parts['NAME']}?host={parts['HOST']}"


@pytest.mark.parametrize(
    ("place", "error", "said"),
    [
        ("notes.txt", StorageError, r"notes\.txt.*not a SQLite database"),
        ("notes.txt/kizuna.sqlite3", CannotWrite, r"notes\.txt/kizuna\.sqlite3"),
        ("mysql://host/db", StorageError, "mysql://host/db"),
    ],
)
def test_what_is_no_place_for_a_database_is_named(
    tmp_path: Path, place: str, error: type[Exception], said: str
) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, not a database. " * 100)
    with pytest.raises(error, match=said):
        open_database(place if "://" in place else tmp_path / place)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(StorageError, match=r"another program.*bookmarks"):
        open_database(path)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_only_be_read_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match=r"kizuna\.sqlite3"):
            open_database(tmp_path / "kizuna.sqlite3")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "kizuna.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")
    with pytest.raises(CannotWrite, match=r"kizuna\.sqlite3.*disk is full"):
        add(*(c for i in range(500) for c in government(f"town-{i}", "JP")))
    assert ledger.is_empty()
    opened.close()


def test_a_database_that_another_process_writes_for_too_long_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kizuna.sqlite3"
    open_database(path)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match=r"kizuna\.sqlite3"):
            add(*kansai())
    assert add(*kansai()).new


def _another_writes(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, other.close).start()


def test_a_first_use_waits_for_its_turn_and_keeps_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "kizuna.sqlite3", schema.bring_up_to_date
    monkeypatch.setattr(
        schema, "bring_up_to_date", lambda: (real(), _another_writes(path))
    )
    open_database(path)
    assert fetch("PRAGMA journal_mode") == [("wal",)]


def test_the_first_worker_waits_for_another_that_makes_the_file_of_jobs(
    tmp_path: Path,
) -> None:
    open_database(tmp_path / "kizuna.sqlite3")
    create_folder(jobs_folder())
    _another_writes(jobs_folder() / "jobs.sqlite3")
    jobs.note_worker("w1", now())
    assert list(jobs.workers()) == ["w1"]


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StorageError) as caught:
        open_database("postgresql://user:secret@127.0.0.1:1/kizuna?connect_timeout=1")
    assert "127.0.0.1:1/kizuna" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_questions_are_counted_and_none_is_asked_for_a_reader_who_left(
    database: Database,
) -> None:
    gone: list[bool] = []
    with questions_counted(lambda: bool(gone)) as counted:
        fetch("SELECT 1")
        gone.append(True)
        with pytest.raises(ReaderGone):
            fetch("SELECT 2")
    assert counted.number == 1
    assert fetch("SELECT 3")


def test_the_migrations_lead_to_the_model_of_users(database: Database) -> None:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    detector = MigrationAutodetector(
        loader.project_state(), ProjectState.from_apps(apps)
    )
    missing = detector.changes(loader.graph)["store"]
    described = {
        op.describe().lower() for migration in missing for op in migration.operations
    }
    assert [words for words in described if words.endswith(" user")] == []


LEDGER = {"terms": "text", "claims": "value", "claim_references": "target"}
LEDGER |= {"judgements": "reason", "document_texts": "title", "audit": "what"}


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
    """What a script prints in a process of its own: the web's settings and the store's
    cannot share one.
    """
    out, errors = (done := python(script, location)).communicate()
    assert done.returncode == 0, errors
    return out


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIZUNA_SECRET_KEY", "a key for tests")


def test_the_web_brings_its_own_tables_which_the_command_line_leaves_alone(
    location: str,
) -> None:
    open_database(location)
    assert fetch("SELECT DISTINCT app FROM django_migrations") == [("store",)]
    for _ in range(2):
        tables, wrong, is_up_to_date = json.loads(run(WEB, location))
        assert set(tables) >= OWN
        assert (wrong, is_up_to_date) == ([], True)
        assert run(STORE, location).strip() == "True"
