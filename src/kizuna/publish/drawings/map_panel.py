"""Draws one window of a map: the main map or an inset, with its ties, dots and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, dist, pi, sin, sqrt

from kizuna.publish.drawings import map_ground, svg
from kizuna.publish.drawings.geometry import Box, Line, Spot
from kizuna.publish.drawings.map_facts import MapPlace, MapTie
from kizuna.publish.drawings.palette import INK, MUTED, PAPER, SIDES, SMALL_SIZE, TEXT_SIZE, TIE
from kizuna.publish.drawings.placing import Placed, Request, beside, place
from kizuna.publish.drawings.projection import Frame
from kizuna.publish.drawings.room import Room
from kizuna.publish.drawings.svg import Element, element

_SMALLEST_DOT, _LARGEST_DOT = 3.2, 5.6
_CROWDED_DOT = 2.2
_NEAR_RING = 3
_SAME_SPOT = 6.0
_BADGE = 8.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A window and what is in it.

    `named` are the refs whose labels stand in this window; other places are small dots. `insets`
    are the badges and boxes of the insets to be framed; `badge` is this window's own, and empty
    for the main map. `heaviest` is the weight that has the largest dot.
    """

    frame: Frame
    places: tuple[MapPlace, ...]
    ties: tuple[tuple[MapTie, Line], ...]
    named: frozenset[str]
    heaviest: float
    insets: tuple[tuple[str, Box], ...] = ()
    badge: str = ""

    def radius(self, place: MapPlace) -> float:
        """The radius of a place's dot in pixels; its area grows with the weight."""
        if place.ref not in self.named:
            return _CROWDED_DOT
        share = sqrt(max(place.weight, 0.0) / self.heaviest) if self.heaviest > 0 else 0.0
        return _SMALLEST_DOT + (_LARGEST_DOT - _SMALLEST_DOT) * min(share, 1.0)

    def spots(self) -> dict[str, Spot]:
        """The pixel of each dot by ref; named places at one spot are moved around it."""
        at = {member.ref: self.frame.pixel(*member.degrees) for member in self.places}
        spots: dict[str, Spot] = {}
        for together in self._together(at):
            x, y = at[together[0]]
            away = 0.0 if len(together) == 1 else 1.6 * len(together) + 2.0
            for index, ref in enumerate(together):
                turn = 2 * pi * index / len(together) + pi
                spots[ref] = (x + away * cos(turn), y + away * sin(turn))
        return spots

    def _together(self, at: Mapping[str, Spot]) -> list[list[str]]:
        """The refs in groups: named places at one spot are one group, any other is alone."""
        groups: list[list[str]] = []
        for ref, spot in at.items():
            for group in groups:
                both_named = {ref, group[0]} <= self.named
                if both_named and dist(spot, at[group[0]]) < _SAME_SPOT:
                    group.append(ref)
                    break
            else:
                groups.append([ref])
        return groups

    def lines(self) -> list[tuple[MapTie, list[Line]]]:
        """Each tie with its pieces in pixels; a tie outside of the window has no piece."""
        return [(tie, self.frame.line(degrees)) for tie, degrees in self.ties]


@dataclass(frozen=True, slots=True)
class Labelling:
    """Where the labels of a panel stand; `numbers` gives the refs that show a number instead."""

    placed: dict[str, Placed]
    numbers: dict[str, int]


def troubled(panel: Panel) -> frozenset[str]:
    """The refs whose labels find no place near their dots."""
    near = place(_requests(panel, panel.spots()), _room(panel), farthest=_NEAR_RING)
    return panel.named - near.keys()


def labelled(panel: Panel, first_number: int) -> Labelling:
    """Finds room for the labels; those without are numbered from `first_number`."""
    spots, room = panel.spots(), _room(panel)
    requests = _requests(panel, spots)
    placed = place(requests, room)
    left = [request for request in requests if request.ref not in placed]
    numbers = {request.ref: first_number + index for index, request in enumerate(left)}
    digits = [
        Request(r.ref, str(numbers[r.ref]), r.spot, r.radius, r.weight, SMALL_SIZE) for r in left
    ]
    placed |= place(digits, room)
    for request in digits:
        placed.setdefault(request.ref, beside(request, panel.frame.box))
    return Labelling(placed, numbers)


def drawn(panel: Panel, labelling: Labelling) -> Element:
    """The panel as a group."""
    return element(
        "g",
        map_ground.ground(panel.frame),
        *_tie_marks(panel),
        *_inset_frames(panel.insets),
        *_dots(panel),
        *_label_marks(labelling.placed.values()),
        map_ground.edge(panel.frame),
        *([_own_badge(panel)] if panel.badge else []),
        class_="inset" if panel.badge else "main",
    )


def _room(panel: Panel) -> Room:
    room = Room(panel.frame.box.grown(-4.0))
    spots = panel.spots()
    room.take(Box.about(spots[member.ref], panel.radius(member) + 1.0) for member in panel.places)
    room.take(map_ground.degree_boxes(panel.frame))
    for badge, box in panel.insets:
        room.take([box, _badge_box(badge, box)])
    if panel.badge:
        box = panel.frame.box
        room.take([Box(box.left, box.top, box.left + 26, box.top + 26)])
    room.take_lines(line for _, lines in panel.lines() for line in lines)
    return room


def _requests(panel: Panel, spots: dict[str, Spot]) -> list[Request]:
    return [
        Request(p.ref, p.label, spots[p.ref], panel.radius(p), p.weight, TEXT_SIZE)
        for p in panel.places
        if p.ref in panel.named
    ]


def _tie_marks(panel: Panel) -> list[Element]:
    marks = []
    inset = bool(panel.badge)
    order = sorted(panel.lines(), key=lambda pair: pair[0].certain)
    for tie, lines in order:
        if not lines:
            continue
        path = element(
            "path",
            d=svg.path_of(lines),
            fill="none",
            stroke=TIE,
            stroke_width=1.4 if tie.certain else 1.2,
            stroke_opacity=0.35 if inset else 0.8,
            stroke_dasharray=None if tie.certain else "5 3.5",
            stroke_linecap="round" if tie.certain else None,
        )
        class_ = f"tie {'certain' if tie.certain else 'possible'}"
        if inset:
            marks.append(element("g", path, class_=f"{class_} repeated", aria_hidden="true"))
        else:
            marks.append(svg.fact(class_, tie.title, tie.claims, path, *_loop(tie, lines)))
    return marks


def _loop(tie: MapTie, lines: Sequence[Line]) -> list[Element]:
    """A ring for a tie whose two ends are one spot."""
    box = Box.around(spot for line in lines for spot in line)
    if max(box.width, box.height) > 1.0:
        return []
    x, y = box.centre
    dash = None if tie.certain else "4 3"
    return [
        element("circle", cx=x, cy=y, r=10, fill="none", stroke=TIE, stroke_dasharray=dash),
    ]


def _dots(panel: Panel) -> list[Element]:
    spots = panel.spots()
    lightest_first = sorted(panel.places, key=lambda p: (p.ref in panel.named, p.weight, p.ref))
    marks = []
    for member in lightest_first:
        x, y = spots[member.ref]
        dot = element(
            "circle",
            cx=x,
            cy=y,
            r=panel.radius(member),
            fill=SIDES.get(member.side, SIDES[""]),
            stroke=PAPER,
            stroke_width=1 if member.ref in panel.named else 0.5,
        )
        side = f"side-{member.side or 'none'}"
        repeated = " repeated" if panel.badge else ""
        title = member.title or member.label
        marks.append(svg.fact(f"place {side}{repeated}", title, member.claims, dot))
    return marks


def _label_marks(placed: Iterable[Placed]) -> list[Element]:
    marks = []
    leaders = []
    for label in placed:
        if label.leader:
            (x1, y1), (x2, y2) = label.leader
            leaders.append(
                element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=MUTED, stroke_width=0.7)
            )
        marks.append(halo(label.request.words, label.at, label.request.size))
    return [element("g", *leaders, *marks, class_="labels")]


def halo(words: str, at: Spot, size: float) -> Element:
    """Text with a light rim, readable over lines."""
    return svg.text(
        words,
        at[0],
        at[1],
        font_size=size,
        fill=INK,
        stroke=PAPER,
        stroke_width=3,
        stroke_opacity=0.85,
        stroke_linejoin="round",
        paint_order="stroke",
        class_="label",
    )


def _badge_box(badge: str, box: Box) -> Box:
    return Box(box.left - 2 * _BADGE, box.top - 2 * _BADGE, box.left, box.top)


def _badge(letter: str, x: float, y: float) -> Element:
    disc = element("circle", cx=x, cy=y, r=_BADGE, fill=INK)
    words = svg.text(letter, x, y + 3.8, text_anchor="middle", font_size=SMALL_SIZE, fill=PAPER)
    return element("g", disc, words, class_="badge")


def _own_badge(panel: Panel) -> Element:
    box = panel.frame.box
    return _badge(panel.badge, box.left + 14, box.top + 14)


def _inset_frames(insets: Sequence[tuple[str, Box]]) -> list[Element]:
    marks = []
    for badge, box in insets:
        marks.append(
            element(
                "rect",
                x=box.left,
                y=box.top,
                width=box.width,
                height=box.height,
                fill="none",
                stroke=INK,
                stroke_width=0.9,
                class_="inset-frame",
            )
        )
        corner = _badge_box(badge, box).centre
        marks.append(_badge(badge, *corner))
    return marks
