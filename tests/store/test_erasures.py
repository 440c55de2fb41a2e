"""Erasures: what was erased is nowhere, and the tree still proves; nothing else may
go.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from builders import add_text
from kizuna.claims import heads
from kizuna.claims.claim import Claim
from kizuna.errors import BadJudgement, NotFound
from kizuna.store import Database, open_database, tree
from kizuna.store.actions.documents import erase_claims, purge, save_draft
from kizuna.store.actions.ledger import rebuild
from kizuna.store.backups.backup import back_up, restore
from kizuna.store.queries import claims as ledger
from kizuna.store.queries import documents, erasures
from kizuna.store.queries.judgements import judgement_by_id, judgements
from kizuna.store.queries.ledger import edition, entries_at, needs_rebuild
from kizuna.store.sql import execute, fetch, fetch_number
from kizuna.store.verification.whole import verify
from kizuna.workflows import prove
from kizuna.workflows.search import search
from proof_script import is_extended, root_over

from .building import add, claim, judgement, kansai

NAME = "Tanaka Ichiro"
TEXT = f"A delegation came in 1984.\n\nThe interpreter was {NAME}, of Osaka.\n\nIt left in May."
AT = TEXT.index("The interpreter"), TEXT.index(", of Osaka")
SHA256 = sha256(TEXT.encode()).hexdigest()
EVENT = "exchange/delegation-1984"
WHY = "Article 17 GDPR; letter of 20 November"


def quoted(name: str, value: object, start: int, end: int) -> Claim:
    return claim(EVENT, name, value, sha256=SHA256, start=start, end=end, locator="")


PARTICIPANTS = quoted("participants", f"{NAME}, interpreter", *AT)
LEFT = quoted("participants", "A delegation", 0, 12)
OTHERS = [*kansai(), claim(EVENT, "date", "1984"), LEFT]
DECIDED = judgement("accept", PARTICIPANTS.id, reason=f"{NAME} confirms it")


@pytest.fixture
def filled(database: Database) -> Database:
    add_text("document/gazette", TEXT)
    add(*OTHERS, PARTICIPANTS, DECIDED)
    return database


def erase(claims: list[Claim], **given: bool) -> None:
    erase_claims(claims=claims, reason=WHY, acting_user="controller", **given)
    purge()


def tables() -> dict[str, set[tuple[object, ...]]]:
    found = {
        name: set(fetch(f"SELECT * FROM {name}")) for name in ("ties", "tie_parties")
    }
    searchable = set(
        fetch("SELECT kind, ref, source, start, text, folded FROM searchable")
    )
    return {**found, "searchable": searchable}


def test_what_was_erased_is_in_no_table_and_on_sqlite_not_in_the_file(
    filled: Database,
) -> None:
    draft = {"token": "a" * 32, "kind": "exchange", "subject": EVENT}
    save_draft(**draft, fields=[("participants", NAME)], acting_user="editor")
    before = edition()
    erase([PARTICIPANTS])
    for table in connection.introspection.table_names():
        assert NAME not in repr(fetch(f'SELECT * FROM "{table}"')), table
    assert search("interpreter").hits == ()
    assert (edition() != before, needs_rebuild()) == (True, False)
    held = tables()
    rebuild(acting_user="tester")
    assert tables() == held
    assert {c.id for c in ledger.claims()} == {c.id for c in OTHERS}
    (text,) = documents.document_texts()
    assert text.text == TEXT[: AT[0]] + "█" * (AT[1] - AT[0]) + TEXT[AT[1] :]
    assert text.sha256 == SHA256
    if connection.vendor == "sqlite":
        connection.close()
        for file in Path(filled.location).parent.glob(f"{Path(filled.location).name}*"):
            assert NAME.encode() not in file.read_bytes(), file


def test_what_was_erased_is_told_by_its_whole_id_with_the_decision(
    filled: Database,
) -> None:
    erase([PARTICIPANTS])
    told = (
        rf"was erased on \d{{4}}-\d\d-\d\d by 'controller', act 3 of the audit: {WHY}"
    )
    for ref, ask in (
        (PARTICIPANTS.id, ledger.claim_by_id),
        (DECIDED.id, judgement_by_id),
    ):
        with pytest.raises(NotFound, match=told):
            ask(ref)
        with pytest.raises(NotFound, match="has an id that begins with"):
            ask(ref[:20])
    assert judgements() == []


def test_proofs_of_other_claims_and_of_earlier_heads_hold(filled: Database) -> None:
    earlier, before = prove.head(), prove.proof(LEFT.id)
    erase([PARTICIPANTS])
    now = prove.head()
    path = heads.consistency(earlier.size, now.size, tree.nodes)
    assert is_extended(earlier.size, earlier.root, now.size, now.root, path)
    after = prove.proof(LEFT.id)
    assert (after["order"], after["entry"]) == (before["order"], before["entry"])
    gone = prove.proof(PARTICIPANTS.id)
    assert gone["entry"] is None
    told = gone["order"].to_bytes(8, "big") + bytes.fromhex(gone["digest"])
    leaf = sha256(b"\0" + told).digest()
    path = [bytes.fromhex(each) for each in gone["path"]]
    assert root_over(gone["order"], now.size, leaf, path) == now.root
    assert NAME not in json.dumps([after, gone])
    assert verify(is_deep=True, earlier=earlier, by_all=False).discrepancies == ()


@pytest.mark.parametrize("act", [1, 99])
def test_a_claim_that_goes_without_an_audited_erasure_is_named(
    filled: Database, act: int
) -> None:
    number = ledger.number_of(PARTICIPANTS.id)
    uid = bytes.fromhex(PARTICIPANTS.id)
    forged = [1, "claim", number, uid, sha256(b"").digest(), act]
    marks = ", ".join(["%s"] * len(forged))
    execute(
        f"INSERT INTO erasures (id, kind, number, uid, digest, act) VALUES ({marks})",
        forged,
    )
    execute("DELETE FROM claim_references WHERE claim = %s", [number])
    execute("DELETE FROM claims WHERE seq = %s", [number])
    (found,) = verify(by_all=False).discrepancies
    assert (found.kind, found.number, found.what) == (
        "claim",
        str(number),
        "it is missing",
    )


FORBIDDEN = """DELETE FROM claims WHERE seq = 1; DELETE FROM claim_references; DELETE FROM judgements;
UPDATE claims SET value = value; UPDATE judgements SET reason = ''; DELETE FROM document_texts;
UPDATE document_texts SET title = 'x'; UPDATE document_texts SET text = text || 'x';
UPDATE erasures SET act = 1; DELETE FROM erasures"""


def test_nothing_but_what_was_erased_can_go(filled: Database) -> None:
    erase([PARTICIPANTS])
    add(judgement("reject", LEFT.id))
    for statement in FORBIDDEN.split(";"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(statement)


def test_what_was_erased_is_not_recorded_again_nor_its_number_given(
    filled: Database,
) -> None:
    last = fetch_number("SELECT max(seq) FROM claims")
    assert ledger.number_of(PARTICIPANTS.id) == last
    erase([PARTICIPANTS])
    assert (add(PARTICIPANTS).new, add(PARTICIPANTS).known) == (0, 1)
    new = claim(EVENT, "participants", "Ten persons")
    add(new)
    assert ledger.number_of(new.id) == last + 1
    assert verify(by_all=False).is_right


def test_a_backup_keeps_erasures_and_the_tree(filled: Database, tmp_path: Path) -> None:
    erase([PARTICIPANTS])
    head, size = prove.head(), entries_at(None)
    made = back_up(to=tmp_path / "held.zip", acting_user="editor")
    held = made.manifest.head or {}
    assert (held["size"], held["root"]) == (head.size, head.root.hex())
    other = str(tmp_path / "other.sqlite3")
    restore(path=made.path, location=other, is_replacing=False, acting_user="editor")
    opened = open_database(other)
    assert prove.head(head.size) == head
    assert entries_at(None) == size
    assert verify(by_all=False).is_right
    assert erasures.erasure_of(PARTICIPANTS.id) is not None
    opened.close()


def test_without_a_reason_nothing_is_erased_and_the_text_stays_if_asked_for(
    filled: Database,
) -> None:
    with pytest.raises(BadJudgement, match="an erasure needs a reason"):
        erase_claims(claims=[PARTICIPANTS], reason="  ", acting_user="controller")
    assert ledger.claim_by_id(PARTICIPANTS.id) == PARTICIPANTS
    erase([PARTICIPANTS], with_texts=False)
    assert documents.document_texts()[0].text == TEXT
