"""What ties hold: the spans and events of one on a line of years, and the fields of
several side by side.

A span is solid where it holds on every reading of its dates and hatched where it holds
on some; an event that is not known to some months is hollow, on a line from the first
day to the last. That of fields has a row a field, a column a tie, and a dot where the
tie has the field: a full one is certain, a hollow one possible, and the year beside it
is the start. A place without a dot is no evidence that the field is lacking.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from itertools import chain
from typing import Any

from kizuna.analysis.figures import unique
from kizuna.analysis.measures.activity import breadth, by_concept, fields_of
from kizuna.analysis.measures.calendar import year_of
from kizuna.claims import kinds
from kizuna.publish.charts import plot, svg
from kizuna.publish.charts.plot import Chart, PlotWords, Scale, words_between, words_of
from kizuna.publish.charts.svg import Box, Element, Look, Spot
from kizuna.publish.document import Drawing
from kizuna.publish.report.brief import Brief
from kizuna.publish.wording import capital
from kizuna.register.register import Register
from kizuna.register.ties import Part, intervals_of, overall, parts_of, tie_of
from kizuna.values import OPEN_END, OPEN_START, Edtf, Span
from kizuna.values.spans import day_of

_HEAD, _ROW, _BAR = 40.0, 25.0, 10.0
_PAGE = 36
"""How many ties the timeline draws of more than a note tells at length, so that it fits
a page.
"""
_SPANS: tuple[type[kinds.Entity], ...] = (
    kinds.FieldOfExchange,
    kinds.Programme,
    kinds.Office,
)
_EVENTS: tuple[type[kinds.Entity], ...] = (kinds.Agreement, kinds.Exchange)


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A span or, with the days between which it happened, an event; `title` is read out
    and shown on hover.
    """

    span: Span
    title: str
    claims: tuple[str, ...]
    is_event: bool = False


Row = tuple[str, Sequence[TimelineMark], str]
"""A label, the marks that are set one over another in their order, and the title that
is shown on hover.
"""


def tie_timeline(register: Register, tie: str, day: int, language: str) -> Drawing:
    """The timeline of the tie of that id up to a day, with the ties under it.

    What is only planned, or began later, is left out; a part of which no date is known
    is in no row, and their number is said. Raises NotFound for an id that the register
    does not hold.
    """
    words = words_of(register, day, language)
    rows, undated = list[Row](), 0
    for held in (tie_of(register, tie), *register.referring(tie, kinds.Tie, "parent")):
        span = overall(intervals_of(held, register.dating))
        if span is None or not span.begun_by(day).possible:
            continue
        name = words.name(held.id)
        claims = unique(c for fact in held.milestone for c in fact.claim_ids)
        marks = [TimelineMark(span, name, claims)]
        for fact in held.milestone:
            date = fact.value.date
            if fact.counts and date is not None and date.span.begun_by(day).possible:
                stage = _dated(
                    words, words.messages.concept("stages", fact.value.stage), date
                )
                marks.append(_event(date.span, stage, fact.claim_ids))
        rows.append((name, marks, name))
    for kind in (*_EVENTS, *_SPANS):
        parts = parts_of(register, tie, kind, day)
        dated = [part for part in parts if part.life.start_earliest != OPEN_START]
        undated += len(parts) - len(dated)
        rows += _rows(words, kind, dated)
    remarks = [words.message("timeline-undated", count=undated)] if undated else []
    chart = Chart(words, "timeline", tie=words.name(tie), count=len(rows))
    return draw_timeline(chart, rows, remarks)


def timeline_between(brief: Brief, language: str) -> Drawing:
    """The lives of the ties between the two sides of a brief, each with its dated
    events on it.
    """
    words = words_between(brief, language)
    shown = brief.ties[:_PAGE] if brief.is_long else brief.ties
    known = [
        (span.start_latest, tie.id, tie, span)
        for tie in shown
        if (span := tie.on_day.span)
    ]
    rows = []
    for _, _, tie, span in sorted(known):
        name = words.name(tie.id)
        marks = [TimelineMark(span, name, tie.on_day.claims)]
        for part in tie.begun["events"]:
            if date := part.entity.date:
                said = _dated(words, capital(words.name(part.entity.id)), date.value)
                marks.append(_event(part.life, said, date.claim_ids))
        rows.append((name, marks, name))
    missing = len(brief.ties) - len(shown)
    remarks = [words.text("left-out", count=missing)] if missing else []
    return draw_timeline(
        Chart(words, "lives", ("in-force", "possibly-in-force")), rows, remarks
    )


def draw_timeline(
    chart: Chart, rows: Sequence[Row], remarks: Sequence[str] = ()
) -> Drawing:
    """The rows up to the day asked about and on; open ends run to the edge with an
    arrow.
    """
    if not rows:
        return chart.drawing((), remarks)
    as_of, words = chart.words.day or 0, chart.words.on_day()
    marks = [mark for _, held, _ in rows for mark in held]
    edges = [_HEAD + _ROW * index for index in range(len(rows) + 1)]
    names = [name for name, _, _ in rows]
    room = chart.room_for(names)
    bounds = (day for mark in marks for day in astuple(mark.span))
    days = [as_of, *(day for day in bounds if day not in (OPEN_START, OPEN_END))]
    first, last = year_of(min(days)), year_of(max(days)) + 1
    scale = Scale(day_of(first, 1, 1), day_of(last, 1, 1), room + 10, plot.WIDE - 16)
    labels = chart.rows(names, edges, room)
    years = plot.round_years(first, last, scale.end - scale.start, 44)
    ticks = [(scale.at(day_of(year, 1, 1)), str(year)) for year in years]
    chart.grid(Box(scale.start, _HEAD, scale.end, edges[-1]), ticks, upright=True)
    chart.add(*(svg.small_text(year, (x, _HEAD - 5)) for x, year in ticks))
    for (_, held, title), label, top in zip(rows, labels, edges, strict=False):
        drawn = (_drawn(chart, mark, scale, top + _ROW / 2) for mark in held)
        chart.add(svg.fact("row", title, (), label, *drawn))
    # the day asked about, with its words over it
    x, wide = scale.at(as_of), chart.wide - 8
    half = min(svg.width(words, svg.SMALL_SIZE), wide) / 2
    look: Look = {"stroke_width": 1.1, "stroke_dasharray": "3 3"}
    line = svg.line((x, _HEAD - 20), (x, edges[-1]), svg.INK, **look)
    at = (max(half + 4, min(wide + 4 - half, x)), _HEAD - 25)
    chart.add(
        svg.fact(
            "as-of", words, (), line, svg.small_text(words, at, room=wide, fill=None)
        )
    )
    if not all(mark.is_event for mark in marks):
        chart.keys(partial(chart.swatch, (svg.SIDE_A,)))
    if any(mark.is_event for mark in marks):
        event = chart.words.message("event")
        chart.key(event, lambda spot: plot.diamond(spot, 5.5, svg.SIDE_B, svg.PAPER))
    chart.bottom = edges[-1] + 26
    return chart.drawing((claim for mark in marks for claim in mark.claims), remarks)


def _drawn(chart: Chart, mark: TimelineMark, scale: Scale, middle: float) -> Element:
    span, shapes = mark.span, list[Element]()
    if mark.is_event:
        left, right = scale.at(span.start_earliest), scale.at(span.end_latest + 1)
        class_, colours = "certain", (svg.SIDE_B, svg.PAPER)
        if right - left > _BAR:
            look: Look = {
                "stroke_width": 2,
                "stroke_opacity": 0.55,
                "class_": "possible",
            }
            shapes.append(svg.line((left, middle), (right, middle), svg.SIDE_B, **look))
            class_, colours = "possible", colours[::-1]
        whole = plot.diamond(((left + right) / 2, middle), _BAR / 2, *colours, class_)
        return svg.fact("mark event", mark.title, mark.claims, *shapes, whole)
    starts, ends = (
        (span.start_earliest, span.start_latest),
        (span.end_latest, span.end_earliest),
    )
    holds = starts[1] <= ends[1] and starts[1] != OPEN_END
    for certain in range(1 + holds):
        left, right = scale.at(starts[certain]), scale.at(ends[certain] + 1)
        box = Box(left, middle - _BAR / 2, max(right, left + 2), middle + _BAR / 2)
        shapes.append(chart.bar(box, svg.SIDE_A, certain=bool(certain)))
    sides = ((ends, OPEN_END, scale.end, 1), (starts, OPEN_START, scale.start, -1))
    for days, bound, x, towards in sides:
        if days[0] == bound:
            certain = holds and days[1] == bound
            shapes.append(
                plot.arrow((x, middle), _BAR, towards, svg.SIDE_A, certain=certain)
            )
    return svg.fact("mark span", mark.title, mark.claims, *shapes)


def _event(span: Span, title: str, claims: tuple[str, ...]) -> TimelineMark:
    """The mark of what happened on a day of the beginning of a span."""
    day = Span.within(span.start_earliest, span.start_latest)
    return TimelineMark(day, title, claims, is_event=True)


def _rows(
    words: PlotWords, kind: type[kinds.Entity], parts: Sequence[Part[Any]]
) -> Iterator[Row]:
    """A row of all events of a kind (agreements by their types), or one for each span;
    with when each began.
    """
    is_event, events = kind in _EVENTS, list[TimelineMark]()
    named = words.messages.kind(kind.prefix)
    said = "" if is_event else f" ({named})"
    for part in parts:
        entity, claims = part.entity, part.entity.claim_ids
        called = words.name(entity.id)
        if isinstance(entity, kinds.Agreement):
            called = words.concept("agreement-types", entity.type.value) or named
        called = capital(called)
        title = _dated(words, called + said, entity.stated(entity.begins).value)
        if is_event:
            events.append(_event(part.life, title, claims))
        else:
            yield called, [TimelineMark(part.life, title, claims)], called + said
    if events:
        label = words.message(f"row-{kind.prefix}")
        yield label, events, label


def _dated(words: PlotWords, text: str, date: Edtf | None) -> str:
    return f"{text}{words.text('colon')}{words.messages.date(date)}" if date else text


_FIELD_ROW, _LINE, _HEAD_LINES = 26.0, 16.0, 3


def fields_beside(
    register: Register, ties: Sequence[str], day: int, language: str
) -> Drawing:
    """The fields of the ties of those ids that had begun by the day, the shared ones
    first.

    A tie without a recorded field has an empty column, which is no evidence that it has
    none.
    """
    words = words_of(register, day, language)
    found = [fields_of(register, tie, day) for tie in ties]
    held = [
        {c: part for c, part in by_concept(fields).items() if c} for fields in found
    ]
    feet = [
        words.count(figure.certain, figure.possible) for figure in map(breadth, found)
    ]
    chart = Chart(words, "fields", wide=max(plot.WIDE, 260 + 150 * len(held)))
    remarks = [words.message("fields-method")]
    names, starts = dict[str, str](), defaultdict[str, list[int]](list)
    for concept, part in chain(*(parts.items() for parts in held)):
        names[concept] = words.messages.concept("fields", concept)
        starts[concept].append(part.life.start_latest)
    if not names:
        return chart.drawing((), remarks)
    concepts = sorted(names, key=lambda c: (-len(starts[c]), min(starts[c]), names[c]))
    fields = [capital(names[concept]) for concept in concepts]
    left = chart.room_for(fields)
    each = (chart.wide - left) / len(held)
    heads = [
        svg.wrapped(words.name(tie), svg.TEXT_SIZE, each - 14)[:_HEAD_LINES]
        for tie in ties
    ]
    top = max(map(len, heads)) * _LINE + 12
    edges = [top + _FIELD_ROW * index for index in range(len(concepts) + 1)]
    chart.add(*chart.rows(fields, edges, left))
    lefts = (left + each * column for column in range(len(held)))
    for x, lines, tie, parts, foot in zip(lefts, heads, ties, held, feet, strict=True):
        chart.add(svg.line((x, 4), (x, top), svg.GRID))
        for index, line in enumerate(lines):
            y = top - 10 - _LINE * (len(lines) - 1 - index)
            chart.add(svg.text(line, (x + 8, y), font_weight="600", class_="tie"))
        for concept, part in parts.items():
            middle = edges[concepts.index(concept)] + _FIELD_ROW / 2
            chart.add(_dot(words, tie, concept, part, (x + 13, middle)))
        chart.add(
            svg.text(foot, (x + 8, edges[-1] + 18), font_weight="600", class_="sum")
        )
    chart.add(*(svg.line((0, y), (chart.wide, y), svg.RULE) for y in (top, edges[-1])))
    heading = words.message("fields-sum")
    chart.add(svg.text(heading, (6, edges[-1] + 18), room=left - 12, font_weight="600"))
    every = [part for parts in held for part in parts.values()]
    chart.keys(partial(plot.dot, svg.SIDE_A), {part.begun.certain for part in every})
    chart.bottom, chart.left = edges[-1] + _FIELD_ROW + 6, left
    return chart.drawing((c for part in every for c in part.entity.claim_ids), remarks)


def _dot(
    words: PlotWords,
    tie: str,
    concept: str,
    part: Part[kinds.FieldOfExchange],
    at: Spot,
) -> Element:
    """The dot of a field, with the years in which it may have begun."""
    certain, started = part.begun.certain, part.entity.started.value
    title = f"{words.name(tie)}{words.text('colon')}{words.concept('fields', concept)}"
    shapes = [plot.dot(svg.SIDE_A, at, certain=certain)]
    if started:
        title += f", {words.messages.date(started)}"
    if started and part.life.start_earliest != OPEN_START:
        years = [
            str(year_of(day))
            for day in (part.life.start_earliest, part.life.start_latest)
        ]
        since = words.message("since", year="–".join(dict.fromkeys(years)))
        shapes.append(svg.small_text(since, (at[0] + 12, at[1] + 4), None))
    class_ = f"has {'certain' if certain else 'possible'}"
    return svg.fact(class_, title, part.entity.claim_ids, *shapes)
