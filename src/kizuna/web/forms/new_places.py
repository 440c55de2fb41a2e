"""The places that a field offers to create: those of the gazetteer that the register lacks, and one by name."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.errors import BadClaim
from kizuna.identity.gazetteer import Place
from kizuna.languages import Messages
from kizuna.workflows.entering.places import NEW, NewPlace, gazetteer_places

_MOST = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that can be created: what the field then holds, and its words; `source` is whose facts it gets, ""
    for none."""

    value: str
    words: str
    source: str = ""


def offered_places(words: str, messages: Messages, most: int = _MOST) -> list[Offer]:
    """The places of the gazetteer that the words begin, and a new one of that name, last."""
    offers = [_of_gazetteer(place, messages) for place in gazetteer_places(words, most)]
    try:
        new = NewPlace.read(words)
    except BadClaim:
        return offers
    if not new.country:
        said = messages.text("web-entry-create", name=new.name)
        return [*offers, Offer(f"{new.name} {NEW}", said)]
    country = messages.country(new.country)
    said = messages.text("web-entry-create-in", name=new.name, country=country)
    return [*offers, Offer(f"{new.name}, {country} {NEW}", said)]


def _of_gazetteer(place: Place, messages: Messages) -> Offer:
    parts = (place.names[0], *place.within[:1], messages.country(place.country))
    words = ", ".join(parts)
    return Offer(f"{words} ({place.ref})", words, "GeoNames")
