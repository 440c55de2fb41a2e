"""Finds the government that a row means: by its number, by name within its country and prefecture, or a new one.

Law: two that fit are an error with both named; a place is never taken for one of another country, of another
prefecture, with another number in the same register, or elsewhere on the map.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kizuna.claims.mapping import PlaceGiven
from kizuna.errors import InputError
from kizuna.identity.folding import fold_name
from kizuna.workflows.acting import slug
from kizuna.workflows.importing.known import Known

_FAR_KM = 50.0
"""Two points farther apart than this are not of one municipality."""


class Undecided(InputError):
    """A name that fits several places; the message lists them."""


@dataclass(slots=True)
class _Made:
    ref: str
    country: str
    within: str


@dataclass(slots=True)
class PlaceFinder:
    """Finds places for one import; new ones are remembered by name and number. `made` are the ids of new
    ones.
    """

    known: Known
    made: dict[str, PlaceGiven] = field(default_factory=dict)
    _by_name: dict[str, list[_Made]] = field(default_factory=lambda: defaultdict(list))
    _by_id: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _found: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def find(self, place: PlaceGiven, locator: str) -> str:
        """The id of the government; `locator` is where its name stands. Raises Undecided."""
        numbered = self._by_number(place)
        if numbered:
            return numbered
        before = self.known.read_before.get((locator, place.name))
        if before and not place.ids:
            return self.known.same.get(before, before)
        key = (place.name, place.country, place.within)
        if not place.ids and key in self._found:
            return self._found[key]
        ref = self._by_names(place) or self._made_before(place) or self._make(place)
        self._found[key] = ref
        for number in place.ids:
            self._by_id[number] = ref
            self._numbers[ref].add(number)
        return ref

    def known_only(self, place: PlaceGiven) -> str:
        """The id of a place that the register or the list knows already; "" when it is none or several."""
        try:
            return self._by_names(place) or self._made_before(place)
        except Undecided:
            return ""

    def wider(self, place: PlaceGiven) -> str:
        """The government that the place lies in, as the row names it; "" when it is not known or not one
        only.
        """
        found = self._wider_ones(place)
        return found[0] if len(found) == 1 else ""

    def lacks_wider(self, place: PlaceGiven) -> bool:
        """Whether the row names a government that the place lies in and nobody knows one of that name."""
        return bool(place.within) and place.within != place.name and not self._wider_ones(place)

    def _wider_ones(self, place: PlaceGiven) -> list[str]:
        if not place.within or place.within == place.name:
            return []
        for found in self.known.names.candidates(place.within):
            fitting = [ref for ref in found if self._is_in(ref, place.country)]
            if fitting:
                return fitting
        held = self._by_name.get(fold_name(place.within), ())
        return [made.ref for made in held if made.country == place.country][:1]

    def _by_number(self, place: PlaceGiven) -> str:
        refs = {self._by_id.get(i) or self.known.identified.get(i, "") for i in place.ids} - {""}
        if len(refs) > 1:
            raise Undecided(
                f"{', '.join(place.ids)} are the numbers of {' and '.join(sorted(refs))}"
            )
        return refs.pop() if refs else ""

    def _by_names(self, place: PlaceGiven) -> str:
        """The one known place of the name that fits; a numbered place is only looked for where its country is
        known.
        """
        if place.ids and not (place.country and place.names):
            return ""
        wider = self.wider(place)
        wider = "" if wider in self.made else wider
        for name, _ in place.names:
            closely = bool(place.ids) or not place.country
            for found in self.known.names.candidates(name.text, closely=closely):
                fitting = [ref for ref in found if self._fits(ref, place, wider)]
                if len(fitting) > 1:
                    raise Undecided(
                        f"{name.text!r} may be {' or '.join(fitting)}; say which country or prefecture"
                    )
                if fitting:
                    return fitting[0]
        return ""

    def _fits(self, ref: str, place: PlaceGiven, wider: str) -> bool:
        if not self._is_in(ref, place.country) or self._has_other_number(ref, place):
            return False
        if place.ids and place.country not in self.known.countries.get(ref, ()):
            return False
        point = self.known.points.get(ref)
        if place.point and point and point.distance_km(place.point) > _FAR_KM:
            return False
        return not wider or ref == wider or self._lies_in(ref, wider)

    def _is_in(self, ref: str, country: str) -> bool:
        held = self.known.countries.get(ref)
        return not country or not held or country in held

    def _has_other_number(self, ref: str, place: PlaceGiven) -> bool:
        schemes = {number.partition(":")[0] for number in place.ids}
        held = {*self.known.identifiers.get(ref, ()), *self._numbers.get(ref, ())}
        return any(i.partition(":")[0] in schemes and i not in place.ids for i in held)

    def _lies_in(self, ref: str, wider: str) -> bool:
        """Whether the place lies in the wider one, or nobody says in which it lies."""
        seen: set[str] = set()
        edge = {ref}
        while edge:
            seen |= edge
            edge = {part for one in edge for part in self.known.parts.get(one, ())} - seen
        governments = {one for one in seen - {ref} if one.startswith("government/")}
        return wider in seen or not governments

    def _made_before(self, place: PlaceGiven) -> str:
        if place.ids:
            return ""
        for held in self._by_name.get(fold_name(place.name), ()):
            pairs = ((held.country, place.country), (held.within, place.within))
            if all(not a or not b or a == b for a, b in pairs):
                return held.ref
        return ""

    def _make(self, place: PlaceGiven) -> str:
        ref = next(
            ref
            for ref in self._new_ids(place)
            if ref not in self.made and ref not in self.known.subjects
        )
        self.made[ref] = place
        self._by_name[fold_name(place.name)].append(_Made(ref, place.country, place.within))
        return ref

    def _new_ids(self, place: PlaceGiven) -> Iterator[str]:
        """Ids for a new place: its number in Wikidata, its name in Latin letters, the same with more beside
        it.
        """
        number = next((i.partition(":")[2] for i in place.ids if i.startswith("wikidata:")), "")
        if number:
            yield f"government/{number.lower()}"
        plain = next((s for s in (_latin(name.text) for name, _ in place.names) if s), "")
        country = place.country.lower() or "xx"
        told = "|".join((place.name, place.country, place.within, *place.ids))
        mark = hashlib.sha256(told.encode()).hexdigest()[:10]
        if plain:
            yield f"government/{plain}"
            yield f"government/{plain}-{country}"
            yield f"government/{plain}-{mark}"
        yield f"government/{country}-{mark}"
        count = 2
        while True:
            yield f"government/{country}-{mark}-{count}"
            count += 1


def _latin(text: str) -> str:
    """The slug of a name whose letters are all Latin; "" for a name in another script."""
    made = slug(text)
    return made if len(made.replace("-", "")) * 2 > len(text.replace(" ", "")) else ""
