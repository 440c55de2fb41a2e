"""The part of the ledger that a report needs: what is said of some places and of all that hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import decode, property_of
from kizuna.store.claim_values import select_claims, select_judgements
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.sql import among, fetch
from kizuna.store.terms import known_terms, texts_of
from kizuna.values import kind_of

_ALL = 2**62
Widening = Callable[[set[int]], set[int]]
"""Entities in, and out with those that stand for the same."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Claims, and every judgement that weighs them, the oldest first."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


@guarded
def slice_around(
    refs: Iterable[str], *, hops: int | None = None, known_at: datetime | None = None
) -> Slice:
    """All claims about the entities, about what refers to them, and about what all these refer to.

    First the members of areas among `refs` are taken in. Then, round after round, the subjects of claims
    that name what is held (the parts and ties of a place; the agreements and programmes of a tie):
    `hops` rounds, or until nothing new is found when it is None. At last, whatever the claims so found
    name is followed to the end: partner places, what those are part of, persons, documents, holders.
    Entities judged the same stand for each other. Only claims and judgements known at `known_at` are used.
    """
    until = _ALL if known_at is None else microseconds(known_at)
    same = partial(_with_same, until=until) if _some_are_same() else set
    held = _with_members(same(set(known_terms(refs).values())), until, same)
    edge, rounds = set(held), 0
    while edge and (hops is None or rounds < hops):
        edge = same(_referring(edge, until)) - held
        held |= edge
        rounds += 1
    claims, texts, edge = list[Claim](), dict[int, str](), held
    while edge:
        condition, params = among("c.subject", edge)
        tail = f"WHERE {condition} AND c.recorded_at <= %s ORDER BY c.seq"
        said = select_claims(tail, [*params, until], texts)
        claims += said
        edge = same(set(known_terms(_named_by(said)).values())) - held
        held |= edge
    asked = {claim.id for claim in claims} | set(texts_of(held).values())
    return Slice(tuple(claims), tuple(judgements_about(asked, known_at=known_at)))


@guarded
def everything(*, known_at: datetime | None = None) -> Slice:
    """The whole ledger as known at a time (None: all of it)."""
    until = _ALL if known_at is None else microseconds(known_at)
    claims = select_claims("WHERE c.recorded_at <= %s ORDER BY c.seq", [until])
    judgements = select_judgements("WHERE judged_at <= %s ORDER BY judged_at, seq", [until])
    return Slice(tuple(claims), tuple(judgements))


def _with_members(held: set[int], until: int, same: Widening) -> set[int]:
    """The entities, with what the definitions of areas among them take in."""
    found, edge = set(held), held
    while edge := {n for n, text in texts_of(edge).items() if text.startswith("area/")}:
        condition, params = among("c.subject", edge)
        said = select_claims(
            f"WHERE {condition} AND c.recorded_at <= %s"
            " AND c.property = (SELECT id FROM terms WHERE text = 'definition')",
            [*params, until],
        )
        edge = same(set(known_terms(_in_values(said)).values())) - found
        found |= edge
    return found


def _referring(edge: set[int], until: int) -> set[int]:
    """The subjects of claims that name any of the entities."""
    condition, params = among("r.target", edge)
    rows = fetch(
        "SELECT DISTINCT c.subject FROM claim_references r JOIN claims c ON c.seq = r.claim"
        f" WHERE {condition} AND c.recorded_at <= %s",
        [*params, until],
    )
    return {subject for (subject,) in rows}


def _named_by(claims: Iterable[Claim]) -> set[str]:
    """What the claims name: in their values, as their document and as their holder.

    It is read off the values themselves: the table of references is laid out by what is named, and to ask it who
    names would read all of it.
    """
    held = tuple(claims)
    return {*_in_values(held), *(c.document for c in held), *(c.holder for c in held)}


def _in_values(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        kind = property_of(claim.subject, claim.property).type
        yield from kind.refs(decode(kind_of(claim.subject), claim.property, claim.value))


def _some_are_same() -> bool:
    """Whether any judgement at all calls two entities the same: most ledgers have none, and need not look."""
    return bool(fetch("SELECT 1 FROM judgements WHERE verdict = 4 LIMIT 1"))


def _with_same(edge: set[int], until: int) -> set[int]:
    """The entities, with those that any judgement in the ledger calls the same."""
    if not edge:
        return edge
    texts, new = set(texts_of(edge).values()), set(texts_of(edge).values())
    while new:
        target, first = among("target", new)
        other, second = among("other", new)
        rows: list[tuple[Any, ...]] = fetch(
            f"SELECT target, other FROM judgements WHERE verdict = 4 AND ({target} OR {other})"
            " AND judged_at <= %s",
            [*first, *second, until],
        )
        new = {ref for row in rows for ref in row} - texts
        texts |= new
    return edge | set(known_terms(texts).values())
