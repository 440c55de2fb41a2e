"""Ties by year: how many were formed in each, stacked by partner country, pair of countries or area.

The solid parts of a bar stand at the bottom and the hatched ones on top, so that its solid height is what is
certain and its whole height what is possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kizuna.analysis.measures.calendar import year_of
from kizuna.analysis.scope import Scope
from kizuna.publish.charts import plot, sheet, svg
from kizuna.publish.charts.svg import Box, Look, Spot
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START, Span

_LEFT, _TOP, _BETWEEN = 40.0, 32.0, 44.0
_HIGH, _HALF = 308.0, 144.0
_WIDEST = 10
"""A tie whose start is uncertain over more years than this is told in words; that many are named."""


@dataclass(frozen=True, slots=True)
class YearSeries:
    """Bars of one colour: what began in each year of what `name` says in the legend."""

    name: str
    colour: str
    years: Mapping[int, sheet.Counted]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there were in all at the end of each year, certainly and possibly, under a heading; no year is left
    out. `before` is how many there were before the first."""

    heading: str
    before: tuple[int, int]
    years: Mapping[int, tuple[int, int]]


def years(scope: Scope, language: str) -> plot.Plot:
    """The plot of a scope: every tie that began by its day in the year of its beginning, ended or not.

    A tie whose date may lie in several years is possible in each of them; one without a date, or with dates that
    lie too far apart, is in none, and their number is said.
    """
    words = plot.words_of(scope.register, scope.day, language)
    begun = [t for t in scope.ties if t.span and t.span.begun_by(scope.day).possible]
    spread = [(tie, _years(tie.span, scope.day)) for tie in begun if tie.span]
    dated = [(tie, years) for tie, years in spread if years]
    ties = [tie for tie, _ in dated]
    told_by, key = plot.sorting_of(scope, ties, plot.home_of(scope, begun))
    by = words.message(f"by-{told_by}")
    count, caption = words.messages.number(len(dated)), words.caption("years", by=by)
    series = _series(words, dated, (told_by, key))
    drawn = draw_years(series, words.message("years-axis"), caption)
    said = words.message("years-subtitle", count=count, day=words.on_day(), by=by)
    undated = sum(years is None for _, years in spread)
    remarks = [words.message("undated", count=undated)] if undated else []
    if wide := [words.name(tie.id) for tie, years in spread if years is not None and not years]:
        named = words.messages.listing(wide[:_WIDEST] + ["…"] * (len(wide) > _WIDEST))
        remarks.append(words.message("wide", count=len(wide), years=_WIDEST, ties=named))
    return words.plot(drawn, caption, said, plot.claims_of(ties), remarks)


def draw_years(
    series: Sequence[YearSeries], axis: str, caption: sheet.Caption, totals: Totals | None = None
) -> str:
    """The bars under the heading of their axis as an SVG document, and the totals, if any, as a line over them."""
    chart = sheet.Chart("years", caption)
    held = [each for each in series if any(count.possible for count in each.years.values())]
    known = [year for each in held for year in each.years] + list(totals.years if totals else ())
    if not known:
        return chart.drawn_empty()
    right, top = chart.wide - 6, _TOP
    if totals:
        last = sheet.range_text(*totals.years[max(totals.years)])
        right -= svg.width(last, svg.TEXT_SIZE) + 6
        _draw_totals(chart, totals, Box(_LEFT, top, right, top + _HALF), last)
        top += _HALF + _BETWEEN
    box = Box(_LEFT, top, right, top + (_HALF if totals else _HIGH))
    shown = range(min(known), max(known) + 1)
    sums = [sum(s.years[y].possible for s in held if y in s.years) for y in shown]
    scale, slot = chart.counts(box, max(sums), axis), box.width / len(shown)
    for index, year in enumerate(shown):
        left = box.left + slot * index
        _draw_bar(chart, held, year, Box(left, box.top, left + slot, box.bottom), scale)
    for year in sheet.round_years(shown[0], shown[-1] + 1, box.width, 36):
        if year in shown:
            x = box.left + slot * (year - shown[0] + 0.5)
            chart.add(svg.small_text(str(year), (x, box.bottom + 15)))
    for each in held:
        chart.key(each.name, partial(chart.swatch, (each.colour,)))
    unsure = [count.possible > count.certain for each in held for count in each.years.values()]
    unsure += [most > sure for sure, most in totals.years.values()] if totals else []
    if any(unsure):
        colour = held[0].colour if len(held) == 1 else svg.GREY
        chart.keys(partial(chart.swatch, (colour,)), (False,))
    return chart.drawn(box.bottom + 30, _LEFT)


def _draw_bar(
    chart: sheet.Chart, series: Sequence[YearSeries], year: int, slot: Box, scale: sheet.Scale
) -> None:
    """The bar of a year: each series solid, then each hatched, and the sum over it where there is room."""
    wide = min(slot.width * 0.76, 28.0)
    middle, _ = slot.centre
    held = [(each, each.years[year]) for each in series if year in each.years]
    certain = sum(count.certain for _, count in held)
    solid, hatched = 0, certain
    for each, count in held:
        low, solid = solid, solid + count.certain
        base, hatched = hatched, hatched + count.possible - count.certain
        bars = []
        for bottom, top, is_certain in ((low, solid, True), (base, hatched, False)):
            if top > bottom:
                box = Box(middle - wide / 2, scale.at(top), middle + wide / 2, scale.at(bottom))
                bars.append(chart.bar(box, each.colour, certain=is_certain))
        if bars:
            chart.add(svg.fact("year", count.title, count.claims, *bars, ties=count.ties))
    said = sheet.range_text(certain, hatched)
    if hatched and svg.width(said, svg.SMALL_SIZE) <= slot.width:
        at, look = (middle, scale.at(hatched) - 4), {"text_anchor": "middle", "class_": "sum"}
        chart.add(svg.text(said, at, svg.SMALL_SIZE, **look))


def _draw_totals(chart: sheet.Chart, totals: Totals, box: Box, last: str) -> None:
    """The totals as lines that step up in the middle of each year: the certain one solid, the other dashed."""
    most = max(possible for _, possible in totals.years.values())
    scale, slot = chart.counts(box, most, totals.heading), box.width / len(totals.years)
    held = [totals.before, *(totals.years[year] for year in sorted(totals.years))]
    steps = [box.left, *(box.left + slot * (n + 0.5) for n in range(len(totals.years)))]

    def line(side: int) -> list[Spot]:
        spots = [(x, scale.at(total[side])) for x, total in zip(steps, held, strict=True)]
        return [spots[0], *sheet.stairs(spots), (box.right, spots[-1][1])]

    certain, possible = line(0), line(1)
    chart.add(svg.path([[*certain, *reversed(possible)]], svg.SIDE_B, fill_opacity=0.16))
    if possible != certain:
        look: Look = {"stroke_width": 1.4, "stroke_dasharray": "4 3", "class_": "total possible"}
        chart.add(svg.path([possible], "none", stroke=svg.SIDE_B, **look))
    chart.add(svg.path([certain], stroke=svg.SIDE_B, stroke_width=2, class_="total certain"))
    middle = (certain[-1][1] + possible[-1][1]) / 2 + 4
    chart.add(svg.text(last, (box.right + 5, middle), fill=svg.SIDE_B, class_="last"))


def _series(
    words: plot.PlotWords, dated: Sequence[tuple[TieOnDay, range]], sorting: tuple[str, plot.Key]
) -> list[YearSeries]:
    """A series for each of the most frequent keys, and one for all others."""
    by, key_of = sorting
    keys = [key_of(tie) for tie, _ in dated]
    held: dict[str, dict[int, list[TieOnDay]]] = {
        key: defaultdict(list) for key in plot.most_frequent(keys, len(svg.SERIES))
    }
    sure = set()
    for (tie, years), key in zip(dated, keys, strict=True):
        for year in years:
            held[key if key in held else plot.OTHERS][year].append(tie)
        if len(years) == 1 and tie.span and tie.span.begun_by(tie.day).certain:
            sure.add(tie.id)
    series = []
    for index, (key, found) in enumerate(held.items()):
        name, counts = plot.label(words, key, by), {}
        for year, inside in found.items():
            certain = sum(tie.id in sure for tie in inside)
            counts[year] = words.counted(f"{year}, {name}", inside, certain, len(dated))
        series.append(YearSeries(name, svg.series_colour(index), counts))
    return series


def _years(span: Span, day: int) -> range | None:
    """The years in which what began by the day may have begun: none for too many, None without a date."""
    if span.start_earliest == OPEN_START:
        return None
    low, high = (year_of(at) for at in (span.start_earliest, min(span.start_latest, day)))
    return range(low, high + 1) if high - low < _WIDEST else range(0)
