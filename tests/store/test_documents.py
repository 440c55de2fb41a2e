"""Texts of documents: added once, never changed, found by digest."""

from __future__ import annotations

import hashlib

import pytest

from kizuna.errors import BadFile, BadReference
from kizuna.store import Database
from kizuna.store.actions import add_document
from kizuna.store.queries.documents import (
    StoredDocument,
    document_text,
    document_texts,
)
from kizuna.store.queries.recent import acts


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


def test_a_text_is_added_once_and_comes_back_by_its_digest(database: Database) -> None:
    added = add()
    assert added.sha256 == hashlib.sha256("大阪 and 上海".encode()).hexdigest()
    assert document_text(added.sha256) == added == add(ref="document/other")
    assert document_texts("document/note") == document_texts() == [added]
    assert document_text("0" * 64) is None
    entry = acts(limit=50)[-1]
    assert (entry.acting_user, entry.verb) == ("editor", "add_document")
    assert entry.what == f"document/note {added.sha256}"


def test_an_empty_text_and_a_bad_id_are_refused(database: Database) -> None:
    with pytest.raises(BadFile, match=r"note\.txt"):
        add(text=" \n")
    with pytest.raises(BadReference, match="Note"):
        add(ref="Note")
    assert document_texts() == []
