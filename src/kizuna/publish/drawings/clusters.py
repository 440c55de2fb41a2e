"""Finds places that lie too close together on a map for their labels: each crowd gets an inset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot

from kizuna.publish.drawings.geometry import Box, Spot

_REACHES = (30.0, 20.0, 13.0)
_LEAST_MEMBERS = 4
_LEAST_TROUBLED = 2
_LARGEST_SHARE = 0.3


def crowds(
    spots: Mapping[str, Spot], troubled: frozenset[str], bounds: Box, most: int
) -> list[list[str]]:
    """At most `most` groups of refs, the most troubled first.

    `spots` are the pixels of each place on the map, `troubled` the refs whose labels found no
    good place. A crowd has four members or more, two or more of them troubled, and covers less
    than a third of the map in each direction.
    """
    for reach in _REACHES:
        groups = [
            group
            for group in _linked(spots, reach)
            if len(group) >= _LEAST_MEMBERS and len(troubled.intersection(group)) >= _LEAST_TROUBLED
        ]
        small = [group for group in groups if _is_small(group, spots, bounds)]
        if small or not groups:
            small.sort(key=lambda group: (-len(troubled.intersection(group)), group[0]))
            return small[:most]
    return []


def _linked(spots: Mapping[str, Spot], reach: float) -> list[list[str]]:
    """Groups in which each place is within `reach` pixels of another (single linkage)."""
    left = sorted(spots)
    groups: list[list[str]] = []
    while left:
        group, waiting = [], [left.pop(0)]
        while waiting:
            ref = waiting.pop()
            group.append(ref)
            near = [other for other in left if _apart(spots[ref], spots[other]) <= reach]
            waiting.extend(near)
            left = [other for other in left if other not in near]
        groups.append(sorted(group))
    return groups


def _is_small(group: Sequence[str], spots: Mapping[str, Spot], bounds: Box) -> bool:
    box = Box.around(spots[ref] for ref in group)
    wide = box.width > bounds.width * _LARGEST_SHARE
    return not (wide or box.height > bounds.height * _LARGEST_SHARE)


def _apart(a: Spot, b: Spot) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
