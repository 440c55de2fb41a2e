"""The map of ties: places and the great circles between them, framed on what is drawn, anywhere in the world.

Every place and every tie given is on the map. Of few, each is named (where there is no room, by a number that is
lines beneath) and each tie has its title; of many, the lines are thin and add up, and only the heaviest places are
named. A crowd of places in a small part of the map is enlarged beneath it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from math import cos, dist, pi, sin, sqrt
from typing import NamedTuple

import numpy as np

from kizuna.analysis.compare.around import claims_of
from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.charts import ground, plot, svg
from kizuna.publish.charts.ground import MapFrame
from kizuna.publish.charts.labels import Request, Room, place, place_all
from kizuna.publish.charts.plot import Chart, dot, stroke
from kizuna.publish.charts.sorting import Sorting, pairs
from kizuna.publish.charts.svg import Box, Element, Line, Look, Spot, Spots, element
from kizuna.publish.document import Drawing
from kizuna.publish.report.brief import Brief
from kizuna.register.status import TieOnDay
from kizuna.values import Point, great_circle

_WIDE, _FLATTEST, _HIGHEST, _GAP = 800.0, 360.0, 540.0, 26.0
FEW = 80
"""Up to this many places, each is named and each tie has a line with its own title."""
_NAMES = 28
"""How many places of many are named."""
_CROWD, _SHARE, _FEWEST = 0.25, 0.75, 4
"""What is enlarged: a quarter of the map each way; of many places, one that holds three quarters of them."""
_SAME_SPOT = 6.0

Pair = tuple[str, str]
"""Two places by their refs."""
_Joined = list[tuple[TieOnDay, list[Pair]]]


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place on the map.

    `side` is "a", "b" or "" (neither) and settles the colour; `weight` (1 or more) the size of the dot and whose
    label is served first. `title` is read out and shown on hover; `claims` are the ids of the claims behind it.
    """

    ref: str
    label: str
    point: Point
    side: str = ""
    weight: float = 1.0
    title: str = ""
    claims: tuple[str, ...] = ()

    @property
    def degrees(self) -> Spot:
        """(longitude, latitude)."""
        return self.point.longitude, self.point.latitude


class MapTies(NamedTuple):
    """One tie, or many that are lines together: the places that it certainly, or only possibly, joins.

    Each pair is there once, the lesser ref first. `title` is read out and shown on hover; `grounds` are the ids of
    the claims behind it or, where they are too many, of the ties.
    """

    title: str
    certain: Sequence[Pair] = ()
    possible: Sequence[Pair] = ()
    grounds: tuple[str, ...] = ()


def ties_map(scope: Scope, language: str) -> Drawing:
    """The map of the ties that certainly or possibly stood on the scope's day, home told apart from abroad."""
    words = plot.words_of(scope.register, scope.day, language)
    ties = scope.in_force(possible=True)
    sorting = Sorting(scope, ties)
    home, abroad = sorting.home, sorting.partners - {sorting.home}
    sides = {"": words.message("map-dot")}
    if home:
        other = words.country(*abroad) if len(abroad) == 1 else words.message("other-countries")
        sides = {"a": words.country(home), "b": other}
    countries = {party.government: party.country for party in scope.parties.values()}
    sided = {ref: "a" if code == home else "b" for ref, code in countries.items() if home}
    joined = [(tie, pairs(scope, tie, governments=True)) for tie in ties]

    def group(tie: TieOnDay) -> str:
        return " – ".join(map(words.country, sorting.countries(tie)))

    return _map(words, joined, sides, sided, group)


def map_between(brief: Brief, language: str) -> Drawing:
    """The map of all ties of governments between the two sides of a brief."""
    words = plot.words_between(brief, language)
    ties = [tie.on_day for tie in brief.ties if tie.on_day.between_governments]
    joined = [(tie, [(a, b) for a in tie.on_a for b in tie.on_b]) for tie in ties]
    sides = {side: words.name(ref) for side, ref in (("a", brief.a.ref), ("b", brief.b.ref))}
    refs = {ref for _, held in joined for pair in held for ref in pair}
    sided = {ref: "a" if ref in brief.a.members else "b" for ref in refs}
    return _map(words, joined, sides, sided, lambda _: " – ".join(sides.values()))


def _map(
    words: plot.PlotWords,
    joined: _Joined,
    sides: Mapping[str, str],
    sided: Mapping[str, str],
    group: Callable[[TieOnDay], str],
) -> Drawing:
    """The map of ties with the pairs of places that they join.

    `sided` is the side of each place, `sides` what the sides are called. Of many places, the ties of a group are
    lines together, the most first. How many ties are not drawn, since the place of a party is not known, is said.
    """
    weights = Counter(ref for _, held in joined for pair in held for ref in pair)
    found = [_place(words, ref, sided.get(ref, ""), weights[ref]) for ref in sorted(weights)]
    places = {place.ref: place for place in found if place}
    drawn = [(tie, [p for p in held if places.keys() >= set(p)]) for tie, held in joined]
    drawn = [(tie, held) for tie, held in drawn if held]
    ties, linked = [tie for tie, _ in drawn], {r for _, held in drawn for p in held for r in p}
    shown = [place for ref, place in places.items() if ref in linked]
    lost, is_dense = len(joined) - len(drawn), len(shown) > FEW
    remarks = [words.message("no-place", count=lost)] if lost else []
    if is_dense:
        remarks.append(words.message("map-many", count=len(drawn)))
    groups: dict[str, _Joined] = defaultdict(list)
    for tie, held in drawn:
        groups[group(tie) if is_dense else tie.id].append((tie, held))
    lines = []
    for name, inside in sorted(groups.items(), key=lambda each: -len(each[1])):
        ways = [(tie.answer.certain, (min(p), max(p))) for tie, held in inside for p in held]
        certain, possible = (
            dict.fromkeys(p for sure, p in ways if sure is at) for at in (True, False)
        )
        ids, sure = tuple(tie.id for tie, _ in inside), sum(t.answer.certain for t, _ in inside)
        title = words.titled(name, sure, len(ids)) if is_dense else words.name(name)
        grounds = ids if is_dense else inside[0][0].listed
        lines.append(MapTies(title, tuple(certain), tuple(possible), grounds))
    chart = Chart(words, "map", ("in-force", "possibly-in-force"), _WIDE, count=len(drawn))
    if shown:
        draw_map(chart, shown, lines, sides, is_dense=is_dense)
    claims = (*claims_of(ties), *(claim for place in shown for claim in place.claims))
    return chart.drawing(claims, remarks, words.ties_on_day([tie for tie, _ in joined]))


def _place(words: plot.PlotWords, ref: str, side: str, weight: int) -> DrawnPlace | None:
    """The place of a government with its name and how many ties it has; None when no place is recorded."""
    government = words.register.get(ref, LocalGovernment)
    if government is None or (point := government.point.value) is None:
        return None
    name, claims = words.name(ref), government.point.claim_ids
    return DrawnPlace(ref, name, point, side, weight, words.titled(name, weight, weight), claims)


def draw_map(
    chart: Chart,
    places: Sequence[DrawnPlace],
    ties: Sequence[MapTies],
    sides: Mapping[str, str],
    *,
    is_dense: bool,
) -> None:
    """The map of places, at least one, under the words of their sides; `is_dense` is one of many places."""
    drawing = _Drawing(places, ties, is_dense)
    spots = np.array([place.degrees for place in places])
    extent = ground.extent_of(spots, list(drawing.ways.values()))
    frame = ground.frame_for(extent, 0.5, (_FLATTEST, _HIGHEST), least=4.0)
    inset = drawing.inset(frame)
    drawing.window(chart, frame, inset)
    if inset:
        drawing.window(chart, inset, None, repeats=True)
    shown = {place.side for place in places}
    for side in [side for side in sides if side in shown]:
        chart.key(sides[side], partial(dot, svg.SIDES[side]))
    lined = {True: any(tie.certain for tie in ties), False: any(tie.possible for tie in ties)}
    chart.keys(partial(stroke, svg.TIE), [certain for certain in lined if lined[certain]])
    for ref, number in drawing.numbers.items():
        chart.key(drawing.places[ref].label, partial(_numeral, number))
    chart.bottom, chart.left = (inset or frame).box.bottom + 20, ground.LEFT


def _numeral(number: int, spot: Spot) -> Element:
    return svg.small_text(str(number), (spot[0] + 8, spot[1] + 4), "end", fill=None)


class _Drawing:
    """The facts of a map, to be drawn in one window or two; `numbers` are those of the places without a label."""

    def __init__(self, places: Sequence[DrawnPlace], ties: Sequence[MapTies], is_dense: bool):
        self.places = {place.ref: place for place in places}
        self.numbers: dict[str, int] = {}
        self._ties, self._is_dense = ties, is_dense
        self._heaviest = max(place.weight for place in places)
        self._crowding = max(0.25, min(1.0, sqrt(60 / len(places))))
        self.ways: dict[Pair, Spots] = {}
        """The great circle of each pair of places that is joined."""
        for pair in dict.fromkeys(pair for tie in ties for pair in (*tie.certain, *tie.possible)):
            start, end = (self.places[ref].point for ref in pair)
            legs = int(start.distance_km(end) / (300.0 if is_dense else 50.0))
            way = great_circle(start, end, max(8, min(96, legs)))
            spots = np.array([(point.longitude, point.latitude) for point in way])
            self.ways[pair] = ground.unwrapped(spots)

    def window(
        self, chart: Chart, frame: MapFrame, inset: MapFrame | None, *, repeats: bool = False
    ) -> None:
        """Draws a window of the map, in which places that its inset shows have no label; one that `repeats` a part
        of another says no tie twice."""
        shown = [place for place in self.places.values() if frame.shows(place.degrees)]
        named = [place for place in shown if not (inset and inset.shows(place.degrees))]
        spots = self._spots(frame, shown, named)
        lines = dict(zip(self.ways, frame.lines([*self.ways.values()]), strict=True))
        ground.draw_ground(chart, frame)
        marks = [self._drawn_ties(lines, repeats=repeats)]
        if inset:
            corners = (frame.pixel(*inset.place(at)) for at in (inset.box[:2], inset.box[2:]))
            look: Look = {"stroke": svg.INK, "stroke_width": 0.9, "class_": "inset-frame"}
            marks.append(svg.rect(Box.around(corners), "none", **look))
        dots = self._dots(shown, {place.ref for place in named}, spots)
        if self._is_dense:  # those of the heaviest places that have room beside their dots
            heaviest = sorted(named, key=lambda place: (-place.weight, place.ref))[:_NAMES]
            requests = self._requests(heaviest, spots)
            labels = [*place(requests, self._room(frame, requests), farthest=0).values()]
        else:
            requests = self._requests(shown, spots)
            room = self._room(frame, requests, chain(*lines.values()))
            labels, numbers = place_all(self._requests(named, spots), room, len(self.numbers))
            self.numbers |= numbers
        words = (label.drawn() for label in labels)
        marks += [element("g", *dots, class_="places"), element("g", *words, class_="labels")]
        marks.append(svg.rect(frame.box, "none", stroke=svg.MUTED, stroke_width=0.6, class_="edge"))
        chart.add(element("g", *marks, class_="inset" if repeats else "main"))

    def inset(self, main: MapFrame) -> MapFrame | None:
        """The window on a crowd of places; None where none is crowded, or all of few have their names."""
        spots = {ref: main.pixel(*place.degrees) for ref, place in self.places.items()}
        pixels = np.array(list(spots.values()))
        part = np.array((main.box.width, main.box.height)) * _CROWD
        corners = (np.unique(pixels // (part / 4), axis=0) - 1) * part / 4
        inside = [((pixels >= at) & (pixels <= at + part)).all(1) for at in corners]
        fullest = max(inside, key=np.count_nonzero)
        crowd = [ref for ref, is_in in zip(spots, fullest, strict=True) if is_in]
        least = len(spots) * _SHARE if self._is_dense else _FEWEST
        box = Box.around(self.places[ref].degrees for ref in crowd)
        if len(crowd) < least or box.width > 180:
            return None
        if not self._is_dense:  # of few places all but one may have room for their names nearby
            requests = self._requests(self.places.values(), spots)
            placed = place(requests, self._room(main, requests), farthest=1, tries=1)
            if len(set(crowd) - placed.keys()) < 2:
                return None
        return ground.frame_for(box, main.box.bottom + _GAP, (_WIDE * 0.4, _WIDE * 0.6), least=0.5)

    def _requests(self, places: Iterable[DrawnPlace], spots: Mapping[str, Spot]) -> list[Request]:
        return [
            Request(p.ref, p.label, spots[p.ref], self._radius(p), p.weight, 11.0) for p in places
        ]

    def _room(
        self, frame: MapFrame, dots: Iterable[Request], lines: Iterable[Sequence[Spot]] = ()
    ) -> Room:
        room = Room(frame.box.grown(-4.0), lines)
        room.take(Box(*dot.spot, *dot.spot).grown(dot.radius + 1) for dot in dots)
        return room

    def _radius(self, place: DrawnPlace) -> float:
        """The radius of a dot, larger with each further tie; smaller where there are many."""
        return self._crowding * (3.4 + 2.6 * sqrt((place.weight - 1) / self._heaviest))

    def _spots(
        self, frame: MapFrame, shown: Iterable[DrawnPlace], named: Iterable[DrawnPlace]
    ) -> dict[str, Spot]:
        """The pixel of each dot; of few, named places at one spot are moved around it."""
        spots = {place.ref: frame.pixel(*place.degrees) for place in shown}
        groups: dict[Spot, list[str]] = {}
        for ref in [] if self._is_dense else [member.ref for member in named]:
            near = (spot for spot in groups if dist(spots[ref], spot) < _SAME_SPOT)
            groups.setdefault(next(near, spots[ref]), []).append(ref)
        for (x, y), group in groups.items():
            away = 1.6 * len(group) + 2.0
            for index, ref in enumerate(group if len(group) > 1 else []):
                turn = 2 * pi * index / len(group) + pi
                spots[ref] = (x + away * cos(turn), y + away * sin(turn))
        return spots

    def _drawn_ties(self, lines: Mapping[Pair, Sequence[Line]], *, repeats: bool) -> Element:
        """The lines, the possible ones dashed and under the certain ones; the more, the fainter."""
        faint = max(0.1, min(0.75, 14 / sqrt(max(len(lines), 1)))) * (0.6 if repeats else 1.0)
        wide = 0.7 if self._is_dense else 1.2
        looks: dict[str, Look] = {
            "possible": {"stroke_width": wide, "stroke_dasharray": "4 3"},
            "certain": {"stroke_width": wide + 0.3},
        }
        marks = []
        for tie in sorted(self._ties, key=lambda tie: bool(tie.certain)):
            parts = []
            for class_, joined in (("possible", tie.possible), ("certain", tie.certain)):
                paths = [self._path(pair, lines[pair]) for pair in joined if lines[pair]]
                parts += [element("g", *paths, class_=class_, **looks[class_])] if paths else []
            if parts:
                said = element("g", *parts) if repeats else None
                marks.append(said or svg.fact("tie", tie.title, tie.grounds, *parts))
        look: Look = {"fill": "none", "stroke": svg.TIE, "stroke_opacity": faint, "class_": "ties"}
        return element("g", *marks, **look, aria_hidden="true" if repeats else None)

    def _path(self, pair: Pair, lines: Sequence[Line]) -> Element:
        """The line between two places in tenths of pixels; of few places, a ring where the two are one spot."""
        if not self._is_dense and np.ptp(self.ways[pair], axis=0).max() < 0.01:
            return svg.circle(lines[0][0], 10.0, "none")
        return svg.path([[(round(x, 1), round(y, 1)) for x, y in line] for line in lines], None)

    def _dots(
        self, shown: Iterable[DrawnPlace], named: Collection[str], spots: Mapping[str, Spot]
    ) -> list[Element]:
        """The dots, the heaviest on top; of many one at each pixel, and only those that stand out have a title."""
        last: dict[Spot, Element] = {}
        for held in sorted(shown, key=lambda p: (p.ref in named, p.weight, p.ref)):
            x, y = spots[held.ref]
            radius = self._radius(held) if held.ref in named else min(2.2, self._radius(held))
            look: Look = {"stroke": svg.PAPER, "stroke_width": self._crowding}
            mark = svg.circle((x, y), radius, svg.SIDES.get(held.side, svg.SIDES[""]), **look)
            if not self._is_dense or held.weight * 20 > self._heaviest:
                mark = svg.fact(f"place side-{held.side or 'none'}", held.title, held.claims, mark)
            last[(round(x), round(y)) if self._is_dense else (x, y)] = mark
        return list(last.values())
