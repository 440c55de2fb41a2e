"""Adding the text of a document, so that the passages that cite it light up."""

from __future__ import annotations

import hashlib

from kizuna.errors import BadFile
from kizuna.store.audited import audited
from kizuna.store.materialise.passages import add_passages
from kizuna.store.moments import moment_of, now
from kizuna.store.queries.documents import StoredDocument, document_text
from kizuna.store.sql import execute, fetch_number
from kizuna.store.terms import intern_terms
from kizuna.values import check_characters, check_ref, escape_characters


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
