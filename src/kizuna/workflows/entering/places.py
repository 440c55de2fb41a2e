"""Places that an entry creates: those of the gazetteer that were chosen, and new ones that are only named.

Law: nothing is created while somebody types. A place is recorded with the entry that names it, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import property_of
from kizuna.errors import BadClaim
from kizuna.identity.gazetteer import Place, gazetteer, is_geonames
from kizuna.identity.resolver import id_in_brackets
from kizuna.values.countries import country_code
from kizuna.workflows import ask
from kizuna.workflows.entering.naming import made_ref
from kizuna.workflows.gazetteer import place_claims

KIND = "government"
NEW = "(+)"
"""What stands after the name of a place that is to be created."""
_SHORTEST = 2
_COUNTRY = re.compile(r"(.*?)\s*[,，、]\s*([^,，、]+)")


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be created: its name, and the code of its country, "" where none was given."""

    name: str
    country: str

    @classmethod
    def read(cls, text: str) -> NewPlace:
        """The place that "Northhaven, New Zealand" describes, with or without the sign of a new one.

        What stands after the last comma is its country where it is one, and part of its name where not. Raises
        BadClaim for a text without a name.
        """
        said = text.strip().removesuffix(NEW).strip()
        found = _COUNTRY.fullmatch(said)
        code = country_code(found[2]) if found else ""
        name = found[1] if found and code else said
        if not any(map(str.isalpha, name)):
            raise BadClaim(
                f"{text!r} names no place; write its name, and its country after a comma"
            )
        return cls(name, code)

    @property
    def values(self) -> dict[str, Any]:
        """The JSON of its properties."""
        held = {"name": {"text": self.name}, "country": self.country}
        kinds = {name: property_of(f"{KIND}/any", name).type for name in held}
        return {
            name: kinds[name].write(kinds[name].read(held[name])) for name in held if held[name]
        }


@dataclass(slots=True)
class NewPlaces:
    """The places of one entry that the register does not hold, by the ids that they get.

    `fits` tells whether an id is free for what is said of a place: its properties and their values; `apart` is as
    in `made_ref`.
    """

    fits: Callable[[str, Mapping[str, Any]], bool]
    apart: str = ""
    named: dict[str, NewPlace] = field(default_factory=dict)
    chosen: dict[str, Sequence[Claim]] = field(default_factory=dict)

    def ref(self, text: str) -> str:
        """The id of the place that a text wants created; "" for a text that wants none.

        Raises BadClaim for a new place without a name, NotFound for one that the gazetteer does not have.
        """
        if text.strip().endswith(NEW):
            place = NewPlace.read(text)
            listed = {name: [value] for name, value in place.values.items()}
            ref = made_ref(KIND, listed, lambda ref: self.fits(ref, place.values), self.apart)
            self.named[ref] = place
            return ref
        ref = id_in_brackets(text) or text.strip()
        if not is_geonames(ref) or ask.Ledger().holding((ref,)):
            return ""
        self.chosen[ref] = place_claims(ref)
        return ref


def gazetteer_places(words: str, most: int) -> list[Place]:
    """The places of the gazetteer that have a name which begins with the words and that nothing is said of in the
    register, those with the most people first; a country after a comma narrows them."""
    found = _COUNTRY.fullmatch(words.strip())
    code = country_code(found[2]) if found else ""
    name = found[1] if found and code else words.strip()
    if len(name) < _SHORTEST:
        return []
    places = gazetteer().beginning(name, code)
    held = set(ask.Ledger().holding([place.ref for place in places[: 4 * most]]))
    return [place for place in places[: 4 * most] if place.ref not in held][:most]
