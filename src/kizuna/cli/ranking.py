"""Presenting a place among its peers: its rank in each measure, the peers' quartiles, and the peers themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kizuna.analysis.compare.peers import BAND, MEASURES, Peer, PeerGroup, Ranking, Reading
from kizuna.analysis.figures import Figure
from kizuna.cli.output import Rows, ids, named, plain, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.compare import PeersAnswer

_COLUMNS = (
    *("id", "label", "country", "level", "population", "is_place"),
    *(f"{measure}_{bound}" for measure in MEASURES for bound in ("certain", "possible")),
    "claims",
)
_TOLD = ("ties", "countries", "fields")
"""The measures for which the table has room."""


def as_json(answer: PeersAnswer) -> dict[str, Any]:
    """The peer group as the command line's reference has it."""
    group = answer.group
    if group is None:
        return {"place": None, "basis": None, "rankings": [], "peers": []}
    return {
        "place": _peer(answer, group.place),
        "basis": group.basis,
        "in_band": group.in_band,
        "of_unknown_level": group.of_unknown_level,
        "rankings": [_ranking(ranking) for ranking in group.rankings],
        "peers": [_peer(answer, peer) for peer in group.peers],
    }


def _peer(answer: PeersAnswer, peer: Peer) -> dict[str, Any]:
    party = peer.party
    return {
        "id": peer.ref,
        "label": answer.labels.label(peer.ref),
        "country": party.country or None,
        "level": party.level or None,
        "population": party.population.as_json() if party.population else None,
        "figures": {measure: figure.as_json() for measure, figure in peer.figures.items()},
    }


def _ranking(ranking: Ranking) -> dict[str, Any]:
    rank = ranking.rank
    return {
        "measure": ranking.measure,
        "silent": ranking.silent,
        "rank": {"best": int(rank.least), "worst": int(rank.most)} if rank else None,
        "certain": _reading(ranking.certain),
        "possible": _reading(ranking.possible),
    }


def _reading(reading: Reading | None) -> dict[str, Any] | None:
    return {name: getattr(reading, name) for name in Reading.__slots__} if reading else None


def as_rows(answer: PeersAnswer) -> Rows:
    """A row for the place, then one for each peer."""
    group = answer.group
    held = [group.place, *group.peers] if group else []
    return _COLUMNS, ([_flat(answer, peer)[column] for column in _COLUMNS] for peer in held)


def _flat(answer: PeersAnswer, peer: Peer) -> dict[str, Any]:
    told = _peer(answer, peer)
    population = peer.party.population
    figures = {
        f"{measure}_{bound}": getattr(figure, bound)
        for measure, figure in peer.figures.items()
        for bound in ("certain", "possible")
    }
    return {
        **told,
        **figures,
        "population": str(population.quantity) if population else None,
        "is_place": answer.group is not None and peer is answer.group.place,
        "claims": peer.claims,
    }


def as_table(answer: PeersAnswer) -> Iterator[RenderableType]:
    """Who is counted as a peer, the ranks, and the peers."""
    group = answer.group
    if group is None:
        return
    name = answer.labels.label(group.place.ref)
    yield plain(f"{name} among {len(group.peers)} peers", "bold")
    yield from (plain(line, "dim") for line in _rule(answer, group))
    if not group.peers:
        return
    yield plain("")
    yield _ranks(name, group)
    yield plain("certain: only what certainly stood counts; possible: all that may have", "dim")
    yield from (plain(line, "dim") for line in _silent(group))
    yield plain("")
    yield _peers(answer, group)
    yield plain("8 / 16: 8 that are certain, 16 that are possible; –: nothing is recorded", "dim")


def _rule(answer: PeersAnswer, group: PeerGroup) -> Iterator[str]:
    population = group.place.party.population
    level = answer.labels.concept("levels", group.place.party.level) or "no level on record"
    if group.basis == "population" and population is not None:
        persons = answer.messages.quantity(population.quantity)
        yield (
            f"Peers have ties, are not known to be of another level ({level}), and have from half to "
            f"{BAND:g} times its {persons}; the nearest {len(group.peers)} of {group.in_band}."
        )
    else:
        yield (
            f"No population can be compared: peers have ties and are of exactly its level ({level}); "
            f"{len(group.peers)} of {group.in_band}."
        )
    if group.of_unknown_level:
        yield f"{group.of_unknown_level} of the peers have no level on record."


def _ranks(name: str, group: PeerGroup) -> RenderableType:
    made = table(".Measure", ".Reading", f"#{name}", "#Rank", "#Range", "#Quartiles", ".Claims")
    for ranking in group.rankings:
        own, claims = ranking.own, plain(ids(ranking.own.claims, 1), "dim")
        made.add_row(
            ranking.measure, "certain", _own(own, own.certain), *_cells(ranking.certain), claims
        )
        made.add_row("", "possible", _own(own, own.possible), *_cells(ranking.possible))
    return made


def _own(figure: Figure, number: int) -> str:
    return str(number) if figure.possible else "–"


def _cells(reading: Reading | None) -> tuple[str, str, str]:
    """The rank of the place, the range of the peers, and their quartiles."""
    if reading is None:
        return "–", "–", "–"
    quartiles = " · ".join(f"{n:g}" for n in (reading.lower, reading.median, reading.upper))
    rank = str(reading.rank) if reading.rank else "–"
    return rank, f"{reading.least:g}–{reading.most:g}", quartiles


def _silent(group: PeerGroup) -> Iterator[str]:
    for ranking in group.rankings:
        if ranking.silent:
            peers = "all peers" if ranking.silent == len(group.peers) else f"{ranking.silent} peers"
            yield f"{ranking.measure}: nothing is recorded of {peers}, and they are left out"


def _peers(answer: PeersAnswer, group: PeerGroup) -> RenderableType:
    heads = (f"#{measure.title()}" for measure in _TOLD)
    made = table("Place", "#Population", *heads, ".Claims")
    for peer in (group.place, *group.peers):
        population = peer.party.population
        made.add_row(
            _where(answer, peer),
            population.quantity.figure_text if population else "?",
            *(_count(peer.figures[measure]) for measure in _TOLD),
            plain(ids(peer.claims, 1), "dim"),
        )
    return made


def _where(answer: PeersAnswer, peer: Peer) -> RenderableType:
    """The place and its country, with its level under them where that is known."""
    label, country = answer.labels.label(peer.ref), peer.party.country
    place = f"{label}, {country}" if country else label
    level = answer.labels.concept("levels", peer.party.level)
    return named(place, level) if level else plain(place)


def _count(figure: Figure) -> str:
    """ "8 / 16", certain and possible; "–" where nothing is recorded."""
    bounds = dict.fromkeys((figure.certain, figure.possible))
    return " / ".join(map(str, bounds)) if figure.possible else "–"
