"""A backup of either database, restored into either: the same ledger, and the same
answers.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from builders import Copies, Fresh, add_second_step, add_text
from kizuna.claims import heads, rules
from kizuna.errors import BadFile, BadQuestion, CannotWrite, NewerDatabase, StorageError
from kizuna.store import jobs, materialise, open_database, tree
from kizuna.store.actions.accounts import add_account
from kizuna.store.actions.ledger import rebuild
from kizuna.store.backups import archive, backup
from kizuna.store.backups.archive import (
    MANIFEST,
    _seal,
    left_over,
    opened,
    scratch_folder,
)
from kizuna.store.backups.backup import BackedUp, back_up, check, restore
from kizuna.store.jobs import queue_job
from kizuna.store.queries import claims, documents, judgements, ledger
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.ledger import acts
from kizuna.store.schema import applied_migrations
from kizuna.store.sql import execute, fetch
from kizuna.store.verification.whole import verify

from .building import add, back_up_of_first, claim, judgement, kansai, python
from .conftest import _sqlite_copies

Everywhere = dict[str, Fresh]
VENDORS = ("sqlite", "postgresql")
CLAIMS = len(kansai())
KEPT = (
    "terms",
    "claims",
    "claim_references",
    "judgements",
    "document_texts",
    "users",
    "drafts",
)


@pytest.fixture(scope="session")
def everywhere(
    postgresql: Copies, tmp_path_factory: pytest.TempPathFactory
) -> Everywhere:
    """For each kind of database, a function that makes one more empty one."""
    sqlite = _sqlite_copies(tmp_path_factory.mktemp("sqlite"))
    return {"sqlite": sqlite, "postgresql": postgresql(open_database)}


@pytest.fixture(params=VENDORS)
def source(request: pytest.FixtureRequest, everywhere: Everywhere) -> Iterator[str]:
    """A database with claims, judgements, a document, an account, and the tables made
    from them; open.
    """
    location = everywhere[request.param]()
    database = open_database(location)
    made = kansai()
    add(
        *made,
        judgement("accept", made[0].id, reason='said "yes",\tin two\nlines: 大阪'),
    )
    add_text(
        "document/gazette", "The gazette.\n\nOsaka (大阪) and Shanghai.", "Gazette"
    )
    add_account(
        account=Account(0, "aoi", "Aoi 青", role=Role.ADMINISTRATOR),
        acting_user="editor",
    )
    execute("UPDATE users SET last_login = %s", ["2026-01-02 03:04:05"])
    rebuild(acting_user="editor")
    yield location
    database.close()


from_sqlite = pytest.mark.parametrize("source", ["sqlite"], indirect=True)
"""For what is of the file of a backup, whatever made it."""


@pytest.fixture(params=VENDORS)
def target(
    request: pytest.FixtureRequest, everywhere: Everywhere, tmp_path: Path
) -> str:
    """An empty database of each kind, or on SQLite a place where there is none yet."""
    if request.param == "sqlite":
        return str(tmp_path / "restored" / "kizuna.sqlite3")
    return everywhere["postgresql"]()


def _backed_up(tmp_path: Path) -> BackedUp:
    return back_up(to=tmp_path / "held.zip", acting_user="editor")


def _restored(path: Path, target: str, *, is_replacing: bool = False) -> None:
    restore(
        path=path, location=target, is_replacing=is_replacing, acting_user="restorer"
    )


def _add_nara() -> None:
    assert add(claim("government/nara", "country", "JP")).new == 1


def _cells(table: str) -> list[tuple[object, ...]]:
    """The rows of a table by their columns in order of name, the same for both
    databases.
    """
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    columns = sorted(column.name for column in described)
    rows = fetch(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}")
    return sorted((tuple(map(_plain, row)) for row in rows), key=repr)


def _plain(cell: object) -> object:
    if isinstance(cell, memoryview | bytes):
        return bytes(cell).hex()
    if isinstance(cell, bool):
        return int(cell)
    text = str(cell) if hasattr(cell, "isoformat") else cell
    return (
        text.replace("+00:00", "").removesuffix(".000000")
        if isinstance(text, str)
        else text
    )


def ties_held() -> list[tuple[object, ...]]:
    """The ties of the register's tables, which a restore makes anew."""
    columns = "t.text, start_earliest, start_latest, end_earliest, end_latest"
    return sorted(fetch(f"SELECT {columns} FROM ties JOIN terms t ON t.id = ties.id"))


def test_what_is_restored_is_what_was_backed_up_is_guarded_tells_of_it_and_goes_on(
    source: str, target: str, tmp_path: Path
) -> None:
    add_second_step()
    queue_job(name="rebuild", arguments={}, acting_user="aoi")
    tables = (*KEPT, "mfa_authenticator")

    def held() -> list[object]:
        asked = claims.claims(), judgements.judgements(), documents.document_texts()
        return [*asked, *map(_cells, tables), ties_held()]

    before, size, root = held(), tree.size(), tree.root()
    made = _backed_up(tmp_path)
    _restored(made.path, target)
    open_database(target)
    assert (held(), jobs.jobs()) == (before, [])
    assert (heads.root(size, tree.nodes), tree.size() > size) == (root, True)
    assert verify(is_deep=True).discrepancies == ()
    told = {entry.verb: entry for entry in acts(limit=50)}
    assert {"add_register", "add_document"} <= told.keys()
    assert told["restore"].acting_user == "restorer"
    assert made.manifest.digest[:12] in told["restore"].what
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute("DELETE FROM claims")
    _add_nara()
    add_account(account=Account(0, "ben"), acting_user="editor")
    assert len({*fetch("SELECT id FROM users")}) == 2


def test_a_restored_file_is_its_owners_alone_and_is_read_while_the_register_is_made_anew(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[str] = []
    real = materialise.rebuild_all

    def noted(**given: bool) -> materialise.Rebuilt:
        modes.append(fetch("PRAGMA journal_mode")[0][0])
        return real(**given)

    made, path = _backed_up(tmp_path), tmp_path / "own" / "new.sqlite3"
    monkeypatch.setattr(
        sys.modules["kizuna.store.actions.ledger"], "rebuild_all", noted
    )
    _restored(made.path, str(path))
    assert modes == ["wal"]
    assert [each.stat().st_mode & 0o777 for each in (path, path.parent)] == [
        0o600,
        0o700,
    ]


def test_a_backup_says_what_is_in_it_and_is_checked_beside_the_open_database(
    source: str, tmp_path: Path
) -> None:
    made = _backed_up(tmp_path)
    before, manifest = tree.size(), made.manifest
    assert (check(path=made.path), tree.size()) == (manifest, before)
    assert (manifest.rows["claims"], manifest.rows["users"]) == (
        ledger.counts().claims,
        1,
    )
    assert (manifest.vendor, manifest.rows["audit"]) == (
        connection.vendor,
        len(acts(limit=99)) - 1,
    )
    assert made.path.stat().st_mode & 0o077 == 0, (
        "it holds accounts: nobody else may read it"
    )
    with zipfile.ZipFile(made.path) as packed:  # as others open it
        assert packed.testzip() is None
        assert "manifest.json" in packed.namelist()


def test_a_database_that_is_not_empty_is_replaced_only_when_told_also_for_who_has_it_open(
    source: str, everywhere: Everywhere, tmp_path: Path
) -> None:
    made = _backed_up(tmp_path)
    for vendor in VENDORS:
        location = everywhere[vendor]()
        open_database(location)
        _add_nara()
        with pytest.raises(
            BadQuestion, match="holds 1 claims and 0 accounts: say --replace"
        ):
            _restored(made.path, location)
        open_database(location)
        queue_job(name="rebuild", arguments={}, acting_user="aoi")
        with (
            closing(sqlite3.connect(location))
            if vendor == "sqlite"
            else nullcontext() as other
        ):
            counted = "SELECT count(*) FROM claims"
            assert other is None or other.execute(counted).fetchone() == (1,)
            _restored(made.path, location, is_replacing=True)
            assert other is None or other.execute(counted).fetchone() == (CLAIMS,)
        open_database(location)
        assert (ledger.counts().claims, jobs.jobs()) == (CLAIMS, [])


@from_sqlite
def test_a_file_that_was_cut_off_altered_or_is_no_backup_is_refused_before_anything_is_written(
    source: str, target: str, tmp_path: Path
) -> None:
    path = _backed_up(tmp_path).path
    whole = path.read_bytes()
    cut = [whole[: int(len(whole) * keep)] for keep in (0.2, 0.5, 0.9, 0.999)]
    for content in (*cut, b"", b"PK", b"SQLite format 3\0", b"PK\x05\x06" + bytes(18)):
        path.write_bytes(content)
        with pytest.raises(BadFile, match=path.name):
            _restored(path, target, is_replacing=True)
        assert "://" in target or not Path(target).exists()
    places = random.Random(7).sample(range(len(whole)), 100)
    for at in (0, 1, 30, len(whole) - 1, len(whole) - 70, len(whole) - 90, *places):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BadFile), opened(path):
            pass
    for nothing in (path.with_name("none"), path / "below-a-file", tmp_path):
        with pytest.raises(BadFile, match="cannot be read"), opened(nothing):
            pass


def _of_before(tmp_path: Path, location: str, edit: str = "") -> Path:
    """A backup as they were before, with the whole file of the database, which a
    statement edited: anybody can.

    It has no triggers any more, which is no reason to refuse it before its rows are.
    """
    path, copy = tmp_path / "before.zip", tmp_path / "copy.sqlite3"
    with (
        closing(sqlite3.connect(location)) as opened_now,
        closing(sqlite3.connect(copy)) as held,
    ):
        opened_now.backup(held)
        triggers = held.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall() if edit else ():
            held.execute(f"DROP TRIGGER {name}")
        held.execute(edit)
        held.commit()
    with archive.written(path) as file:
        file.writestr(archive.DATABASE, gzip.compress(copy.read_bytes()))
        file.writestr(MANIFEST, json.dumps(_backed_up(tmp_path).manifest.to_json()))
    return path


@from_sqlite
def test_a_backup_of_before_that_holds_a_whole_file_is_restored(
    source: str, target: str, tmp_path: Path
) -> None:
    before = claims.claims()
    _restored(_of_before(tmp_path, source), target)
    open_database(target)
    assert claims.claims() == before


EDITS = {
    "a value": ("UPDATE claims SET value = '\"CN\"' WHERE seq = 2", "claim 2: "),
    "a verdict": ("UPDATE judgements SET verdict = 2 WHERE seq = 1", "judgement 1: "),
    "a name in the audit": (
        "UPDATE audit SET acting_user = 'x' WHERE id = 1",
        "audit 1: ",
    ),
    "a text": ("UPDATE document_texts SET text = 'Another.'", "document 1: "),
    "a tile": ("UPDATE tree_tiles SET hashes = zeroblob(32)", "claim 1: "),
}


@from_sqlite
@pytest.mark.parametrize(("statement", "wrong"), EDITS.values(), ids=EDITS)
def test_a_backup_that_was_edited_and_sealed_again_is_refused(
    source: str, tmp_path: Path, statement: str, wrong: str
) -> None:
    with pytest.raises(BadFile, match=wrong):
        check(path=_of_before(tmp_path, source, statement))


@from_sqlite
def test_nothing_is_left_of_a_backup_that_was_edited(
    source: str, target: str, tmp_path: Path
) -> None:
    statement, wrong = EDITS["a value"]
    with pytest.raises(BadFile, match=wrong):
        _restored(_of_before(tmp_path, source, statement), target)
    assert "://" in target or not Path(target).exists()
    open_database(target)
    assert ledger.counts().claims == 0


@pytest.mark.parametrize(
    "manifest",
    [
        *(None, b"", b"no JSON", b"[]", b"{}", b'{"format": 1}', b"[" * 100_000),
        b'{"format": 1, "kizuna": 1, "made_at": 1, "vendor": 1, "migrations": [], "tables": [],'
        b' "rows": {}, "digest": 1}',
        b'{"format": 1, "kizuna": "1", "made_at": "", "vendor": "", "migrations": [], "rows": {},'
        b' "tables": [{"name": "a" --", "columns": ["b"], "kinds": ["c"]}], "digest": ""}',
    ],
)
def test_a_sealed_file_without_a_good_manifest_is_refused(
    tmp_path: Path, manifest: bytes | None
) -> None:
    path = tmp_path / "sealed.zip"
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("other" if manifest is None else MANIFEST, manifest or b"")
        _seal(file)
    refused = (
        r"'sealed\.zip' (cannot be restored: manifest\.json|says nothing of its form)"
    )
    with pytest.raises(BadFile, match=refused), opened(path):
        pass


@from_sqlite
def test_a_backup_of_a_newer_kizuna_or_one_too_old_is_refused(
    source: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = applied_migrations()
    for error, migrations in (
        (NewerDatabase, before | {("store", "9999_moon")}),
        (StorageError, frozenset({("store", "0009_before_all")})),
    ):
        open_database(source)
        monkeypatch.setattr(
            backup, "applied_migrations", lambda given=migrations: given
        )
        path = _backed_up(tmp_path).path
        monkeypatch.undo()
        with pytest.raises(error, match=r"9999_moon|too old for this one"):
            _restored(path, target)


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    source: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up_of_first(tmp_path / "first.zip", monkeypatch)
    assert "erasures" not in made.manifest.rows
    _restored(made.path, target)
    open_database(target)
    assert ledger.counts().claims == made.manifest.rows["claims"]
    assert verify().discrepancies == ()


_RESTORE_AND_HANG = """
import sys, time
import kizuna.store.backups.backup as restoring
def hang(*_):
    print("filled", flush=True)
    time.sleep(60)
restoring._ledger_digest = hang
from kizuna.store.backups.backup import restore
from pathlib import Path
restore(path=Path(sys.argv[1]), location=sys.argv[2], is_replacing=True, acting_user="restorer")
"""


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_restore_that_is_killed_leaves_the_database_as_it_was(
    source: str,
    everywhere: Everywhere,
    tmp_path: Path,
    vendor: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = _backed_up(tmp_path)
    other = everywhere[vendor]()
    open_database(other)
    _add_nara()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = Path(other).parent if vendor == "sqlite" else tmp_path
    with python(_RESTORE_AND_HANG, str(made.path), other) as restoring:
        assert restoring.stdout is not None
        assert restoring.stdout.readline() == "filled\n"
        assert left_over([folder]) == []  # it still runs
        os.kill(restoring.pid, signal.SIGKILL)
    open_database(other)
    assert [c.subject for c in claims.claims()] == ["government/nara"]
    _restored(made.path, other, is_replacing=True)
    assert list(folder.glob(".kizuna-*")) == []


@from_sqlite
def test_a_backup_clears_what_killed_ones_left_and_nothing_of_those_that_run(
    source: str, tmp_path: Path
) -> None:
    left, ours = tmp_path / ".kizuna-backup-abc", tmp_path / ".kizuna-notes"
    with scratch_folder("backup", tmp_path) as running:
        for each in (left, ours):
            each.mkdir()
        assert left_over([tmp_path]) == [left]
        made = _backed_up(tmp_path)
        assert set(tmp_path.iterdir()) == {made.path, running, ours}
        assert running.stat().st_mode & 0o777 == 0o700
    assert made.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_holds_one_moment_while_others_write(
    source: str, tmp_path: Path
) -> None:
    done = threading.Event()

    def write() -> None:
        for number in itertools.takewhile(
            lambda _: not done.is_set(), itertools.count()
        ):
            add(
                *(
                    claim(f"government/town-{number}-{i}", "country", "JP")
                    for i in range(5)
                )
            )
        connection.close()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        counts = {_backed_up(tmp_path).manifest.rows["claims"] % 5 for _ in range(5)}
    finally:
        done.set()
        writer.join(60)
    assert counts == {CLAIMS % 5}


@from_sqlite
def test_trouble_while_writing_leaves_the_backup_before_it_or_none(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotWrite, match="nothing was written"):
        back_up(to=tmp_path / "nowhere" / "held.zip", acting_user="editor")
    assert list(tmp_path.iterdir()) == []
    before = _backed_up(tmp_path).path.read_bytes()

    def broken(*_: object) -> str:
        raise StorageError("the disk is gone")

    monkeypatch.setattr(backup, "_ledger_digest", broken)
    with pytest.raises(StorageError, match="the disk is gone"):
        _backed_up(tmp_path)
    assert (tmp_path / "held.zip").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["held.zip"]


def test_a_damaged_sqlite_database_is_not_backed_up(
    everywhere: Everywhere, tmp_path: Path
) -> None:
    location = everywhere["sqlite"]()
    open_database(location)
    add(*kansai())
    execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ((number,),) = fetch("SELECT rootpage FROM sqlite_master WHERE name = 'claims_uid'")
    connection.close()
    with open(location, "r+b") as file:
        file.seek((number - 1) * 8192 + 20)
        file.write(b"\xff" * 4000)
    open_database(location)
    with pytest.raises(StorageError, match="damaged"):
        back_up(to=tmp_path / "held.zip", acting_user="editor")
    assert list(tmp_path.iterdir()) == []
    shutil.rmtree(f"{location}.jobs", ignore_errors=True)


@pytest.mark.parametrize(("field", "is_kept"), [("value", True), ("locator", False)])
def test_a_zero_byte_of_an_old_ledger_is_escaped_or_named_on_postgresql(
    everywhere: Everywhere,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    field: str,
    is_kept: bool,
) -> None:
    old = open_database(everywhere["sqlite"]())
    text = {"text": "Osa\0ka" if is_kept else "Osaka", "language": "en"}
    held = claim(
        "government/osaka", "name", text, locator="page 1" if is_kept else "page\0 1"
    )
    with monkeypatch.context() as then:
        then.setattr(rules.values, "check_json_characters", lambda text: None)
        then.setattr(rules, "parse_json", json.loads)
        then.setattr(rules.values, "check_characters", lambda text: None)
        add(held)
    path, target = _backed_up(tmp_path).path, everywhere["postgresql"]()
    old.close()
    if is_kept:
        _restored(path, target)
        assert [c.id for c in claims.claims()] == [held.id]
    else:
        with pytest.raises(StorageError, match=f"{field!r} of {held.id!r}"):
            _restored(path, target)
