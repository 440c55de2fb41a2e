"""Measuring an edge list that somebody published; and the panel of any network in rows
and words.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kizuna.analysis.network.graph import EdgeList, make_edge_list, read_edge_list
from kizuna.analysis.network.panel import Panel, normalised, panel
from kizuna.publish.document import Block, Facts, Paragraph, Sentence, Table, Tone
from kizuna.publish.records import Records, columns
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.sources.readers.spreadsheet import read_lines, read_table
from kizuna.sources.reading import readable
from kizuna.workflows import ask

FULL_DIGITS = 12
_SHOWN, _BAD_SHOWN = 12, 5
_VALUES = columns("measure value:number how")
Named = tuple[tuple[str, ...], Callable[[str], tuple[Sentence | str, ...]]]


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """The panel of an edge list; `sha256` is the digest of the file as it lies."""

    edges: EdgeList
    sha256: str
    panel: Panel
    top: int = 10

    @property
    def register(self) -> Register:
        """The register, of which nothing is read."""
        return ask.known_register(None)


def measure_file(
    path: Path, columns: Sequence[str] = (), *, betweenness: bool = False
) -> FileAnswer:
    """The panel of an edge list in a file: a text, a table or a graph, packed or not.

    `columns` are the two that name the nodes, by header or number. Raises BadFile and
    BadQuestion.
    """
    with readable(path):
        data = path.read_bytes()
    if (text := read_lines(data, path)) is not None:
        found = read_edge_list(path.name, text, columns)
    else:
        found = make_edge_list(read_table(path), columns)
    measured = panel(found.graph(), betweenness=betweenness)
    return FileAnswer(found, hashlib.sha256(data).hexdigest(), measured)


def measure_rows(panels: Mapping[str, Panel], wording: Wording) -> list[dict[str, Any]]:
    """The measures a row each, with those of each panel under its name, and how they
    are computed.
    """
    return [
        {
            "measure": key,
            **{n: p.measures[key] for n, p in panels.items()},
            "how": wording.messages.text(f"web-network-how-{key.replace('_', '-')}"),
        }
        for key in next(iter(panels.values())).measures
    ]


def details_of(panel: Panel) -> dict[str, Any]:
    """How many nodes have each degree that occurs, pairs each distance, and
    communities, the largest first.
    """
    degrees = np.bincount(panel.graph.degrees).tolist()
    return {
        "degrees": {str(d): n for d, n in enumerate(degrees) if n},
        "distances": {str(d): n for d, n in enumerate(panel.distances) if d},
        "community_sizes": np.bincount(panel.membership).tolist(),
    }


def of_node(panel: Panel, node: int) -> dict[str, Any]:
    between = panel.betweenness
    return {
        "degree": int(panel.graph.degrees[node]),
        "core": int(panel.cores[node]),
        "community": int(panel.membership[node]) + 1,
        "betweenness": None if between is None else float(between[node]),
        "betweenness_normalised": None
        if between is None
        else float(normalised(between)[node]),
    }


def measures_table(panels: Mapping[str, Panel], wording: Wording, digits: int) -> Table:
    """The same to so many significant digits; the panels a column each."""
    text = wording.messages.text
    names = (
        text("web-network-value" if name == "value" else f"plots-{name}")
        for name in panels
    )
    heads = (text("web-peers-measure"), *names, text("web-network-how"))
    rows = (
        (
            Sentence.of(
                text(f"web-network-measure-{row['measure'].replace('_', '-')}")
            ),
            *(
                Sentence.of(digits_of(row["measure"], row[name], digits))
                for name in panels
            ),
            Sentence.of(row["how"], tone=Tone.ASIDE),
        )
        for row in measure_rows(panels, wording)
    )
    numeric, caption = range(1, len(panels) + 1), text("web-network-measures")
    return Table.of(map(capital, heads), rows, numeric, caption=caption)


def digits_of(key: str, value: float | None, digits: int) -> str:
    """A number to so many significant digits, kilometres to one after the point."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if key.endswith("_km") else f"{value:.{digits}g}"


def leading(
    panel: Panel, nodes: Sequence[int], caption: str, wording: Wording, named: Named
) -> Table:
    """The first nodes with their numbers; `named` gives the columns that name a node,
    and their cells.
    """
    keys = ("degree", "core", "community", "betweenness")[
        : 3 + (panel.betweenness is not None)
    ]
    columns, cells = named
    named_nodes = ((panel.graph.names[node], of_node(panel, node)) for node in nodes)
    rows = (
        (*cells(name), *(digits_of("", numbers[key], FULL_DIGITS) for key in keys))
        for name, numbers in named_nodes
    )
    heads = [wording.messages.text(f"web-network-{key}") for key in (*columns, *keys)]
    return Table.of(heads, rows, range(len(columns), len(heads)), caption=caption)


def spreads(panel: Panel, wording: Wording) -> Facts:
    """How many nodes have which degree, pairs which distance, and communities how many
    nodes.
    """
    text, held = wording.messages.text, details_of(panel)
    shown = {
        key: [f"{k}: {n}" for k, n in held[key].items()]
        for key in ("degrees", "distances")
    }
    shown["sizes"] = list(map(str, held["community_sizes"]))
    said = (
        (key, wording.first_of(values, _SHOWN))
        for key, values in shown.items()
        if values
    )
    return Facts(
        tuple(
            (text(f"web-network-{key}"), (Sentence.of(words),)) for key, words in said
        )
    )


def edges_records(found: FileAnswer, wording: Wording) -> Records:
    """A measure a row, after the counts in the flat table."""
    edges, panel = found.edges, found.panel
    counts = {"nodes": panel.graph.size, "edges": len(panel.graph.edges)}
    leaders = panel.leading(found.top)
    rows = measure_rows({"value": panel}, wording)
    about = {
        "file": edges.file,
        "sha256": found.sha256,
        "header": edges.header.text if edges.header else None,
        "columns": edges.columns,
        "name_columns": list(edges.name_columns),
        "rows": len(edges.rows),
        "loops": [line for line, _, _ in edges.loops],
        "repeated": [line for line, _, _ in edges.repeated],
        "bad": [{"line": bad.line, "text": bad.text} for bad in edges.bad],
        "evidence": {"rows": list(panel.graph.evidence)},
        "counts": counts,
        "details": {
            **details_of(panel),
            "top": [
                {"name": panel.graph.names[n], **of_node(panel, n)} for n in leaders
            ],
        },
    }
    counted = [
        {"measure": key, "value": count, "how": "count"}
        for key, count in counts.items()
    ]
    flat = Records("measures", _VALUES, [*counted, *rows])
    return Records("measures", _VALUES, rows, about, flat)


def edges_blocks(found: FileAnswer, wording: Wording) -> Iterator[Block]:
    """The measures to twelve digits, the first nodes, and what became of the rows of
    the file.
    """
    text, panel = wording.messages.text, found.panel
    counts = {"nodes": panel.graph.size, "edges": len(panel.graph.edges)}
    yield wording.figures(
        {text(f"web-network-file-{k}"): count for k, count in counts.items()}
    )
    yield measures_table({"value": panel}, wording, FULL_DIGITS)
    named = (("node",), lambda name: (name,))
    yield leading(panel, panel.leading(found.top), "", wording, named)
    if panel.graph.size:
        yield spreads(panel, wording)
    yield Paragraph.aside(
        text("web-network-file-rests", rows=" ".join(panel.graph.evidence[:3]))
    )
    yield Paragraph(tuple(_accounted(found.edges, wording)))


def _accounted(edges: EdgeList, wording: Wording) -> Iterator[Sentence]:
    text, listing = wording.messages.text, wording.messages.listing
    read = []
    if edges.header:
        read.append(
            text("web-network-header", line=edges.header.line, text=edges.header.text)
        )
    if edges.columns > 2:
        taken = listing([repr(name) for name in edges.name_columns])
        read.append(
            text("web-network-columns-read", count=edges.columns, columns=taken)
        )
    yield from Paragraph.aside(*read).sentences
    bad = [f"{bad.line}: {bad.text[:60]!r}" for bad in edges.bad]
    loops, repeated = (
        [str(line) for line, _, _ in held] for held in (edges.loops, edges.repeated)
    )
    out = {
        "loops": (loops, _SHOWN),
        "repeated": (repeated, _SHOWN),
        "bad": (bad, _BAD_SHOWN),
    }
    for what, (held, most) in out.items():
        if held:
            lines = wording.first_of(held, most)
            said = text(f"web-network-{what}", count=len(held), lines=lines)
            yield Sentence.of(said, tone=Tone.DOUBTFUL)
