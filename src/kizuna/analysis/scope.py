"""A scope: the ties that a question is about, when each was in force, and what is known of their parties.

Law: everything that measures many ties at once (networks, suggestions, survival, exports) starts from a scope, so
that all of them mean the same ties by the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kizuna.analysis.figures import Figure, Measure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Statistic
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order
from kizuna.register.ties import TieQuery, ties
from kizuna.values import Answer, Point


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a tie, or a place, as it was on a day.

    `government` is the id of the local government that it is or belongs to, "" when nobody says so; `country` (ISO
    3166-1 alpha-2), `level` and `tier` are that government's, "" when unknown; `population` is the latest that a
    source gives, with its claims, None when none does.
    """

    ref: str
    government: str = ""
    country: str = ""
    level: str = ""
    tier: str = ""
    point: Point | None = None
    population: Measure | None = None

    @property
    def is_government(self) -> bool:
        """Whether it is a local government itself, and no port, school or union of one."""
        return self.ref == self.government


@dataclass(frozen=True, slots=True)
class Scope:
    """The ties of a question in order of date, and all their parties by id, in order of id."""

    register: Register
    day: int
    ties: tuple[TieOnDay, ...]
    parties: Mapping[str, Party]

    def in_force(self, *, possible: bool = False) -> tuple[TieOnDay, ...]:
        """The ties that certainly stood on the day; with `possible`, those too that may have."""
        least = Answer.POSSIBLE if possible else Answer.CERTAIN
        return tuple(t for t in self.ties if t.answer >= least)

    @property
    def count(self) -> Figure:
        """How many ties certainly and possibly stood on the day."""
        return Figure.count((t.answer, t.listed) for t in self.ties)


def scope_of(
    register: Register,
    day: int,
    sides: Iterable[Collection[str]] = (),
    kind: str = "",
    among: Collection[str] | None = None,
) -> Scope:
    """The ties that a query (see `TieQuery`) of the sides and the kind means, in order of date; `among` some ids
    alone, where these are given."""
    query = TieQuery(day, tuple(sides), kind)
    scoped = tuple(in_order(ties(register, query, among)))
    refs = sorted({party for tie in scoped for party in tie.parties})
    homes = [home.id for ref in refs if (home := government_of(register, ref))]
    people = populations(register, homes if query.sides or among is not None else None)
    return Scope(register, day, scoped, {ref: party_of(register, ref, day, people) for ref in refs})


def populations(register: Register, of: Collection[str] | None = None) -> dict[str, Measure]:
    """The latest population of each government (None: of all) that has one, in persons, with its claims."""
    latest: dict[str, tuple[int, str, Measure]] = {}
    stated = (
        register.of_kind(Statistic)
        if of is None
        else register.get_all(register.naming(of), Statistic)
    )
    for statistic in stated:
        value, scope = statistic.value.best, statistic.scope.value
        if statistic.measure.value != "population" or value is None or scope is None:
            continue
        day = statistic.as_of.value.span.start_latest if statistic.as_of.value else 0
        held = (day, statistic.id, Measure(value.value, statistic.claim_ids))
        if scope not in latest or held[:2] > latest[scope][:2]:
            latest[scope] = held
    return {ref: measure for ref, (_, _, measure) in latest.items()}


def party_of(register: Register, ref: str, day: int, people: Mapping[str, Measure]) -> Party:
    """A government or body as it was on a day; `people` are the populations of governments."""
    home = government_of(register, ref)
    if home is None:
        return Party(ref)
    level = home.level.value_on(day) or ""
    return Party(
        ref=ref,
        government=home.id,
        country=home.country.value_on(day) or "",
        level=level,
        tier=(vocabulary.scheme("levels")[level].tier or "") if level else "",
        point=home.point.value,
        population=people.get(home.id),
    )
