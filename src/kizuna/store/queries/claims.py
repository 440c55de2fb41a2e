"""Claims as the ledger holds them, rejected ones too, in the order in which they came, read from rows.

Law: whatever the fold calls a conflict is among these claims, under all ids judged the same; most of them
agree, or may stand side by side, and only the fold tells. What rules, models or contributors proposed cannot be
taken as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from sys import intern
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.claims.judgement import Judgement
from kizuna.errors import Ambiguous, NotFound
from kizuna.store.codes import CERTAINTY_OF, STANCE_OF, VERDICT_OF
from kizuna.store.queries.erasures import refuse_erased
from kizuna.store.redaction import visible
from kizuna.store.sql import (
    among,
    fetch,
    fetch_number,
    fetch_parts,
    guarded,
    has_prefix,
    known_terms,
    microseconds,
    moment_of,
)
from kizuna.values import escape_characters

_COLUMNS = (
    "s.text, p.text, c.value, c.valid, d.text, x.text, c.passage_start, c.passage_end, c.locator,"
    " h.text, c.stance, c.certainty, m.text, w.text, c.recorded_at, c.uid"
)
_CONVERSIONS: dict[int, Callable[[Any], Any]] = {
    **dict.fromkeys((0, 1, 4, 5, 9, 12, 13), intern),
    **dict.fromkeys((2, 8), escape_characters),
    10: STANCE_OF.__getitem__,
    11: CERTAINTY_OF.__getitem__,
    15: bytes.hex,
}
"""What is made of a column, by its place: texts that many claims share are held once."""
_TERMS = (
    *(("s", "subject"), ("p", "property"), ("d", "document"), ("x", "sha256")),
    *(("h", "holder"), ("m", "method"), ("w", "recorder")),
)
_JOINS = " ".join(f"JOIN terms {t} ON {t}.id = c.{column}" for t, column in _TERMS)


def select_claims(tail: str, params: Sequence[Any] = (), table: str = "") -> list[Claim]:
    """The claims `c` that the rest of a SELECT (joins, WHERE, ORDER BY) picks; `s.text` is their subject.

    Characters that cannot be shown are escaped in them; each has the id under which it was recorded.

    `table` is the table to read, as `c` ("": what the current reader may see).
    """
    shown = table or visible("claims", "c")
    conversions = _CONVERSIONS | {14: cache(moment_of)}
    claims: list[Claim] = []
    for rows in fetch_parts(f"SELECT {_COLUMNS} FROM {shown} {_JOINS} {tail}", params):
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for at, conversion in conversions.items():
            columns[at] = map(conversion, columns[at])
        claims += map(Claim._make, zip(*columns, strict=True))
    return claims


def select_judgements(tail: str, params: Sequence[Any] = ()) -> list[Judgement]:
    """The judgements that the rest of a SELECT picks; as in claims, what cannot be shown is escaped."""
    columns = "verdict, target, other, reason, judge, judged_at"
    rows = fetch(f"SELECT {columns} FROM {visible('judgements')} {tail}", params)
    made = [
        Judgement(VERDICT_OF[verdict], target, other, reason, judge, moment_of(judged_at))
        for verdict, target, other, reason, judge, judged_at in rows
    ]
    for judgement in made:  # its id is that of the reason as it was recorded
        if (reason := escape_characters(judgement.reason)) != judgement.reason:
            object.__setattr__(judgement, "reason", reason)
    return made


_ALL = 2**62


@guarded
def rival_claims(
    properties: Iterable[str], same: Iterable[str] = (), *, known_at: datetime | None = None
) -> list[Claim]:
    """The claims of these properties where a thing has several values, and all of those about the ids in `same`.

    Recorded by `known_at` (None: all), the rejected ones too, in the order in which they came.
    """
    until = _ALL if known_at is None else microseconds(known_at)
    named, first = among("property", known_terms(properties).values())
    asked, second = among("c.property", known_terms(properties).values())
    subjects, third = among("c.subject", known_terms(same).values())
    return select_claims(
        f"WHERE {asked} AND c.recorded_at <= %s AND ({subjects} OR (c.subject, c.property) IN"
        f" (SELECT subject, property FROM {visible('claims')} WHERE {named} AND recorded_at <= %s"
        " GROUP BY subject, property HAVING min(value) <> max(value))) ORDER BY c.seq",
        [*second, until, *third, *first, until],
    )


_SHORTEST_PREFIX = 4
_SHOWN = 10


@guarded
def claims(
    *,
    subjects: Iterable[str] | None = None,
    property: str = "",
    document: str = "",
    known_at: datetime | None = None,
    limit: int | None = None,
) -> list[Claim]:
    """The claims about the subjects (None: all), of a property, from a document, recorded by `known_at`.

    An empty property or document asks for any. An id that the ledger has never met gives no claims.
    """
    conditions: list[str] = []
    params: list[Any] = []
    if subjects is not None:
        condition, listed = among("c.subject", known_terms(subjects).values())
        conditions.append(condition)
        params += listed
    for column, text in (("c.property", property), ("c.document", document)):
        if text:
            conditions.append(f"{column} = (SELECT id FROM terms WHERE text = %s)")
            params.append(text)
    if known_at is not None:
        conditions.append("c.recorded_at <= %s")
        params.append(microseconds(known_at))
    tail = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    tail += " ORDER BY c.seq"
    if limit is not None:
        tail += " LIMIT %s"
        params.append(limit)
    return select_claims(tail, params)


@guarded
def claims_recorded_by(recorder: str) -> list[Claim]:
    """The claims that somebody, or some body, recorded; none for an id that the ledger has never met."""
    which = "c.recorder = (SELECT id FROM terms WHERE text = %s)"
    return select_claims(f"WHERE {which} ORDER BY c.seq", [recorder])


@guarded
def claim_by_id(prefix: str) -> Claim:
    """The claim whose id begins with the given hex digits, at least 4 of them.

    Raises NotFound when there is none, Ambiguous (with up to 10 candidates) when there are several.
    """
    low, high = id_range(prefix)
    found = select_claims(
        "WHERE c.uid BETWEEN %s AND %s ORDER BY c.uid LIMIT %s", [low, high, _SHOWN]
    )
    if not found:
        refuse_erased(prefix)
        raise NotFound(f"no claim has an id that begins with {prefix!r}")
    if len(found) > 1:
        raise Ambiguous(prefix, [(c.id, f"{c.subject} {c.property} {c.value}") for c in found])
    return found[0]


@guarded
def number_of(ref: str) -> int:
    """The place in the ledger of the claim with an id (32 hex digits). Raises NotFound."""
    rows = fetch(f"SELECT seq FROM {visible('claims')} WHERE uid = %s", [bytes.fromhex(ref)])
    if not rows:
        raise NotFound(f"no claim has an id that begins with {ref!r}")
    return int(rows[0][0])


def id_range(prefix: str) -> tuple[bytes, bytes]:
    """The smallest and the largest id that begin with the given hex digits.

    Raises NotFound for what is no beginning of an id.
    """
    text = prefix.lower()
    if not _SHORTEST_PREFIX <= len(text) <= 32 or set(text) - set("0123456789abcdef"):
        raise NotFound(f"{prefix!r} is not an id: give 4 to 32 hex digits, such as '3f9a0c'")
    return bytes.fromhex(text.ljust(32, "0")), bytes.fromhex(text.ljust(32, "f"))


@guarded
def claims_by_ids(ids: Iterable[str]) -> dict[str, Claim]:
    """The claims with the given ids (32 hex digits), by id; ids that the ledger lacks are left out."""
    listed = [bytes.fromhex(i) for i in dict.fromkeys(ids)]
    found: dict[str, Claim] = {}
    for at in range(0, len(listed), 800):
        part = listed[at : at + 800]
        marks = ", ".join(["%s"] * len(part))
        found.update(
            (c.id, c) for c in select_claims(f"WHERE c.uid IN ({marks}) ORDER BY c.seq", part)
        )
    return found


@guarded
def claims_referring_to(ref: str, *, known_at: datetime | None = None) -> list[Claim]:
    """The claims whose value names an entity."""
    tail = (
        "JOIN claim_references r ON r.claim = c.seq"
        " WHERE r.target = (SELECT id FROM terms WHERE text = %s)"
    )
    params: list[Any] = [ref]
    if known_at is not None:
        tail += " AND c.recorded_at <= %s"
        params.append(microseconds(known_at))
    return select_claims(f"{tail} ORDER BY c.seq", params)


_FROM = "WHERE c.document = (SELECT id FROM terms WHERE text = %s)"


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


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: about a subject, of a property, from a document ("": any), recorded by a time (None: now);
    with `proposed`, only those that rules, a model or a contributor made."""

    subject: str = ""
    property: str = ""
    document: str = ""
    known_at: datetime | None = None
    proposed: bool = False


@guarded
def claims_after(wanted: ClaimFilter, *, after: str = "", limit: int) -> list[Claim]:
    """The first claims that came after the one with an id ("": from the first).

    Raises NotFound for an id that no claim has.
    """
    conditions, params = ["c.seq > %s"], list[Any]([_place(after)])
    for column, text in (
        ("c.subject", wanted.subject),
        ("c.property", wanted.property),
        ("c.document", wanted.document),
    ):
        if text:
            conditions.append(f"{column} = (SELECT id FROM terms WHERE text = %s)")
            params.append(text)
    if wanted.proposed:
        condition, listed = among("c.method", proposing_methods())
        conditions.append(condition)
        params += listed
    if wanted.known_at is not None:
        conditions.append("c.recorded_at <= %s")
        params.append(microseconds(wanted.known_at))
    tail = f"WHERE {' AND '.join(conditions)} ORDER BY c.seq LIMIT %s"
    return select_claims(tail, [*params, limit])


def _place(claim: str) -> int:
    if not claim:
        return 0
    rows = fetch(f"SELECT seq FROM {visible('claims')} WHERE uid = %s", [bytes.fromhex(claim)])
    if not rows:
        raise NotFound(f"no claim has the id {claim!r}")
    return int(rows[0][0])


@guarded
def proposing_methods() -> frozenset[int]:
    """The terms of the methods whose claims count only once a person has accepted them."""
    begins = [has_prefix("text", prefix) for prefix in ("rules@", "model:", f"{CONTRIBUTED}:")]
    conditions = " OR ".join(["text = %s", *(condition for condition, _ in begins)])
    params = [CONTRIBUTED, *(each for _, listed in begins for each in listed)]
    rows = fetch(f"SELECT id FROM terms WHERE {conditions}", params)
    return frozenset(number for (number,) in rows)


@guarded
def proposals(*, document: str = "", recorder: str = "") -> list[Claim]:
    """The proposed claims that cite a document ("": any document), recorded by somebody ("": anybody)."""
    condition, params = among("c.method", proposing_methods())
    for column, text in (("document", document), ("recorder", recorder)):
        if text:
            condition += f" AND c.{column} = (SELECT id FROM terms WHERE text = %s)"
            params.append(text)
    return select_claims(f"WHERE {condition} ORDER BY c.seq", params)


def subjects_after(place: int) -> list[str]:
    """What the claims after a place of the ledger are about, in order of id."""
    rows = fetch(
        "SELECT text FROM terms WHERE id IN (SELECT DISTINCT subject FROM claims WHERE seq > %s)"
        " ORDER BY text",
        [place],
    )
    return [text for (text,) in rows]
