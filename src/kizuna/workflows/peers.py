"""A place among its peers: who they are, and its rank in each measure, as records and
as a document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kizuna.analysis.compare.peers import FIVE, MEASURES, Peer, PeerGroup, Ranking
from kizuna.analysis.figures import unique
from kizuna.publish.document import (
    Document,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Column, Records, attributes, columns, row_of
from kizuna.publish.wording import Wording, capital

_BOUNDS = ("certain", "possible")
_FIGURES = tuple(Column(measure, "figure") for measure in MEASURES)
PEERS = columns(
    "id label country level population:value figures:object", figures=_FIGURES
)
_PARTY = columns("id label country level population is_place:flag")
_FLAT = (*_PARTY, *_FIGURES, Column("claims", "claims"))


def peer_records(group: PeerGroup | None, wording: Wording) -> Records:
    """A peer a row, of none where nothing was recorded by then; the flat table begins
    with the place itself.
    """
    if group is None:
        return Records(
            "peers", PEERS, (), {"place": None, "basis": None, "rankings": []}
        )
    about = {
        "place": _peer(group.place, wording),
        "basis": group.basis,
        "in_band": group.in_band,
        "of_unknown_level": group.of_unknown_level,
        "rankings": [
            {
                **attributes(ranking, ("measure", "silent")),
                "rank": {"best": int(rank.least), "worst": int(rank.most)}
                if rank
                else None,
                **{bound: ranking.reading(bound) for bound in _BOUNDS},
            }
            for ranking, rank in ((one, one.rank) for one in group.rankings)
        ],
    }
    flat = []
    for party, figures in (group.place, *group.peers):
        record, population = _peer((party, figures), wording), party.population
        record |= {"population": str(population.quantity) if population else None}
        counted = (claim for figure in figures.values() for claim in figure.claims)
        claims = unique((*counted, *(population.claims if population else ())))
        record |= {"claims": claims, "is_place": party is group.place[0]}
        flat.append({**record, **record["figures"]})
    peers = [_peer(peer, wording) for peer in group.peers]
    return Records("peers", PEERS, peers, about, Records("peers", _FLAT, flat))


def _peer(peer: Peer, wording: Wording) -> dict[str, Any]:
    party, counts = peer
    figures = {measure: figure.as_json() for measure, figure in counts.items()}
    return row_of(
        party, PEERS, id=party.ref, label=wording.label(party.ref), figures=figures
    )


def peer_document(group: PeerGroup, wording: Wording) -> Document:
    """Who is counted as a peer, the ranks of the place, and the peers."""

    def say(key: str, /, **arguments: object) -> str:
        return wording.messages.text(f"web-peers-{key}", **arguments)

    counts = {"count": len(group.peers), "whole": group.in_band}
    place, _ = group.place
    said = [Sentence.of(say("by-level", **counts))]
    if group.basis == "population" and place.population is not None:
        persons = wording.messages.quantity(place.population.quantity)
        rule = say("by-population", population=persons, **counts)
        said = [Sentence.of(rule, place.population.claims)]
    if group.of_unknown_level:
        said += Paragraph.aside(say("no-level", count=group.of_unknown_level)).sentences
    of = Sentence((wording.link(place.ref),))
    made = wording.document("compare", Paragraph((of,)), Paragraph(tuple(said)))
    if not group.peers:
        return made
    told = map(say, ("rank", "range", "quartiles"))
    heads = (say("measure"), say("reading"), wording.name(place.ref), *told)
    ranks = (row for ranking in group.rankings for row in _rank_rows(ranking, wording))
    unknown = (
        (capital(say(one.measure)), one.silent) for one in group.rankings if one.silent
    )
    silent = (say("silent", measure=measure, count=count) for measure, count in unknown)
    ranked = (
        Table.of(heads, ranks, (2, 3, 4, 5)),
        Paragraph.aside(say("method"), *silent),
    )
    named = (
        wording.messages.text("web-analysis-place"),
        *map(say, ("population", *MEASURES)),
    )
    separator, dash = wording.text("parts-separator"), Sentence.of("–", tone=Tone.ASIDE)
    peers = []
    for party, counted in (group.place, *group.peers):
        country = wording.messages.country(party.country) if party.country else ""
        beside = [
            said for said in (country, wording.concept("levels", party.level)) if said
        ]
        pieces = [
            wording.link(party.ref),
            *(Piece(f"{separator}{said}") for said in beside),
        ]
        numbers = [wording.number(party.population) if party.population else dash]
        figures = (counted[measure] for measure in MEASURES)
        numbers += [
            wording.figure(figure) if figure.possible else dash for figure in figures
        ]
        peers.append((Sentence(tuple(pieces)), *numbers))
    listed = Table.of(named, peers, range(1, len(named)))
    added = (
        Section("ranks", say("ranks"), ranked),
        Section("peers", say("peers"), (listed,)),
    )
    return replace(made, sections=(*made.sections, *added))


def _rank_rows(
    ranking: Ranking, wording: Wording
) -> Iterator[Sequence[Sentence | str]]:
    """A measure on both readings: of what was certainly so, and of what was possibly
    so.
    """
    own, number, dash = ranking.own, wording.messages.number, "–"
    name = Sentence.of(
        wording.messages.text(f"web-peers-{ranking.measure}"), own.claims
    )
    for key in _BOUNDS:
        reading = ranking.reading(key)
        numbers = [number(getattr(own, key)) if own.possible else dash]
        if reading is None:
            numbers += [dash] * 3
        else:
            least, *quartiles, most = (wording.digits(reading[name]) for name in FIVE)
            numbers.append(number(reading["rank"]) if reading["rank"] else dash)
            numbers += [dash.join((least, most)), " · ".join(quartiles)]
        yield [name, wording.messages.text(f"plots-{key}"), *numbers]
