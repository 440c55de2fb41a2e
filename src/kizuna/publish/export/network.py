"""The places and ties of a subject as a map (GeoJSON, RFC 7946) and as a network
(GraphML and GEXF 1.3).

On the map parties are points and ties great circles between them. In a network an edge
joins two parties of a tie; its attribute `tie` names the tie, which has three edges
when three parties share it. Edges have no direction.

Law: what the three say of a place or a tie is read once. What has no place on the map
is a feature without a geometry, never left out in silence; a property has the same type
in every feature, or is null: GIS read a column of mixed types as text. In a network
what is unknown is no attribute at all. The spell of an edge in GEXF holds the days on
which the tie certainly was in force. Where no day is certain it holds the days on which
it may have been (an edge without a spell is there at all times), and the attribute
`spell` says "possible". Two edges of a pair differ in kind, since Gephi makes one edge
of those that do not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from math import atan, ceil, degrees, radians, sin, tan
from typing import Any, BinaryIO

import orjson
from lxml import etree
from lxml.builder import E

from kizuna.analysis.scope import Party
from kizuna.claims.kinds import Document, Entity, LocalGovernment, Organisation
from kizuna.publish.export.subject import Subject, write_items
from kizuna.publish.export.tables import party_record
from kizuna.publish.records import Row, tie_record
from kizuna.publish.report.renderers.setting import printable
from kizuna.publish.wording import name_of
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_END, Point, bound_text, great_circle, kind_of

NAMES = {"en": "en", "ja": "ja", "zh": "zh-Hans", "ru": "ru"}
"""The languages in which names are given, by their short codes."""

PLACE = (
    *("kind", "type", "level", "country", "government"),
    *("population_min", "population_max", "claims", "sources"),
)
TIE = (
    *("type", "parties", "countries", "in_force", "date", "date_basis", "status"),
    *(
        "begins_earliest",
        "begins_latest",
        "ends_earliest",
        "ends_latest",
        "claims",
        "sources",
    ),
)
"""What is said of a place and of a tie, beside its names."""


def place_rows(subject: Subject, ties: Iterable[TieOnDay]) -> Iterator[Row]:
    """What is said of each party of some ties, in order of id."""
    for ref in sorted({party for tie in ties for party in tie.parties}):
        entity, party = (
            subject.scope.register.get(ref, Entity),
            subject.scope.parties[ref],
        )
        said = party_record(subject, party) | _evidence(
            subject, _claims(subject, party)
        )
        yield said | {
            "kind": kind_of(ref),
            "type": entity.type.value if isinstance(entity, Organisation) else None,
            "population_min": said["population.min"],
            "population_max": said["population.max"],
            **{
                f"name_{c}": subject.name(entity, tag) or None
                for c, tag in NAMES.items()
            },
        }


def tie_rows(
    subject: Subject, ties: Iterable[TieOnDay]
) -> Iterator[tuple[TieOnDay, Row]]:
    """Each tie with what is said of it, in order of id: with its own names, else the
    names of its parties where all of them have one in the language.
    """
    register = subject.scope.register
    for tie in sorted(ties, key=lambda tie: tie.id):
        entities = [register.get(party, Entity) for party in tie.parties]
        said = tie_record(tie, register, subject.label) | _evidence(subject, tie.listed)
        for code, language in NAMES.items():
            named = [subject.name(entity, language) for entity in entities]
            own = subject.name(tie.tie, language) or (
                " – ".join(named) if all(named) else ""
            )
            said[f"name_{code}"] = own or None
        yield tie, said | {"tie": tie.id}


def _evidence(subject: Subject, claims: Iterable[str]) -> dict[str, Any]:
    cited, held = tuple(sorted({*claims})), subject.scope.register.claims
    return {
        "claims": cited,
        "sources": tuple(sorted({held[c].document for c in cited})),
    }


def _claims(subject: Subject, party: Party) -> Iterator[str]:
    """The claims behind the names, the country, the level, the point and the population
    that are shown.
    """
    day, register = subject.scope.day, subject.scope.register
    entity = register.get(party.ref, Entity)
    facts: list[Any] = []
    if entity is not None:
        facts += (name_of(entity, language, day) for language in NAMES.values())
    if isinstance(entity, Organisation):
        facts += (entity.type.best, entity.belongs_to.best or entity.located_in.best)
    home = register.get(party.government, LocalGovernment)
    if home is not None:
        facts += (home.country.on(day), home.level.on(day), home.point.best)
    people = party.population.claims if party.population else ()
    return chain(people, (ref for fact in facts if fact for ref in fact.claim_ids))


Position = tuple[float, float]
"""Longitude and latitude in degrees, in the order of GeoJSON."""

LEG_KM = 200.0
"""Legs are no longer than this: a straight line on a map then stays within a kilometre
of the circle at 50°.
"""

_DECIMALS = 4


def lines_between(a: Point, b: Point) -> list[list[Position]]:
    """The shortest way from `a` to `b`: one line or, where it crosses the antimeridian,
    two.

    Each line has two positions or more and never crosses the antimeridian; a cut line
    ends on 180 or -180, and the next begins on the other. The ends are the points
    themselves (on the antimeridian by either name), what lies between is rounded to
    four decimals (some ten metres). Empty when the two points are one.
    """
    way = great_circle(a, b, max(1, ceil(a.distance_km(b) / LEG_KM)))
    between = [
        (round(p.longitude, _DECIMALS), round(p.latitude, _DECIMALS)) for p in way[1:-1]
    ]
    line = [(a.longitude, a.latitude), *between, (b.longitude, b.latitude)]
    pieces = [line[:1]]
    for there in line[1:]:
        here = pieces[-1][-1]
        if abs(there[0] - here[0]) == 360:
            there = (
                here[0],
                there[1],
            )  # along the antimeridian, whose two names are one place
        elif abs(there[0] - here[0]) > 180:
            # where the great circle through both meets the antimeridian
            edge = 180.0 if here[0] > 0 else -180.0
            start, meridian, end = map(radians, (here[0], edge, there[0] + 2 * edge))
            rise = tan(radians(here[1])) * sin(end - meridian)
            rise += tan(radians(there[1])) * sin(meridian - start)
            latitude = round(degrees(atan(rise / sin(end - start))), _DECIMALS)
            pieces[-1].append((edge, latitude))
            pieces.append([(-edge, latitude)])
        pieces[-1].append(there)
    return [piece for piece in pieces if any(spot != piece[0] for spot in piece)]


def write_geojson(subject: Subject, out: BinaryIO) -> None:
    """Write one FeatureCollection: the places, then the ties that certainly or possibly
    stood on the day.

    A feature a line. The collection also holds `as_of`, `known_at` (null: now) and
    `sources`, the title and the addresses of every document that the features cite by
    id.
    """
    ties, sources = subject.scope.in_force(possible=True), {}
    of_ties = (claim for tie in ties for claim in tie.listed)
    parties = {subject.scope.parties[party] for tie in ties for party in tie.parties}
    of_parties = (claim for party in parties for claim in _claims(subject, party))
    for ref in _evidence(subject, chain(of_ties, of_parties))["sources"]:
        document = subject.scope.register.get(ref, Document)
        addresses = document.address.values if document else ()
        sources[ref] = {"title": subject.label(ref), "addresses": addresses}
    times = {"as_of": subject.as_of, "known_at": subject.known_at or None}
    head = {"type": "FeatureCollection", **times, "sources": sources}

    def feature(
        said: Row, kind: str, names: Iterable[str], refs: Iterable[str]
    ) -> dict[str, Any]:
        properties: dict[str, Any] = {
            "id": said["id"],
            "feature": kind,
            "label": said["label"],
        }
        properties["names"] = {code: said[f"name_{code}"] for code in NAMES}
        properties |= {name: said[name] for name in names}
        geometry = _way([subject.scope.parties[ref].point for ref in refs])
        return {
            "type": "Feature",
            "id": said["id"],
            "geometry": geometry,
            "properties": properties,
        }

    places = (
        feature(said, "place", PLACE, (said["id"],))
        for said in place_rows(subject, ties)
    )
    lines = (
        feature(said, "tie", TIE, tie.parties) for tie, said in tie_rows(subject, ties)
    )
    write_items(out, orjson.dumps(head)[:-1] + b',"features":[', chain(places, lines))


def _way(spots: Sequence[Point | None]) -> dict[str, Any] | None:
    """The lines between every two spots that are known; a point where all of them are
    one; else None.
    """
    lines = [
        line
        for a, b in combinations(spots, 2)
        if a and b
        for line in lines_between(a, b)
    ]
    if len(lines) > 1:
        return {"type": "MultiLineString", "coordinates": lines}
    if lines:
        return {"type": "LineString", "coordinates": lines[0]}
    spot = spots[0] if len({*spots}) == 1 else None
    return (
        {"type": "Point", "coordinates": (spot.longitude, spot.latitude)}
        if spot
        else None
    )


_NUMBERS = ("latitude", "longitude", "population_min", "population_max")
_NAMES = ("label", *(f"name_{code}" for code in NAMES))
_NODE = (*_NAMES, *PLACE[:5], *_NUMBERS, "claims", "sources")
_EDGE = ("tie", *_NAMES, *(name for name in TIE if name != "parties"))
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def _attributes(said: Row, names: Iterable[str]) -> dict[str, str | float]:
    """What is known, as a number or as text in which U+FFFD stands for a character that
    XML 1.0 forbids; several ids are parted by spaces.
    """
    held: dict[str, str | float] = {}
    for name in names:
        value = said[name]
        if isinstance(value, tuple):
            value = " ".join(sorted({*value} - {""}) if name == "countries" else value)
        if name in _NUMBERS and value is not None:
            held[name] = float(value)
        elif value:
            held[name] = printable(str(value))
    return held


Edge = tuple[TieOnDay, dict[str, str], dict[str, str | float]]
"""A tie, the `id` with the `source` and the `target`, and what is known of the tie."""


def _edges(subject: Subject, ties: Iterable[TieOnDay]) -> Iterator[Edge]:
    """An edge for each pair of parties of each tie, the first of which bears its id."""
    for tie, said in tie_rows(subject, ties):
        for number, (one, other) in enumerate(combinations(tie.parties, 2), 1):
            ident = tie.id if number == 1 else f"{tie.id}#{number}"
            yield (
                tie,
                {"id": ident, "source": one, "target": other},
                _attributes(said, _EDGE),
            )


def write_graphml(subject: Subject, out: BinaryIO) -> None:
    """Write one undirected graph of the ties that certainly or possibly stood on the
    day.
    """
    import networkx

    ties = subject.scope.in_force(possible=True)
    times = {"known_at": subject.known_at} if subject.known_at else {}
    graph = networkx.MultiGraph(as_of=subject.as_of, **times)
    for said in place_rows(subject, ties):
        graph.add_node(said["id"], **_attributes(said, _NODE))
    for _, ends, known in _edges(subject, ties):
        graph.add_edge(ends["source"], ends["target"], ends["id"], **known)
    networkx.write_graphml_lxml(graph, out)


def write_gexf(subject: Subject, out: BinaryIO) -> None:
    """Write one dynamic, undirected graph of every tie of the scope that was ever in
    force, in order of id.
    """
    ties = [tie for tie in subject.scope.ties if tie.span is not None]
    names = "http://gexf.net/1.3"
    schema = {f"{{{_INSTANCE}}}schemaLocation": f"{names} {names}/gexf.xsd"}
    graph = {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date"}
    rows = place_rows(subject, ties)
    nodes = (
        _in_gexf("node", {"id": said["id"]}, _attributes(said, _NODE)) for said in rows
    )
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        spaces = {None: names, "xsi": _INSTANCE}
        with file.element("gexf", {"version": "1.3", **schema}, nsmap=spaces):
            # Without a date of making: the same question gives the same bytes.
            file.write(E.meta(E.creator("Kizuna"), E.description(subject.title)))
            with file.element("graph", graph):
                file.write(
                    _declared("node", _NODE), _declared("edge", (*_EDGE, "spell"))
                )
                edges = _spelled(_edges(subject, ties))
                for name, elements in (("nodes", nodes), ("edges", edges)):
                    with file.element(name):
                        for element in elements:
                            file.write("\n", element)


def _declared(owner: str, names: Iterable[str]) -> Any:
    types = {
        name: "double" if name in _NUMBERS else "string"
        for name in names
        if name != "label"
    }
    held = (E.attribute(id=name, title=name, type=kind) for name, kind in types.items())
    return E.attributes({"class": owner, "mode": "static"}, *held)


def _spelled(edges: Iterable[Edge]) -> Iterator[Any]:
    """Every edge with the days of its spell where it has one, the certain ones or else
    the possible; its kind is the type of its tie, numbered from the second tie of the
    pair that has it.
    """
    seen: Counter[tuple[str, frozenset[str]]] = Counter()
    for tie, ends, known in edges:
        span = tie.span
        assert span is not None  # write_gexf asks for no other
        sure, first, last = "certain", span.start_latest, span.end_earliest
        if first > last or first == OPEN_END:
            sure, first, last = "possible", span.start_earliest, span.end_latest
        kind = str(known.get("type", "tie"))
        alike = kind, frozenset((ends["source"], ends["target"]))
        seen[alike] += 1
        ends["kind"] = kind if seen[alike] == 1 else f"{kind} {seen[alike]}"
        made = _in_gexf("edge", ends, known | {"spell": sure})
        bounds = {"start": bound_text(first), "end": bound_text(last)}
        if days := {name: day for name, day in bounds.items() if day}:
            made.append(E.spells(E.spell(days)))
        yield made


def _in_gexf(tag: str, own: dict[str, str], known: dict[str, str | float]) -> Any:
    label = str(known.pop("label"))
    values = (
        E.attvalue({"for": name, "value": str(value)}) for name, value in known.items()
    )
    return E(tag, E.attvalues(*values), **own, label=label)
