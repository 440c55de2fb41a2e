"""The network as a graph: who is tied to whom, once a pair, with the evidence that it
rests on.

Law: a graph is simple (no loops, no parallel edges) and frozen; every number that is
measured of it rests on the graph's evidence, which is listed once.

Edge lists are read as people publish them. Law: every row is accounted for. Loops,
repeated pairs and rows that cannot be read are counted and named by line, and never end
the reading; only a file without one edge is an error, and one that does not say which
two of its columns name the nodes.

Clustering is how often two partners of a party are tied to each other as well (Watts &
Strogatz 1998).
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, groupby, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.scope import Scope
from kizuna.errors import BadFile, BadQuestion, name_some
from kizuna.register.ties import TieOnDay
from kizuna.sources.readers.file_formats import Row, Table
from kizuna.values.points import EARTH_RADIUS_KM, Point

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TieGraph:
    """An undirected simple graph in compressed sparse rows (CSR).

    `names` are the nodes in order of name. `edges` has a row a pair that is tied, of
    two positions in `names`, the lesser first, in order. The neighbours of node i are
    `neighbours[starts[i]:starts[i + 1]]`, in order, so that every edge is in there
    twice. `evidence` are the claim ids, or the rows of a file, that the edges rest on;
    it is empty only where there are no edges.
    """

    names: tuple[str, ...]
    edges: Ints
    starts: Ints
    neighbours: Ints
    evidence: tuple[str, ...]

    @classmethod
    def of_pairs(
        cls,
        pairs: Iterable[tuple[str, str]],
        evidence: Iterable[str] = (),
        alone: Collection[str] = (),
    ) -> TieGraph:
        """The graph of pairs of names; a repeated pair counts once, a loop not at all;
        `alone` are nodes too.
        """
        held = [(a, b) for a, b in pairs if a != b]
        names = tuple(sorted({name for pair in held for name in pair} | set(alone)))
        at = {name: number for number, name in enumerate(names)}
        edges = np.array([(at[a], at[b]) for a, b in held], dtype=np.int64).reshape(
            -1, 2
        )
        return cls.of_edges(names, edges, tuple(dict.fromkeys(evidence)))

    @classmethod
    def of_edges(
        cls, names: tuple[str, ...], edges: Ints, evidence: tuple[str, ...]
    ) -> TieGraph:
        """The graph of rows of two positions in `names`, in any order, repeated or not,
        without loops.
        """
        size = max(len(names), 1)
        low, high = edges.min(axis=1, initial=size), edges.max(axis=1, initial=-1)
        codes = np.unique(low * size + high)
        once = np.stack([codes // size, codes % size], axis=1)
        both = np.concatenate([once, once[:, ::-1]])
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        starts = np.zeros(len(names) + 1, dtype=np.int64)
        np.cumsum(np.bincount(both[:, 0], minlength=len(names)), out=starts[1:])
        return cls(names, once, starts, np.ascontiguousarray(both[:, 1]), evidence)

    @classmethod
    def of_scope(cls, scope: Scope, *, possible: bool = False) -> TieGraph:
        """The parties whose ties certainly (or, with `possible`, possibly) stood on the
        scope's day.

        A tie of three parties or more ties each two of them; a party without such a tie
        is not in the graph.
        """
        found = [(tie, [*pairs_of(tie)]) for tie in scope.in_force(possible=possible)]
        claims = (claim for tie, pairs in found if pairs for claim in tie.listed)
        return cls.of_pairs((pair for _, pairs in found for pair in pairs), claims)

    @property
    def size(self) -> int:
        return len(self.names)

    @cached_property
    def degrees(self) -> Ints:
        return np.diff(self.starts)

    @cached_property
    def components(self) -> Ints:
        """The component of each node, numbered from 0 by size, the largest first."""
        import rustworkx

        found = np.zeros(self.size, dtype=np.int64)
        for number, nodes in enumerate(
            rustworkx.connected_components(self.in_rustworkx)
        ):
            found[list(nodes)] = number
        return by_size(found.tolist())

    @cached_property
    def giant(self) -> TieGraph:
        """The largest component; of several as large, the one with the first node in
        order of name.
        """
        return self.within(self.components == 0)

    def within(self, chosen: NDArray[np.bool_]) -> TieGraph:
        """The graph of the nodes chosen and the edges between them."""
        if chosen.all():
            return self
        new = np.cumsum(chosen) - 1
        kept = self.edges[chosen[self.edges].all(axis=1)]
        names = tuple(self.names[i] for i in np.flatnonzero(chosen))
        return TieGraph.of_edges(names, new[kept], self.evidence)

    @cached_property
    def in_rustworkx(self) -> Any:
        """The same graph as rustworkx holds it, nodes by position."""
        import rustworkx

        made = rustworkx.PyGraph(multigraph=False)
        made.add_nodes_from(range(self.size))
        made.extend_from_edge_list(list(map(tuple, self.edges.tolist())))
        return made


def pairs_of(tie: TieOnDay) -> Iterable[tuple[str, str]]:
    """Each two parties of a tie; none where a source names one party only."""
    return combinations(tie.parties, 2)


def by_size(labels: Sequence[int]) -> Ints:
    """Labels renumbered from 0 by how many bear them, the most first; of as many, by
    the first that does.
    """
    number = {label: at for at, (label, _) in enumerate(Counter(labels).most_common())}
    return np.array([number[label] for label in labels], dtype=np.int64)


def radians_of(points: Iterable[Point | None]) -> Floats:
    """The latitudes of points and, in a second row, their longitudes, in radians; NaN
    for what is not known.
    """
    degrees = [(p.latitude, p.longitude) if p else (np.nan, np.nan) for p in points]
    return np.asarray(np.radians(np.array(degrees).reshape(-1, 2)).T)


def kilometres(here: Floats, there: Floats) -> Floats:
    """The great circles in km between points as `radians_of` has them (haversine
    formula); NaN where one is not known.
    """
    (lat_a, lon_a), (lat_b, lon_b) = here, there
    across = np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    half = np.sin((lat_b - lat_a) / 2) ** 2 + across
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


@dataclass(frozen=True, slots=True)
class Clustering:
    """How many triangles there are, and the two coefficients of clustering, each 0 to
    1.

    `transitivity` is three times the triangles by the paths of length two (None without
    such a path); `average` is the mean over all nodes of the share of their pairs of
    neighbours that are tied, nodes with fewer than two neighbours counting as 0 (None
    without nodes).
    """

    triangles: int
    transitivity: float | None
    average: float | None


def clustering(graph: TieGraph) -> Clustering:
    found = triangles(graph)
    return coefficients(
        graph.degrees, np.bincount(found.ravel(), minlength=graph.size), graph.size
    )


def coefficients(degrees: Ints, through: Ints, nodes: int) -> Clustering:
    """The coefficients from the degree of each node and the triangles through it;
    `nodes` counts in the mean.
    """
    paths = degrees * (degrees - 1) // 2
    closed, total = int(through.sum()), int(paths.sum())
    local = through[paths > 0] / paths[paths > 0]
    return Clustering(
        triangles=closed // 3,
        transitivity=closed / total if total else None,
        average=float(local.sum()) / nodes if nodes else None,
    )


def triangles(graph: TieGraph) -> Ints:
    """Every triangle once, a row of three nodes: two that are tied, and a later one
    that both are tied to.
    """
    neighbours, starts = graph.neighbours.tolist(), graph.starts.tolist()
    beside = [set(neighbours[first:last]) for first, last in pairwise(starts)]
    found = [
        (a, b, c)
        for a, b in graph.edges.tolist()
        for c in beside[a] & beside[b]
        if c > b
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 3)


_SIZED = "%%matrixmarket"
_WORDS = re.compile(
    r"source|target|from|to|src|dst|(node|vertex|id|qid|name|city|party|place)[_"
    r" .-]?(id|a|b|i|j|u|v|[12])?"
    r"|(source|target|from|to)[_ .-]?(id|name|node|label)"
)
_MEASURE = re.compile(r"[-+0-9.,:/eEZTQ%]*|[{(\[].*")
"""What stands in a further column of an edge list: a weight, a date, a number, or
attributes in brackets.
"""
_LETTERS, _WITHOUT_DIGITS = re.compile(r"[abuvijxy]"), re.compile(r"\D+")

Edge = tuple[int, str, str]
"""A line of the file, and the two names on it."""


@dataclass(frozen=True, slots=True)
class Line:
    line: int
    text: str
    cells: Sequence[str]

    def pair(self, at: tuple[int, int]) -> tuple[str, str] | None:
        """The two names in those columns; None where one of them is not given."""
        a, b = (self.cells[one] if one < len(self.cells) else "" for one in at)
        return (a, b) if a and b else None


@dataclass(frozen=True, slots=True)
class EdgeList:
    """What a file says: its edges, and what became of its other lines.

    `rows` are the lines that name two nodes, loops and repetitions among them. `header`
    is the first line where it names the columns, None where it is a row like the
    others; `columns` is how many columns the widest row has, and `name_columns` are the
    two that were read, by their headers or their numbers (#1). `bad` are the lines that
    name no two nodes. `isolated` are the nodes that the file of a graph lists and no
    edge joins.
    """

    file: str
    rows: tuple[Edge, ...]
    columns: int
    bad: tuple[Line, ...]
    name_columns: tuple[str, str]
    header: Line | None = None
    isolated: tuple[str, ...] = ()

    @property
    def loops(self) -> tuple[Edge, ...]:
        """The rows that tie a node to itself: no edge, though the node is in the
        graph.
        """
        return tuple(row for row in self.rows if row[1] == row[2])

    @property
    def repeated(self) -> tuple[Edge, ...]:
        """The rows whose two nodes an earlier row has already tied, in either
        direction.
        """
        first: dict[frozenset[str], Edge] = {}
        pairs = (row for row in self.rows if row[1] != row[2])
        return tuple(
            row for row in pairs if first.setdefault(frozenset(row[1:]), row) is not row
        )

    def graph(self) -> TieGraph:
        """The graph of the rows; it rests on the lines of the file, "ties.csv:2-79"."""
        nodes = {*self.isolated, *(name for _, a, b in self.rows for name in (a, b))}
        lines = dict.fromkeys(line for line, _, _ in self.rows)
        runs = groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0])
        followed = ([line for _, line in run] for _, run in runs)
        ends = (dict.fromkeys((held[0], held[-1])) for held in followed)
        stretches = (f"{self.file}:{'-'.join(map(str, both))}" for both in ends)
        return TieGraph.of_pairs(((a, b) for _, a, b in self.rows), stretches, nodes)


def read_edge_list(file: str, text: str, columns: Sequence[str] = ()) -> EdgeList:
    """The edge list that a text says; `file` is how it is called in messages and as
    evidence.

    Columns are parted by tabs, else by commas, else by semicolons, else by blanks, as
    the first row has it; lines that begin with # or % are remarks. `columns` are the
    two that name the nodes, by their headers or their numbers from 1. Without them
    those are read that the headers tell, as in an import, else the first two where the
    others hold no names. A first row that names columns is taken for a header: known
    words, or words without a digit where all other names have one.

    Raises BadFile where no line is an edge, and where nothing tells which columns name
    the nodes; BadQuestion for a column that is not there.
    """
    written, at = [*_lines(text)], (0, 1)
    heads = written[0].cells if written else ()
    width = max((len(line.cells) for line in written), default=0)
    is_header = _is_header(written, at)
    if columns:
        at = _wanted_columns(file, columns, heads, width)
        is_header = any(not column.isdecimal() for column in columns) or _is_header(
            written, at
        )
    elif width > 2 and not (
        is_header and all(_WORDS.fullmatch(h.casefold()) for h in heads[:2])
    ):
        others = written[1:]
        rows = tuple(Row(line.line, tuple(line.cells)) for line in others)
        table = Table(file, "", tuple(dict.fromkeys(heads)), rows)
        told = _named(table) if all(heads) else None
        if told and {heads[at] for at in told}.isdisjoint(
            n for line in others for n in line.cells
        ):
            at, is_header = told, True
        elif not all(
            _MEASURE.fullmatch(n)
            for line in written[is_header:]
            for n in line.cells[2:]
        ):
            _refuse(file, heads)
    found = _edges(file, written[is_header:], at, heads if is_header else ())
    return replace(found, header=written[0] if is_header else None)


def make_edge_list(table: Table, columns: Sequence[str] = ()) -> EdgeList:
    """The edges that the rows of a table are; `columns` and what is raised as in
    `read_edge_list`.

    Of a graph the nodes are the ends of its edges, by their labels; two nodes of one
    label stand apart by their ids.
    """
    heads, texts = table.columns, [list(row.texts) for row in table.rows]
    if columns:
        at = _wanted_columns(table.file, columns, heads, len(heads))
    elif {"source", "target"} <= set(heads):
        at = heads.index("source"), heads.index("target")
        _add_ids(heads, texts)
    else:
        at = _named(table) or (
            (0, 1) if len(heads) == 2 else _refuse(table.file, heads)
        )
    numbered = zip(table.rows, texts, strict=True)
    rows = [Line(row.number, ", ".join(cells), cells) for row, cells in numbered]
    found = _edges(table.file, rows, at, heads)
    is_whole = found.name_columns == ("source", "target")
    return replace(found, isolated=table.alone if is_whole else ())


def _edges(
    file: str, lines: Sequence[Line], at: tuple[int, int], heads: Sequence[str]
) -> EdgeList:
    pairs = [(line, line.pair(at)) for line in lines]
    rows = tuple((line.line, *pair) for line, pair in pairs if pair)
    if not any(a != b for _, a, b in rows):
        first = lines[0].text[:60] if lines else ""
        raise BadFile(
            f"{file}: no line names two nodes (it begins {first!r}); write a pair a"
            " line"
        )
    a, b = (heads[one] if heads else f"#{one + 1}" for one in at)
    width = max(len(heads), *(len(line.cells) for line in lines))
    return EdgeList(
        file, rows, width, tuple(line for line, pair in pairs if not pair), (a, b)
    )


def _wanted_columns(
    file: str, columns: Sequence[str], heads: Sequence[str], width: int
) -> tuple[int, int]:
    """The places of the columns that were asked for; raises BadQuestion for one that is
    not there.
    """
    found = []
    for column in columns:
        places = [
            at for at, head in enumerate(heads) if head.casefold() == column.casefold()
        ]
        if not places and column.isdecimal() and 1 <= int(column) <= width:
            places = [int(column) - 1]
        if not places:
            known = name_some(filter(None, heads))
            raise BadQuestion(
                f"{file} has no column {column!r}; its columns are {known}"
            )
        found.append(places[0])
    if len(set(found)) != 2:
        raise BadQuestion(
            f"{file}: name two different columns, one for each end of an edge"
        )
    return found[0], found[1]


def _named(table: Table) -> tuple[int, int] | None:
    """The places of the two columns that name the sides of a tie, as an import would
    read the headers.
    """
    from kizuna.claims.mapping import guess_mapping

    try:
        mapping = guess_mapping(table).mapping
    except BadFile:
        return None
    targets = ((mapping.columns.get(head), at) for at, head in enumerate(table.columns))
    named = {
        target.of: at for target, at in targets if target and target.what == "name"
    }
    return (named["a"], named["b"]) if {"a", "b"} <= named.keys() else None


def _refuse(file: str, heads: Sequence[str]) -> tuple[int, int]:
    raise BadFile(
        f"{file}: {len(heads)} columns, and nothing says which two of them name the"
        " nodes; choose them with"
        f" --columns among {name_some(filter(None, heads))}"
    )


def _add_ids(heads: Sequence[str], rows: Sequence[list[str]]) -> None:
    """Make each label of a graph that of one node: where several bear one, the id
    follows in brackets.
    """
    ids, ends = defaultdict[str, set[str]](set), ("source", "target")
    places = [
        (heads.index(e), heads.index(f"{e}.id")) for e in ends if f"{e}.id" in heads
    ]
    for row in rows:
        for label, ref in places:
            ids[row[label]].add(row[ref])
    for row in rows:
        for label, ref in places:
            if len(ids[row[label]]) > 1 and row[ref]:
                row[label] += f" ({row[ref]})"


def _lines(text: str) -> Iterator[Line]:
    """The lines that are no remark and not empty; of a Matrix Market file not the line
    of sizes either.
    """
    plain = text.lstrip("\ufeff")
    written = [
        (line, held)
        for line, held in enumerate(re.split(r"\r\n|\r|\n", plain), start=1)
        if held.strip() and not held.lstrip().startswith(("#", "%"))
    ][plain[: len(_SIZED)].casefold() == _SIZED :]
    sign = next((sign for sign in "\t,;" if written and sign in written[0][1]), "")
    for line, held in written:
        row = [held if sign else " ".join(held.split())]
        cells = next(csv.reader(row, delimiter=sign or " "), [])
        yield Line(line, held, [cell.strip() for cell in cells])


def _is_header(written: Sequence[Line], at: tuple[int, int]) -> bool:
    """Whether the first line names the columns: by known words, by letters, or by words
    where all others have digits.
    """
    pairs = [pair for line in written if (pair := line.pair(at))]
    if len(pairs) < 2 or pairs[0] != written[0].pair(at):
        return False
    names = [name.casefold() for name in pairs[0]]
    others = {name.casefold() for pair in pairs[1:] for name in pair}
    for form in (_WORDS, _LETTERS, _WITHOUT_DIGITS):
        if all(map(form.fullmatch, names)) and not any(map(form.fullmatch, others)):
            return names[0] != names[1]
    return False
