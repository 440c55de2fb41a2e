"""Every way of tampering with the ledger by SQL is named by a verification, on both
databases.

One small register serves all: each test tampers with it in a transaction that is
undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from builders import add_text
from kizuna.claims.heads import Head
from kizuna.store import Database, open_database, tree
from kizuna.store.actions.ledger import add_register, load_claims, rebuild, triggers_off
from kizuna.store.checking import ClaimFields
from kizuna.store.sql import execute, fetch, fetch_number
from kizuna.store.verification import whole
from kizuna.store.verification.whole import Verified
from kizuna.workflows import prove

from .building import add, claim, judgement, kansai
from .conftest import Fresh

GUARDED = (
    "terms",
    "claims",
    "claim_references",
    "judgements",
    "document_texts",
    "audit",
)
TOWNS = 300
CLAIMS = len(kansai())
"""The claims before those of the towns."""
PART_OF = 1 + next(at for at, each in enumerate(kansai()) if each.property == "part_of")
"""The number of a claim that names another place."""
TYPE = 1 + next(at for at, each in enumerate(kansai()) if each.property == "type")
"""The number of a claim of the type of a tie."""


@pytest.fixture(scope="module")
def filled(fresh_location: Fresh) -> Iterator[Database]:
    """Some ties, judgements, a document, and so many towns that the tree has a second
    level of tiles.
    """
    database = open_database(fresh_location())
    made = kansai()
    add(*made, judgement("accept", made[0].id), judgement("reject", made[1].id))
    passages = ({"sha256": "ab" * 32, "start": n, "end": n + 5} for n in range(TOWNS))
    towns = [
        claim(f"government/town-{p['start']}", "country", "JP", **p) for p in passages
    ]
    load_claims(batches=[map(ClaimFields.of, towns)], acting_user="loader")
    add_text("document/gazette", "A gazette.", "Gazette")
    rebuild(acting_user="editor")
    yield database
    database.close()


@pytest.fixture
def undone(filled: Database) -> Iterator[None]:
    """What the test does to the register is undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tamper(statement: str) -> None:
    """Do something, statement after statement, behind the backs of the triggers."""
    with triggers_off(GUARDED):
        for each in statement.split("; "):
            execute(each)


def verified(*, is_deep: bool = False, earlier: Head | None = None) -> Verified:
    """A verification by this process, which sees what is not committed."""
    return whole.verify(is_deep=is_deep, earlier=earlier, by_all=False)


def named(found: Verified) -> set[str]:
    """Which records are named."""
    return {f"{each.kind} {each.number}" for each in found.discrepancies}


def last(table: str, key: str) -> int:
    """The last number of a table."""
    return fetch_number(f"SELECT max({key}) FROM {table}")


_COPIED = "subject, property, valid, document, sha256, locator, holder, stance, certainty, method, recorder"
_FORGED_CLAIM = (
    f"INSERT INTO claims (seq, uid, value, recorded_at, {_COPIED}) SELECT 9000, (SELECT uid FROM judgements"
    f" WHERE seq = 1), value, 946684800000000, {_COPIED} FROM claims WHERE seq = 2"
)
_FORGED_JUDGEMENT = (
    "INSERT INTO judgements (seq, uid, verdict, target, other, reason, judge, judged_at) SELECT 9000, (SELECT"
    " uid FROM claims WHERE seq = 1), verdict, target, other, reason, judge, 0 FROM judgements WHERE seq = 1"
)
_SWAPPED_CLAIMS = "; ".join(
    f"UPDATE claims SET seq = {new} WHERE seq = {old}"
    for old, new in ((3, -1), (4, 3), (-1, 4))
)
_FORGOTTEN_CLAIM = (
    "DELETE FROM claims WHERE seq = 7; UPDATE tree_runs SET count = 6 WHERE first_leaf = 0; INSERT INTO"
    f" tree_runs (first_leaf, kind, first_number, count) VALUES (6, 'claim', 8, {CLAIMS - 7})"
)


def _alter_a_tile() -> None:
    held = bytes(
        fetch("SELECT hashes FROM tree_tiles WHERE level = 0 AND number = 0")[0][0]
    )
    altered = bytes(32) + b"\1" * 32 + held[64:]
    execute(
        "UPDATE tree_tiles SET hashes = %s WHERE level = 0 AND number = 0", [altered]
    )


def _replace_a_trigger_by_one_that_does_nothing() -> None:
    if connection.vendor == "sqlite":
        execute("DROP TRIGGER claims_no_update")
        execute(
            "CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims BEGIN SELECT 1; END"
        )
    else:
        execute("DROP TRIGGER claims_append_only ON claims")
        body = "$$ BEGIN RETURN NULL; END $$"
        execute(
            f"CREATE FUNCTION do_nothing() RETURNS trigger LANGUAGE plpgsql AS {body}"
        )
        events = "UPDATE OR DELETE OR TRUNCATE ON claims FOR EACH STATEMENT"
        execute(
            f"CREATE TRIGGER claims_append_only BEFORE {events} EXECUTE FUNCTION do_nothing()"
        )
    execute("UPDATE claims SET recorded_at = recorded_at - 1000")


def _switch_a_trigger_off() -> None:
    if connection.vendor == "sqlite":
        execute("DROP TRIGGER audit_no_delete")
    else:
        execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only")


TAMPERINGS: dict[str | Callable[[], None], str] = {
    "UPDATE claims SET value = '\"CN\"' WHERE seq = 2": "claim 2",
    f"UPDATE claims SET value = '\"sirter-city\"' WHERE seq = {TYPE}": f"claim {TYPE}, ties ",
    f"UPDATE claims SET value = '\"sister-ci' WHERE seq = {TYPE}": f"claim {TYPE}, ties ",
    "UPDATE terms SET text = 'tipe' WHERE text = 'type'": f"claim {TYPE}, ties ",
    "DELETE FROM claims WHERE seq = 5": "claim 5",
    "DELETE FROM judgements WHERE seq = 2": "judgement 2",
    _FORGED_CLAIM: "claim 9000",
    _FORGED_JUDGEMENT: "judgement 9000",
    _FORGOTTEN_CLAIM: f"run {CLAIMS}, claim 8",
    _SWAPPED_CLAIMS: "claim 3, claim 4",
    "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)": "audit 4",
    "UPDATE judgements SET verdict = 1 WHERE seq = 2": "judgement 2",
    "UPDATE judgements SET uid = (SELECT uid FROM claims WHERE seq = 1) WHERE seq = 1": "judgement 1",
    "UPDATE audit SET acting_user = 'nobody' WHERE id = 2": "audit 2",
    "UPDATE terms SET text = 'government/sakai' WHERE text = 'government/town-7'": f"claim {CLAIMS + 8}",
    _alter_a_tile: "tile 0/0, claim 1, claim 2",
    "DELETE FROM tree_tiles WHERE level = 0 AND number = 1": "tile 0/1",
    "DELETE FROM tree_runs WHERE kind = 'judgement'": "judgement 1",
    "UPDATE document_texts SET text = 'Another gazette.'": "document 1",
    _replace_a_trigger_by_one_that_does_nothing: "trigger claims_no_update, claim 1, claim 90",
    _switch_a_trigger_off: "trigger audit_no_delete",
    f"DELETE FROM claim_references WHERE claim = {PART_OF}": f"claim {PART_OF}",
    "UPDATE claims SET start_latest = 0 WHERE seq = 3": "claim 3",
    "INSERT INTO claim_references (id, target, claim) VALUES (9000, 1, 9000)": "reference 9000",
    "UPDATE ties SET start_latest = start_latest + 400": "ties ",
}
"""What is done (a statement behind the backs of the triggers, or more), and records
that must be named; PostgreSQL has one trigger for what SQLite has two for.
"""


def test_an_honest_register_is_right(filled: Database) -> None:
    found = whole.verify(is_deep=True)
    assert (found.is_right, found.discrepancies, found.are_tables_old) == (
        True,
        (),
        False,
    )
    assert (found.size, found.root) == (tree.size(), tree.root())


def test_processes_that_share_the_work_find_the_same(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_WORTH_SHARING", 0)
    monkeypatch.setattr(whole, "_ENTRIES", 50)
    done: list[int] = []
    found = whole.verify(
        earlier=Head(1, bytes(32)), tell=lambda at, of: done.append(of - at)
    )
    assert [(each.kind, each.expected) for each in found.discrepancies] == [
        ("head", "00" * 32)
    ]
    assert done == [*range(len(done) - 1, -1, -1)]


@pytest.mark.parametrize(
    "tampering", TAMPERINGS, ids=lambda done: getattr(done, "__name__", done)
)
def test_a_tampering_is_named(
    undone: None, tampering: str | Callable[[], None]
) -> None:
    records = TAMPERINGS[tampering]
    tamper(tampering) if isinstance(tampering, str) else tampering()
    if connection.vendor == "postgresql":
        records = re.sub("_no_update|_no_delete", "_append_only", records)
    found = verified()
    assert not found.is_right
    assert set(records.split(", ")) <= named(found), named(found)


_CHANGES = {
    **dict.fromkeys(("value", "valid", "locator"), "{} || ' '"),
    **dict.fromkeys(
        ("subject", "property", "document", "sha256", "passage_start"), "{} + 1"
    ),
    **dict.fromkeys(
        ("passage_end", "holder", "stance", "certainty", "method"), "{} + 1"
    ),
    **dict.fromkeys(("recorder", "recorded_at"), "{} + 1"),
    "uid": "(SELECT uid FROM judgements WHERE seq = 1)",
}


@pytest.mark.parametrize("column", _CHANGES)
def test_no_column_of_a_claim_can_be_changed_without_a_word(
    undone: None, column: str
) -> None:
    number = last("claims", "seq")
    changed = _CHANGES[column].format(column)
    tamper(f"UPDATE claims SET {column} = {changed} WHERE seq = {number}")
    assert f"claim {number}" in named(verified())


def test_what_is_stored_and_what_should_be_are_told(undone: None) -> None:
    id_ = kansai()[1].id
    tamper("UPDATE claims SET value = '\"CN\"' WHERE seq = 2")
    entered, its_id = verified().discrepancies
    assert (entered.what, entered.id) == ("it is not what was entered as leaf 1", id_)
    assert entered.expected == tree.nodes(0, 1).hex()
    assert '\\"CN\\"' in entered.stored
    assert (its_id.what, its_id.stored) == ("its id is not that of what it states", id_)
    assert len(its_id.expected) == 32
    assert its_id.expected != id_


def test_a_row_cannot_be_replaced_by_one_of_its_number_or_id(undone: None) -> None:
    columns = "seq, uid, verdict, target, other, reason, judge, judged_at"
    for chosen in ("seq, %s", "99, uid"):
        given = [bytes(16)] if "%s" in chosen else []
        rest = "verdict, target, other, 'forged', judge, judged_at FROM judgements WHERE seq = 1"
        statement = f"INTO judgements ({columns}) SELECT {chosen}, {rest}"
        if connection.vendor == "sqlite":
            execute("PRAGMA recursive_triggers=OFF")
            statement = f"INSERT OR REPLACE {statement}"
        else:
            key = "seq" if given else "uid"
            statement = f"INSERT {statement} ON CONFLICT ({key}) DO UPDATE SET reason = 'forged'"
        try:
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
            ):
                execute(statement, given)
        finally:
            if connection.vendor == "sqlite":
                execute("PRAGMA recursive_triggers=ON")


def test_a_connection_for_which_triggers_do_not_act_is_named(undone: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no such setting")
    execute("SET LOCAL session_replication_role = replica")
    execute("UPDATE claims SET locator = 'page 2' WHERE seq = 1")
    assert {"trigger session_replication_role", "claim 1"} <= named(verified())


def test_entries_removed_with_their_leaves_are_noticed_by_an_earlier_head(
    undone: None,
) -> None:
    head = Head(tree.size(), tree.root())
    with triggers_off(GUARDED):
        execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
        tree.cut(head.size - 1)
    assert verified().is_right
    (found,) = verified(earlier=head).discrepancies
    assert (found.kind, found.stored) == ("head", str(head.size - 1))
    left = Head(tree.size(), tree.root())
    add(claim("government/nara", "country", "JP"))
    assert verified(earlier=left).is_right  # what went on extends its earlier heads


def test_a_ledger_that_was_written_anew_is_noticed_by_an_earlier_head(
    undone: None,
) -> None:
    head = Head(tree.size(), tree.root())
    with triggers_off(GUARDED):
        execute("UPDATE audit SET acting_user = 'nobody' WHERE id = 1")
        runs = fetch(
            "SELECT kind, first_number, count FROM tree_runs ORDER BY first_leaf"
        )
        tree.cut(0)
        for kind, first, count in runs:
            tree.append_entries(kind, range(first, first + count))
    assert verified().is_right
    (found,) = verified(earlier=head).discrepancies
    assert (found.kind, found.expected) == ("head", head.root.hex())
    assert found.stored == tree.root().hex()


def test_a_time_before_the_last_is_named_unless_the_ledger_had_no_tree_then(
    undone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as in a ledger that an older Kizuna wrote, or somebody who writes past it
    monkeypatch.setattr("kizuna.store.actions.ledger.entry_times", lambda given: given)
    early = claim(
        "government/nara", "country", "JP", recorded_at=datetime(2019, 1, 1, tzinfo=UTC)
    )
    add(early)
    (found,) = verified().discrepancies
    assert (found.kind, found.id) == ("claim", early.id)
    assert found.what == "its time is before that of the entry before it"
    assert found.stored < found.expected
    add_register(claims=[], acting_user="kizuna")
    with triggers_off(GUARDED):
        execute(
            "UPDATE audit SET verb = 'add_tree' WHERE id = (SELECT max(id) FROM audit)"
        )
        tree.cut(tree.size() - 1)
        tree.append_entries("audit", [last("audit", "id")])
    since = verified()
    assert (since.is_right, since.ordered_from) == (True, tree.size() - 1)


def test_all_tables_of_the_register_are_compared_when_told(undone: None) -> None:
    execute("UPDATE searchable SET text = 'Nara' WHERE text = 'Osaka'")
    assert verified().is_right
    assert named(verified(is_deep=True)) == {"searchable "}
    tamper(f"UPDATE claims SET value = '\"sirter-city\"' WHERE seq = {TYPE}")
    assert {f"claim {TYPE}", "ties "} <= named(verified(is_deep=True))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("claims SET locator = x'ff' WHERE seq = 3", "claim 3"),
        ("claims SET uid = 9223372036854775807 WHERE seq = 3", "claim 3"),
        ("claims SET recorded_at = 9223372036854775807 WHERE seq = 3", "claim 3"),
        ("judgements SET target = x'00ff' WHERE seq = 1", "judgement 1"),
        ("audit SET at = 'soon' WHERE id = 1", "audit 1"),
        ("tree_tiles SET hashes = 'none' WHERE level = 0 AND number = 0", "tile 0/0"),
        ("tree_runs SET count = 9223372036854775807 WHERE first_leaf = 0", "claim 1"),
        ("tree_runs SET first_number = 'one' WHERE first_leaf = 0", "claim 1"),
        ("document_texts SET id = 9223372036854775807", "document 9223372036854775807"),
    ],
)
def test_what_no_column_should_hold_is_named_and_ends_nothing(
    undone: None, statement: str, expected: str
) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("the columns of PostgreSQL hold nothing of another type")
    tamper(f"UPDATE document_texts SET text = 'Another gazette.'; UPDATE {statement}")
    assert expected in named(verified())


def test_the_first_hundred_are_named_and_all_are_counted(undone: None) -> None:
    tamper("UPDATE claims SET recorded_at = recorded_at + 1")
    found = verified()
    assert (len(found.discrepancies), found.count) == (100, last("claims", "seq"))


def test_tables_that_lag_behind_are_not_compared_and_the_last_verification_is_remembered(
    undone: None,
) -> None:
    assert whole.last_verification() is None
    nara = ClaimFields.of(claim("government/nara", "country", "JP"))
    load_claims(batches=[[nara]], acting_user="x")
    execute("DELETE FROM ties")
    found = prove.verify(acting_user="editor")
    assert (found.is_right, found.are_tables_old) == (True, True)
    held = whole.last_verification()
    assert held
    assert (held.size, held.root, held.wrong) == (found.size, found.root.hex(), 0)
