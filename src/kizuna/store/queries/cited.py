"""What a document says: the claims that come from it, in pages, and those that cite a stretch of its text."""

from __future__ import annotations

from datetime import datetime

from kizuna.claims.claim import Claim
from kizuna.store.claim_values import select_claims
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, fetch_number

_FROM = "WHERE c.document = (SELECT id FROM terms WHERE text = %s)"
_ALL = 2**62


def _until(known_at: datetime | None) -> int:
    return _ALL if known_at is None else microseconds(known_at)


@guarded
def count_claims_from(document: str, *, known_at: datetime | None = None) -> int:
    """How many claims come from a document, as known at a time (None: now)."""
    if known_at is None:
        return fetch_number(f"SELECT count(*) FROM {visible('claims', 'c')} {_FROM}", [document])
    tail = f"{_FROM} AND c.recorded_at <= %s"
    return fetch_number(
        f"SELECT count(*) FROM {visible('claims', 'c')} {tail}", [document, _until(known_at)]
    )


@guarded
def claims_from(
    document: str, *, known_at: datetime | None = None, first: int = 0, limit: int = 100
) -> list[Claim]:
    """At most `limit` claims that come from a document, without the `first` ones, in the order of recording."""
    tail = f"{_FROM} AND c.recorded_at <= %s ORDER BY c.seq LIMIT %s OFFSET %s"
    return select_claims(tail, [document, _until(known_at), limit, first])


@guarded
def claims_in(
    document: str, sha256: str, start: int, end: int, *, known_at: datetime | None = None
) -> list[Claim]:
    """The claims from a document whose passage meets [start, end) of its text with a digest, in the order of the
    text."""
    tail = (
        f"{_FROM} AND c.sha256 = (SELECT id FROM terms WHERE text = %s)"
        " AND c.passage_start < %s AND c.passage_end > %s AND c.recorded_at <= %s"
        " ORDER BY c.passage_start, c.passage_end, c.seq"
    )
    return select_claims(tail, [document, sha256, end, start, _until(known_at)])


@guarded
def is_text_held(sha256: str) -> bool:
    """Whether somebody added the text with a digest; whether it may be shown is another question."""
    return bool(fetch(f"SELECT 1 FROM {visible('document_texts')} WHERE sha256 = %s", [sha256]))
