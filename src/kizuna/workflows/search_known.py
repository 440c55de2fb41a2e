"""Searching what was known at a time: hits that rest on a claim recorded later are left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kizuna.workflows.search import KINDS, Found, search


def search_known(words: str, known_at: datetime | None, *, limit: int, kind: str = "") -> Found:
    """What holds all the words, as known at a time (None: now); `kind` is one of KINDS, "" for all of them.

    A passage was known from when its text was added. Raises BadQuestion when there is no word.
    """
    found = search(words, limit=limit, kinds=(kind,) if kind else KINDS)
    if known_at is None:
        return found
    from kizuna.store.queries import claims, documents

    held = claims.claims_by_ids(hit.claim for hit in found.hits if hit.claim)
    recorded = {ref: claim.recorded_at for ref, claim in held.items()}
    texts = {hit.sha256: documents.document_text(hit.sha256) for hit in found.hits if hit.sha256}
    recorded |= {digest: text.added_at for digest, text in texts.items() if text is not None}
    kept = [
        hit
        for hit in found.hits
        if (at := recorded.get(hit.claim or hit.sha256)) is not None and at <= known_at
    ]
    return replace(found, hits=tuple(kept))
