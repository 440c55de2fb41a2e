"""The texts of documents that somebody added, and how often documents are cited; and
drafts of forms that somebody has begun, the newest first, of which nobody sees
another's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from kizuna.errors import NotFound
from kizuna.store.cache import cached
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, guarded, moment_of, until

_COLUMNS = (
    "d.sha256, t.text, d.text, d.media_type, d.title, d.original,"
    " coalesce(d.reader, ''), coalesce(d.file_sha256, ''), d.added_at"
)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A normalised text and the document that it is the text of.

    `sha256` is the hex digest of the text's UTF-8, `original` where the text was read
    from (a file's name, an address), `reader` the programs that read it with their
    versions, `file_sha256` the hex digest of the file; "" when unknown.
    """

    sha256: str
    document: str
    text: str
    media_type: str
    title: str
    original: str
    reader: str
    file_sha256: str
    added_at: datetime


class TextDigest(NamedTuple):
    """Of which document a text is held, its digest, that of the file that it was read
    from, and what read it.
    """

    document: str
    sha256: str
    file_sha256: str
    reader: str


def document_text(sha256: str) -> StoredDocument | None:
    """The text with a digest, None when nobody has added it."""
    return next(iter(_documents("WHERE d.sha256 = %s", sha256)), None)


def document_texts(document: str = "") -> list[StoredDocument]:
    """The texts added for a document ("": for all), the oldest first."""
    if not document:
        return _documents("ORDER BY d.id")
    return _documents("WHERE t.text = %s ORDER BY d.id", document)


def held_texts(*, known_at: datetime | None = None) -> list[TextDigest]:
    """Every text that was added by a time (None: now), the oldest first; the texts
    themselves are not read.
    """
    columns = "t.text, d.sha256, coalesce(d.file_sha256, ''), coalesce(d.reader, '')"
    rows = _select(columns, "WHERE d.added_at <= %s ORDER BY d.id", until(known_at))
    return [TextDigest(*row) for row in rows]


def _documents(tail: str, *params: str) -> list[StoredDocument]:
    rows = _select(_COLUMNS, tail, *params)
    return [StoredDocument(*[*cells, moment_of(at)]) for *cells, at in rows]


@guarded
def _select(columns: str, tail: str, *params: str | int) -> list[tuple[Any, ...]]:
    return fetch(
        f"SELECT {columns} FROM {visible('document_texts', 'd')}"
        f" JOIN terms t ON t.id = d.document {tail}",
        params,
    )


@guarded
def count_citations(*, known_at: datetime | None = None) -> dict[str, tuple[int, int]]:
    """For each document cited by a time (None: at all), the most cited first, how many
    claims cite it and how many of them give a passage; cached, since every claim is
    read.
    """
    statement = (
        "SELECT t.text, x.cited, x.passages FROM ("
        " SELECT document, count(*) AS cited, count(passage_start) AS passages"
        f" FROM {visible('claims')} WHERE recorded_at <= %s GROUP BY document) AS x"
        " JOIN terms t ON t.id = x.document ORDER BY x.cited DESC, t.text"
    )

    def make() -> dict[str, tuple[int, int]]:
        return {
            ref: (cited, at) for ref, cited, at in fetch(statement, [until(known_at)])
        }

    return cached(("citations", known_at), make, len)


_DRAFTS = "SELECT token, kind, subject, fields, saved_at FROM drafts WHERE owner = %s"


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form as it stands: of a kind, about a thing ("" for a new one), with its fields
    in order.
    """

    token: str
    kind: str
    subject: str
    fields: tuple[tuple[str, str], ...]
    saved_at: datetime


@guarded
def drafts(owner: str) -> list[FormDraft]:
    """The drafts of an account, by its name."""
    return [_draft(*row) for row in fetch(f"{_DRAFTS} ORDER BY saved_at DESC", [owner])]


@guarded
def draft(owner: str, token: str) -> FormDraft:
    """One of an account's drafts; raises NotFound for another's and for one that was
    recorded or thrown away.
    """
    rows = fetch(f"{_DRAFTS} AND token = %s", [owner, token])
    if not rows:
        raise NotFound(f"there is no draft {token!r}: it was recorded or thrown away")
    return _draft(*rows[0])


def _draft(
    token: str, kind: str, subject: str, fields: str, saved_at: Any
) -> FormDraft:
    pairs = tuple((name, text) for name, text in orjson.loads(fields))
    return FormDraft(token, kind, subject, pairs, moment_of(saved_at))
