"""Which regions a tie joins: every region of one party with every region of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kizuna.store.sql import among, fetch

Regions = Mapping[int, Sequence[int]]
"""The regions of each place, all of them terms."""


def pairs_of(parties: Sequence[int], regions: Regions) -> set[tuple[int, int]]:
    """The pairs of regions that a tie of the parties joins, the smaller term first."""
    pairs: set[tuple[int, int]] = set()
    for at, one in enumerate(parties):
        for other in parties[at + 1 :]:
            for a in regions.get(one, ()):
                for b in regions.get(other, ()):
                    pairs.add((a, b) if a <= b else (b, a))
    return pairs


def regions_of(places: Iterable[int] | None = None) -> dict[int, list[int]]:
    """The regions of places (None: of all) as the table stands."""
    condition, params = ("1 = 1", []) if places is None else among("place", places)
    found: dict[int, list[int]] = {}
    for place, region in fetch(
        f"SELECT place, region FROM place_regions WHERE {condition}", params
    ):
        found.setdefault(place, []).append(region)
    return found


def country_codes() -> dict[int, str]:
    """The terms that are codes of countries."""
    return dict(fetch("SELECT id, text FROM terms WHERE length(text) = 2 AND text = upper(text)"))
