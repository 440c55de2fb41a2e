"""The network as a graph: who is tied to whom, once a pair, with the evidence that it rests on.

Law: a graph is simple (no loops, no parallel edges) and frozen; every number that is measured of it rests on the
graph's evidence, which is listed once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.scope import Scope
from kizuna.register.status import TieOnDay

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TieGraph:
    """An undirected simple graph in compressed sparse rows (CSR).

    `names` are the nodes in order of name. `edges` has a row a pair that is tied, of two positions in `names`,
    the lesser first, in order. The neighbours of node i are `neighbours[starts[i]:starts[i + 1]]`, in order, so
    that every edge is in there twice. `evidence` are the claim ids, or the rows of a file, that the edges rest on;
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
        """The graph of pairs of names; a repeated pair counts once, a loop not at all; `alone` are nodes too."""
        held = [(a, b) for a, b in pairs if a != b]
        names = tuple(sorted({name for pair in held for name in pair} | set(alone)))
        at = {name: number for number, name in enumerate(names)}
        numbered = [(at[a], at[b]) for a, b in held]
        return cls.of_edges(names, as_edges(numbered), tuple(dict.fromkeys(evidence)))

    @classmethod
    def of_edges(cls, names: tuple[str, ...], edges: Ints, evidence: tuple[str, ...]) -> TieGraph:
        """The graph of rows of two positions in `names`, in any order, repeated or not, without loops."""
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
        """The parties whose ties certainly (or, with `possible`, possibly) stood on the scope's day.

        A tie of three parties or more ties each two of them; a party without such a tie is not in the graph.
        """
        ties = [tie for tie in scope.in_force(possible=possible) if len(tie.parties) > 1]
        claims = (claim for tie in ties for claim in tie.listed)
        return cls.of_pairs((pair for tie in ties for pair in pairs_of(tie)), claims)

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.names)

    @cached_property
    def degrees(self) -> Ints:
        """How many neighbours each node has."""
        return np.diff(self.starts)

    @cached_property
    def components(self) -> Ints:
        """The component of each node, numbered from 0 by size, the largest first."""
        labels = connected(self.size, self.edges)
        sizes = np.bincount(labels) if self.size else labels
        order = np.argsort(-sizes, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return rank[labels]

    @cached_property
    def giant(self) -> TieGraph:
        """The largest component; of several as large, the one with the first node in order of name."""
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
        made.add_edges_from_no_data(list(map(tuple, self.edges.tolist())))
        return made


def pairs_of(tie: TieOnDay) -> Iterable[tuple[str, str]]:
    """Each two parties of a tie; none where a source names one party only."""
    return combinations(tie.parties, 2)


def as_edges(pairs: Sequence[tuple[int, int]]) -> Ints:
    """Pairs of positions as rows, also where there are none."""
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def connected(size: int, edges: Ints) -> Ints:
    """The component of each of `size` nodes, numbered from 0 in order of its first node."""
    return np.unique(roots(size, edges), return_inverse=True)[1].reshape(-1).astype(np.int64)


def roots(size: int, edges: Ints) -> Ints:
    """For each of `size` nodes the first node of its component.

    Edges hand the lesser number on, and chains of hands are halved, so that the rounds are few (Shiloach &
    Vishkin 1982).
    """
    least = np.arange(size, dtype=np.int64)
    while len(edges):
        ends = least[edges]
        np.minimum.at(least, ends.max(axis=1), ends.min(axis=1))
        while not np.array_equal(shorter := least[least], least):
            least = shorter
        edges = edges[least[edges[:, 0]] != least[edges[:, 1]]]
    return least
