"""Ties between two sides, as they stood on a day: the question that everything else is asked from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.claims.kinds import LocalGovernment, Tie
from kizuna.register.dating import Dating
from kizuna.register.places import Side, government_of, on_day, with_parts
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.register.ties import ties_of_sides
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class Between:
    """A tie that joins two sides: how it was on a day, and its parties on each side in order of id.

    `between_governments` is False when a party is an organisation (a port, a school).
    """

    on_day: TieOnDay
    on_a: tuple[str, ...]
    on_b: tuple[str, ...]
    between_governments: bool

    @property
    def tie(self) -> Tie:
        """The tie itself."""
        return self.on_day.tie

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties that count: those on side a, those on side b, and those on neither."""
        facts = [fact for fact in self.tie.party if fact.counts] or [*self.tie.party]
        others = sorted(fact.value for fact in facts)
        return tuple(dict.fromkeys((*self.on_a, *self.on_b, *others)))


def ties_between(register: Register, a: Side, b: Side, day: int) -> list[Between]:
    """Every tie with a party on each side, in force on the day or not, in order of tie id.

    A party that is an organisation stands on the side of the government that it belongs to.
    """
    dating = Dating.of(register)
    found = []
    for tie in ties_of_sides(register, (a.members, b.members)):
        on_a, on_b = _parties(register, tie, a), _parties(register, tie, b)
        if on_a and on_b and on_a != on_b:
            governments = all(
                register.get(p, LocalGovernment) is not None for p in tie.party.values
            )
            found.append(Between(tie_on_day(tie, day, dating), on_a, on_b, governments))
    return found


def ties_beside(register: Register, tie: Tie, day: int) -> list[Between]:
    """The tie and those that run beside it, between what lies above or below its parties; none of a tie of other
    bodies than governments. The first of its parties is one side, the others are the other."""
    parties = tie.party.values
    if len(parties) < 2 or not all(register.get(ref, LocalGovernment) for ref in parties):
        return []
    first, *others = (frozenset(_near(register, ref, day)) for ref in parties)
    return ties_between(
        register, Side(parties[0], first), Side(parties[1], frozenset().union(*others)), day
    )


def _near(register: Register, ref: str, day: int) -> set[str]:
    """What of the register lies above or below a government on the day."""
    above, at = set[str](), ref
    while at not in above:
        above.add(at)
        government = register.get(at, LocalGovernment)
        at = (on_day(government.part_of, day) if government else None) or at
    return {*above, *with_parts(register, frozenset({ref}), day)}


def _parties(register: Register, tie: Tie, side: Side) -> tuple[str, ...]:
    """The parties of the tie that stand on a side, in order of id.

    Where a source confirms a party, one that none confirms is left out.
    """
    facts = [fact for fact in tie.party if fact.counts] or tie.party
    homes = {fact.value: government_of(register, fact.value) for fact in facts}
    return tuple(sorted(p for p, home in homes.items() if home and home.id in side.members))


def ties_of(register: Register, ref: str, day: int) -> list[TieOnDay]:
    """Every tie that the entity is a party of, as it stands on the day, in order of tie id."""
    dating = Dating.of(register)
    return [tie_on_day(tie, day, dating) for tie in register.referring(ref, Tie, "party")]


def in_force(ties: Iterable[Between]) -> list[Between]:
    """The ties that certainly or possibly stood."""
    return [b for b in ties if b.on_day.answer is not Answer.NO]
