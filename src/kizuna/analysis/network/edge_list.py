"""Edge lists as people publish them: two columns of names, written in any of the usual ways; no row is lost.

Law: every row is accounted for. Loops, repeated pairs and rows that cannot be read are counted and named by line,
and never end the reading; only a file without one edge is an error.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kizuna.analysis.network.graph import TieGraph
from kizuna.errors import BadFile

_COMMENT = ("#", "%")
_SIZED = "%%matrixmarket"
_WORDS = re.compile(
    r"source|target|from|to|src|dst|(node|vertex|id|qid|name|city|party|place)[_ .-]?(id|a|b|i|j|u|v|[12])?"
    r"|(source|target|from|to)[_ .-]?(id|name|node|label)"
)
_LETTERS, _WITHOUT_DIGITS = re.compile(r"[abuvijxy]"), re.compile(r"\D+")

Row = tuple[int, str, str]
"""A line of the file, and the two names on it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file that is no row: the header, or one that names no two nodes."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class EdgeList:
    """What a file says: its edges, and what became of its other lines.

    `rows` are the lines that name two nodes, loops and repetitions among them. `header` is the first line where it
    names the columns, None where it is a row like the others; `columns` is how many columns the widest row has,
    of which the first two were read. `bad` are the lines that name no two nodes.
    """

    file: str
    rows: tuple[Row, ...]
    header: Line | None
    columns: int
    bad: tuple[Line, ...]

    @property
    def loops(self) -> tuple[Row, ...]:
        """The rows that tie a node to itself: no edge, though the node is in the graph."""
        return tuple(row for row in self.rows if row[1] == row[2])

    @property
    def repeated(self) -> tuple[Row, ...]:
        """The rows whose two nodes an earlier row has already tied, in either direction."""
        seen: set[frozenset[str]] = set()
        found = []
        for row in self.rows:
            pair = frozenset(row[1:])
            if len(pair) == 2 and pair in seen:
                found.append(row)
            seen.add(pair)
        return tuple(found)

    def graph(self) -> TieGraph:
        """The graph of the rows; it rests on the lines of the file, "ties.csv:2-79"."""
        nodes = {name for _, a, b in self.rows for name in (a, b)}
        lines = (line for line, _, _ in self.rows)
        pairs = ((a, b) for _, a, b in self.rows)
        return TieGraph.of_pairs(pairs, _stretches(self.file, lines), nodes)


def read_edge_list(file: str, text: str) -> EdgeList:
    """The edge list that a text says; `file` is how it is called in messages and as evidence.

    Columns are parted by tabs, else by commas, else by semicolons, else by blanks, as the first row has it; lines
    that begin with # or % are remarks. A first row that names columns is taken for a header: known words, or
    words without a digit where all other names have one. Raises BadFile where no line is an edge.
    """
    lines = list(_lines(text))
    sign = _separator(lines[0][1]) if lines else ""
    cells = [(line, written, _cells(written, sign)) for line, written in lines]
    good = [(line, row[0], row[1]) for line, _, row in cells if len(row) > 1 and row[0] and row[1]]
    taken = {line for line, _, _ in good}
    header = _is_header(good) and good[0][0] == lines[0][0]
    rows = tuple(good[1:] if header else good)
    if not any(a != b for _, a, b in rows):
        first = lines[0][1][:60] if lines else ""
        raise BadFile(f"{file}: no line names two nodes (it begins {first!r}); write a pair a line")
    return EdgeList(
        file=file,
        rows=rows,
        header=Line(*lines[0]) if header else None,
        columns=max(len(row) for _, _, row in cells),
        bad=tuple(Line(line, written) for line, written, _ in cells if line not in taken),
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are no remark and not empty; of a Matrix Market file not the line of sizes either."""
    sized = text.lstrip("\ufeff")[: len(_SIZED)].casefold() == _SIZED
    for line, written in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), start=1):
        if not written.strip() or written.lstrip().startswith(_COMMENT):
            continue
        if sized:
            sized = False
            continue
        yield line, written


def _separator(row: str) -> str:
    return next((sign for sign in "\t,;" if sign in row), "")


def _cells(row: str, sign: str) -> list[str]:
    plain = row if sign else " ".join(row.split())
    return [cell.strip() for cell in next(csv.reader([plain], delimiter=sign or " "), [])]


def _is_header(rows: Sequence[Row]) -> bool:
    if len(rows) < 2:
        return False
    names = [name.casefold() for name in rows[0][1:]]
    others = {name.casefold() for row in rows[1:] for name in row[1:]}
    for written in (_WORDS, _LETTERS, _WITHOUT_DIGITS):
        if all(map(written.fullmatch, names)) and not any(map(written.fullmatch, others)):
            return names[0] != names[1]
    return False


def _stretches(file: str, lines: Iterable[int]) -> Iterator[str]:
    """Lines that follow each other as one: "ties.csv:2-79"."""
    for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
        held = [line for _, line in run]
        yield f"{file}:{held[0]}-{held[-1]}" if len(held) > 1 else f"{file}:{held[0]}"
