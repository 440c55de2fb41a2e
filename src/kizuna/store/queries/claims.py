"""Claims as the ledger holds them, rejected ones too, in the order in which they came,
read from rows.

Law: whatever the fold calls a conflict is among these claims, under all ids judged the
same; most of them agree, or may stand side by side, and only the fold tells. What
rules, models or contributors proposed cannot be taken as it stands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from sys import intern
from typing import Any, TypeVar

from kizuna.claims.claim import CONTRIBUTED, Claim, Judgement
from kizuna.errors import Ambiguous, NotFound
from kizuna.store.queries.erasures import erasure_of
from kizuna.store.redaction import visible
from kizuna.store.sql import (
    CERTAINTY_OF,
    STANCE_OF,
    VERDICT_OF,
    among,
    connection_to_read,
    fetch,
    fetch_number,
    guarded,
    has_prefix,
    known_terms,
    marked,
    moment_of,
    until,
)
from kizuna.values import escape_characters

_COLUMNS = (
    "s.text, p.text, c.value, c.valid, d.text, x.text, c.passage_start, c.passage_end,"
    " c.locator,"
    " h.text, c.stance, c.certainty, m.text, w.text, c.recorded_at, c.uid"
)
_CONVERSIONS: dict[int, Callable[[Any], Any]] = {
    **dict.fromkeys((0, 1, 4, 5, 9, 12, 13), intern),
    **dict.fromkeys((2, 8), escape_characters),
    10: STANCE_OF.__getitem__,
    11: CERTAINTY_OF.__getitem__,
    15: bytes.hex,
}
"""What is made of a column, by its place: texts that many claims share are held
once.
"""
_TERMS = (
    *(("s", "subject"), ("p", "property"), ("d", "document"), ("x", "sha256")),
    *(("h", "holder"), ("m", "method"), ("w", "recorder")),
)
_JOINS = " ".join(f"JOIN terms {t} ON {t}.id = c.{column}" for t, column in _TERMS)


def select_claims(
    tail: str, params: Sequence[Any] = (), table: str = ""
) -> list[Claim]:
    """The claims `c` that the rest of a SELECT (joins, WHERE, ORDER BY) picks; `s.text`
    is their subject.

    Characters that cannot be shown are escaped in them; each has the id under which it
    was recorded.

    `table` is the table to read, as `c` ("": what the current reader may see).
    """
    shown = table or visible("claims", "c")
    conversions = _CONVERSIONS | {14: cache(moment_of)}
    claims: list[Claim] = []
    with connection_to_read().cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM {shown} {_JOINS} {tail}", params)
        while rows := cursor.fetchmany(1000):
            columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
            for at, conversion in conversions.items():
                columns[at] = map(conversion, columns[at])
            claims += map(Claim._make, zip(*columns, strict=True))
    return claims


def select_judgements(tail: str, params: Sequence[Any] = ()) -> list[Judgement]:
    """The judgements that the rest of a SELECT picks; as in claims, what cannot be
    shown is escaped.
    """
    columns = "verdict, target, other, reason, judge, judged_at"
    rows = fetch(f"SELECT {columns} FROM {visible('judgements')} {tail}", params)
    made = [
        Judgement(
            VERDICT_OF[verdict], target, other, reason, judge, moment_of(judged_at)
        )
        for verdict, target, other, reason, judge, judged_at in rows
    ]
    for judgement in made:  # its id is that of the reason as it was recorded
        if (reason := escape_characters(judgement.reason)) != judgement.reason:
            object.__setattr__(judgement, "reason", reason)
    return made


def _stating(
    known_at: datetime | None, terms: Mapping[str, str]
) -> tuple[str, list[Any]]:
    """A condition on claims `c` recorded by a time (None: all) whose columns stand for
    texts ("": any), and its parameters; no claim fulfils it for a text that the ledger
    has never met.
    """
    given = {column: text for column, text in terms.items() if text}
    which = [f"c.{column} = (SELECT id FROM terms WHERE text = %s)" for column in given]
    params: list[Any] = [*given.values()]
    if known_at is not None:
        which, params = [*which, "c.recorded_at <= %s"], [*params, until(known_at)]
    return " AND ".join(which) or "1 = 1", params


@guarded
def claims(
    *,
    subjects: Iterable[str] | None = None,
    is_proposed: bool = False,
    after: str = "",
    known_at: datetime | None = None,
    limit: int = 2**62,
    first: int = 0,
    **terms: str,
) -> list[Claim]:
    """The claims about the subjects (None: all) recorded by `known_at`, at most `limit`
    without the `first` ones.

    With `is_proposed` only those that rules, a model or a contributor made, with
    `after` those that came after the one with that id ("": all); `terms` are what they
    have as property, document, recorder or another column ("": anything). Raises
    NotFound for an id that no claim has.
    """
    conditions = [_stating(known_at, terms)]
    if after:
        conditions.append(("c.seq > %s", [number_of(after)]))
    if subjects is not None:
        conditions.append(among("c.subject", known_terms(subjects).values()))
    if is_proposed:
        conditions.append(among("c.method", proposing_methods()))
    which = " AND ".join(condition for condition, _ in conditions)
    params = [each for _, listed in conditions for each in listed]
    tail = f"WHERE {which} ORDER BY c.seq LIMIT %s OFFSET %s"
    return select_claims(tail, [*params, limit, first])


@guarded
def claims_referring_to(ref: str) -> list[Claim]:
    """The claims whose value names an entity."""
    target = "r.target = (SELECT id FROM terms WHERE text = %s)"
    tail = f"JOIN claim_references r ON r.claim = c.seq WHERE {target} ORDER BY c.seq"
    return select_claims(tail, [ref])


@guarded
def count_claims_from(document: str, *, known_at: datetime | None = None) -> int:
    """How many claims come from a document, as known at a time (None: now)."""
    which, params = _stating(known_at, {"document": document})
    return fetch_number(
        f"SELECT count(*) FROM {visible('claims', 'c')} WHERE {which}", params
    )


@guarded
def claims_in(
    document: str,
    sha256: str,
    start: int,
    end: int,
    *,
    known_at: datetime | None = None,
) -> list[Claim]:
    """The claims from a document whose passage meets [start, end) of its text with a
    digest, in the order of the text.
    """
    which, params = _stating(known_at, {"document": document, "sha256": sha256})
    tail = (
        f"WHERE {which} AND c.passage_start < %s AND c.passage_end > %s"
        " ORDER BY c.passage_start, c.passage_end, c.seq"
    )
    return select_claims(tail, [*params, end, start])


@guarded
def rival_claims(
    properties: Iterable[str],
    same: Iterable[str] = (),
    *,
    known_at: datetime | None = None,
) -> list[Claim]:
    """The claims of these properties where a thing has several values, and all of those
    about the ids in `same`.

    Recorded by `known_at` (None: all), the rejected ones too, in the order in which
    they came.
    """
    then, asked = until(known_at), known_terms(properties).values()
    named, first = among("property", asked)
    wanted, second = among("c.property", asked)
    subjects, third = among("c.subject", known_terms(same).values())
    return select_claims(
        f"WHERE {wanted} AND c.recorded_at <= %s AND ({subjects} OR (c.subject,"
        " c.property) IN"
        f" (SELECT subject, property FROM {visible('claims')} WHERE {named} AND"
        " recorded_at <= %s"
        " GROUP BY subject, property HAVING min(value) <> max(value))) ORDER BY c.seq",
        [*second, then, *third, *first, then],
    )


T = TypeVar("T", Claim, Judgement)
_SHORTEST_PREFIX = 4


@guarded
def claim_by_id(prefix: str) -> Claim:
    """The claim whose id begins with the given hex digits. Raises as `only_one`."""
    return only_one(
        "claim", prefix, select_claims, lambda c: f"{c.subject} {c.property} {c.value}"
    )


def only_one(
    kind: str,
    prefix: str,
    select: Callable[[str, Sequence[bytes | int]], list[T]],
    told: Callable[[T], str],
) -> T:
    """The claim or judgement whose id begins with the given hex digits, at least 4 of
    them; `told` of several.

    Raises NotFound when there is none, Ambiguous (with up to 10 candidates) when there
    are several.
    """
    text = prefix.lower()
    if not _SHORTEST_PREFIX <= len(text) <= 32 or set(text) - set("0123456789abcdef"):
        raise NotFound(
            f"{prefix!r} is not an id: give 4 to 32 hex digits, such as '3f9a0c'"
        )
    first, last = (bytes.fromhex(text.ljust(32, digit)) for digit in "0f")
    found = select(
        "WHERE uid BETWEEN %s AND %s ORDER BY uid LIMIT %s", [first, last, 10]
    )
    if not found:
        erased = erasure_of(prefix)
        if erased is not None:
            raise NotFound(
                f"{erased.id!r} was erased on {erased.at:%Y-%m-%d} by {erased.by!r},"
                f" act {erased.act}"
                f" of the audit: {erased.reason}"
            )
        raise NotFound(f"no {kind} has an id that begins with {prefix!r}")
    if len(found) > 1:
        raise Ambiguous(prefix, [(each.id, told(each)) for each in found])
    return found[0]


@guarded
def number_of(ref: str) -> int:
    """The place in the ledger of the claim with an id (32 hex digits). Raises
    NotFound.
    """
    rows = fetch(
        f"SELECT seq FROM {visible('claims')} WHERE uid = %s", [bytes.fromhex(ref)]
    )
    if not rows:
        raise NotFound(f"no claim has the id {ref!r}")
    return int(rows[0][0])


@guarded
def claims_by_ids(ids: Iterable[str]) -> dict[str, Claim]:
    """The claims with the given ids (32 hex digits), by id; ids that the ledger lacks
    are left out.
    """
    found: dict[str, Claim] = {}
    for marks, uids in marked(map(bytes.fromhex, dict.fromkeys(ids))):
        tail = f"WHERE c.uid IN ({marks}) ORDER BY c.seq"
        found.update((claim.id, claim) for claim in select_claims(tail, uids))
    return found


@guarded
def is_text_held(sha256: str) -> bool:
    """Whether somebody added the text with a digest; whether it may be shown is another
    question.
    """
    return bool(
        fetch(f"SELECT 1 FROM {visible('document_texts')} WHERE sha256 = %s", [sha256])
    )


@guarded
def proposing_methods() -> frozenset[int]:
    """The terms of the methods whose claims count only once a person has accepted
    them.
    """
    begins = [
        has_prefix("text", prefix) for prefix in ("rules@", "model:", f"{CONTRIBUTED}:")
    ]
    conditions = " OR ".join(["text = %s", *(condition for condition, _ in begins)])
    params = [CONTRIBUTED, *(each for _, listed in begins for each in listed)]
    rows = fetch(f"SELECT id FROM terms WHERE {conditions}", params)
    return frozenset(number for (number,) in rows)
