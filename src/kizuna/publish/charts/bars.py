"""Bars of ties by year (by partner country, pair of countries or area) and of volumes;
curves of survival.

In a year the solid parts stand at the bottom and the hatched ones on top, so that the
solid height is what is certain and the whole height what is possible. A volume, of each
programme of a tie or of each tie between two sides, goes out to the right and in to the
left: its range is solid up to its least and hatched up to its most. Nothing recorded is
a dash, which is not zero.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kizuna.analysis.compare.around import claims_of
from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.calendar import year_of
from kizuna.analysis.measures.volume import Volume, volume_of
from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.curves import Curve
from kizuna.claims.kinds import Programme
from kizuna.errors import BadQuestion
from kizuna.publish.charts import plot, svg
from kizuna.publish.charts.partners import OTHERS, Sorting, label_of, most_frequent
from kizuna.publish.charts.plot import Chart, Counted, PlotWords, Scale
from kizuna.publish.charts.svg import Box, Element, Look, Spot
from kizuna.publish.document import Drawing
from kizuna.publish.report.brief import Brief
from kizuna.publish.wording import capital
from kizuna.register.places import bodies_of, country_of, government_of
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, parties_in_order, parts_of, tie_of
from kizuna.values import OPEN_START

_LEFT, _TOP, _BETWEEN = 40.0, 32.0, 44.0
_HIGH, _HALF = 308.0, 144.0
_WIDEST = 10
"""A tie whose start is uncertain over more years than this is told in words; that many
are named.
"""


YearSeries = tuple[str, str, Mapping[int, Counted]]
"""What began in each year of what the legend calls so, in bars of a colour."""
Totals = Mapping[int, tuple[int, int]]
"""How many there were in all at the end of each year, certainly and possibly, in order;
no year is left out.
"""


def years(scope: Scope, language: str) -> Drawing:
    """The plot of a scope: every tie that began by its day in the year of its
    beginning, ended or not.

    A tie whose date may lie in several years is possible in each of them; one without a
    date, or with dates that lie too far apart, is in none, and their number is said.
    """
    words, day = plot.words_of(scope.register, scope.day, language), scope.day
    dated, wide, undated = list[tuple[TieOnDay, range]](), list[str](), 0
    for tie, span in ((tie, tie.span) for tie in scope.ties):
        if span is None or not span.begun_by(day).possible:
            continue
        if span.start_earliest == OPEN_START:
            undated += 1
            continue
        low, high = year_of(span.start_earliest), year_of(min(span.start_latest, day))
        if high - low < _WIDEST:
            dated.append((tie, range(low, high + 1)))
        else:
            wide.append(words.name(tie.id))
    ties = [tie for tie, _ in dated]
    sorting = Sorting(scope, ties)
    by, count = words.message(f"by-{sorting.by}"), words.messages.number(len(dated))
    chart = Chart(words, "years", by=by)
    draw_years(chart, list(_series(words, dated, sorting)))
    said = words.message("years-subtitle", count=count, day=words.on_day(), by=by)
    remarks = [words.message("undated", count=undated)] if undated else []
    if wide:
        named = words.messages.listing(wide[:_WIDEST] + ["…"] * (len(wide) > _WIDEST))
        remarks.append(
            words.message("wide", count=len(wide), years=_WIDEST, ties=named)
        )
    return chart.drawing(claims_of(ties), remarks, said)


def years_between(brief: Brief, language: str) -> Drawing:
    """The ties between the two sides of a brief formed in each year, and the total; of
    many without claims.
    """
    words = plot.words_between(brief, language)
    chart, counts, totals = Chart(words, "standing"), {}, {}
    for held in brief.years:
        formed, standing = held.formed, held.standing
        said = {
            "formed": words.figure(formed).text,
            "standing": words.figure(standing).text,
        }
        title = words.message("standing-year", year=str(held.year), **said)
        bar = () if brief.is_long else formed.claims
        counts[held.year] = Counted(formed.certain, formed.possible, title, bar)
        totals[held.year] = (standing.certain, standing.possible)
    draw_years(chart, [(words.message("certain"), svg.SIDE_A, counts)], totals)
    return chart.drawing(
        claim for held in brief.years for claim in held.standing.claims
    )


def draw_years(
    chart: Chart, series: Sequence[YearSeries], totals: Totals | None = None
) -> None:
    """The bars and, where there are totals, their line over them, each under the
    heading of its axis.
    """
    totals = totals or {}
    held = [
        each for each in series if any(count.possible for count in each[2].values())
    ]
    known = [year for _, _, counts in held for year in counts] + list(totals)
    if not known:
        return
    right, top = chart.wide - 6, _TOP
    if totals:
        last = plot.range_text(*totals[max(totals)])
        right -= svg.width(last, svg.TEXT_SIZE) + 6
        _draw_totals(chart, totals, Box(_LEFT, top, right, top + _HALF), last)
        top += _HALF + _BETWEEN
    box = Box(_LEFT, top, right, top + (_HALF if totals else _HIGH))
    shown = range(min(known), max(known) + 1)
    sums = [sum(c[y].possible for _, _, c in held if y in c) for y in shown]
    scale, slot = chart.counts(box, max(sums), "years-axis"), box.width / len(shown)
    for index, year in enumerate(shown):
        left = box.left + slot * index
        _draw_bar(chart, held, year, Box(left, box.top, left + slot, box.bottom), scale)
    for year in plot.round_years(shown[0], shown[-1] + 1, box.width, 36):
        if year in shown:
            x = box.left + slot * (year - shown[0] + 0.5)
            chart.add(svg.small_text(str(year), (x, box.bottom + 15)))
    for name, colour, _ in held:
        chart.key(name, partial(chart.swatch, (colour,)))
    pairs = [count[:2] for _, _, counts in held for count in counts.values()]
    if any(most > sure for sure, most in (*pairs, *totals.values())):
        colour = held[0][1] if len(held) == 1 else svg.GREY
        chart.keys(partial(chart.swatch, (colour,)), (False,))
    chart.bottom, chart.left = box.bottom + 30, _LEFT


def _draw_bar(
    chart: Chart, series: Sequence[YearSeries], year: int, slot: Box, scale: Scale
) -> None:
    """The bar of a year: each series solid, then each hatched, and the sum over it
    where there is room.
    """
    wide = min(slot.width * 0.76, 28.0)
    middle, _ = slot.centre
    held = [(colour, counts[year]) for _, colour, counts in series if year in counts]
    certain = sum(count.certain for _, count in held)
    solid, hatched = 0, certain
    for colour, count in held:
        low, solid = solid, solid + count.certain
        base, hatched = hatched, hatched + count.possible - count.certain
        bars = []
        for bottom, top, is_certain in ((low, solid, True), (base, hatched, False)):
            if top > bottom:
                box = Box(
                    middle - wide / 2,
                    scale.at(top),
                    middle + wide / 2,
                    scale.at(bottom),
                )
                bars.append(chart.bar(box, colour, certain=is_certain))
        if bars:
            chart.add(svg.fact("year", count.title, count.grounds, *bars))
    said = plot.range_text(certain, hatched)
    if hatched and svg.width(said, svg.SMALL_SIZE) <= slot.width:
        chart.add(
            svg.small_text(
                said, (middle, scale.at(hatched) - 4), fill=None, class_="sum"
            )
        )


def _draw_totals(chart: Chart, totals: Totals, box: Box, last: str) -> None:
    """The totals as lines that step up in the middle of each year: the certain one
    solid, the other dashed.
    """
    most = max(possible for _, possible in totals.values())
    scale, slot = chart.counts(box, most, "standing-total"), box.width / len(totals)

    def line(side: int) -> list[Spot]:
        heights = (scale.at(total[side]) for total in totals.values())
        spots = [(box.left + slot * (n + 0.5), y) for n, y in enumerate(heights)]
        return [spots[0], *plot.stairs(spots), (box.right, spots[-1][1])]

    certain, possible = line(0), line(1)
    chart.add(
        svg.path([[*certain, *reversed(possible)]], svg.SIDE_B, fill_opacity=0.16)
    )
    if possible != certain:
        look: Look = {
            "stroke_width": 1.4,
            "stroke_dasharray": "4 3",
            "class_": "total possible",
        }
        chart.add(svg.path([possible], "none", stroke=svg.SIDE_B, **look))
    chart.add(
        svg.path([certain], stroke=svg.SIDE_B, stroke_width=2, class_="total certain")
    )
    middle = (certain[-1][1] + possible[-1][1]) / 2 + 4
    chart.add(svg.text(last, (box.right + 5, middle), fill=svg.SIDE_B, class_="last"))


def _series(
    words: PlotWords, dated: Sequence[tuple[TieOnDay, range]], sorting: Sorting
) -> Iterator[YearSeries]:
    """A series for each of the most frequent keys, and one for all others."""
    keys = [sorting.key(tie) for tie, _ in dated]
    held: dict[str, dict[int, list[TieOnDay]]] = {
        key: defaultdict(list) for key in most_frequent(keys, len(svg.SERIES))
    }
    sure = set()
    for (tie, years), key in zip(dated, keys, strict=True):
        for year in years:
            held[key if key in held else OTHERS][year].append(tie)
        if len(years) == 1 and tie.span and tie.span.begun_by(tie.day).certain:
            sure.add(tie.id)
    for index, (key, found) in enumerate(held.items()):
        name, counts = label_of(words, key, sorting.by), {}
        for year, inside in found.items():
            certain = sum(tie.id in sure for tie in inside)
            counts[year] = words.counted(f"{year}, {name}", inside, certain, len(dated))
        yield name, svg.series_colour(index), counts


_ROW, _BAR, _HEAD = 26.0, 13.0, 48.0
_COLOURS, _ANCHORS = {1: svg.SIDE_A, -1: svg.SIDE_B}, {1: "start", -1: "end"}


def volume_of_tie(register: Register, tie: str, day: int, language: str) -> Drawing:
    """The volume of each programme of a tie that had begun by the day.

    Programmes without a yearly number are counted in a remark. Raises NotFound for an
    unknown id, and BadQuestion for a tie of which one party is recorded.
    """
    words = plot.words_of(register, day, language)
    entity = tie_of(register, tie)
    parties = parties_in_order(entity)
    if len(parties) < 2:
        raise BadQuestion(
            f"{entity.id!r}: of this tie one party is recorded, so there is no"
            " direction"
        )
    # those in the country of the first, and the others; the first alone where all are
    # in one
    codes = {ref: country_of(register, ref, day) for ref in parties}
    near = [ref for ref in parties if codes[ref] == codes[parties[0]]]
    near = [parties[0]] if len(near) == len(parties) else near
    sides = near, [ref for ref in parties if ref not in near]
    homes = [
        {home.id for r in side if (home := government_of(register, r))}
        for side in sides
    ]
    bodies = (bodies_of(register, each) for each in homes)
    members = [
        frozenset().union(*each) for each in zip(sides, homes, bodies, strict=True)
    ]
    parts = parts_of(register, tie, Programme, day)
    held = [
        (capital(words.name(p.entity.id)), volume_of([p.entity], *members))
        for p in parts
    ]
    names = [
        words.messages.listing([words.name(ref) for ref in side]) for side in sides
    ]
    return volumes(words, names, held)


def volume_between(brief: Brief, language: str) -> Drawing:
    words = plot.words_between(brief, language)
    held = [(words.name(tie.id), tie.volume) for tie in brief.ties]
    return volumes(words, [words.name(side.ref) for side in (brief.a, brief.b)], held)


def volumes(
    words: PlotWords, sides: Sequence[str], held: Sequence[tuple[str, Volume]]
) -> Drawing:
    """The volumes between two sides, by name, in persons a year; one of which no number
    is known has no row.
    """
    rows = [(label, volume.out.persons, volume.back.persons) for label, volume in held]
    rows = [row for row in rows if row[1] or row[2]]
    a, b = sides
    chart = Chart(words, "volume", ("volume-least", "volume-most"), a=a, b=b)
    without = sum(len(volume.without_number) for _, volume in held)
    remarks = [words.message("volume-without", count=without)] if without else []
    if not rows:
        return chart.drawing((), remarks)
    room = chart.room_for(label for label, *_ in rows)
    bounds = [_bounds(side) for _, *both in rows for side in both]
    longest = max(
        svg.width(plot.range_text(*bound), svg.SMALL_SIZE) for bound in bounds
    )
    values = plot.round_steps(max(bound or 0 for pair in bounds for bound in pair), 3)
    margin, most = longest + 10 + plot.ARROW, values[-1]
    scale = Scale(-most, most, room + margin, chart.wide - margin)
    zero, edges = scale.at(0), [_HEAD + _ROW * index for index in range(len(rows) + 1)]
    for sign, ends in ((1, sides), (-1, sides[::-1])):
        look: Look = {
            "text_anchor": _ANCHORS[sign],
            "fill": _COLOURS[sign],
            "class_": "heading",
        }
        at = (zero + sign * 10, 15)
        chart.add(svg.text(" → ".join(ends), at, room=chart.wide - zero - 16, **look))
    unit, third = words.message("volume-unit"), chart.wide / 3
    chart.add(svg.small_text(unit, (6, _HEAD - 7), None, room=third, class_="unit"))
    labels = chart.rows([label for label, *_ in rows], edges, room)
    steps = [*(-value for value in values[:0:-1]), *values]
    ticks = [(scale.at(step), plot.figure(abs(step))) for step in steps]
    chart.grid(Box(room, _HEAD, chart.wide, edges[-1]), ticks, upright=True)
    for (name, out, back), label, top in zip(rows, labels, edges, strict=False):
        bars = []
        for side, sign, class_ in ((back, -1, "in"), (out, 1, "out")):
            said = words.messages.quantity(side.quantity) if side else f"{name}: –"
            drawn = _bar(chart, _bounds(side), sign, scale, top + _ROW / 2)
            bars.append(svg.fact(class_, said, side.claims if side else (), *drawn))
        chart.add(svg.fact("row", name, (), label, *bars))
    chart.add(svg.line((zero, _HEAD), (zero, edges[-1]), svg.RULE))
    chart.keys(partial(chart.swatch, (svg.SIDE_B, svg.SIDE_A)))
    chart.bottom = edges[-1] + 24
    claims = (
        claim for _, *both in rows for side in both if side for claim in side.claims
    )
    return chart.drawing(claims, remarks)


def _bounds(measure: Measure | None) -> tuple[float | None, float | None]:
    """Least and most; (None, None) where no number is recorded, which is not zero."""
    return (
        (measure.quantity.min or 0, measure.quantity.max) if measure else (None, None)
    )


def _bar(
    chart: Chart,
    bounds: tuple[float | None, float | None],
    sign: int,
    scale: Scale,
    middle: float,
) -> Iterator[Element]:
    """The bar of one direction, to the right (1) or left (-1), with its words."""
    low, high = bounds[0] or 0, max(bound or 0 for bound in bounds)
    for near, far, certain in ((low, high, False), (0, low, True)):
        if far != near:
            left, right = sorted(scale.at(sign * end) for end in (near, far))
            box = Box(left, middle - _BAR / 2, right, middle + _BAR / 2)
            yield chart.bar(box, _COLOURS[sign], certain=certain)
    end, said = scale.at(sign * high), plot.range_text(*bounds)
    if bounds[0] is not None and bounds[1] is None:
        yield plot.arrow((end, middle), _BAR, sign, _COLOURS[sign])
        end += sign * plot.ARROW
    at, fill = (end + sign * 5, middle + 3.8), svg.MUTED if said == "–" else None
    yield svg.small_text(said, at, _ANCHORS[sign], fill=fill)


_YEAR = 365.25


def survival(
    curves: Sequence[tuple[str, Curve]],
    words: PlotWords,
    said: str,
    remarks: Sequence[str],
) -> Drawing:
    """The first curves, as many as can be told apart, under their names; `said` is the
    subtitle.
    """
    chart, box = Chart(words, "survival"), Box(46, 16, 744, 300)
    shown = curves[: len(svg.SERIES)]
    years = max(curve.steps[-1].day for _, curve in shown) / _YEAR or 1
    across, up = Scale(0, years, box.left, box.right), Scale(0, 1, box.bottom, box.top)
    ages = plot.round_years(0, int(years), box.width, 50)
    chart.grid(
        box, [(up.at(n / 10), f"{n * 10}%") for n in range(0, 11, 2)], upright=False
    )
    chart.grid(box, [(across.at(age), str(age)) for age in ages], upright=True)
    axis, at = words.messages.text("web-survival-age"), (box.right, box.bottom + 34)
    chart.add(svg.text(axis, at, text_anchor="end", fill=svg.MUTED))

    def line(curve: Curve, side: str) -> list[Spot]:
        """A side of a curve; where there is no limit yet, the curve itself."""
        limits = ((step, getattr(step, side)) for step in curve.steps)
        held = [
            (s.day / _YEAR, s.survival if limit is None else limit)
            for s, limit in limits
        ]
        spots = [(across.at(age), up.at(share)) for age, share in held]
        return plot.stairs([spots[0], *spots])

    for (name, curve), colour in zip(shown, svg.SERIES, strict=False):
        if len(shown) == 1:
            area = [*line(curve, "high"), *line(curve, "low")[::-1]]
            chart.add(svg.path([area], colour, opacity=0.16))
        else:
            chart.key(name, partial(plot.stroke, colour))
        chart.add(svg.path([line(curve, "survival")], stroke=colour, stroke_width=2))
    claims = (claim for _, curve in curves for claim in curve.ties.claims)
    chart.bottom, chart.left = box.bottom + 40, box.left
    return chart.drawing(claims, remarks, said)
