"""The network of ties: parties joined by lines, coloured by community; of a large one only its densest part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kizuna.analysis.network.communities import communities
from kizuna.analysis.network.cores import core_numbers
from kizuna.analysis.network.graph import TieGraph, pairs_of
from kizuna.analysis.scope import Scope
from kizuna.languages import Messages
from kizuna.publish.drawings.geometry import Spot
from kizuna.publish.drawings.network import NetworkLabels, NetworkLink, NetworkNode, draw_network
from kizuna.publish.drawings.palette import SERIES
from kizuna.publish.plots.layout import positions
from kizuna.publish.plots.plot import Grounds, Plot, claims_of
from kizuna.publish.plots.words import Words
from kizuna.register.status import TieOnDay

_MOST = 400
_WIDE, _HIGH = (820, 620), (820, 1080)
_FEWEST = 60
"""A k-core of fewer places than this says too little; then those with the most partners are drawn."""

_Links = dict[tuple[str, str], list[TieOnDay]]


def ties_network(scope: Scope, language: str) -> Plot:
    """The network of the ties that certainly or possibly stood on the scope's day.

    Over 400 parties, it is the largest k-core of up to 400 of them or, where that is too small, the 400
    with the most partners; which of the two, and how many of how many are drawn, is said.
    """
    words = Words(scope.register, scope.day, Messages(language))
    graph = TieGraph.of_scope(scope, possible=True)
    kept, remarks = _kept(words, graph)
    links = {pair: ties for pair, ties in _links(scope).items() if kept.issuperset(pair)}
    size = _size(TieGraph.of_pairs(links))
    spots = positions(TieGraph.of_pairs(links), size[0] / size[1])
    found = dict(zip(graph.names, communities(graph).tolist(), strict=True))
    groups = _ranked({ref: found[ref] for ref in spots})
    weight = Counter(ref for pair in links for ref in pair)
    nodes = _nodes(words, spots, groups, weight)
    drawn = [tie for ties in links.values() for tie in ties]
    title = words.text("network-title")
    description = words.text("network-description", places=len(nodes), links=len(links))
    labels = NetworkLabels(
        title=title,
        description=description,
        empty=words.text("network-empty"),
        groups=tuple(_names_of_groups(words, groups, weight)),
        others=words.text("smaller-groups"),
        certain=words.text("in-force"),
        possible=words.text("possibly-in-force"),
        language=words.tag,
    )
    marks = [_link(words, pair, ties, len(drawn)) for pair, ties in sorted(links.items())]
    return Plot(
        svg=draw_network(nodes, marks, labels, size),
        title=title,
        subtitle=words.ties_on_day(scope.count),
        description=description,
        remarks=(*remarks, words.text("network-method", count=len(set(found.values())))),
        claims=claims_of(drawn),
        language=words.tag,
    )


def _nodes(
    words: Words, spots: Mapping[str, Spot], groups: Mapping[str, int], weight: Counter[str]
) -> list[NetworkNode]:
    return [
        NetworkNode(
            ref=ref,
            label=words.name(ref),
            x=x,
            y=y,
            group=groups[ref],
            weight=weight[ref],
            title=words.text("partners", name=words.name(ref), count=weight[ref]),
        )
        for ref, (x, y) in sorted(spots.items())
    ]


def _size(graph: TieGraph) -> tuple[int, int]:
    """The pixels of the drawing: higher where small components stand in rows, for their names to have room."""
    scattered = graph.size > _FEWEST and graph.giant.size * 2 < graph.size
    return _HIGH if scattered else _WIDE


def _links(scope: Scope) -> _Links:
    links: _Links = defaultdict(list)
    for tie in scope.in_force(possible=True):
        for a, b in pairs_of(tie):
            links[min(a, b), max(a, b)].append(tie)
    return links


def _kept(words: Words, graph: TieGraph) -> tuple[frozenset[str], list[str]]:
    """The parties to draw, and what is said of those left out."""
    if graph.size <= _MOST:
        return frozenset(graph.names), []
    core = dict(zip(graph.names, core_numbers(graph).tolist(), strict=True))
    for k in range(2, max(core.values()) + 1):
        inside = frozenset(ref for ref, number in core.items() if number >= k)
        if _FEWEST <= len(inside) <= _MOST:
            said = words.text("network-core", k=k, count=len(inside), whole=graph.size)
            return inside, [said]
    degrees = dict(zip(graph.names, graph.degrees.tolist(), strict=True))
    order = sorted(graph.names, key=lambda ref: (-degrees[ref], ref))[:_MOST]
    return frozenset(order), [words.text("network-top", count=_MOST, whole=graph.size)]


def _ranked(found: dict[str, int]) -> dict[str, int]:
    """Communities numbered from 0 by how many of their members are drawn; those of one or two share the
    last number, which has no colour."""
    sizes = Counter(found.values())
    order = sorted((number for number in sizes if sizes[number] > 2), key=lambda n: (-sizes[n], n))[
        : len(SERIES)
    ]
    return {ref: order.index(n) if n in order else len(SERIES) for ref, n in found.items()}


def _names_of_groups(words: Words, groups: dict[str, int], weight: Counter[str]) -> list[str]:
    """Each community by its member with the most partners, and how many it has."""
    members: dict[int, list[str]] = defaultdict(list)
    for ref, group in groups.items():
        members[group].append(ref)
    names = []
    for group in sorted(members.keys() - {len(SERIES)}):
        head = max(sorted(members[group]), key=lambda ref: weight[ref])
        names.append(words.text("group", name=words.name(head), count=len(members[group])))
    return names


def _link(words: Words, pair: tuple[str, str], ties: Sequence[TieOnDay], drawn: int) -> NetworkLink:
    grounds = Grounds.of(ties, drawn)
    names = list(dict.fromkeys(words.name(tie.tie.id) for tie in ties))
    return NetworkLink(
        source=pair[0],
        target=pair[1],
        certain=any(tie.answer.certain for tie in ties),
        title="; ".join(names),
        claims=grounds.claims,
        ties=grounds.ties,
    )
