"""Draws a network: dots joined by lines, each group of dots with a colour and a shape of its own.

Where the dots stand is given; the drawing finds room for their names, the heaviest first, and leaves out names
that find none near their dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.geometry import Box, Spot
from kizuna.publish.drawings.legend import Mark
from kizuna.publish.drawings.map_panel import halo
from kizuna.publish.drawings.palette import MUTED, OTHERS, PAPER, SERIES, series_colour
from kizuna.publish.drawings.placing import Placed, Request, place
from kizuna.publish.drawings.room import Room
from kizuna.publish.drawings.svg import Element, element

_STAR = 10
_CORNERS = ((0, 0.0), (4, pi / 4), (3, -pi / 2), (4, 0.0), (3, pi / 2), (_STAR, -pi / 2))
"""The corners of each group's shape and its turn; 0 corners is a circle."""
_REACHES = {3: 1.45, 4: 1.2, _STAR: 1.5}
"""How far the corners of a shape stand out, so that all shapes look as large as the circle."""
_INNER = 0.45


def group_mark(group: int, x: float, y: float, radius: float) -> Element:
    """The mark of a group (a number from 0) around a spot; groups past the last series are small grey circles."""
    colour = series_colour(group)
    corners, turn = _CORNERS[group] if group < len(SERIES) else (0, 0.0)
    if not corners:
        return element("circle", cx=x, cy=y, r=radius, fill=colour, stroke=PAPER, stroke_width=0.8)
    ring = []
    for corner in range(corners):
        reach = radius * _REACHES[corners] * (_INNER if corners == _STAR and corner % 2 else 1.0)
        angle = turn + 2 * pi * corner / corners
        ring.append((x + reach * cos(angle), y + reach * sin(angle)))
    path = svg.path_of([ring], closed=True)
    return element("path", d=path, fill=colour, stroke=PAPER, stroke_width=0.8)


def group_entry(group: int) -> Mark:
    """The same mark for a legend."""
    return lambda x, y: group_mark(group, x + 12, y, 5.0)


_SMALLEST, _LARGEST = 2.6, 10.0
_EDGE, _MARGIN = 4.0, 34.0
_NAME_SIZE = 11.0
_NEAR_RING = 1
_MOST_NAMES = 220
_MOST_LINES = 1000
_HEADS, _CROWD = 16, 200


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A dot at (x, y), in any unit, y downwards; `group` is a number from 0, `weight` settles its area (0 or more)
    and whose name is served first. `title` is read out and shown on hover."""

    ref: str
    label: str
    x: float
    y: float
    group: int
    weight: float
    title: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """A line between two dots by their refs; dashed when it is only possible."""

    source: str
    target: str
    certain: bool
    title: str
    claims: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkLabels:
    """The words of a network. `title` and `description` are read out and not drawn; `groups` are named in the
    legend in order, as many as have a colour, and `others` those past them; `certain` and `possible` stand there
    too; `empty` is all there is without a dot. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    groups: tuple[str, ...]
    others: str
    certain: str
    possible: str
    language: str = ""


def draw_network(
    nodes: Sequence[NetworkNode],
    links: Sequence[NetworkLink],
    labels: NetworkLabels,
    size: tuple[int, int] = (820, 620),
) -> str:
    """The network as an SVG document of `size` pixels; the legend adds to the height.

    Raises ValueError for a ref given twice and for a link to a dot that is not given.
    """
    prefix = svg.prefix_for("network", nodes, links, labels, size)
    wide, high = size
    sheet = svg.Sheet("network", wide, 120, labels.title, labels.description, labels.language)
    if not nodes:
        return svg.empty_document(sheet, prefix, labels.empty)
    by_ref = {node.ref: node for node in nodes}
    if len(by_ref) < len(nodes):
        raise ValueError(f"a ref is given twice: {sorted(node.ref for node in nodes)}")
    strays = sorted({end for link in links for end in (link.source, link.target)} - by_ref.keys())
    if strays:
        raise ValueError(f"links to {strays}, which are not among the dots of the network")
    spots = _spots(nodes, Box(_MARGIN, _MARGIN, wide - _MARGIN, high - _MARGIN))
    radii = _radii(nodes)
    body = [
        element("g", *_lines(links, by_ref, spots), class_="links"),
        element("g", *_dots(nodes, spots, radii), class_="nodes"),
        element("g", *_names(nodes, spots, radii, _room(links, spots, size)), class_="labels"),
    ]
    key, height = legend.flow(_entries(nodes, links, labels), (0, high + 6), wide)
    whole = svg.Sheet(
        sheet.kind, wide, high + 8 + height, sheet.title, sheet.description, sheet.language
    )
    return svg.document(whole, prefix, [*body, key])


def _spots(nodes: Sequence[NetworkNode], box: Box) -> dict[str, Spot]:
    """The pixel of each dot: the given places stretched over the box."""
    held = Box.around((node.x, node.y) for node in nodes)

    def along(value: float, start: float, span: float, low: float, room: float) -> float:
        return low + room * ((value - start) / span if span else 0.5)

    return {
        node.ref: (
            along(node.x, held.left, held.width, box.left, box.width),
            along(node.y, held.top, held.height, box.top, box.height),
        )
        for node in nodes
    }


def _radii(nodes: Sequence[NetworkNode]) -> dict[str, float]:
    heaviest = max(node.weight for node in nodes) or 1.0
    crowd = min(1.0, sqrt(120 / len(nodes)))
    largest = max(_SMALLEST + 1.5, _LARGEST * crowd)
    return {
        node.ref: _SMALLEST + (largest - _SMALLEST) * sqrt(node.weight / heaviest) for node in nodes
    }


def _lines(
    links: Sequence[NetworkLink], nodes: dict[str, NetworkNode], spots: dict[str, Spot]
) -> list[Element]:
    """The lines, those within a group in its colour, the certain ones over the possible."""
    quiet = max(0.25, min(0.7, 12 / sqrt(max(len(links), 1))))
    marks = []
    for link in sorted(links, key=lambda link: link.certain):
        ends = {nodes[link.source].group, nodes[link.target].group}
        colour = series_colour(min(ends)) if len(ends) == 1 else OTHERS
        line = element(
            "path",
            d=svg.path_of([[spots[link.source], spots[link.target]]]),
            fill="none",
            stroke=colour,
            stroke_width=1.2 if link.certain else 0.9,
            stroke_opacity=quiet,
            stroke_dasharray=None if link.certain else "4 3",
        )
        class_ = f"link {'certain' if link.certain else 'possible'}"
        marks.append(svg.fact(class_, link.title, link.claims, line, ties=link.ties))
    return marks


def _dots(
    nodes: Sequence[NetworkNode], spots: dict[str, Spot], radii: dict[str, float]
) -> list[Element]:
    order = sorted(nodes, key=lambda node: (-node.weight, node.ref))
    return [
        svg.fact(
            f"node group-{min(node.group, len(SERIES))}",
            node.title,
            node.claims,
            group_mark(node.group, *spots[node.ref], radii[node.ref]),
        )
        for node in order
    ]


def _room(
    links: Sequence[NetworkLink],
    spots: dict[str, Spot],
    size: tuple[int, int],
) -> Room:
    """The room for names: inside the picture and, as far as may be, off the lines."""
    room = Room(Box(_EDGE, _EDGE, size[0] - _EDGE, size[1] - _EDGE))
    if len(links) <= _MOST_LINES:
        room.take_lines([spots[link.source], spots[link.target]] for link in links)
    return room


def _names(
    nodes: Sequence[NetworkNode],
    spots: dict[str, Spot],
    radii: dict[str, float],
    room: Room,
) -> list[Element]:
    named = sorted(nodes, key=lambda node: (-node.weight, node.ref))[:_MOST_NAMES]
    # in a crowd the heaviest are named even over the dots of others
    heads = named[: _HEADS if len(nodes) > _CROWD else 0]
    placed: dict[str, Placed] = {}
    for some, kept in ((heads, heads), (named[len(heads) :], nodes)):
        room.take(Box.about(spots[node.ref], radii[node.ref]) for node in kept)
        requests = [
            Request(n.ref, n.label, spots[n.ref], radii[n.ref], n.weight, _NAME_SIZE) for n in some
        ]
        placed |= place(requests, room, farthest=_NEAR_RING)
    marks = []
    for label in placed.values():
        if label.leader:
            (x1, y1), (x2, y2) = label.leader
            marks.append(
                element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=MUTED, stroke_width=0.6)
            )
        marks.append(halo(label.request.words, label.at, _NAME_SIZE))
    return marks


def _entries(
    nodes: Sequence[NetworkNode], links: Sequence[NetworkLink], labels: NetworkLabels
) -> list[legend.Entry]:
    shown = {min(node.group, len(SERIES)) for node in nodes}
    entries = [
        legend.Entry(words, group_entry(group))
        for group, words in enumerate(labels.groups[: len(SERIES)])
        if group in shown
    ]
    if len(SERIES) in shown:
        entries.append(legend.Entry(labels.others, group_entry(len(SERIES))))
    kinds = {link.certain for link in links}
    strokes = [(True, labels.certain), (False, labels.possible)]
    return [
        *entries,
        *(
            legend.Entry(words, legend.stroke(MUTED, dashed=not certain))
            for certain, words in strokes
            if certain in kinds
        ),
    ]
