"""Draws a map of many ties: thin translucent great circles that add up where there are many.

Each group of ties (those of a pair of countries) has a title and the ids of its ties; single ties have none, and
only the heaviest places are named. For few ties, `map` says more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kizuna.publish.drawings import legend, map_ground, svg
from kizuna.publish.drawings.geometry import Box, Line, Spot, cut_ring
from kizuna.publish.drawings.map_facts import Legs, MapPlace, way_between
from kizuna.publish.drawings.map_panel import halo
from kizuna.publish.drawings.palette import INK, PAPER, SIDES, TIE
from kizuna.publish.drawings.placing import Request, place
from kizuna.publish.drawings.projection import Extent, Frame, Window, extent_of, frame_for
from kizuna.publish.drawings.room import Room
from kizuna.publish.drawings.svg import Element, element

_COARSE = Legs(km=300.0, fewest=3, most=40)
_SMALLEST, _LARGEST, _TINIEST = 0.9, 4.0, 0.62
_NAME_SIZE = 11.0
_NAMES = 28
_FLATTEST = 0.5
_MANY = 400
_GAP = 12.0
_CROWD, _SMALL = 40, 0.3


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Ties that are told together: each as the refs of its two places, drawn once however often given.

    `title` is read out and shown on hover, `ties` are the ids of the ties.
    """

    title: str
    certain: tuple[tuple[str, str], ...]
    possible: tuple[tuple[str, str], ...]
    ties: tuple[str, ...]


_Drawn = tuple[MapGroup, list[Line], list[Line]]
"""A group with the lines of its certain and of its possible ties."""


@dataclass(frozen=True, slots=True)
class DenseMapLabels:
    """The words of the map. `title` and `description` are read out and not drawn; `certain`, `possible` and
    the words of each side ("a", "b" or "" for neither) stand in the legend; `empty` is all there is when no
    place is given. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    certain: str
    possible: str
    sides: tuple[tuple[str, str], ...]
    language: str = ""


def draw_dense_map(
    places: Sequence[MapPlace],
    groups: Sequence[MapGroup],
    size: tuple[int, int],
    labels: DenseMapLabels,
) -> str:
    """The map as an SVG document; `size` is its width in pixels and the largest height without the legend.

    Raises ValueError for a tie to a place that is not given.
    """
    prefix = svg.prefix_for("dense-map", places, groups, size, labels)
    sheet = svg.Sheet("dense-map", size[0], 120, labels.title, labels.description, labels.language)
    if not places:
        return svg.empty_document(sheet, prefix, labels.empty)
    lines = _Lines({place.ref: place for place in places})
    drawn = [(group, lines.of(group.certain), lines.of(group.possible)) for group in groups]
    every = [line for _, certain, possible in drawn for line in (*certain, *possible)]
    window = Window(0.5, 0.5, size[0] - 1, min(size[1], size[0] * _FLATTEST), size[1])
    main = frame_for(_extent(places, every), window, least=4.0, margin=0.06)
    quiet = max(0.1, min(0.75, 14 / sqrt(max(len(every), 1))))
    body = [_panel(places, drawn, main, quiet, repeated=False)]
    bottom = main.box.bottom
    crowd = _crowd(places, main)
    if crowd is not None:
        under = Window(0.5, bottom + _GAP, size[0] - 1, size[0] * 0.4, size[1])
        inset = frame_for(crowd, under, least=1.0, margin=0.04)
        body += [_framed(inset, main), _panel(places, drawn, inset, quiet, repeated=True)]
        bottom = inset.box.bottom
    key, height = legend.flow(_entries(places, groups, labels), (0, bottom + 6), size[0])
    total = svg.Sheet(
        sheet.kind, size[0], bottom + 8 + height, sheet.title, sheet.description, sheet.language
    )
    return svg.document(total, prefix, [*body, key])


def _panel(
    places: Sequence[MapPlace],
    drawn: Sequence[_Drawn],
    frame: Frame,
    quiet: float,
    *,
    repeated: bool,
) -> Element:
    """A window of the map; one that repeats a part of another says nothing to a reader."""
    seen = [place_ for place_ in places if frame.shows(*place_.degrees)]
    ties = [_group(found, frame, repeated) for found in drawn]
    return element(
        "g",
        map_ground.ground(frame),
        element("g", *ties, **_stroke(quiet), class_="ties"),
        element("g", *_dots(seen, frame), class_="places"),
        element("g", *_names(seen, frame), class_="labels"),
        map_ground.edge(frame),
        class_="inset" if repeated else "main",
        aria_hidden="true" if repeated else None,
    )


def _crowd(places: Sequence[MapPlace], main: Frame) -> Extent | None:
    """The part of the map that holds all but the outermost tenth of the places on each side, where it is small
    enough to be worth an inset; None where it is not."""
    if len(places) < _CROWD:
        return None
    cut = slice(len(places) // 10, -(len(places) // 10))
    east = sorted(main.unwrapped(place_.longitude) for place_ in places)[cut]
    north = sorted(place_.latitude for place_ in places)[cut]
    shown = main.extent
    wide = (east[-1] - east[0]) / (shown.east - shown.west)
    high = (north[-1] - north[0]) / (shown.north - shown.south)
    if max(wide, high) > _SMALL:
        return None
    return Extent(east[0], north[0], east[-1], north[-1])


def _framed(inset: Frame, main: Frame) -> Element:
    """The inset's window on the main map."""
    ring = [main.pixel(*corner) for corner in inset.extent.as_box.corners()]
    held = cut_ring(ring, main.box)
    path = svg.path_of([held], closed=True)
    return element("path", d=path, fill="none", stroke=INK, stroke_width=0.9, class_="inset-frame")


def _extent(places: Sequence[MapPlace], lines: Sequence[Line]) -> Extent:
    """The part of the world to show; of very many places and lines the whole degrees are enough."""
    if len(places) < _MANY:
        return extent_of([place.degrees for place in places], lines)
    coarse = {(float(round(p.longitude)), float(round(p.latitude))) for p in places}
    return extent_of(sorted(coarse), [])


class _Lines:
    """The great circles between places, each made once."""

    def __init__(self, places: dict[str, MapPlace]) -> None:
        self._places = places

    def of(self, pairs: Sequence[tuple[str, str]]) -> list[Line]:
        """A line of (longitude, latitude) for each different pair, in order."""
        unordered = dict.fromkeys((min(pair), max(pair)) for pair in pairs)
        return [way_between(self._places, pair, _COARSE) for pair in unordered]


def _stroke(quiet: float) -> dict[str, svg.Value]:
    return {"fill": "none", "stroke": TIE, "stroke_width": 0.8, "stroke_opacity": quiet}


def _group(found: _Drawn, frame: Frame, repeated: bool) -> Element:
    group, certain, possible = found
    solid = [element("path", d=d) for line in certain if (d := _path(frame, line))]
    dashed = [element("path", d=d) for line in possible if (d := _path(frame, line))]
    parts = [
        element("g", *solid, class_="certain", stroke_width=1.1),
        element("g", *dashed, class_="possible", stroke_width=0.7, stroke_dasharray="3 2"),
    ]
    held = [part for part in parts if part.children]
    if repeated:
        return element("g", *held, class_="group repeated")
    return svg.fact("group", group.title, (), *held, ties=group.ties)


def _path(frame: Frame, line: Line) -> str:
    """The path in tenths of pixels, which is finer than any line here."""
    pieces = frame.line(line)
    return svg.path_of([[(round(x, 1), round(y, 1)) for x, y in piece] for piece in pieces])


def _radius(weight: float, heaviest: float, number: int) -> float:
    """The radius of a dot among so many, which grow smaller where they crowd."""
    scale = max(_TINIEST, min(1.0, sqrt(_MANY / number)))
    return scale * (_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(max(weight, 0.0) / heaviest))


def _dots(places: Sequence[MapPlace], frame: Frame) -> list[Element]:
    """One dot at each pixel, as large as the heaviest place there."""
    heaviest = max((place.weight for place in places), default=0.0) or 1.0
    at: dict[Spot, MapPlace] = {}
    for place_ in sorted(places, key=lambda p: (p.weight, p.ref)):
        x, y = frame.pixel(*place_.degrees)
        at[round(x), round(y)] = place_
    return [
        element(
            "circle",
            *([element("title", p.title or p.label)] if p.weight * 20 > heaviest else []),
            cx=x,
            cy=y,
            r=_radius(p.weight, heaviest, len(places)),
            fill=SIDES.get(p.side, SIDES[""]),
            stroke=PAPER,
            stroke_width=0.3,
        )
        for (x, y), p in at.items()
    ]


def _names(places: Sequence[MapPlace], frame: Frame) -> list[Element]:
    heaviest = max((place.weight for place in places), default=0.0) or 1.0
    named = sorted(places, key=lambda p: (-p.weight, p.ref))[:_NAMES]
    requests = [
        Request(
            p.ref,
            p.label,
            frame.pixel(*p.degrees),
            _radius(p.weight, heaviest, len(places)),
            p.weight,
            _NAME_SIZE,
        )
        for p in named
    ]
    room = Room(frame.box.grown(-4.0))
    room.take(Box.about(r.spot, r.radius) for r in requests)
    room.take(map_ground.degree_boxes(frame))
    placed = place(requests, room, farthest=0)
    return [halo(label.request.words, label.at, _NAME_SIZE) for label in placed.values()]


def _entries(
    places: Sequence[MapPlace], groups: Sequence[MapGroup], labels: DenseMapLabels
) -> list[legend.Entry]:
    entries = []
    if any(group.certain for group in groups):
        entries.append(legend.Entry(labels.certain, legend.stroke(TIE)))
    if any(group.possible for group in groups):
        entries.append(legend.Entry(labels.possible, legend.stroke(TIE, dashed=True)))
    shown = {place_.side for place_ in places}
    dots = [
        legend.Entry(words, legend.dot(SIDES[side]))
        for side, words in labels.sides
        if side in shown
    ]
    return [*dots, *entries]
