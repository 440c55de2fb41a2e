"""Draws places and the ties between them on a map, framed on the data, anywhere in the world.

Every place and every tie given is on the map with its title; a place whose label finds no room is
numbered and listed beneath, and a crowd of places is enlarged in an inset.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from kizuna.publish.drawings import legend, map_panel, svg
from kizuna.publish.drawings.geometry import Box, Spot
from kizuna.publish.drawings.map_facts import MapPlace, MapTie
from kizuna.publish.drawings.map_panel import Labelling, Panel
from kizuna.publish.drawings.palette import SIDES, TIE
from kizuna.publish.drawings.projection import Frame, Window, extent_of, frame_for

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


__all__ = ["MapLabels", "MapPlace", "MapTie", "draw_map"]

_GAP = 12.0
_BADGES = "AB"
_LONE_INSET = 0.64
_LONE_HEIGHTS, _PAIR_HEIGHTS = (0.55, 0.8), (0.6, 1.0)
_FLATTEST = 0.5


@dataclass(frozen=True, slots=True)
class MapLabels:
    """The words of a map.

    `title` and `description` are read out and not drawn; `side_a`, `side_b`, `certain` and
    `possible` stand in the legend; `empty` is all there is when no place is given. `language` is
    a BCP 47 tag, which settles the forms of Han characters.
    """

    title: str
    description: str
    empty: str
    side_a: str
    side_b: str
    certain: str
    possible: str
    language: str = ""


def draw_map(
    places: Sequence[MapPlace],
    ties: Sequence[MapTie],
    size: tuple[int, int],
    labels: MapLabels,
) -> str:
    """The map as an SVG document.

    `size` is the width in pixels and the largest height of the main map; insets and the legend
    add to the height. Raises ValueError for a tie to a place that is not given, and for a ref
    given twice.
    """
    prefix = svg.prefix_for("map", places, ties, size, labels)
    sheet = svg.Sheet("map", size[0], 120, labels.title, labels.description, labels.language)
    if not places:
        return svg.empty_document(sheet, prefix, labels.empty)
    panels = _panels(places, ties, size)
    labellings = _labellings(panels)
    body = [map_panel.drawn(*pair) for pair in zip(panels, labellings, strict=True)]
    entries = _entries(places, ties, labels) + _numbered(places, labellings)
    boxes = [panel.frame.box for panel in panels]
    bottom = max(box.bottom for box in boxes)
    left, top = (boxes[1].right + _GAP, boxes[1].top) if len(boxes) == 2 else (0.0, bottom + 6)
    drawn, height = legend.flow(entries, (left, top), size[0] - left)
    total = max(bottom, top + height) + 1
    return svg.document(replace(sheet, height=total), prefix, [*body, drawn])


def _panels(
    places: Sequence[MapPlace], ties: Sequence[MapTie], size: tuple[int, int]
) -> list[Panel]:
    """The main map, then its insets: at most two."""
    by_ref = {place.ref: place for place in places}
    if len(by_ref) < len(places):
        raise ValueError(f"a ref is given twice: {sorted(place.ref for place in places)}")
    lines = [tie.line(by_ref) for tie in ties]
    extent = extent_of([place.degrees for place in places], lines)
    window = Window(0.5, 0.5, size[0] - 1, min(size[1], size[0] * _FLATTEST), size[1])
    main = Panel(
        frame=frame_for(extent, window, least=4.0, margin=0.09),
        places=tuple(places),
        ties=tuple(zip(ties, lines, strict=True)),
        named=frozenset(by_ref),
        heaviest=max(place.weight for place in places),
    )
    box = main.frame.box
    spots = {place.ref: main.frame.pixel(*place.degrees) for place in places}
    groups = crowds(spots, map_panel.troubled(main), box, len(_BADGES))
    frames = _inset_frames([[by_ref[ref] for ref in group] for group in groups], main.frame)
    insets: list[Panel] = []
    elsewhere: frozenset[str] = frozenset()
    for badge, frame in zip(_BADGES, frames, strict=False):
        inside = tuple(place for place in places if frame.shows(*place.degrees))
        named = frozenset(place.ref for place in inside) - elsewhere
        insets.append(replace(main, frame=frame, places=inside, named=named, badge=badge))
        elsewhere |= named
    framed = tuple((inset.badge, _framed(inset.frame, main.frame)) for inset in insets)
    return [replace(main, named=main.named - elsewhere, insets=framed), *insets]


def _inset_frames(groups: Sequence[Sequence[MapPlace]], main: Frame) -> list[Frame]:
    """A frame beneath the main map for each group, side by side."""
    alone, whole = len(groups) == 1, main.box.width
    wide = whole * _LONE_INSET if alone else (whole - _GAP) / 2
    low, high = _LONE_HEIGHTS if alone else _PAIR_HEIGHTS
    frames = []
    for index, group in enumerate(groups):
        left = main.box.left + index * (wide + _GAP)
        window = Window(left, main.box.bottom + _GAP, wide, wide * low, wide * high)
        extent = extent_of([place.degrees for place in group], [])
        frames.append(frame_for(extent, window, least=0.5, margin=0.16))
    return frames


def _framed(inset: Frame, main: Frame) -> Box:
    """The box of an inset's window on the main map."""
    return Box.around(main.pixel(*corner) for corner in inset.extent.as_box.corners())


def _labellings(panels: Sequence[Panel]) -> list[Labelling]:
    labellings: list[Labelling] = []
    for panel in panels:
        numbered = sum(len(labelling.numbers) for labelling in labellings)
        labellings.append(map_panel.labelled(panel, numbered + 1))
    return labellings


def _entries(
    places: Sequence[MapPlace], ties: Sequence[MapTie], labels: MapLabels
) -> list[legend.Entry]:
    """Legend entries for what the map shows, and only for that."""
    sides = {place.side for place in places}
    kinds = {tie.certain for tie in ties}
    dots = [("a", labels.side_a), ("b", labels.side_b)]
    strokes = [(True, labels.certain), (False, labels.possible)]
    return [
        *(legend.Entry(words, legend.dot(SIDES[side])) for side, words in dots if side in sides),
        *(
            legend.Entry(words, legend.stroke(TIE, dashed=not certain))
            for certain, words in strokes
            if certain in kinds
        ),
    ]


def _numbered(places: Sequence[MapPlace], labellings: Sequence[Labelling]) -> list[legend.Entry]:
    names = {place.ref: place.label for place in places}
    return [
        legend.Entry(names[ref], legend.numeral(number))
        for labelling in labellings
        for ref, number in labelling.numbers.items()
    ]
