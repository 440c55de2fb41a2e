"""The newest claims, judgements and acts of the audit, and how many documents the ledger knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.store.codes import moment_of, until
from kizuna.store.queries.claims import select_claims, select_judgements
from kizuna.store.queries.ledger import counts, heads
from kizuna.store.redaction import redaction_of_facts, visible
from kizuna.store.sql import as_it_stands, fetch, fetch_number, guarded, has_prefix
from kizuna.values import escape_characters

Recent = tuple[int, Claim | Judgement]
"""A claim or a judgement after its place in the ledger."""


@guarded
def newest(
    table: str, limit: int, *, before: int | None = None, known_at: datetime | None = None
) -> list[Recent]:
    """The last rows of "claims" or "judgements" recorded by a time (None: at all) before a place of the ledger,
    the newest first."""
    moment = "recorded_at" if table == "claims" else "judged_at"
    tail = f"WHERE seq < %s AND {moment} <= %s ORDER BY seq DESC LIMIT %s"
    params = [until(None) if before is None else before, until(known_at), limit]
    places = fetch(f"SELECT seq FROM {visible(table)} {tail}", params)
    held: Sequence[Claim | Judgement] = (
        select_claims(tail, params) if table == "claims" else select_judgements(tail, params)
    )
    return [(seq, each) for (seq,), each in zip(places, held, strict=True)]


@guarded
def number_of_documents(*, known_at: datetime | None = None) -> int:
    """How many documents were cited or described by a time (None: now).

    Quick in a large ledger where it is asked for now, and nothing is hidden from whoever reads.
    """
    if known_at is None and redaction_of_facts() is None:
        condition, params = has_prefix("text", "document/")
        return fetch_number(f"SELECT count(*) FROM terms WHERE {condition}", params)
    condition, params = has_prefix("t.text", "document/")
    return fetch_number(
        f"SELECT count(*) FROM (SELECT document AS id FROM {visible('claims')} WHERE recorded_at <= %s"
        f" UNION SELECT subject FROM {visible('claims')} WHERE recorded_at <= %s) d"
        f" JOIN terms t ON t.id = d.id WHERE {condition}",
        [until(known_at), until(known_at), *params],
    )


@guarded
def number_of_claims(*, known_at: datetime | None = None) -> int:
    """How many claims were recorded by a time (None: now); quick as `number_of_documents` is."""
    if known_at is None and redaction_of_facts() is None:
        return heads()[0]
    return counts(known_at=known_at).claims


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the audit, by its number: when, by whom, which verb, and what it did."""

    number: int
    at: datetime
    acting_user: str
    verb: str
    what: str


@guarded
def acts(
    *, limit: int, before: int | None = None, acting_user: str = "", verb: str = ""
) -> list[Act]:
    """The newest acts with a number below `before` (None: of all), of one user ("": of everybody), whose verb
    begins with the given words."""
    conditions = ["verb LIKE %s ESCAPE '\\'"]
    params: list[object] = [f"{as_it_stands(verb)}%"]
    if before is not None:
        conditions.append("id < %s")
        params.append(before)
    if acting_user:
        conditions.append("acting_user = %s")
        params.append(acting_user)
    rows = fetch(
        f"SELECT id, at, acting_user, verb, what FROM audit WHERE {' AND '.join(conditions)}"
        " ORDER BY id DESC LIMIT %s",
        [*params, limit],
    )
    return [
        Act(n, moment_of(at), user, did, escape_characters(what)) for n, at, user, did, what in rows
    ]


def last_done(verb: str) -> Act | None:
    """The newest act whose verb begins with the given words, however long ago; None when there is none."""
    return next(iter(acts(limit=1, verb=verb)), None)
