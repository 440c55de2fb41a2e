"""The part of the ledger that a report needs: what is said of some places and of all that hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import KINDS, decode, kind_of_subject, naming_properties, properties_of
from kizuna.store.claim_values import select_claims, select_judgements
from kizuna.store.faults import guarded
from kizuna.store.identities import Identities, identities_read
from kizuna.store.moments import microseconds
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.sql import among

_ALL = 2**62
_MEASURES = frozenset(
    ("date", "quantity", "integer", "point", "identifier", "address", "digest", "language")
)


@dataclass(frozen=True, slots=True)
class Slice:
    """Claims, and every judgement that weighs them, the oldest first."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a slice goes.

    `hops`: so many rounds of references to what is held are followed (None: until nothing new is found), but
    what is of the kind `ends` ("": none) is held and not followed further. `briefly`: what is only named is told
    without its numbers, points, addresses and dates (but those of documents), for whoever only speaks of it.
    `only`: the claims of these properties alone (empty: of any).
    """

    hops: int | None = None
    ends: str = ""
    briefly: bool = False
    only: Collection[str] = ()


EVERYWHERE = Reach()


@guarded
def slice_around(
    refs: Iterable[str], reach: Reach = EVERYWHERE, *, known_at: datetime | None = None
) -> Slice:
    """All claims about the entities, about what refers to them, and about what all these refer to.

    First the members of areas among `refs` are taken in. Then, round after round, the subjects of claims
    that name what is held (the parts and ties of a place; the agreements and programmes of a tie), as far as
    `reach` says. At last, whatever the claims so found name is followed to the end: partner places, what those
    are part of, persons, documents, holders. Entities judged the same stand for each other. Only claims and
    judgements known at `known_at` are used.
    """
    reading = _Reading(reach, known_at, identities_read(known_at))
    reading.around(refs)
    reading.follow()
    return reading.slice()


@guarded
def everything(*, known_at: datetime | None = None) -> Slice:
    """The whole ledger as known at a time (None: all of it)."""
    until = _ALL if known_at is None else microseconds(known_at)
    claims = select_claims("WHERE c.recorded_at <= %s ORDER BY c.seq", [until])
    judgements = select_judgements("WHERE judged_at <= %s ORDER BY judged_at, seq", [until])
    return Slice(tuple(claims), tuple(judgements))


@dataclass(slots=True)
class _Reading:
    """A slice as it grows: the entities that are `held`, the claims about them, and whose claims were `read`."""

    reach: Reach
    known_at: datetime | None
    identities: Identities
    held: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)

    @property
    def until(self) -> int:
        """The last moment of recording, in microseconds."""
        return _ALL if self.known_at is None else microseconds(self.known_at)

    def around(self, refs: Iterable[str]) -> None:
        """Take in the entities, the members of areas among them, and what refers to those."""
        edge = self._with_members(self.identities.members(refs))
        while edge:
            self.held |= edge
            near, params = _near(edge, self.reach, self.until)
            which, named = _of_properties(self.reach.only)
            tail = f"WHERE c.subject IN (SELECT id FROM near) AND {which} AND c.recorded_at <= %s ORDER BY c.seq"
            self._take(select_claims(tail, [*params, *named, self.until], near))
            edge = self.identities.members(self.held) - self.held

    def follow(self) -> None:
        """Take in what the claims name, what the claims about that name, and so on to the end."""
        without = _measured() if self.reach.briefly else ()
        condition, params = _of_properties(self.reach.only, without)
        edge = self.identities.members(_named_by(self.claims)) - self.held
        while edge:
            self.held |= edge
            said = self._about(edge, condition, params)
            self._take(said)
            edge = self.identities.members(_named_by(said)) - self.held

    def slice(self) -> Slice:
        """The claims, with the judgements on them and on what they are about."""
        asked = {claim.id for claim in self.claims} | self.held
        return Slice(tuple(self.claims), tuple(judgements_about(asked, known_at=self.known_at)))

    def _take(self, found: list[Claim]) -> None:
        """Keep the claims about whatever was not read before."""
        fresh = [claim for claim in found if claim.subject not in self.read]
        self.claims += fresh
        self.read.update(claim.subject for claim in fresh)
        self.held |= self.read

    def _about(self, refs: set[str], which: str, params: Sequence[Any]) -> list[Claim]:
        """The claims about the entities for which a condition holds."""
        condition, listed = among("s.text", refs)
        tail = f"WHERE {condition} AND {which} AND c.recorded_at <= %s ORDER BY c.seq"
        return select_claims(tail, [*listed, *params, self.until])

    def _with_members(self, refs: set[str]) -> set[str]:
        """The entities, with what the definitions of areas among them take in."""
        found, edge = set(refs), refs
        while areas := {ref for ref in edge if ref.startswith("area/")}:
            named = set(_in_values(self._about(areas, "p.text = %s", ["definition"])))
            edge = self.identities.members(named) - found
            found |= edge
        return found


def _of_properties(only: Collection[str], without: Collection[str] = ()) -> tuple[str, list[Any]]:
    """The condition that a claim is of one of the properties or, where none are named, of any but those `without`;
    and its parameters."""
    named, params = among("text", only or without)
    return f"c.property {'IN' if only else 'NOT IN'} (SELECT id FROM terms WHERE {named})", params


@cache
def _measured() -> tuple[str, ...]:
    """The properties by which nothing is called, and which lead nowhere: dates, numbers, points, addresses.

    The date of a document stays: what it says without a span held on that day.
    """
    types: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS.values():
        for name, definition in properties_of(kind).items():
            types[name].add(definition.type.key)
    return tuple(sorted(n for n, keys in types.items() if keys <= _MEASURES and n != "date"))


def _near(refs: set[str], reach: Reach, until: int) -> tuple[str, list[str | int]]:
    """The table `near` of the entities and of what refers to them, and its parameters.

    Its column `more` tells how many more rounds go on from an entity (without an end: always one).
    """
    start, params = among("text", refs)
    left = "near.more" if reach.hops is None else "near.more - 1"
    first = 1 if reach.hops is None else reach.hops
    return (
        f"WITH RECURSIVE near(id, more) AS (SELECT id, {first:d} FROM terms WHERE {start} UNION"
        f" SELECT c.subject, CASE WHEN s.text LIKE %s THEN 0 ELSE {left} END"
        " FROM near JOIN claim_references r ON r.target = near.id"
        " JOIN claims c ON c.seq = r.claim JOIN terms s ON s.id = c.subject"
        " WHERE near.more > 0 AND c.recorded_at <= %s)",
        [*params, f"{reach.ends or '-'}/%", until],
    )


def _named_by(claims: Iterable[Claim]) -> set[str]:
    """What the claims name: in their values, as their document and as their holder.

    It is read off the values themselves: the table of references is laid out by what is named, and to ask it who
    names would read all of it.
    """
    held = tuple(claims)
    return {*_in_values(held), *(c.document for c in held), *(c.holder for c in held)}


def _in_values(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        kind = kind_of_subject(claim.subject)
        naming = naming_properties(kind).get(claim.property)
        if naming is not None:
            yield from naming.type.refs(decode(kind.prefix, claim.property, claim.value))
