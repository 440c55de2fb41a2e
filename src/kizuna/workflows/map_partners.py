"""The ties that stand behind a map: those of a place or of a question, each with its parties and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.tie_map import Count, MapQuestion, ShownTie, TiedPlace, TieMap
from kizuna.claims.kinds import Tie
from kizuna.register.dating import Dating
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.workflows import ask
from kizuna.workflows.map_ties import shown_of


@dataclass(frozen=True, slots=True)
class MappedTie:
    """A tie on the day, with its parties at the place asked about and those elsewhere (ids).

    Where no place is asked about, all parties are in `partners`.
    """

    on_day: TieOnDay
    certain: bool
    here: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappedTies:
    """Some of the ties of a question, and how many there are in all; `register` holds what they speak of."""

    register: Register
    lines: tuple[MappedTie, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the ties are shown: so many from the first one on, which is 0."""

    first: int
    number: int


def mapped_ties(
    found: TieMap,
    question: MapQuestion,
    part: Part,
    place: TiedPlace | None = None,
    known_at: datetime | None = None,
) -> MappedTies:
    """The ties that the question means, or those of them that join the place, in order of id.

    Raises what the map raises for a question.
    """
    meant = shown_of(found, question, known_at)
    shown = [s for s in meant if place is None or place.key in s.tie.places]
    count = Count(sum(s.certain for s in shown), len(shown))
    few = shown[part.first : part.first + part.number]
    refs = [s.tie.ref for s in few] + ([place.ref] if place else [])
    register = ask.known_register(known_at, refs)
    day = found.years.day_of(question.year)
    return MappedTies(register, tuple(_lines(register, few, day, place)), count)


def register_of(refs: Sequence[str], known_at: datetime | None = None) -> Register:
    """What the register says of some places, for their names."""
    return ask.known_register(known_at, refs)


def _lines(
    register: Register, shown: Iterable[ShownTie], day: int, place: TiedPlace | None
) -> Iterable[MappedTie]:
    dating = Dating.of(register)
    for one in shown:
        tie = register.get(one.tie.ref, Tie)
        if tie is None:
            continue
        parties = sorted({fact.value for fact in tie.party if fact.counts})
        here = [ref for ref in parties if place and _home(register, ref) == place.ref]
        partners = [ref for ref in parties if ref not in here] or parties
        standing = tie_on_day(tie, day, dating)
        yield MappedTie(standing, one.certain, tuple(here), tuple(partners))


def _home(register: Register, party: str) -> str:
    home = government_of(register, party)
    return home.id if home else party
