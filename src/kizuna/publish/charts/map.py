"""The map of ties: places and the great circles between them, framed on what is drawn,
anywhere in the world.

Every place and every tie given is on the map. Of few, each is named (where there is no
room, by a number that is lines beneath) and each tie has its title; of many, the lines
are thin and add up, and only the heaviest places are named. A crowd of places in a
small part of the map is enlarged beneath it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from math import cos, dist, pi, sin, sqrt

import numpy as np

from kizuna.analysis.compare.around import claims_of
from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.charts import ground, plot, svg
from kizuna.publish.charts.ground import MapFrame
from kizuna.publish.charts.labels import Request, Room, place, place_all
from kizuna.publish.charts.partners import Sorting, pairs
from kizuna.publish.charts.plot import Chart, dot, stroke
from kizuna.publish.charts.svg import Box, Element, Line, Look, Spot, Spots, element
from kizuna.publish.document import Drawing
from kizuna.publish.report.brief import Brief
from kizuna.register.ties import TieOnDay
from kizuna.values import Point, great_circle

_WIDE, _FLATTEST, _HIGHEST, _GAP = 800.0, 360.0, 540.0, 26.0
FEW = 80
"""Up to this many places, each is named and each tie has a line with its own title."""
_NAMES = 28
"""How many places of many are named."""
_CROWD, _SHARE, _FEWEST = 0.25, 0.75, 4
"""What is enlarged: a quarter of the map each way; of many places, one that holds three
quarters of them.
"""

Pair = tuple[str, str]
"""Two places by their refs."""
_Joined = list[tuple[TieOnDay, list[Pair], str]]
"""Ties with the pairs of places that they join, and what the lines are called of which
theirs are, of many.
"""
_Group = tuple[str, tuple[str, ...], dict[str, Iterable[Pair]]]
"""One tie, or many that are lines together: the title that is read out and shown on
hover; the ids of the claims behind it or, where they are too many, of the ties; and the
pairs of places that it possibly, and certainly, joins, each once, the lesser ref first.
"""


def ties_map(scope: Scope, language: str) -> Drawing:
    """The map of the ties that certainly or possibly stood on the scope's day, home
    told apart from abroad.
    """
    words = plot.words_of(scope.register, scope.day, language)
    ties = scope.in_force(possible=True)
    sorting = Sorting(scope, ties)
    home, abroad = sorting.home, sorting.partners - {sorting.home}
    sides = {"": words.message("map-dot")}
    if home:
        other = (
            words.country(*abroad)
            if len(abroad) == 1
            else words.message("other-countries")
        )
        sides = {"a": words.country(home), "b": other}
    countries = {party.government: party.country for party in scope.parties.values()}
    sided = {
        ref: "a" if code == home else "b" for ref, code in countries.items() if home
    }
    groups = (" – ".join(map(words.country, sorting.countries(tie))) for tie in ties)
    ends = (pairs(scope, tie, governments=True) for tie in ties)
    return _map(words, [*zip(ties, ends, groups, strict=True)], sides, sided)


def map_between(brief: Brief, language: str) -> Drawing:
    """The map of all ties of governments between the two sides of a brief."""
    words = plot.words_between(brief, language)
    ties = [tie.on_day for tie in brief.ties if tie.on_day.between_governments]
    sides = {
        side: words.name(ref) for side, ref in (("a", brief.a.ref), ("b", brief.b.ref))
    }
    group = " – ".join(sides.values())
    joined = [
        (tie, [(a, b) for a in tie.on_a for b in tie.on_b], group) for tie in ties
    ]
    refs = {ref for _, held, _ in joined for pair in held for ref in pair}
    sided = {ref: "a" if ref in brief.a.members else "b" for ref in refs}
    return _map(words, joined, sides, sided)


def _map(
    words: plot.PlotWords,
    joined: _Joined,
    sides: Mapping[str, str],
    sided: Mapping[str, str],
) -> Drawing:
    """The map of ties, with how many are not drawn, since the place of a party is not
    known; `sided` is the side of each place, `sides` what the sides are called.
    """
    held = _Map(words, joined, sided)
    count, lost = len(held.drawn), len(joined) - len(held.drawn)
    remarks = [words.message("no-place", count=lost)] if lost else []
    if held.is_dense:
        remarks.append(words.message("map-many", count=count))
    chart = Chart(words, "map", ("in-force", "possibly-in-force"), _WIDE, count=count)
    if held.points:
        held.draw(chart, sides)
    of_places = (claim for ref in held.points for claim in held.claims[ref])
    claims = (*claims_of(tie for tie, _, _ in held.drawn), *of_places)
    return chart.drawing(
        claims, remarks, words.ties_on_day([tie for tie, _, _ in joined])
    )


class _Map:
    """The places and ties of a map, to be drawn in one window or two: those ties that
    join two places that have a point, by whose number of ties the dots and the labels
    of the places go (`weights`); `numbers` are those of the places without a label.
    """

    def __init__(
        self, words: plot.PlotWords, joined: _Joined, sided: Mapping[str, str]
    ) -> None:
        self.words, self.sided = words, sided
        self.weights = Counter(
            ref for _, held, _ in joined for pair in held for ref in pair
        )
        self.claims, self.numbers = dict[str, tuple[str, ...]](), dict[str, int]()
        points: dict[str, Point] = {}
        for ref in sorted(self.weights):
            government = words.register.get(ref, LocalGovernment)
            if government and (point := government.point.value):
                points[ref], self.claims[ref] = point, government.point.claim_ids
        known = (
            (tie, [p for p in held if points.keys() >= {*p}], n)
            for tie, held, n in joined
        )
        self.drawn = [each for each in known if each[1]]
        linked = {ref for _, held, _ in self.drawn for pair in held for ref in pair}
        self.points = {ref: point for ref, point in points.items() if ref in linked}
        self.degrees = {
            ref: (p.longitude, p.latitude) for ref, p in self.points.items()
        }
        self.is_dense = len(self.points) > FEW
        self._heaviest = max((self.weights[ref] for ref in self.points), default=1)
        self._crowding = max(0.25, min(1.0, sqrt(60 / max(1, len(self.points)))))
        self.ways: dict[Pair, Spots] = {}
        """The great circle of each pair of places that is joined."""
        joining = (pair for _, held, _ in self.drawn for pair in held)
        for pair in dict.fromkeys((min(pair), max(pair)) for pair in joining):
            start, end = (self.points[ref] for ref in pair)
            legs = int(start.distance_km(end) / (300.0 if self.is_dense else 50.0))
            way = great_circle(start, end, max(8, min(96, legs)))
            spots = np.array([(point.longitude, point.latitude) for point in way])
            self.ways[pair] = ground.unwrapped(spots)
        self.groups = list(self._grouped())

    def _grouped(self) -> Iterator[_Group]:
        """The ties, each by itself or, of many places, those of a group together, the
        most first.
        """
        groups: dict[str, _Joined] = defaultdict(list)
        for each in self.drawn:
            groups[each[2] if self.is_dense else each[0].id].append(each)
        for name, inside in sorted(groups.items(), key=lambda each: -len(each[1])):
            ways = [
                (tie.answer.certain, (min(p), max(p)))
                for tie, held, _ in inside
                for p in held
            ]
            ends: dict[str, Iterable[Pair]] = {
                class_: dict.fromkeys(pair for is_sure, pair in ways if is_sure is sure)
                for class_, sure in (("possible", False), ("certain", True))
            }
            ties = [tie for tie, _, _ in inside]
            if self.is_dense:
                title = self.words.titled(
                    name, sum(t.answer.certain for t in ties), len(ties)
                )
                yield title, tuple(tie.id for tie in ties), ends
            else:
                yield self.words.name(name), ties[0].listed, ends

    def draw(self, chart: Chart, sides: Mapping[str, str]) -> None:
        """Sets the map, of one place at least, on its chart, under the words of the
        sides.
        """
        extent = ground.extent_of(
            np.array([*self.degrees.values()]), [*self.ways.values()]
        )
        frame = ground.frame_for(extent, 0.5, (_FLATTEST, _HIGHEST), least=4.0)
        inset = self.inset(frame)
        self.window(chart, frame, inset)
        if inset:
            self.window(chart, inset, repeats=True)
        shown = {self.sided.get(ref, "") for ref in self.points}
        for side in [side for side in sides if side in shown]:
            chart.key(sides[side], partial(dot, svg.SIDES[side]))
        sure = {
            name == "certain"
            for _, _, ends in self.groups
            for name in ends
            if ends[name]
        }
        chart.keys(partial(stroke, svg.TIE), sure)
        for ref, number in self.numbers.items():
            chart.key(self.words.name(ref), partial(_numeral, number))
        chart.bottom, chart.left = (inset or frame).box.bottom + 20, ground.LEFT

    def window(
        self,
        chart: Chart,
        frame: MapFrame,
        inset: MapFrame | None = None,
        *,
        repeats: bool = False,
    ) -> None:
        """Draws a window of the map, in which places that its inset shows have no
        label; one that `repeats` a part of another says no tie twice.
        """
        spots = {
            ref: frame.pixel(*at) for ref, at in self.degrees.items() if frame.shows(at)
        }
        named = [ref for ref in spots if not (inset and inset.shows(self.degrees[ref]))]
        spots |= {} if self.is_dense else _apart(spots, named)
        lines = dict(zip(self.ways, frame.lines([*self.ways.values()]), strict=True))
        ground.draw_ground(chart, frame)
        marks = [self._drawn_ties(lines, repeats=repeats)]
        if inset:
            corners = (
                frame.pixel(*inset.place(at)) for at in (inset.box[:2], inset.box[2:])
            )
            look: Look = {
                "stroke": svg.INK,
                "stroke_width": 0.9,
                "class_": "inset-frame",
            }
            marks.append(svg.rect(Box.around(corners), "none", **look))
        dots = self._dots(spots, {*named})
        if (
            self.is_dense
        ):  # those of the heaviest places that have room beside their dots
            heaviest = sorted(named, key=lambda ref: (-self.weights[ref], ref))[:_NAMES]
            requests = self._requests(heaviest, spots)
            labels = [
                *place(requests, self._room(frame, requests), farthest=0).values()
            ]
        else:
            room = self._room(
                frame, self._requests(spots, spots), chain(*lines.values())
            )
            labels, numbers = place_all(
                self._requests(named, spots), room, len(self.numbers)
            )
            self.numbers |= numbers
        words = (label.drawn() for label in labels)
        marks += [
            element("g", *dots, class_="places"),
            element("g", *words, class_="labels"),
        ]
        marks.append(
            svg.rect(
                frame.box, "none", stroke=svg.MUTED, stroke_width=0.6, class_="edge"
            )
        )
        chart.add(element("g", *marks, class_="inset" if repeats else "main"))

    def inset(self, main: MapFrame) -> MapFrame | None:
        """The window on a crowd of places; None where none is crowded, or all of few
        have their names.
        """
        spots = {ref: main.pixel(*at) for ref, at in self.degrees.items()}
        pixels = np.array(list(spots.values()))
        part = np.array((main.box.width, main.box.height)) * _CROWD
        corners = (np.unique(pixels // (part / 4), axis=0) - 1) * part / 4
        inside = [((pixels >= at) & (pixels <= at + part)).all(1) for at in corners]
        fullest = max(inside, key=np.count_nonzero)
        crowd = [ref for ref, is_in in zip(spots, fullest, strict=True) if is_in]
        least = len(spots) * _SHARE if self.is_dense else _FEWEST
        box = Box.around(self.degrees[ref] for ref in crowd)
        if len(crowd) < least or box.width > 180:
            return None
        if (
            not self.is_dense
        ):  # of few places all but one may have room for their names nearby
            requests = self._requests(self.points, spots)
            placed = place(requests, self._room(main, requests), farthest=1, tries=1)
            if len(set(crowd) - placed.keys()) < 2:
                return None
        return ground.frame_for(
            box, main.box.bottom + _GAP, (_WIDE * 0.4, _WIDE * 0.6), least=0.5
        )

    def _requests(
        self, refs: Iterable[str], spots: Mapping[str, Spot]
    ) -> list[Request]:
        name, radius = self.words.name, self._radius
        return [
            Request(r, name(r), spots[r], radius(r), self.weights[r], 11.0)
            for r in refs
        ]

    def _room(
        self,
        frame: MapFrame,
        dots: Iterable[Request],
        lines: Iterable[Sequence[Spot]] = (),
    ) -> Room:
        room = Room(frame.box.grown(-4.0), lines)
        room.take(Box(*dot.spot, *dot.spot).grown(dot.radius + 1) for dot in dots)
        return room

    def _radius(self, ref: str) -> float:
        return self._crowding * (
            3.4 + 2.6 * sqrt((self.weights[ref] - 1) / self._heaviest)
        )

    def _drawn_ties(
        self, lines: Mapping[Pair, Sequence[Line]], *, repeats: bool
    ) -> Element:
        """The lines, the possible ones dashed and under the certain ones; the more, the
        fainter.
        """
        faint = max(0.1, min(0.75, 14 / sqrt(max(len(lines), 1)))) * (
            0.6 if repeats else 1.0
        )
        wide = 0.7 if self.is_dense else 1.2
        looks: dict[str, Look] = {
            "possible": {"stroke_width": wide, "stroke_dasharray": "4 3"},
            "certain": {"stroke_width": wide + 0.3},
        }
        marks = []
        for title, grounds, ends in sorted(
            self.groups, key=lambda each: bool(each[2]["certain"])
        ):
            parts = []
            for class_, joined in ends.items():
                paths = [
                    self._path(pair, lines[pair]) for pair in joined if lines[pair]
                ]
                parts += (
                    [element("g", *paths, class_=class_, **looks[class_])]
                    if paths
                    else []
                )
            if parts:
                said = element("g", *parts) if repeats else None
                marks.append(said or svg.fact("tie", title, grounds, *parts))
        look: Look = {
            "fill": "none",
            "stroke": svg.TIE,
            "stroke_opacity": faint,
            "class_": "ties",
        }
        return element("g", *marks, **look, aria_hidden="true" if repeats else None)

    def _path(self, pair: Pair, lines: Sequence[Line]) -> Element:
        """The line between two places in tenths of pixels; of few places, a ring where
        the two are one spot.
        """
        if not self.is_dense and np.ptp(self.ways[pair], axis=0).max() < 0.01:
            return svg.circle(lines[0][0], 10.0, "none")
        return svg.path(
            [[(round(x, 1), round(y, 1)) for x, y in line] for line in lines], None
        )

    def _dots(self, spots: Mapping[str, Spot], named: Collection[str]) -> list[Element]:
        """The dots, the heaviest on top; of many one at each pixel, and only those that
        stand out have a title.
        """
        last: dict[Spot, Element] = {}
        for ref in sorted(
            spots, key=lambda ref: (ref in named, self.weights[ref], ref)
        ):
            (x, y), weight, side = (
                spots[ref],
                self.weights[ref],
                self.sided.get(ref, ""),
            )
            radius = self._radius(ref) if ref in named else min(2.2, self._radius(ref))
            look: Look = {"stroke": svg.PAPER, "stroke_width": self._crowding}
            mark = svg.circle((x, y), radius, svg.SIDES[side], **look)
            if not self.is_dense or weight * 20 > self._heaviest:
                title = self.words.titled(self.words.name(ref), weight, weight)
                mark = svg.fact(
                    f"place side-{side or 'none'}", title, self.claims[ref], mark
                )
            last[(round(x), round(y)) if self.is_dense else (x, y)] = mark
        return list(last.values())


def _apart(spots: Mapping[str, Spot], named: Iterable[str]) -> dict[str, Spot]:
    """Where the named places that lie at one spot are moved, around it."""
    groups, moved = dict[Spot, list[str]](), dict[str, Spot]()
    for ref in named:
        near = (spot for spot in groups if dist(spots[ref], spot) < 6.0)
        groups.setdefault(next(near, spots[ref]), []).append(ref)
    for (x, y), group in groups.items():
        away = 1.6 * len(group) + 2.0
        for index, ref in enumerate(group if len(group) > 1 else []):
            turn = 2 * pi * index / len(group) + pi
            moved[ref] = (x + away * cos(turn), y + away * sin(turn))
    return moved


def _numeral(number: int, spot: Spot) -> Element:
    return svg.small_text(str(number), (spot[0] + 8, spot[1] + 4), "end", fill=None)
