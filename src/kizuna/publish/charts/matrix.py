"""The matrix of ties: areas of home by partner countries or areas, or countries by countries.

The number stands in each cell, and the deeper its shade (of one hue), the more. What is only possible is a hatched
band along its foot, as long as its share; an empty cell is no evidence, and no zero is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from kizuna.analysis.scope import Scope
from kizuna.publish.charts import svg
from kizuna.publish.charts.chart import Caption, Chart, Counted, range_text
from kizuna.publish.charts.geometry import Box
from kizuna.publish.charts.lettering import width
from kizuna.publish.charts.palette import INK, PAPER, SMALL_SIZE, TEXT_SIZE, heat
from kizuna.publish.charts.plot import Plot, claims_of, words_of
from kizuna.publish.charts.sorting import (
    OTHERS,
    area_of,
    home_of,
    label,
    most_frequent,
    pairs,
    partner_country,
)
from kizuna.publish.charts.svg import Element, element
from kizuna.register.status import TieOnDay

_ROWS, _COLUMNS = 24, 18
_ROW, _WIDEST, _NARROWEST, _FOOT = 26.0, 64.0, 20.0, 4.0
_LONGEST_HEAD, _SINE, _COSINE = 160.0, 0.766, 0.643
"""Headings lean by 50 degrees."""

Ends = Callable[[TieOnDay], set[tuple[str, str]]]
"""The cells (row key, column key) that a tie counts in; none when a key is not recorded."""


def ties_matrix(scope: Scope, language: str) -> Plot:
    """The matrix of the ties that certainly or possibly stood on the scope's day.

    A tie counts once in each cell that its parties meet in. Past 24 rows and 18 columns, the least are summed up.
    """
    words = words_of(scope.register, scope.day, language)
    ties = scope.in_force(possible=True)
    by, ends = _ends(scope, ties)
    held = [(tie, keys) for tie in ties if (keys := ends(tie))]
    rows = most_frequent((row for _, keys in held for row, _ in keys), _ROWS)
    columns = most_frequent((column for _, keys in held for _, column in keys), _COLUMNS)
    cells: dict[tuple[int, int], list[TieOnDay]] = defaultdict(list)
    for tie, keys in held:
        for cell in {(_at(rows, row), _at(columns, column)) for row, column in keys}:
            cells[cell].append(tie)
    names = [[label(words, key) for key in keys] for keys in (rows, columns)]
    counts = {}
    for (row, column), inside in sorted(cells.items()):
        certain = sum(tie.answer.certain for tie in inside)
        name = f"{names[0][row]} – {names[1][column]}"
        counts[row, column] = words.counted(name, inside, certain, len(held))
    lost = len(ties) - len(held)
    caption = words.caption(
        "matrix",
        words.message(f"matrix-{by}"),
        ("certain", "matrix-possible"),
        count=len(held),
    )
    return words.plot(
        draw_matrix(counts, names, caption),
        caption,
        words.ties_on_day(scope),
        claims_of(tie for tie, _ in held),
        [words.message("no-area-or-country", count=lost)] if lost else [],
    )


def draw_matrix(
    cells: Mapping[tuple[int, int], Counted], names: Sequence[Sequence[str]], caption: Caption
) -> str:
    """The counts by row and column (their indexes in the two lists of names) as an SVG document."""
    chart = Chart("matrix", caption)
    if not cells:
        return chart.drawn_empty()
    rows, columns = names
    left = chart.room_for(rows)
    head = max(min(width(column, TEXT_SIZE), _LONGEST_HEAD) for column in columns)
    # the last heading leans out to the right
    room = chart.wide - left - head * _COSINE - 6
    wide = max(_NARROWEST, min(_WIDEST, room / len(columns)))
    edges = [head * _SINE + 16 + _ROW * index for index in range(len(rows) + 1)]
    chart.add(*chart.rows(rows, edges, left))
    for column, words in enumerate(columns):
        x, y = left + wide * (column + 0.5) + 3, edges[0] - 7
        heading = svg.fitting(words, (0, 0), _LONGEST_HEAD, class_="column")
        turned = f"translate({svg.number(x)} {svg.number(y)}) rotate(-50)"
        chart.add(element("g", heading, transform=turned))
    most = max(count.possible for count in cells.values())
    for (row, column), count in cells.items():
        x = left + wide * column
        box = Box(x, edges[row], x + wide, edges[row + 1]).grown(-0.75)
        marks = _cell(chart, box, count, sqrt(count.possible / most))
        chart.add(svg.fact("cell", count.title, count.claims, *marks, ties=count.ties))
    if any(count.certain < count.possible for count in cells.values()):
        chart.swatch(caption.possible, INK, certain=False)
    return chart.drawn(edges[-1] + 8, left)


def _cell(chart: Chart, box: Box, count: Counted, share: float) -> list[Element]:
    """The shade for a share of the fullest cell, the foot and the number."""
    fill, ink = heat(share)
    marks = [svg.rect(box, fill)]
    doubt = (count.possible - count.certain) / count.possible
    if doubt:
        foot = Box(box.left, box.bottom - _FOOT, box.left + box.width * doubt, box.bottom)
        marks += [svg.rect(foot, PAPER), svg.rect(foot, chart.hatch(INK), class_="possible")]
    said = range_text(count.certain or None, count.possible)
    size = SMALL_SIZE if width(said, SMALL_SIZE) <= box.width else SMALL_SIZE * 0.8
    x, y = box.centre
    at = (x, y + (2.5 if doubt else 4))
    return [*marks, svg.text(said, at, size, text_anchor="middle", fill=ink)]


def _ends(scope: Scope, ties: Sequence[TieOnDay]) -> tuple[str, Ends]:
    """What the two sides of the matrix are ("countries", "areas" or "pairs"), and the cells of a tie."""
    home = home_of(scope, ties)
    many = len({partner_country(scope, tie, home) for tie in ties}) > 1

    def ends(tie: TieOnDay) -> set[tuple[str, str]]:
        found = set()
        for pair in pairs(scope, tie, governments=False):
            # home goes before abroad; a tie inside home stands as its parties do
            a, b = sorted(pair, key=lambda ref: scope.parties[ref].country != home)
            countries = scope.parties[a].country, scope.parties[b].country
            if not home:
                found |= {countries, countries[::-1]}
            else:
                found.add((_area(scope, a), countries[1] if many else _area(scope, b)))
        return {keys for keys in found if all(keys)}

    return ("pairs" if not home else "countries" if many else "areas"), ends


def _area(scope: Scope, ref: str) -> str:
    government = scope.parties[ref].government
    return area_of(scope.register, government, scope.day) if government else ""


def _at(keys: Sequence[str], key: str) -> int:
    return keys.index(key if key in keys else OTHERS)
