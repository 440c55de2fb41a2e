"""Whom a tie joins: the pairs of governments, or of parties, that a line is drawn between."""

from __future__ import annotations

from itertools import combinations

from kizuna.analysis.scope import Scope
from kizuna.register.status import TieOnDay


def pairs(scope: Scope, tie: TieOnDay, *, governments: bool) -> list[tuple[str, str]]:
    """Every pair of the tie's parties across countries or, where it stays in one, every pair at all.

    With `governments` each party is the government that it is or belongs to, as far as that is known.
    """
    ends: dict[str, str] = {}
    for ref in tie.parties:
        party = scope.parties[ref]
        ends[party.government or ref if governments else ref] = party.country
    every = list(combinations(ends, 2))
    across = [(a, b) for a, b in every if ends[a] != ends[b]]
    return across or every
