"""A scope: the ties that a question is about, when each was in force, and what is known of their parties.

Law: everything that measures many ties at once (networks, suggestions, survival, exports) starts from a scope, so
that all of them mean the same ties by the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kizuna.analysis.figures import Figure, Measure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Fact, LocalGovernment, Statistic, Tie
from kizuna.register.dating import Dating
from kizuna.register.places import government_of, level_on, on_day
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order, tie_on_day
from kizuna.register.ties import is_of_type, ties_of_sides
from kizuna.values import Answer, Point


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a tie, as it was on the scope's day.

    `government` is the id of the local government that it is or belongs to, "" when nobody says so; `country` (ISO
    3166-1 alpha-2), `level` and `tier` are that government's, "" when unknown; `population` is the latest that a
    source gives, with its claims, None when none does.
    """

    ref: str
    government: str
    country: str
    level: str
    tier: str
    point: Point | None
    population: Measure | None

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
) -> Scope:
    """The ties that have a party in each of the sides, of a kind or one narrower than it.

    A side is a collection of ids of governments and organisations; a party stands on a side as itself or by the
    government that it belongs to. No side and no kind ("") take in every tie.
    """
    held = [frozenset(side) for side in sides]
    dating = Dating.of(register)
    ties = [
        tie
        for tie in ties_of_sides(register, held)
        if is_of_type(tie, kind) and _joins(register, tie, held)
    ]
    scoped = tuple(in_order(tie_on_day(tie, day, dating) for tie in ties))
    refs = sorted({party for tie in scoped for party in tie.parties})
    homes = [home.id for ref in refs if (home := government_of(register, ref))]
    people = populations(register, homes if held else None)
    return Scope(register, day, scoped, {ref: _party(register, ref, day, people) for ref in refs})


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


def _parties(tie: Tie) -> tuple[str, ...]:
    """The parties that a source confirms or, where none is confirmed, all that are named."""
    return _ids(_counting(tie))


def _counting(tie: Tie) -> list[Fact[str]]:
    return [fact for fact in tie.party if fact.counts] or [*tie.party]


def _ids(facts: Iterable[Fact[str]]) -> tuple[str, ...]:
    return tuple(sorted({fact.value for fact in facts}))


def _joins(register: Register, tie: Tie, sides: list[frozenset[str]]) -> bool:
    """Whether each side has a party; the two sides of a tie inside one area need one party each."""
    if not sides:
        return True
    homes = [_homes(register, party) for party in _parties(tie)]
    on = [[at for at, home in enumerate(homes) if home & side] for side in sides]
    if len(sides) == 1:
        return bool(on[0])
    return any(a != b for a in on[0] for b in on[1])


def _homes(register: Register, party: str) -> frozenset[str]:
    home = government_of(register, party)
    return frozenset({party, home.id} if home else {party})


def _party(register: Register, ref: str, day: int, people: Mapping[str, Measure]) -> Party:
    home = government_of(register, ref)
    if home is None:
        return Party(ref, "", "", "", "", None, None)
    level = _level(home, day)
    return Party(
        ref=ref,
        government=home.id,
        country=on_day(home.country, day) or "",
        level=level,
        tier=(vocabulary.scheme("levels")[level].tier or "") if level else "",
        point=home.point.value,
        population=people.get(home.id),
    )


def _level(government: LocalGovernment, day: int) -> str:
    found = level_on(government, day)
    return found.value if found else ""
