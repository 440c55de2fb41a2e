"""The texts of documents, and drafts of forms."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import orjson

from kizuna.errors import BadFile, BadQuestion
from kizuna.store.audited import audited, writing
from kizuna.store.materialise.passages import add_passages
from kizuna.store.moments import moment_of, now
from kizuna.store.queries.documents import StoredDocument, document_text
from kizuna.store.sql import execute, fetch_number
from kizuna.store.terms import intern_terms
from kizuna.values import check_characters, check_ref, escape_characters

_MOST = 400_000
"""Characters of a draft."""


def add_document(
    *,
    ref: str,
    text: str,
    media_type: str,
    title: str,
    acting_user: str,
    original: str = "",
    reader: str = "",
    file_sha256: str = "",
) -> StoredDocument:
    """Add a normalised text under the id of its document, and make its paragraphs searchable.

    A text whose digest the store holds is left as it is and returned. `original` says where the text was
    read from, `reader` by which programs, and `file_sha256` is the digest of that file. Raises BadReference
    for a bad id, BadFile for an empty text, BadText for one that cannot be kept, and StorageError.
    """
    check_ref(ref)
    if not text.strip():
        raise BadFile(f"{original or ref!r} has no text")
    check_characters(title)
    if "\0" in text:  # others stand in sources, and are shown escaped
        check_characters(text)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    with audited("add_document", acting_user) as notes:
        notes.append(f"{ref} {sha256}")
        known = document_text(sha256)
        if known is not None:
            return known
        terms = intern_terms({ref})
        number = fetch_number("SELECT max(id) FROM document_texts") + 1
        added_at = now()
        execute(
            "INSERT INTO document_texts"
            " (id, sha256, document, text, media_type, title, original, reader, file_sha256, added_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                *(number, sha256, terms[ref], text, media_type, title, escape_characters(original)),
                *(reader or None, file_sha256 or None, added_at),
            ],
        )
        add_passages(number, terms[ref], text)
    return StoredDocument(
        sha256, ref, text, media_type, title, original, reader, file_sha256, moment_of(added_at)
    )


def save_draft(
    *, token: str, kind: str, subject: str, fields: Sequence[tuple[str, str]], acting_user: str
) -> None:
    """Keep a form as it stands, in the place of what was kept under its token by the same user.

    It has no row in the audit: it says nothing yet, and is kept anew with every few letters. Raises BadQuestion
    for a bad token and a form that is too long, and StorageError.
    """
    if not re.fullmatch(r"[0-9a-f]{16,32}", token):
        raise BadQuestion(f"{token!r} is not the token of a draft")
    text = orjson.dumps([list(pair) for pair in fields]).decode()
    if len(text) > _MOST:
        raise BadQuestion(
            f"a draft of {len(text)} characters is too long; record a part of it first"
        )
    with writing():
        execute("DELETE FROM drafts WHERE token = %s AND owner = %s", [token, acting_user])
        execute(
            "INSERT INTO drafts (token, owner, kind, subject, fields, saved_at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [token, acting_user, kind, subject, text, now()],
        )


def remove_draft(*, token: str, acting_user: str) -> bool:
    """Throw a draft of the user's away; whether there was one. Raises StorageError."""
    with writing():
        return bool(
            execute("DELETE FROM drafts WHERE token = %s AND owner = %s", [token, acting_user])
        )
