"""Draws spans and events on a line of years; what is certain is solid, what is possible hatched.

A span is solid where it holds on every reading of its dates and hatched where it holds on some.
Every mark carries its title and its claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.lettering import shorten, width
from kizuna.publish.drawings.palette import (
    BAND,
    GRID,
    INK,
    MUTED,
    PAPER,
    SIDE_A,
    SIDE_B,
    SMALL_SIZE,
    TEXT_SIZE,
)
from kizuna.publish.drawings.scales import Scale, new_year, year_of, year_step
from kizuna.publish.drawings.svg import Element, element
from kizuna.values.spans import OPEN_END, OPEN_START

_LANE = 15.0
_ROW_PADDING = 5.0
_BAR = 10.0
_LABEL_SHARE = 0.36
_HEAD = 40.0
_LEGEND_GAP = 26.0
_RIGHT = 16.0
_ARROW = 6.0
_DIAMOND = 5.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A span or an event between day numbers (1 is 0001-01-01; OPEN_START and OPEN_END allowed).

    It starts on some day from `start_earliest` to `start_latest` and ends on some day from
    `end_earliest` to `end_latest`. `kind` is "span" or "event"; for an event both pairs are the
    days between which it happened.
    """

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int
    title: str
    kind: str = "span"
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A row of marks; spans that overlap are set one beneath the other. `title` is shown on
    hover, the label when empty."""

    label: str
    marks: tuple[Mark, ...]
    title: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineLabels:
    """The words of a timeline. `title` and `description` are read out and not drawn; `as_of`
    stands over the line at the day asked about; the rest in the legend, `empty` when there is no
    row. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    as_of: str
    certain: str
    possible: str
    event: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Layout:
    scale: Scale
    label_width: float
    width: float
    tops: tuple[float, ...]
    bottom: float


def draw_timeline(
    rows: Sequence[TimelineRow], as_of: int, labels: TimelineLabels, width: int = 760
) -> str:
    """The timeline as an SVG document, `width` pixels wide and as high as its rows.

    `as_of` is the day number of the day asked about. Open ends run to the edge with an arrow.
    """
    prefix = svg.prefix_for("timeline", rows, as_of, labels, width)
    if not rows:
        sheet = svg.Sheet("timeline", width, 120, labels.title, labels.description, labels.language)
        return svg.empty_document(sheet, prefix, labels.empty)
    lanes = [_lanes(row.marks) for row in rows]
    layout = _layout(rows, lanes, as_of, width)
    pattern = f"{prefix}-possible"
    drawn = [
        _row(row, lane, layout, index, pattern)
        for index, (row, lane) in enumerate(zip(rows, lanes, strict=True))
    ]
    entries = _entries(rows, labels, pattern)
    key, height = legend.flow(entries, (0, layout.bottom + _LEGEND_GAP), width)
    total = layout.bottom + _LEGEND_GAP + height + 2
    sheet = svg.Sheet("timeline", width, total, labels.title, labels.description, labels.language)
    body = [
        element("defs", svg.hatch(pattern, SIDE_A)),
        *_bands(layout),
        *_grid(layout),
        *drawn,
        *_as_of_line(as_of, labels.as_of, layout),
        key,
    ]
    return svg.document(sheet, prefix, body)


def _known(marks: Iterable[Mark]) -> list[int]:
    return [
        day
        for mark in marks
        for day in (mark.start_earliest, mark.start_latest, mark.end_earliest, mark.end_latest)
        if day not in (OPEN_START, OPEN_END)
    ]


def _layout(
    rows: Sequence[TimelineRow], lanes: Sequence[Sequence[int]], as_of: int, wide: float
) -> _Layout:
    days = [as_of, *_known(mark for row in rows for mark in row.marks)]
    first, last = year_of(min(days)), year_of(max(days)) + 1
    widest = max(width(row.label, TEXT_SIZE) for row in rows) + 14
    label_width = min(widest, wide * _LABEL_SHARE)
    scale = Scale(new_year(first), new_year(last), label_width + 10, wide - _RIGHT)
    tops, top = [], _HEAD
    for lane in lanes:
        tops.append(top)
        top += (max(lane, default=0) + 1) * _LANE + 2 * _ROW_PADDING
    return _Layout(scale, label_width, wide, tuple(tops), top)


def _lanes(marks: Sequence[Mark]) -> list[int]:
    """The lane of each mark: events share the first lane, spans take the first that is free."""
    taken: list[list[Mark]] = []
    lanes = [0] * len(marks)
    spans = [index for index, mark in enumerate(marks) if mark.kind == "span"]
    for index in sorted(spans, key=lambda i: (marks[i].start_earliest, i)):
        mark = marks[index]
        for number, others in enumerate(taken):
            if all(other.end_latest <= mark.start_earliest for other in others):
                lanes[index] = number
                others.append(mark)
                break
        else:
            lanes[index] = len(taken)
            taken.append([mark])
    return lanes


def _bands(layout: _Layout) -> list[Element]:
    ends = [*layout.tops[1:], layout.bottom]
    return [
        element("rect", x=0, y=top, width=layout.width, height=end - top, fill=BAND)
        for index, (top, end) in enumerate(zip(layout.tops, ends, strict=True))
        if index % 2 == 0
    ]


def _grid(layout: _Layout) -> list[Element]:
    scale = layout.scale
    first, last = year_of(int(scale.low)), year_of(int(scale.high))
    step = year_step(last - first, scale.end - scale.start, 44)
    marks = []
    for year in range(first + (-first) % step, last + 1, step):
        x = scale.at(new_year(year))
        marks.append(
            element("line", x1=x, y1=_HEAD, x2=x, y2=layout.bottom, stroke=GRID, class_="year")
        )
        marks += [
            svg.text(str(year), x, y, text_anchor="middle", font_size=SMALL_SIZE, fill=MUTED)
            for y in (_HEAD - 5, layout.bottom + 13)
        ]
    return marks


def _row(
    row: TimelineRow, lanes: Sequence[int], layout: _Layout, index: int, pattern: str
) -> Element:
    top = layout.tops[index]
    high = (max(lanes, default=0) + 1) * _LANE + 2 * _ROW_PADDING
    words = shorten(row.label, TEXT_SIZE, layout.label_width - 10)
    label = svg.text(words, 6, top + high / 2 + 4, class_="label")
    order = sorted(zip(row.marks, lanes, strict=True), key=lambda pair: pair[0].kind == "event")
    marks = []
    for mark, lane in order:
        middle = top + _ROW_PADDING + _LANE * (lane + 0.5)
        if mark.kind == "event":
            marks.append(_event(mark, layout.scale, middle))
        else:
            marks.append(_span(mark, layout.scale, middle, pattern))
    return svg.fact("row", row.title or row.label, row.claims, label, *marks)


def _span(mark: Mark, scale: Scale, middle: float, pattern: str) -> Element:
    left, right = scale.at(mark.start_earliest), scale.at(mark.end_latest + 1)
    shapes = [
        _bar(left, max(right, left + 2), middle, f"url(#{pattern})", "possible"),
    ]
    holds = mark.start_latest <= mark.end_earliest and mark.start_latest != OPEN_END
    if holds:
        start, end = scale.at(mark.start_latest), scale.at(mark.end_earliest + 1)
        shapes.append(_bar(start, max(end, start + 2), middle, SIDE_A, "certain"))
    certain_open = holds and mark.end_earliest == OPEN_END
    if mark.end_latest == OPEN_END:
        shapes.append(_arrow(scale.end, 1, middle, certain_open))
    if mark.start_earliest == OPEN_START:
        shapes.append(_arrow(scale.start, -1, middle, mark.start_latest == OPEN_START))
    return svg.fact("mark span", mark.title, mark.claims, *shapes)


def _bar(left: float, right: float, middle: float, fill: str, class_: str) -> Element:
    return element(
        "rect",
        x=left,
        y=middle - _BAR / 2,
        width=right - left,
        height=_BAR,
        fill=fill,
        stroke=SIDE_A if class_ == "possible" else None,
        stroke_width=0.6 if class_ == "possible" else None,
        class_=class_,
    )


def _arrow(x: float, direction: int, middle: float, certain: bool) -> Element:
    tip = x + direction * _ARROW
    ring = [(x, middle - _BAR / 2), (tip, middle), (x, middle + _BAR / 2)]
    return element(
        "path",
        d=svg.path_of([ring], closed=True),
        fill=SIDE_A if certain else PAPER,
        stroke=SIDE_A,
        stroke_width=0.6,
        class_=f"open {'certain' if certain else 'possible'}",
    )


def _event(mark: Mark, scale: Scale, middle: float) -> Element:
    left, right = scale.at(mark.start_earliest), scale.at(mark.end_latest + 1)
    x, reach = (left + right) / 2, _DIAMOND
    certain = right - left <= 2 * reach
    ring = [(x, middle - reach), (x + reach, middle), (x, middle + reach), (x - reach, middle)]
    whisker = element(
        "line",
        x1=left,
        y1=middle,
        x2=right,
        y2=middle,
        stroke=SIDE_B,
        stroke_width=2,
        stroke_opacity=0.55,
        class_="possible",
    )
    diamond = element(
        "path",
        d=svg.path_of([ring], closed=True),
        fill=SIDE_B if certain else PAPER,
        stroke=PAPER if certain else SIDE_B,
        stroke_width=1 if certain else 1.4,
        class_="certain" if certain else "possible",
    )
    shapes = [diamond] if certain else [whisker, diamond]
    return svg.fact("mark event", mark.title, mark.claims, *shapes)


def _as_of_line(as_of: int, words: str, layout: _Layout) -> list[Element]:
    x = layout.scale.at(as_of)
    line = element(
        "line",
        x1=x,
        y1=_HEAD - 20,
        x2=x,
        y2=layout.bottom,
        stroke=INK,
        stroke_width=1.1,
        stroke_dasharray="3 3",
        class_="as-of",
    )
    fitting = shorten(words, SMALL_SIZE, layout.width - 8)
    half = width(fitting, SMALL_SIZE) / 2
    centre = max(half + 4, min(layout.width - half - 4, x))
    label = svg.text(
        fitting, centre, _HEAD - 25, text_anchor="middle", font_size=SMALL_SIZE, fill=INK
    )
    return [svg.fact("as-of", words, (), line, label)]


def _entries(
    rows: Sequence[TimelineRow], labels: TimelineLabels, pattern: str
) -> list[legend.Entry]:
    kinds = {mark.kind for row in rows for mark in row.marks}
    spans = [
        legend.Entry(labels.certain, legend.swatch(SIDE_A)),
        legend.Entry(labels.possible, legend.swatch(f"url(#{pattern})", SIDE_A)),
    ]
    event = [legend.Entry(labels.event, legend.diamond(SIDE_B))]
    return (spans if "span" in kinds else []) + (event if "event" in kinds else [])
