"""The texts of documents, drafts of forms, and erasure: what claims say is removed for
good, their leaves stay.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

import orjson
from django.db import connection

from kizuna.claims.claim import Claim
from kizuna.errors import BadFile, BadJudgement, BadQuestion, DatabaseBusy
from kizuna.store.audited import audited, writing
from kizuna.store.entries import digests_of
from kizuna.store.materialise import PASSAGE, add_passages, follow, touched_by
from kizuna.store.queries.documents import StoredDocument, document_text
from kizuna.store.queries.erasures import VERB, erased_line
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.schema import place
from kizuna.store.search import reindex, unindex
from kizuna.store.sql import (
    among,
    execute,
    faults_of,
    fetch,
    insert,
    intern_terms,
    next_id,
    now,
)
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
    """Add a normalised text under the id of its document, and make its paragraphs
    searchable.

    A text whose digest the store holds is left as it is and returned. `original` says
    where the text was read from, `reader` by which programs, and `file_sha256` is the
    digest of that file. Raises BadReference for a bad id, BadFile for an empty text,
    and BadText for one that cannot be kept.
    """
    check_ref(ref)
    if not text.strip():
        raise BadFile(f"{original or ref!r} has no text")
    check_characters(title)
    if "\0" in text:  # others stand in sources, and are shown escaped
        check_characters(text)
    digest = sha256(text.encode()).hexdigest()
    with audited("add_document", acting_user) as notes:
        notes.append(f"{ref} {digest}")
        known = document_text(digest)
        if known is not None:
            return known
        term, number = intern_terms({ref})[ref], next_id("document_texts")
        read = {"reader": reader or None, "file_sha256": file_sha256 or None}
        of = {
            "media_type": media_type,
            "title": title,
            "original": escape_characters(original),
        }
        row = {
            "id": number,
            "sha256": digest,
            "document": term,
            "text": text,
            "added_at": now(),
        }
        insert("document_texts", **row, **of, **read)
        add_passages(number, term, text)
        added = document_text(digest)
    assert added is not None, "it was added just now"
    return added


def save_draft(
    *,
    token: str,
    kind: str,
    subject: str,
    fields: Sequence[tuple[str, str]],
    acting_user: str,
) -> None:
    """Keep a form as it stands, in the place of what was kept under its token by the
    same user; one in which nothing is typed is thrown away.

    It has no row in the audit: it says nothing yet, and is kept anew with every few
    letters. Raises BadQuestion for a bad token and a form that is too long.
    """
    if not re.fullmatch(r"[0-9a-f]{16,32}", token):
        raise BadQuestion(f"{token!r} is not the token of a draft")
    text = orjson.dumps([list(pair) for pair in fields]).decode()
    if len(text) > _MOST:
        raise BadQuestion(
            f"a draft of {len(text)} characters is too long; record a part of it first"
        )
    with writing():
        remove_draft(token=token, acting_user=acting_user)
        draft = {"token": token, "owner": acting_user, "kind": kind, "subject": subject}
        if any(typed.strip() for _, typed in fields):
            insert("drafts", **draft, fields=text, saved_at=now())


def remove_draft(*, token: str, acting_user: str) -> None:
    """Throw a draft of the user's away, if there is one."""
    with writing():
        execute(
            "DELETE FROM drafts WHERE token = %s AND owner = %s", [token, acting_user]
        )


BLANK = "\u2588"
"""What stands for each character of a passage that was blanked."""
_PURGED = (
    "claims",
    "claim_references",
    "judgements",
    "document_texts",
    "searchable",
    "drafts",
)


def erase_claims(
    *, claims: Sequence[Claim], reason: str, acting_user: str, with_texts: bool = True
) -> None:
    """Erase claims with the judgements about them, and make the register's tables as if
    they had never been.

    With `with_texts` their passages are blanked in the texts that are held. Drafts
    about their subjects go. Raises BadJudgement without a reason.
    """
    if not reason.strip():
        raise BadJudgement(
            "an erasure needs a reason: say which right or law asks for it"
        )
    with audited(VERB, acting_user) as notes:
        judged = judgements_about(claim.id for claim in claims)
        touched = {claim.subject for claim in claims} | touched_by(judged)
        _erase("claim", "claims", (claim.id for claim in claims), notes)
        _erase("judgement", "judgements", (judgement.id for judgement in judged), notes)
        if with_texts:
            _blank(claims, notes)
        subjects, params = among("subject", {claim.subject for claim in claims})
        execute(f"DELETE FROM drafts WHERE {subjects}", params)
        notes.append(f"reason: {' '.join(reason.split())}")
        follow(touched)
        reindex()


def purge() -> None:
    """Write the database anew, so that nothing of what was erased is left in its file
    or behind its rows. It waits until nobody else reads or writes. Raises DatabaseBusy.
    """
    with faults_of():
        if connection.vendor == "postgresql":
            for table in _PURGED:
                execute(f"VACUUM (FULL) {table}")
            return
        execute("VACUUM")
        ((is_busy, *_),) = fetch("PRAGMA wal_checkpoint(TRUNCATE)")
        if is_busy:
            raise DatabaseBusy(
                f"others use {place()!r}, and its log still holds what was erased:"
                " kizuna erase --purge, when they"
                " have ended"
            )


def _erase(kind: str, table: str, refs: Iterable[str], notes: list[str]) -> None:
    """Note the erasure of each entry, and remove it; the triggers let nothing else
    go.
    """
    for ref in refs:
        ((number,),) = fetch(
            f"SELECT seq FROM {table} WHERE uid = %s", [bytes.fromhex(ref)]
        )
        digest = digests_of(kind, number, number)
        _note(kind, number, ref, digest)
        notes.append(erased_line(kind, ref, digest))
        if kind == "claim":
            execute("DELETE FROM claim_references WHERE claim = %s", [number])
        execute(f"DELETE FROM {table} WHERE seq = %s", [number])


def _note(kind: str, number: int, ref: str, digest: bytes) -> None:
    """Add an erasure, by the act that is about to be written."""
    entry = {
        "kind": kind,
        "number": number,
        "uid": bytes.fromhex(ref),
        "digest": digest,
    }
    insert("erasures", id=next_id("erasures"), act=next_id("audit"), **entry)


def _blank(claims: Sequence[Claim], notes: list[str]) -> None:
    """Blank the passages of claims in the texts that are held; every other passage
    keeps its place.
    """
    quoted, params = among(
        "sha256", {claim.sha256 for claim in claims if claim.has_passage}
    )
    texts = (
        f"SELECT id, document, sha256, text FROM document_texts WHERE {quoted} ORDER BY"
        " id"
    )
    for number, ref, known_as, text in fetch(texts, params):
        left = text
        for claim in claims:
            if claim.sha256 == known_as:
                start, end = claim.start or 0, claim.end or 0
                left = left[:start] + BLANK * (end - start) + left[end:]
        if left == text:
            continue
        digest = sha256(left.encode()).digest()
        _note("text", number, known_as[:32], digest)
        notes.append(erased_line("text", known_as[:32], digest))
        execute("UPDATE document_texts SET text = %s WHERE id = %s", [left, number])
        unindex(f"kind = {PASSAGE} AND source = %s", [number])
        add_passages(number, ref, left)
