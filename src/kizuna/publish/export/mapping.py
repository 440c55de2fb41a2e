"""What the kinds and properties of the register are called in the vocabularies of others.

Law: a property is mapped only where the other vocabulary means the same by it; everything has its own name too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

OWN = {"kz": "urn:kizuna:terms:", "kzv": "urn:kizuna:vocabulary:"}
"""The classes and properties, and the vocabularies: the same in every register, whatever its base."""

OTHERS = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies of others."""

CLASSES: Mapping[str, tuple[str, ...]] = {
    "government": ("schema:AdministrativeArea",),
    "area": ("schema:Place",),
    "organisation": ("schema:Organization",),
    "person": ("schema:Person",),
    "agreement": ("schema:CreativeWork",),
    "programme": ("schema:EventSeries",),
    "exchange": ("schema:Event",),
    "office": ("schema:Organization",),
    "funding": ("schema:Grant",),
    "statistic": ("schema:Observation",),
    "document": ("schema:CreativeWork", "prov:Entity"),
}
"""The classes of others that things of a kind belong to; a tie, a field, an honour and the rest have none."""

_NAMED = ("government", "area", "organisation", "person", "tie", "exchange", "office")
_TITLES = ("agreement.title", "document.title")
_DATES = ("agreement.signed", "exchange.date", "document.date")

PROPERTIES: Mapping[str, Sequence[str]] = {
    "schema:name": (*(f"{kind}.name" for kind in _NAMED), *_TITLES),
    "schema:about": ("agreement.tie", "programme.tie", "exchange.tie"),
    "schema:containedInPlace": ("government.part_of",),
    "schema:funder": ("funding.payer",),
    "schema:fundedItem": ("funding.of",),
    "schema:location": ("organisation.located_in", "exchange.place", "office.host"),
    "schema:observationAbout": ("statistic.scope",),
    "schema:parentOrganization": ("organisation.belongs_to", "office.owner"),
    "schema:superEvent": ("exchange.programme",),
    "schema:translator": ("document.translator",),
    "schema:url": ("document.address",),
    "dcterms:date": _DATES,
    "dcterms:identifier": ("document.number",),
    "dcterms:isPartOf": ("tie.parent",),
    "dcterms:language": ("agreement.language", "document.language"),
    "dcterms:publisher": ("document.issuer",),
    "dcterms:replaces": ("agreement.replaces",),
    "dcterms:rights": ("document.rights",),
    "dcterms:title": _TITLES,
    "wdt:P131": ("government.part_of",),
    "wdt:P571": ("office.opened",),
    "wdt:P576": ("office.closed",),
    "wdt:P585": ("exchange.date",),
    "wdt:P1365": ("government.predecessor",),
    "wdt:P1366": ("government.successor",),
}
"""The properties of others, each with those of our kinds that say the same."""

IDENTIFIERS: Mapping[str, str] = {
    "geonames": "wdt:P1566",
    "iso3166-2": "wdt:P300",
    "gb": "wdt:P442",
    "okato": "wdt:P721",
    "oktmo": "wdt:P764",
}
"""The property of Wikidata for the numbers of a register."""

COUNTRY, POINT, TWINNED = "wdt:P17", "wdt:P625", "wdt:P190"
STARTED, ENDED = "wdt:P580", "wdt:P582"


@cache
def properties_of_others() -> Mapping[str, tuple[str, ...]]:
    """The properties of others for each of ours, by its name with its kind (`tie.name`)."""
    names = sorted({name for ours in PROPERTIES.values() for name in ours})
    return {name: tuple(o for o, ours in PROPERTIES.items() if name in ours) for name in names}


def same_as(scheme: str, value: str) -> str:
    """The address of a thing in another register that gives its things addresses; "" in one that does not."""
    addresses = {"wikidata": "wd:", "geonames": "https://sws.geonames.org/"}
    end = "/" if scheme == "geonames" else ""
    return f"{addresses[scheme]}{value}{end}" if scheme in addresses else ""


@cache
def countries() -> Mapping[str, str]:
    """The item of Wikidata for each country code."""
    from kizuna.claims.wikidata import tables

    held: dict[str, str] = {}
    for item, code in tables()["countries"].items():
        held.setdefault(code, f"wd:{item}")
    return held
