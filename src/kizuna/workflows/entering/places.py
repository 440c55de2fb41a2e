"""Places that an entry may create: those of the gazetteer, and new ones that are only named.

Law: nothing is created while somebody types. A place is recorded with the entry that names it, or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kizuna.errors import BadClaim
from kizuna.identity.gazetteer import gazetteer
from kizuna.languages import Messages
from kizuna.values import Name
from kizuna.values.countries import country_code
from kizuna.workflows import ask
from kizuna.workflows.entering.values import FactRead

NEW = "(+)"
"""What stands after the name of a place that is to be created."""
_SHORTEST, _MOST = 2, 5
_COUNTRY = re.compile(r"(.*?)\s*[,，、]\s*([^,，、]+)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that can be created: what the field then holds, and its words; `source` is whose facts it gets, ""
    for none."""

    value: str
    words: str
    source: str = ""


def wanted_place(text: str) -> tuple[FactRead, ...]:
    """What is said of a new place that a text wants created: its name, and its country where it has one; nothing
    for a text that wants none. Raises BadClaim for a place without a name."""
    if not text.strip().endswith(NEW):
        return ()
    name, country = _name_and_country(text)
    if not _is_name(name):
        raise BadClaim(f"{text!r} names no place; write its name, and its country after a comma")
    named = FactRead("name", Name(name).to_json())
    return (named, FactRead("country", country)) if country else (named,)


def offered_places(words: str, messages: Messages) -> list[Offer]:
    """The places that words begin and that can be created: those of the gazetteer of which nothing is said in the
    register, those with the most people first, and last a new one of that name."""
    name, country = _name_and_country(words)
    places = gazetteer().beginning(name, country)[: 4 * _MOST] if len(name) >= _SHORTEST else []
    held = set(ask.Ledger().holding([place.ref for place in places]))
    offers = []
    for place in [place for place in places if place.ref not in held][:_MOST]:
        said = (place.names[0], *place.within[:1], messages.country(place.country))
        offers.append(Offer(f"{', '.join(said)} ({place.ref})", ", ".join(said), "GeoNames"))
    if not _is_name(name):
        return offers
    there = messages.country(country) if country else ""
    key, value = ("create-in", f"{name}, {there} {NEW}") if there else ("create", f"{name} {NEW}")
    return [*offers, Offer(value, messages.text(f"web-entry-{key}", name=name, country=there))]


def _name_and_country(text: str) -> tuple[str, str]:
    """The name and the code of the country ("": none) of "Northhaven, New Zealand", with or without the sign of a
    new place; what stands after the last comma and is no country is part of the name."""
    said = text.strip().removesuffix(NEW).strip()
    found = _COUNTRY.fullmatch(said)
    code = country_code(found[2]) if found else ""
    return (found[1], code) if found and code else (said, "")


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text))
