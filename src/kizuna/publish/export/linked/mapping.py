"""What the kinds and properties of the register are called in the vocabularies of others.

Law: a property is mapped only where the other vocabulary means the same by it; everything has its own name too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

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

_NAMED = ("schema:name",)
_ABOUT = ("schema:about",)

PROPERTIES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("government", "name"): _NAMED,
    ("government", "part_of"): ("schema:containedInPlace", "wdt:P131"),
    ("government", "predecessor"): ("wdt:P1365",),
    ("government", "successor"): ("wdt:P1366",),
    ("area", "name"): _NAMED,
    ("organisation", "name"): _NAMED,
    ("organisation", "belongs_to"): ("schema:parentOrganization",),
    ("organisation", "located_in"): ("schema:location",),
    ("person", "name"): _NAMED,
    ("tie", "name"): _NAMED,
    ("tie", "parent"): ("dcterms:isPartOf",),
    ("agreement", "tie"): _ABOUT,
    ("agreement", "title"): ("schema:name", "dcterms:title"),
    ("agreement", "signed"): ("dcterms:date",),
    ("agreement", "replaces"): ("dcterms:replaces",),
    ("agreement", "language"): ("dcterms:language",),
    ("programme", "tie"): _ABOUT,
    ("exchange", "tie"): _ABOUT,
    ("exchange", "name"): _NAMED,
    ("exchange", "date"): ("dcterms:date", "wdt:P585"),
    ("exchange", "programme"): ("schema:superEvent",),
    ("exchange", "place"): ("schema:location",),
    ("office", "name"): _NAMED,
    ("office", "owner"): ("schema:parentOrganization",),
    ("office", "host"): ("schema:location",),
    ("office", "opened"): ("wdt:P571",),
    ("office", "closed"): ("wdt:P576",),
    ("funding", "payer"): ("schema:funder",),
    ("funding", "of"): ("schema:fundedItem",),
    ("statistic", "scope"): ("schema:observationAbout",),
    ("document", "title"): ("schema:name", "dcterms:title"),
    ("document", "number"): ("dcterms:identifier",),
    ("document", "date"): ("dcterms:date",),
    ("document", "issuer"): ("dcterms:publisher",),
    ("document", "translator"): ("schema:translator",),
    ("document", "language"): ("dcterms:language",),
    ("document", "address"): ("schema:url",),
    ("document", "rights"): ("dcterms:rights",),
}
"""The properties of others that say the same as one of a kind."""

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


def same_as(scheme: str, value: str) -> str:
    """The address of a thing in another register that gives its things addresses; "" in one that does not."""
    match scheme:
        case "wikidata":
            return f"wd:{value}"
        case "geonames":
            return f"https://sws.geonames.org/{value}/"
        case _:
            return ""


@cache
def countries() -> Mapping[str, str]:
    """The item of Wikidata for each country code."""
    from kizuna.claims.wikidata import tables

    held: dict[str, str] = {}
    for item, code in tables()["countries"].items():
        held.setdefault(code, f"wd:{item}")
    return held
