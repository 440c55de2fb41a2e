"""A small register of places with their ties, for the tests of comparisons of
places.
"""

from __future__ import annotations

from builders import DAY, Claims, facts, government, register, tie, two_sides
from kizuna.analysis.compare.around import Neighbours
from kizuna.analysis.scope import scope_of
from kizuna.claims.claim import Claim


def neighbours(*claims: Claims) -> Neighbours:
    """The neighbours of a register of Osaka, Sakai, Kobe, Shanghai, Lianyungang and
    Milan, on DAY.

    Osaka, Kobe and Shanghai are tied to one another, and Osaka to Milan as soon as its
    undated tie began.
    """
    held = register(
        two_sides(),
        government("kobe", "designated-city"),
        government("milan", country="IT"),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("kobe-shanghai", "kobe", "shanghai"),
        tie("kobe-osaka", "kobe", "osaka"),
        tie("osaka-milan", "osaka", "milan", date=""),
        *claims,
    )
    return Neighbours.of(scope_of(held, DAY))


def people(slug: str, number: int) -> list[Claim]:
    """The population of a government."""
    of, persons = f"government/{slug}", f"{number} persons"
    return facts(f"statistic/{slug}", measure="population", scope=of, value=persons)
