"""The matrix of ties (areas of home by partner countries or areas, or countries by countries), and that of fields.

In that of ties the number stands in each cell, and the deeper its shade (of one hue), the more. What is only
possible is a hatched band along its foot, as long as its share; an empty cell is no evidence, and no zero is
written. That of fields has a row a field, a column a tie, and a dot where the tie has the field: a full one is
certain, a hollow one possible, and the year beside it is the start. A place without a dot is no evidence that
the field is lacking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from math import sqrt

from kizuna.analysis.measures.breadth import breadth, by_concept, fields_of
from kizuna.analysis.measures.calendar import year_of
from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import FieldOfExchange
from kizuna.publish.charts import plot, svg
from kizuna.publish.charts.sheet import WIDE, Caption, Chart, Counted, dot, range_text
from kizuna.publish.charts.svg import Box, Element, Spot, element
from kizuna.publish.wording import capital
from kizuna.register.dating import Dating, Part
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START

_ROWS, _COLUMNS = 24, 18
_ROW, _WIDEST, _NARROWEST, _FOOT = 26.0, 64.0, 20.0, 4.0
_LONGEST_HEAD, _SINE, _COSINE = 160.0, 0.766, 0.643
"""Headings lean by 50 degrees."""

Ends = Callable[[TieOnDay], set[tuple[str, str]]]
"""The cells (row key, column key) that a tie counts in; none when a key is not recorded."""
Cells = Mapping[tuple[int, int], Counted]
"""The counts by row and column, as indexes in the two lists of names."""


def ties_matrix(scope: Scope, language: str) -> plot.Plot:
    """The matrix of the ties that certainly or possibly stood on the scope's day.

    A tie counts once in each cell that its parties meet in. Past 24 rows and 18 columns, the least are summed up.
    """
    words = plot.words_of(scope.register, scope.day, language)
    ties = scope.in_force(possible=True)
    by, ends = _ends(scope, ties)
    held = [(tie, keys) for tie in ties if (keys := ends(tie))]
    rows = plot.most_frequent((row for _, keys in held for row, _ in keys), _ROWS)
    columns = plot.most_frequent((column for _, keys in held for _, column in keys), _COLUMNS)
    cells: dict[tuple[int, int], list[TieOnDay]] = defaultdict(list)
    for tie, keys in held:
        for cell in {(_at(rows, row), _at(columns, column)) for row, column in keys}:
            cells[cell].append(tie)
    names = [[plot.label(words, key) for key in keys] for keys in (rows, columns)]
    counts = {}
    for (row, column), inside in sorted(cells.items()):
        certain = sum(tie.answer.certain for tie in inside)
        name = f"{names[0][row]} – {names[1][column]}"
        counts[row, column] = words.counted(name, inside, certain, len(held))
    lost = len(ties) - len(held)
    caption = words.caption("matrix", "certain", "matrix-possible", by=by, count=len(held))
    drawn, claims = draw_matrix(counts, names, caption), plot.claims_of(tie for tie, _ in held)
    remarks = [words.message("no-area-or-country", count=lost)] if lost else []
    return words.plot(drawn, caption, claims, remarks, words.ties_on_day(scope))


def draw_matrix(cells: Cells, names: Sequence[Sequence[str]], caption: Caption) -> str:
    """The counts under the names of rows and columns as an SVG document."""
    chart = Chart("matrix", caption)
    if not cells:
        return chart.drawn_empty()
    rows, columns = names
    left = chart.room_for(rows)
    head = max(min(svg.width(column, svg.TEXT_SIZE), _LONGEST_HEAD) for column in columns)
    # the last heading leans out to the right
    room = chart.wide - left - head * _COSINE - 6
    wide = max(_NARROWEST, min(_WIDEST, room / len(columns)))
    edges = [head * _SINE + 16 + _ROW * index for index in range(len(rows) + 1)]
    chart.add(*chart.rows(rows, edges, left))
    for column, words in enumerate(columns):
        x, y = left + wide * (column + 0.5) + 3, edges[0] - 7
        heading = svg.text(words, (0, 0), room=_LONGEST_HEAD, class_="column")
        turned = f"translate({svg.number(x)} {svg.number(y)}) rotate(-50)"
        chart.add(element("g", heading, transform=turned))
    most = max(count.possible for count in cells.values())
    for (row, column), count in cells.items():
        x = left + wide * column
        box = Box(x, edges[row], x + wide, edges[row + 1]).grown(-0.75)
        marks = _cell(chart, box, count, sqrt(count.possible / most))
        chart.add(svg.fact("cell", count.title, count.claims, *marks, ties=count.ties))
    if any(count.certain < count.possible for count in cells.values()):
        chart.keys(partial(chart.swatch, (svg.INK,)), (False,))
    return chart.drawn(edges[-1] + 8, left)


def _cell(chart: Chart, box: Box, count: Counted, share: float) -> list[Element]:
    """The shade for a share of the fullest cell, the foot and the number."""
    fill, ink = svg.heat(share)
    marks = [svg.rect(box, fill)]
    doubt = (count.possible - count.certain) / count.possible
    if doubt:
        foot = Box(box.left, box.bottom - _FOOT, box.left + box.width * doubt, box.bottom)
        marks.append(svg.rect(foot, svg.PAPER))
        marks.append(svg.rect(foot, chart.hatch(svg.INK), class_="possible"))
    said = range_text(count.certain or None, count.possible)
    size = svg.SMALL_SIZE if svg.width(said, svg.SMALL_SIZE) <= box.width else svg.SMALL_SIZE * 0.8
    x, y = box.centre
    at = (x, y + (2.5 if doubt else 4))
    return [*marks, svg.text(said, at, size, text_anchor="middle", fill=ink)]


def _ends(scope: Scope, ties: Sequence[TieOnDay]) -> tuple[str, Ends]:
    """What the two sides of the matrix are ("countries", "areas" or "pairs"), and the cells of a tie."""
    home = plot.home_of(scope, ties)
    many = len({plot.partner_country(scope, tie, home) for tie in ties}) > 1

    def ends(tie: TieOnDay) -> set[tuple[str, str]]:
        found = set()
        for pair in plot.pairs(scope, tie, governments=False):
            # home goes before abroad; a tie inside home stands as its parties do
            held = sorted((scope.parties[ref] for ref in pair), key=lambda p: p.country != home)
            one, other = (party.country for party in held)
            if home:
                areas = [plot.area_of(scope.register, p.government, scope.day) for p in held]
                one, other = areas[0], other if many else areas[1]
            found |= {(one, other)} if home else {(one, other), (other, one)}
        return {keys for keys in found if all(keys)}

    return ("pairs" if not home else "countries" if many else "areas"), ends


def _at(keys: Sequence[str], key: str) -> int:
    return keys.index(key if key in keys else plot.OTHERS)


_FIELD_ROW, _LINE, _HEAD_LINES = 26.0, 16.0, 3

_Held = dict[str, Part[FieldOfExchange]]


def fields_beside(register: Register, ties: Sequence[str], day: int, language: str) -> plot.Plot:
    """The fields of the ties of those ids that had begun by the day, the shared ones first.

    A tie without a recorded field has an empty column, which is no evidence that it has none.
    """
    words = plot.words_of(register, day, language)
    dating = Dating.of(register)
    found = [fields_of(register, tie, day, dating) for tie in ties]
    held = [{c: part for c, part in by_concept(fields).items() if c} for fields in found]
    caption = words.caption("fields")
    feet = [words.count(figure.certain, figure.possible) for figure in map(breadth, found)]
    drawn = _drawn(words, caption, dict(zip(ties, held, strict=True)), feet)
    claims = (c for each in held for part in each.values() for c in part.entity.claim_ids)
    return words.plot(drawn, caption, claims, [words.message("fields-method")])


def _drawn(
    words: plot.PlotWords, caption: Caption, held: dict[str, _Held], feet: Sequence[str]
) -> str:
    chart = Chart("fields", caption, max(WIDE, 260 + 150 * len(held)))
    names, starts = dict[str, str](), defaultdict[str, list[int]](list)
    for concept, part in chain(*(parts.items() for parts in held.values())):
        names[concept] = words.messages.concept("fields", concept)
        starts[concept].append(part.life.start_latest)
    if not names:
        return chart.drawn_empty()
    concepts = sorted(names, key=lambda c: (-len(starts[c]), min(starts[c]), names[c]))
    fields = [capital(names[concept]) for concept in concepts]
    left = chart.room_for(fields)
    each = (chart.wide - left) / len(held)
    heads = [svg.wrapped(words.name(tie), svg.TEXT_SIZE, each - 14)[:_HEAD_LINES] for tie in held]
    top = max(map(len, heads)) * _LINE + 12
    edges = [top + _FIELD_ROW * index for index in range(len(concepts) + 1)]
    chart.add(*chart.rows(fields, edges, left))
    lefts = (left + each * column for column in range(len(held)))
    for x, lines, (tie, parts), foot in zip(lefts, heads, held.items(), feet, strict=True):
        chart.add(svg.line((x, 4), (x, top), svg.GRID))
        for index, line in enumerate(lines):
            y = top - 10 - _LINE * (len(lines) - 1 - index)
            chart.add(svg.text(line, (x + 8, y), font_weight="600", class_="tie"))
        for concept, part in parts.items():
            middle = edges[concepts.index(concept)] + _FIELD_ROW / 2
            chart.add(_dot(words, tie, concept, part, (x + 13, middle)))
        chart.add(svg.text(foot, (x + 8, edges[-1] + 18), font_weight="600", class_="sum"))
    chart.add(*(svg.line((0, y), (chart.wide, y), svg.RULE) for y in (top, edges[-1])))
    heading = words.message("fields-sum")
    chart.add(svg.text(heading, (6, edges[-1] + 18), room=left - 12, font_weight="600"))
    kinds = {part.begun.certain for parts in held.values() for part in parts.values()}
    chart.keys(partial(dot, svg.SIDE_A), kinds)
    return chart.drawn(edges[-1] + _FIELD_ROW + 6, left)


def _dot(
    words: plot.PlotWords, tie: str, concept: str, part: Part[FieldOfExchange], at: Spot
) -> Element:
    """The dot of a field, with the years in which it may have begun."""
    certain, started = part.begun.certain, part.entity.started.value
    field = words.messages.concept("fields", concept)
    title = f"{words.name(tie)}{words.text('colon')}{field}"
    shapes = [dot(svg.SIDE_A, at, certain=certain)]
    if started:
        title += f", {words.messages.date(started)}"
    if started and part.life.start_earliest != OPEN_START:
        years = [str(year_of(day)) for day in (part.life.start_earliest, part.life.start_latest)]
        since = words.message("since", year="–".join(dict.fromkeys(years)))
        shapes.append(svg.small_text(since, (at[0] + 12, at[1] + 4), None))
    class_ = f"has {'certain' if certain else 'possible'}"
    return svg.fact(class_, title, part.entity.claim_ids, *shapes)
