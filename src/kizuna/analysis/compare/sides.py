"""Sides: which party of each compared tie is at home, so that what goes out of one is laid beside what goes out
of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.register.places import bodies_of, government_of, on_day
from kizuna.register.register import Register


@dataclass(frozen=True, slots=True)
class Compared:
    """A tie to compare, with its parties in the order in which people name them."""

    tie: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The party at home and those across, each with the bodies that belong to them.

    `home` and `across` are the parties alone; `home` is "" for a tie without parties.
    """

    home: str
    across: tuple[str, ...]
    with_home: frozenset[str]
    with_across: frozenset[str]

    def of(self, ref: str) -> str:
        """Where somebody stands: "home", "home-bodies", "across", "across-bodies", or "others"."""
        if ref == self.home or ref in self.across:
            return "home" if ref == self.home else "across"
        if ref in self.with_home:
            return "home-bodies"
        return "across-bodies" if ref in self.with_across else "others"


def sides_of(register: Register, ties: Sequence[Compared], day: int) -> tuple[Sides, ...]:
    """The sides of each tie.

    At home is the party that all the ties share; where they share none, the one of the country in which each has
    exactly one party (of two such countries, that of the first party named); else the party named first.
    """
    homes = _homes(register, ties, day)
    return tuple(_sides(register, tie, home) for tie, home in zip(ties, homes, strict=True))


def _sides(register: Register, tie: Compared, home: str) -> Sides:
    across = tuple(party for party in tie.parties if party != home)
    return Sides(
        home=home,
        across=across,
        with_home=bodies_of(register, {home}) | {home} if home else frozenset(),
        with_across=frozenset(across).union(*(bodies_of(register, {ref}) for ref in across)),
    )


def _homes(register: Register, ties: Sequence[Compared], day: int) -> list[str]:
    first = [tie.parties[0] if tie.parties else "" for tie in ties]
    shared = set.intersection(*(set(tie.parties) for tie in ties)) if ties else set()
    if shared:
        party = next((p for p in first if p in shared), min(shared))
        return [party] * len(ties)
    places = [[(_country(register, party, day), party) for party in tie.parties] for tie in ties]
    for country, _ in places[0]:
        found = [[party for code, party in held if code == country] for held in places]
        if country and all(len(parties) == 1 for parties in found):
            return [parties[0] for parties in found]
    return first


def _country(register: Register, party: str, day: int) -> str:
    home = government_of(register, party)
    return (on_day(home.country, day) or "") if home else ""
