"""Who is tied to whom: the network of parties, and the matrix of places; and ties
sorted by whom they are with, for all charts that tell groups of them apart.

In the network parties are joined by lines and coloured by community; of a large one
only its densest part is drawn. Each component is laid out by the forces of Fruchterman
and Reingold (1991) from a fixed seed, and the components are set in rows, the largest
first: the same network gives the same picture.

The matrix has areas of home by partner countries or areas, or countries by countries.
The number stands in each cell, and the deeper its shade (of one hue), the more. What is
only possible is a hatched band along its foot, as long as its share; an empty cell is
no evidence, and no zero is written.

Where one country has a part in every tie it is home, and ties are told apart by the
partner's country; where that is one too, by the area of home (the prefecture or
province of the party). Else by the pair of countries.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, combinations
from math import cos, pi, sin, sqrt
from typing import Any

from kizuna.analysis.compare.around import claims_of
from kizuna.analysis.network.graph import TieGraph, pairs_of
from kizuna.analysis.network.panel import communities, core_numbers
from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.charts import plot, svg
from kizuna.publish.charts.labels import Request, Room, place
from kizuna.publish.charts.plot import Chart, Counted, PlotWords, range_text, stroke
from kizuna.publish.charts.svg import Box, Element, Spot, element
from kizuna.publish.document import Drawing
from kizuna.register.places import PREFECTURE, above, tier_on
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay

OTHERS = "others"
"""The key of what is not told apart."""


class Sorting:
    """What tells the most of these ties of a scope.

    `home` is the country that has a part in every tie, "" when none has; of two the one
    with more places, since the smaller number is the more telling to sort by.
    `partners` are the countries that it is tied to. `by` is "country", "area" or
    "pair".
    """

    def __init__(self, scope: Scope, ties: Sequence[TieOnDay]) -> None:
        self.scope = scope
        self._area = partial(area_of, scope.register, day=scope.day)
        shared = (
            set.intersection(*(set(self.countries(tie)) for tie in ties))
            if ties
            else set()
        )
        refs = {ref for tie in ties for ref in tie.parties}
        places = Counter(scope.parties[ref].country for ref in refs)
        self.home = max(
            sorted(shared - {""}), key=lambda code: places[code], default=""
        )
        self.partners = {self._partner(tie) for tie in ties}
        told_apart = "country" if len(self.partners) > 1 else "area"
        self.by = told_apart if self.home else "pair"

    def countries(self, tie: TieOnDay) -> tuple[str, ...]:
        """The codes of the countries of a tie, sorted, "" for one that is not
        recorded.
        """
        return tuple(sorted({self.scope.parties[ref].country for ref in tie.parties}))

    def _partner(self, tie: TieOnDay) -> str:
        """The country of the tie that is not home; home itself for a tie within it, ""
        when not recorded.
        """
        codes = (self.scope.parties[ref].country for ref in tie.parties)
        return next((code for code in codes if code != self.home), self.home)

    def key(self, tie: TieOnDay) -> str:
        """The key of a tie: a code, two of them with "+" between, or the id of an area;
        "" when not recorded.
        """
        if self.by == "country":
            return self._partner(tie)
        if self.by == "pair":
            codes = self.countries(tie)
            return "+".join(codes) if all(codes) else ""
        parties = (self.scope.parties[ref] for ref in tie.parties)
        return self._area(next(p.government for p in parties if p.country == self.home))

    def cells(self, tie: TieOnDay) -> set[tuple[str, str]]:
        """The cells of a matrix that a tie counts in, as keys of a row and a column:
        areas of home by countries or areas or, without a home, countries by countries;
        none when a key is not recorded.
        """
        found = set()
        for pair in pairs(self.scope, tie, governments=False):
            # home goes before abroad; a tie inside home stands as its parties do
            parties = (self.scope.parties[ref] for ref in pair)
            held = sorted(parties, key=lambda party: party.country != self.home)
            one, other = (party.country for party in held)
            if self.home:
                areas = [self._area(party.government) for party in held]
                found.add((areas[0], other if self.by == "country" else areas[1]))
            else:
                found |= {(one, other), (other, one)}
        return {keys for keys in found if all(keys)}


def area_of(register: Register, ref: str, day: int) -> str:
    """The prefecture or province that a government is, or is part of, on a day; where
    there is none, the outermost municipality; "" of no government ("").
    """
    outermost = ref
    for at in (ref, *(fact.value for fact in above(register, ref, day))):
        government = register.get(at, LocalGovernment)
        tier = tier_on(government, day) if government else None
        if at != ref and tier is None:
            break
        outermost = at
        if tier == PREFECTURE:
            break
    return outermost


def label_of(words: PlotWords, key: str, by: str = "") -> str:
    """What a key of one place, of countries, or of others is called, where ties are
    told apart `by` something.
    """
    if key == OTHERS:
        return words.message("others")
    if by == "pair" and key and "+" not in key:
        return words.message("within", country=words.country(key))
    return (
        words.name(key)
        if "/" in key
        else " – ".join(map(words.country, key.split("+")))
    )


def most_frequent(keys: Iterable[str], most: int) -> list[str]:
    """The most frequent keys, at most so many and the most frequent first, and OTHERS
    for more.
    """
    counted = Counter(keys)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    return [*order[:most], *([OTHERS] if len(order) > most else [])]


def pairs(scope: Scope, tie: TieOnDay, *, governments: bool) -> list[tuple[str, str]]:
    """Every pair of the tie's parties across countries or, where it stays in one, every
    pair at all.

    With `governments` each party is the government that it is or belongs to, as far as
    that is known.
    """
    held = (scope.parties[ref] for ref in tie.parties)
    ends = {(governments and p.government) or p.ref: p.country for p in held}
    every = list(combinations(ends, 2))
    return [(a, b) for a, b in every if ends[a] != ends[b]] or every


_MOST = 400
_FEWEST = 60
"""A k-core of fewer places than this says too little; then those with the most partners
are drawn.
"""
_WIDE, _HIGH, _TALL = 820.0, 620.0, 1080.0
_SMALLEST, _LARGEST, _NAME_SIZE = 2.6, 10.0, 11.0
_MOST_NAMES, _HEADS, _CROWD = 220, 16, 200
"""How many are named at the most and, in a crowd of so many, even over the dots of
others.
"""

_STAR = 10
_CORNERS = (
    (0, 0.0),
    (4, pi / 4),
    (3, -pi / 2),
    (4, 0.0),
    (3, pi / 2),
    (_STAR, -pi / 2),
)
"""The corners of each group's shape and its turn; 0 corners is a circle."""
_REACHES = {3: 1.45, 4: 1.2, _STAR: 1.5}
"""How far the corners of a shape stand out, so that all shapes look as large as the
circle.
"""

Links = dict[tuple[str, str], list[TieOnDay]]
"""The ties that join each two parties."""


def ties_network(scope: Scope, language: str) -> Drawing:
    """The network of the ties that certainly or possibly stood on the scope's day.

    Over 400 parties, it is the largest k-core of up to 400 of them or, where that is
    too small, the 400 with the most partners; which of the two, and how many of how
    many are drawn, is said.
    """
    words = plot.words_of(scope.register, scope.day, language)
    graph, ties = TieGraph.of_scope(scope, possible=True), scope.in_force(possible=True)
    drawn, remarks = _largest(words, graph)
    links: Links = defaultdict(list)
    for tie in ties:
        for a, b in pairs_of(tie):
            if a in drawn and b in drawn:
                links[min(a, b), max(a, b)].append(tie)
    found = dict(zip(graph.names, communities(graph)[0].tolist(), strict=True))
    held = {ref: found[ref] for pair in links for ref in pair}
    # communities by how many of their members are drawn; those of one or two share the
    # last number, without colour
    sizes = Counter(held.values())
    order = sorted(
        (number for number in sizes if sizes[number] > 2), key=lambda n: (-sizes[n], n)
    )
    ranks = {number: rank for rank, number in enumerate(order[: len(svg.SERIES)])}
    groups = {ref: ranks.get(number, len(svg.SERIES)) for ref, number in held.items()}
    shown = {"places": len(groups), "links": len(links)}
    chart = Chart(words, "network", ("in-force", "possibly-in-force"), _WIDE, **shown)
    if links:
        _draw(chart, links, groups)
    remarks.append(words.message("network-method", count=len(set(found.values()))))
    return chart.drawing(
        claims_of(chain(*links.values())), remarks, words.ties_on_day(ties)
    )


def _draw(chart: Chart, links: Links, groups: Mapping[str, int]) -> None:
    words = chart.words
    graph = TieGraph.of_pairs(links)
    # where small components stand in rows, their names need room
    scattered = graph.size > _FEWEST and graph.giant.size * 2 < graph.size
    high = _TALL if scattered else _HIGH
    spots = _stretched(
        positions(graph, _WIDE / high), Box(0, 0, _WIDE, high).grown(-34.0)
    )
    weights = Counter(ref for pair in links for ref in pair)
    largest = max(_SMALLEST + 1.5, _LARGEST * min(1.0, sqrt(120 / len(spots))))
    span = (largest - _SMALLEST) / sqrt(max(weights.values()))
    requests, nodes = list[Request](), list[Element]()
    for ref, weight in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])):
        radius, name = _SMALLEST + span * sqrt(weight), words.name(ref)
        requests.append(Request(ref, name, spots[ref], radius, weight, _NAME_SIZE))
        title = words.message("partners", name=name, count=weight)
        mark = group_mark(groups[ref], radius, spots[ref])
        nodes.append(svg.fact(f"node group-{groups[ref]}", title, (), mark))
    room = Room(
        Box(0, 0, _WIDE, high).grown(-4.0), ([spots[a], spots[b]] for a, b in links)
    )
    chart.add(element("g", *_lines(words, links, groups, spots), class_="links"))
    chart.add(element("g", *nodes, class_="nodes"))
    # in a crowd the heaviest are named even over the dots of others
    heads = _HEADS if len(requests) > _CROWD else 0
    names = []
    for first, last, end in ((0, heads, heads), (heads, _MOST_NAMES, len(requests))):
        room.take(
            Box(*dot.spot, *dot.spot).grown(dot.radius) for dot in requests[first:end]
        )
        placed = place(requests[first:last], room, farthest=1, tries=1)
        names += [label.drawn() for label in placed.values()]
    chart.add(element("g", *names, class_="labels"))
    for group, count in sorted(Counter(groups.values()).items()):
        # it is named by its member with the most partners
        head = min(
            (-weights[ref], ref) for ref, held in groups.items() if held == group
        )[1]
        named = words.message("group", name=words.name(head), count=count)
        said = named if group < len(svg.SERIES) else words.message("smaller-groups")
        chart.key(said, partial(group_mark, group, 5.0))
    certain = {any(tie.answer.certain for tie in ties) for ties in links.values()}
    chart.keys(partial(stroke, svg.MUTED), certain)
    chart.bottom = high + 6


def group_mark(group: int, radius: float, spot: Spot) -> Element:
    """The mark of a group (a number from 0) around a spot; groups past the last series
    are small grey circles.
    """
    colour = svg.series_colour(group)
    corners, turn = _CORNERS[group] if group < len(svg.SERIES) else (0, 0.0)
    if not corners:
        return svg.circle(spot, radius, colour, stroke=svg.PAPER, stroke_width=0.8)
    ring = []
    for corner in range(corners):
        reach = (
            radius
            * _REACHES[corners]
            * (0.45 if corners == _STAR and corner % 2 else 1.0)
        )
        angle = turn + 2 * pi * corner / corners
        ring.append((spot[0] + reach * cos(angle), spot[1] + reach * sin(angle)))
    return svg.path([ring], colour, stroke=svg.PAPER, stroke_width=0.8)


def _lines(
    words: plot.PlotWords,
    links: Links,
    groups: Mapping[str, int],
    spots: Mapping[str, Spot],
) -> list[Element]:
    """The lines, those within a group in its colour, the certain ones over the
    possible.
    """
    faint = max(0.25, min(0.7, 12 / sqrt(len(links))))
    drawn = sum(map(len, links.values()))
    marks: dict[bool, list[Element]] = {False: [], True: []}
    for (a, b), ties in sorted(links.items()):
        certain = any(tie.answer.certain for tie in ties)
        colour = svg.series_colour(groups[a]) if groups[a] == groups[b] else svg.GREY
        look = {"stroke_width": 1.2 if certain else 0.9, "stroke_opacity": faint}
        dash = None if certain else "4 3"
        line = svg.line(spots[a], spots[b], colour, **look, stroke_dasharray=dash)
        title = "; ".join(dict.fromkeys(words.name(tie.tie.id) for tie in ties))
        class_ = f"link {'certain' if certain else 'possible'}"
        marks[certain].append(svg.fact(class_, title, plot.grounds(ties, drawn), line))
    return [*marks[False], *marks[True]]


def _stretched(spots: Mapping[str, Spot], box: Box) -> dict[str, Spot]:
    """The spots stretched over the box; in its middle where they have no width or
    height.
    """
    held = Box.around(spots.values())
    across = box.width / held.width if held.width else 0.0
    down = box.height / held.height if held.height else 0.0
    (x0, y0), (x1, y1) = held.centre, box.centre
    return {
        r: (x1 + (x - x0) * across, y1 + (y - y0) * down) for r, (x, y) in spots.items()
    }


def positions(graph: TieGraph, shape: float) -> dict[str, Spot]:
    """Where each node stands, by name, in no unit, y downwards, on a page so many times
    as wide as high.
    """
    import rustworkx

    drawn = graph.in_rustworkx
    parts = [sorted(part) for part in rustworkx.connected_components(drawn)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    whole = sum(len(part) for part in parts)
    across = max(sqrt(whole * shape), sqrt(len(parts[0]))) if parts else 0.0
    placed: dict[str, Spot] = {}
    left = top = high = 0.0
    for part in parts:
        side = sqrt(len(part))
        if left and left + side > across:
            left, top, high = 0.0, top + high, 0.0
        # of two one above the other, so that both names have room beside them
        spots: Mapping[int, Spot] = {part[0]: (0.15, 0.3), part[-1]: (0.15, 0.7)}
        if len(part) != 2:
            piece, spread = drawn.subgraph(part), 1.6 / sqrt(len(part))
            found: Any = rustworkx.spring_layout(
                piece, seed=1987, num_iter=400, k=spread
            )
            square = Box(0.0, 0.0, 1.0, 1.0).grown(-0.1)
            spots = {piece[at]: spot for at, spot in _stretched(found, square).items()}
        for node, (x, y) in spots.items():
            placed[graph.names[node]] = (left + side * x, top + side * y)
        left, high = left + side, max(high, side)
    return placed


def _largest(
    words: plot.PlotWords, graph: TieGraph
) -> tuple[frozenset[str], list[str]]:
    """The parties to draw, and what is said of those left out."""
    if graph.size <= _MOST:
        return frozenset(graph.names), []
    core = dict(zip(graph.names, core_numbers(graph).tolist(), strict=True))
    for k in range(2, max(core.values()) + 1):
        inside = frozenset(ref for ref, number in core.items() if number >= k)
        if _FEWEST <= len(inside) <= _MOST:
            return inside, [
                words.message("network-core", k=k, count=len(inside), whole=graph.size)
            ]
    order = sorted(zip((-graph.degrees).tolist(), graph.names, strict=True))[:_MOST]
    said = words.message("network-top", count=_MOST, whole=graph.size)
    return frozenset(ref for _, ref in order), [said]


_ROWS, _COLUMNS = 24, 18
_ROW, _WIDEST, _NARROWEST, _FOOT = 26.0, 64.0, 20.0, 4.0
_LONGEST_HEAD, _SINE, _COSINE = 160.0, 0.766, 0.643
"""Headings lean by 50 degrees."""

Cells = Mapping[tuple[int, int], Counted]
"""The counts by row and column, as indexes in the two lists of names."""


def ties_matrix(scope: Scope, language: str) -> Drawing:
    """The matrix of the ties that certainly or possibly stood on the scope's day.

    A tie counts once in each cell that its parties meet in. Past 24 rows and 18
    columns, the least are summed up.
    """
    words = plot.words_of(scope.register, scope.day, language)
    ties = scope.in_force(possible=True)
    sorting = Sorting(scope, ties)
    held = [(tie, keys) for tie in ties if (keys := sorting.cells(tie))]
    rows = most_frequent((row for _, keys in held for row, _ in keys), _ROWS)
    columns = most_frequent(
        (column for _, keys in held for _, column in keys), _COLUMNS
    )
    cells: dict[tuple[int, int], list[TieOnDay]] = defaultdict(list)
    for tie, keys in held:
        ends = {
            (r if r in rows else OTHERS, c if c in columns else OTHERS) for r, c in keys
        }
        for one, other in ends:
            cells[rows.index(one), columns.index(other)].append(tie)
    names = [[label_of(words, key) for key in keys] for keys in (rows, columns)]
    counts = {}
    for (row, column), inside in sorted(cells.items()):
        certain = sum(tie.answer.certain for tie in inside)
        name = f"{names[0][row]} – {names[1][column]}"
        counts[row, column] = words.counted(name, inside, certain, len(held))
    lost = len(ties) - len(held)
    remarks = [words.message("no-area-or-country", count=lost)] if lost else []
    chart = Chart(
        words, "matrix", ("certain", "matrix-possible"), by=sorting.by, count=len(held)
    )
    if counts:
        draw_matrix(chart, counts, names)
    return chart.drawing(
        claims_of(tie for tie, _ in held), remarks, words.ties_on_day(ties)
    )


def draw_matrix(chart: Chart, cells: Cells, names: Sequence[Sequence[str]]) -> None:
    """The counts, at least one, under the names of rows and columns."""
    rows, columns = names
    left = chart.room_for(rows)
    head = max(
        min(svg.width(column, svg.TEXT_SIZE), _LONGEST_HEAD) for column in columns
    )
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
        fill, ink = svg.heat(sqrt(count.possible / most))
        marks = [svg.rect(box, fill)]
        doubt = (count.possible - count.certain) / count.possible
        if doubt:
            foot = Box(
                box.left, box.bottom - _FOOT, box.left + box.width * doubt, box.bottom
            )
            marks.append(svg.rect(foot, svg.PAPER))
            marks.append(svg.rect(foot, chart.hatch(svg.INK), class_="possible"))
        said, small = range_text(count.certain or None, count.possible), svg.SMALL_SIZE
        size = small if svg.width(said, small) <= box.width else small * 0.8
        at = (box.centre[0], box.centre[1] + (2.5 if doubt else 4))
        marks.append(svg.text(said, at, size, text_anchor="middle", fill=ink))
        chart.add(svg.fact("cell", count.title, count.grounds, *marks))
    if any(count.certain < count.possible for count in cells.values()):
        chart.keys(partial(chart.swatch, (svg.INK,)), (False,))
    chart.bottom, chart.left = edges[-1] + 8, left
