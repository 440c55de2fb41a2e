"""Measuring the network: of a question about ties, or of an edge list that somebody published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kizuna.analysis.network.countries import CountryNetwork, country_network
from kizuna.analysis.network.edge_list import EdgeList, make_edge_list, read_edge_list
from kizuna.analysis.network.panel import Network, network_of, network_of_graph
from kizuna.analysis.network.series import Series, first_year, series_of
from kizuna.analysis.scope import Scope
from kizuna.errors import BadFile, BadQuestion
from kizuna.publish.wording import Wording
from kizuna.sources.reader_process import run_reader
from kizuna.sources.readers.graph_file import isolated_nodes_of
from kizuna.sources.readers.spreadsheet import read_lines, read_table
from kizuna.workflows.scoping import ScopeQuestion, scope

_MOST_YEARS = 2000


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """The network of the ties asked for, with the labels of its parties."""

    scope: Scope
    network: Network
    labels: Wording


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """The network of an edge list; `sha256` is the digest of the file as it lies."""

    edges: EdgeList
    sha256: str
    network: Network


def measure_network(question: ScopeQuestion, *, betweenness: bool = False) -> NetworkAnswer:
    """The panel of the ties asked for, as they stood on the day; raises what scoping raises."""
    held = scope(question)
    network = network_of(held, betweenness=betweenness)
    return NetworkAnswer(held, network, Wording.english(held.register, question.day))


def measure_countries(question: ScopeQuestion) -> CountryNetwork:
    """The network of countries of the ties asked for; raises what scoping raises."""
    return country_network(scope(question))


def measure_years(question: ScopeQuestion, first: int | None, last: int | None) -> Series | None:
    """The yearly series of the ties asked for, from a first to a last year.

    None for the first is the year of the earliest dated tie, for the last the year of the day asked about. None
    comes back where no tie is dated and no first year given. Raises BadQuestion for years out of order or after
    the day, and what scoping raises.
    """
    held = scope(question)
    now = date.fromordinal(question.day).year
    start, stop = first_year(held) if first is None else first, now if last is None else last
    if start is None:
        return None
    if stop > now:
        raise BadQuestion(
            f"{stop} lies after {date.fromordinal(question.day)}, the day asked about"
        )
    if start > stop:
        raise BadQuestion(f"the years {start}..{stop} run backwards; write {stop}..{start}")
    if stop - start >= _MOST_YEARS:
        raise BadQuestion(f"{start}..{stop} are more than {_MOST_YEARS} years; ask for fewer")
    return series_of(held, start, stop)


def measure_file(
    path: Path, columns: Sequence[str] = (), *, betweenness: bool = False
) -> FileAnswer:
    """The panel of an edge list in a file: a text, a table or a graph, packed or not.

    `columns` are the two that name the nodes, by header or number. Raises BadFile and BadQuestion.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from error
    text = read_lines(data, path)
    if text is not None:
        found = read_edge_list(path.name, text, columns)
    else:
        found = make_edge_list(read_table(path), columns)
        if found.name_columns == ("source", "target"):
            alone = run_reader(isolated_nodes_of, str(path.absolute()), path.name, name=path.name)
            found = replace(found, isolated=tuple(alone))
    network = network_of_graph(found.graph(), betweenness=betweenness)
    return FileAnswer(found, hashlib.sha256(data).hexdigest(), network)
