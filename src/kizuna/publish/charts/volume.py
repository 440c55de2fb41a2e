"""The yearly volume of exchange by direction, out to the right and in to the left.

Of each programme of a tie, or of each tie between two sides.

A range is solid up to its least and hatched up to its most. Nothing recorded is a dash, which is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.volume import Volume, volume_of
from kizuna.claims.kinds import Programme, Tie
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.charts import sheet, svg
from kizuna.publish.charts.plot import Plot, PlotWords, words_of
from kizuna.publish.charts.svg import Box, Element, Look
from kizuna.publish.report.brief import Brief
from kizuna.publish.wording import capital
from kizuna.register.dating import Dating, parts_of
from kizuna.register.places import bodies_of, government_of, on_day
from kizuna.register.register import Register
from kizuna.register.ties import parties_in_order, tie_of

_ROW, _BAR, _HEAD = 26.0, 13.0, 48.0

Row = tuple[str, Measure | None, Measure | None]
"""What a row is called, and what goes out and comes in a year; None where nothing is recorded."""


def volume_of_tie(register: Register, tie: str, day: int, language: str) -> Plot:
    """The volume of each programme of a tie that had begun by the day.

    Programmes without a yearly number are counted in a remark. Raises NotFound for an unknown id, and BadQuestion
    for a tie of which one party is recorded.
    """
    words = words_of(register, day, language)
    sides = _sides(words, tie_of(register, tie))
    homes = [{home.id for r in side if (home := government_of(register, r))} for side in sides]
    bodies = (bodies_of(register, each) for each in homes)
    members = [frozenset().union(*each) for each in zip(sides, homes, bodies, strict=True)]
    parts = parts_of(register, tie, Programme, day, Dating.of(register))
    held = (part.entity for part in parts)
    volumes = [(capital(words.name(one.id)), volume_of([one], *members)) for one in held]
    without = sum(not (volume.out.persons or volume.back.persons) for _, volume in volumes)
    names = [words.messages.listing([words.name(ref) for ref in side]) for side in sides]
    return _plot(words, names, volumes, without)


def volume_between(brief: Brief, language: str) -> Plot:
    """The volume of each tie between the two sides of a brief."""
    second = frozenset(brief.b.members | {brief.b.ref})
    words = PlotWords(brief.register, Messages(language), brief.day, second)
    volumes = [(words.name(tie.id), tie.volume) for tie in brief.ties]
    without = sum(len(tie.volume.without_number) for tie in brief.ties)
    return _plot(words, [words.name(brief.a.ref), words.name(brief.b.ref)], volumes, without)


def draw_volume(
    rows: Sequence[Row], sides: Sequence[str], unit: str, caption: sheet.Caption, messages: Messages
) -> str:
    """The volumes between two sides, by name, as an SVG document; `unit` heads the scale."""
    chart = sheet.Chart("volume", caption)
    if not rows:
        return chart.drawn_empty()
    room = chart.room_for(label for label, *_ in rows)
    zero = room + (sheet.WIDE - room) / 2
    bounds = [_bounds(side) for _, *both in rows for side in both]
    longest = max(svg.width(sheet.range_text(*bound), svg.SMALL_SIZE) for bound in bounds)
    values = sheet.round_steps(max(bound or 0 for pair in bounds for bound in pair), 3)
    reach = zero - room - (longest + 10 + sheet.ARROW)
    edges = [_HEAD + _ROW * index for index in range(len(rows) + 1)]
    out, back = (sheet.Scale(0, values[-1], zero, zero + sign * reach) for sign in (1, -1))
    ways = ((out, "start", svg.SIDE_A, sides), (back, "end", svg.SIDE_B, sides[::-1]))
    for (_, anchor, colour, (source, target)), at in zip(ways, (zero + 10, zero - 10), strict=True):
        look: Look = {"text_anchor": anchor, "fill": colour, "class_": "heading"}
        words, wide = f"{source} → {target}", sheet.WIDE - zero - 16
        chart.add(svg.fitting(words, (at, 15), wide, svg.TEXT_SIZE, **look))
    look = {"fill": svg.MUTED, "class_": "unit"}
    chart.add(svg.fitting(unit, (6, _HEAD - 7), sheet.WIDE / 3, svg.SMALL_SIZE, **look))
    labels = chart.rows([label for label, *_ in rows], edges, room)
    ticks = [(way.at(v), sheet.figure(v)) for v in values for way in ((out, back) if v else (out,))]
    chart.grid(Box(room, _HEAD, sheet.WIDE, edges[-1]), ticks, upright=True)
    for (name, *both), label, top in zip(rows, labels, edges, strict=False):
        bars = []
        halves = zip(both[::-1], ways[::-1], ("in", "out"), strict=True)
        for side, (scale, _, colour, _), class_ in halves:
            said = messages.quantity(side.quantity) if side else f"{name}: –"
            drawn = _bar(chart, _bounds(side), colour, scale, top + _ROW / 2)
            bars.append(svg.fact(class_, said, side.claims if side else (), *drawn))
        chart.add(svg.fact("row", name, (), label, *bars))
    chart.add(svg.line((zero, _HEAD), (zero, edges[-1]), svg.RULE))
    chart.keys(partial(chart.swatch, (svg.SIDE_B, svg.SIDE_A)))
    return chart.drawn(edges[-1] + 24)


Bounds = tuple[float | None, float | None]


def _bounds(measure: Measure | None) -> Bounds:
    """Least and most; (None, None) where no number is recorded, which is not zero."""
    return (measure.quantity.min or 0, measure.quantity.max) if measure else (None, None)


def _bar(
    chart: sheet.Chart, bounds: Bounds, colour: str, scale: sheet.Scale, middle: float
) -> Iterator[Element]:
    """The bar of one direction, along its scale, with its words."""
    least, most = bounds
    x, low, end = map(scale.at, (0, least or 0, max(least or 0, most or 0)))
    for near, far, certain in ((low, end, False), (x, low, True)):
        if far != near:
            box = Box(min(near, far), middle - _BAR / 2, max(near, far), middle + _BAR / 2)
            yield chart.bar(box, colour, certain=certain)
    sign, said = (1 if scale.end > scale.start else -1), sheet.range_text(*bounds)
    if least is not None and most is None:
        yield sheet.arrow((end, middle), _BAR, sign, colour)
        end += sign * sheet.ARROW
    at, anchor = (end + sign * 5, middle + 3.8), "start" if sign > 0 else "end"
    yield svg.small_text(said, at, anchor, svg.MUTED if said == "–" else None)


def _plot(
    words: PlotWords, names: Sequence[str], volumes: Iterable[tuple[str, Volume]], without: int
) -> Plot:
    """The volumes in persons a year; one of which no number is known either way has no row."""
    a, b = names
    every = [(label, volume.out.persons, volume.back.persons) for label, volume in volumes]
    rows = [row for row in every if row[1] or row[2]]
    said = words.caption("volume", legend=("volume-least", "volume-most"), a=a, b=b)
    drawn = draw_volume(rows, names, words.message("volume-unit"), said, words.messages)
    remarks = [words.message("volume-without", count=without)] if without else []
    claims = (claim for _, *both in rows for side in both if side for claim in side.claims)
    return words.plot(drawn, said, words.message("up-to", day=words.on_day()), claims, remarks)


def _sides(words: PlotWords, tie: Tie) -> tuple[list[str], list[str]]:
    """The parties on each side: those in the country of the first, and the others; the first alone where all are
    in one. Raises BadQuestion for a tie of which one party is recorded."""
    parties = list(parties_in_order(tie))
    if len(parties) < 2:
        raise BadQuestion(
            f"{tie.id!r}: of this tie one party is recorded, so there is no direction"
        )
    homes = [government_of(words.register, ref) for ref in parties]
    codes = [(home and on_day(home.country, words.day or 0)) or "" for home in homes]
    a = [ref for ref, code in zip(parties, codes, strict=True) if code == codes[0]]
    if len(a) == len(parties):
        a = parties[:1]
    return a, [ref for ref in parties if ref not in a]
