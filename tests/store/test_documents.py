"""Texts of documents, added once and found by digest; drafts of forms, kept anew and seen by their owner alone."""

from __future__ import annotations

import hashlib

import pytest

from kizuna.errors import BadFile, BadQuestion, BadReference, NotFound
from kizuna.store.actions import add_document, remove_draft, save_draft
from kizuna.store.queries.documents import (
    StoredDocument,
    document_text,
    document_texts,
    draft,
    drafts,
)
from kizuna.store.queries.recent import acts

from .conftest import sqlite_only

pytestmark = pytest.mark.usefixtures("database")


def add(text: str = "大阪 and 上海", ref: str = "document/note") -> StoredDocument:
    return add_document(
        ref=ref,
        text=text,
        media_type="text/plain",
        title="A note",
        acting_user="editor",
        original="note.txt",
        reader="a reader 1.2",
        file_sha256="a" * 64,
    )


def test_a_text_is_added_once_and_comes_back_by_its_digest() -> None:
    added = add()
    assert added.sha256 == hashlib.sha256("大阪 and 上海".encode()).hexdigest()
    assert document_text(added.sha256) == added == add(ref="document/other")
    assert document_texts("document/note") == document_texts() == [added]
    assert document_text("0" * 64) is None
    entry = acts(limit=50)[-1]
    assert (entry.acting_user, entry.verb) == ("editor", "add_document")
    assert entry.what == f"document/note {added.sha256}"


@sqlite_only
def test_an_empty_text_and_a_bad_id_are_refused() -> None:
    with pytest.raises(BadFile, match=r"note\.txt"):
        add(text=" \n")
    with pytest.raises(BadReference, match="Note"):
        add(ref="Note")
    assert document_texts() == []


TOKEN = "0123456789abcdef"
FIELDS = (("party.0", "Osaka"), ("party.1", "上海"), ("party.1", "again"))


def keep(token: str = TOKEN, fields: tuple[tuple[str, str], ...] = FIELDS) -> None:
    """Keep a draft of a new tie."""
    save_draft(token=token, kind="tie", subject="", fields=fields, acting_user="anna")


def test_a_draft_is_its_owners_as_it_was_last_kept_until_it_is_thrown_away() -> None:
    keep(fields=(("party.0", "Kobe"),))
    keep()
    assert [held.fields for held in drafts("anna")] == [FIELDS] == [draft("anna", TOKEN).fields]
    assert drafts("ben") == []
    with pytest.raises(NotFound, match=TOKEN):
        draft("ben", TOKEN)
    assert not remove_draft(token=TOKEN, acting_user="ben")
    assert remove_draft(token=TOKEN, acting_user="anna")
    assert drafts("anna") == []


@sqlite_only
@pytest.mark.parametrize(
    ("token", "length", "said"),
    [("", 1, "token"), ("../x", 1, "token"), ("0123", 1, "token"), (TOKEN, 500_000, "too long")],
    ids=["none", "a path", "short", "beyond all measure"],
)
def test_what_is_no_draft_is_refused(token: str, length: int, said: str) -> None:
    with pytest.raises(BadQuestion, match=said):
        keep(token, fields=(("motive.0.text", "x" * length),))
