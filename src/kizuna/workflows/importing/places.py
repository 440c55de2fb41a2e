"""Finds the government that a row means: by its number, by name within its country and
prefecture, or a new one; and the tie of two.

Law: two that fit are an error with both named; a place is never taken for one of
another country, of another prefecture, with another qualifier ("Virginia" in Richmond
(Virginia)), with another number in the same register, or elsewhere on the map. A place
without a country never takes in one with a country.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import combinations, count

from kizuna.claims import vocabulary
from kizuna.claims.mapping.cells import PlaceGiven
from kizuna.claims.mapping.place_names import is_state_of_usa
from kizuna.claims.wikidata import tie_between
from kizuna.errors import InputError, name_some
from kizuna.identity.folding import fold_name
from kizuna.proposals.drafting import numbered
from kizuna.values import slug_of
from kizuna.values.countries import country_code
from kizuna.workflows.acting import slug
from kizuna.workflows.importing.known import Known, TieKnown, countries_by_name, mark_of

_HAN = re.compile("[\u3400-\u9fff]")
_READ_IN_CHINESE = ("CN", "TW", "HK", "MO", "SG")
_ITEM = re.compile("q[1-9][0-9]*")


def _undecided(text: str, refs: Iterable[str]) -> InputError:
    return InputError(
        f"{text!r} may be {' or '.join(refs)}; say which country or prefecture"
    )


def _is_upper(level: str) -> bool:
    """Whether a level is that of prefectures, provinces and states."""
    return vocabulary.scheme("levels")[level].tier == "prefecture"


class PlaceFinder:
    """Finds places for one import; what rows tell is known from then on. `made` are the
    new ones by their ids.

    Of the `places` of the whole list it is looked at what their names show of the texts
    behind their commas.
    """

    def __init__(self, known: Known, places: Iterable[PlaceGiven]) -> None:
        self.known, self.made = known, dict[str, PlaceGiven]()
        self._listed = frozenset(known.read_before.values())
        self._by_name = defaultdict[str, list[str]](list)
        self._found = defaultdict[tuple[str, ...], list[str]](list)
        self._heads, self._tails = (
            defaultdict[str, set[str]](set),
            defaultdict[str, set[str]](set),
        )
        self._alone, self._called_regions = set[str](), set[str]()
        commas = dict[str, bool]()
        for place in places:
            name = fold_name(place.name)
            if place.tails and place.written not in commas:
                tails = (self._is_region(tail, place.country) for tail in place.tails)
                commas[place.written] = any(tails)
            self._alone |= set() if place.qualifiers else {name}
            self._called_regions |= mark_of(place.qualifiers) - mark_of(place.tails)
            if any(
                said.property == "level" and _is_upper(said.value)
                for said in place.said
            ):
                self._called_regions.add(name)
            for tail in map(fold_name, place.tails):
                self._heads[tail].add(name)
                self._tails[name].add(tail)
        # many names with commas, a quarter before a known region: between two places
        # stands hardly one
        self._writes_regions = len(commas) >= 20 and 4 * sum(commas.values()) >= len(
            commas
        )

    def find(self, place: PlaceGiven, locator: str) -> str:
        """The id of the government; `locator` is where its name stands.

        Raises InputError for a name that fits several places, and for one with a comma
        that may be two names.
        """
        refs = {self.known.identified.get(i, "") for i in place.ids} - {""}
        if len(refs) > 1:
            numbers = ", ".join(place.ids)
            raise InputError(
                f"{numbers} are the numbers of {' and '.join(sorted(refs))}"
            )
        if refs:
            return refs.pop()
        ref = (
            ""
            if place.ids
            else self._read_before(place, locator) or self._found_before(place)
        )
        if not ref:
            self._check_commas(place)
            ref = self._by_names(place) or self._made_before(place)
        if not ref:
            taken = (self.made, self.known.subjects)
            ref = next(
                i for i in _new_ids(place) if not any(i in held for held in taken)
            )
            self.made[ref] = place
            self._by_name[fold_name(place.name)].append(ref)
        if ref not in self._found[place.mention]:
            self._found[place.mention].append(ref)
        if place.point:
            self.known.points.setdefault(ref, place.point)
        self.known.identified |= dict.fromkeys(place.ids, ref)
        self.known.facts[ref, "identifier"].update(place.ids)
        return ref

    def known_only(self, place: PlaceGiven) -> str:
        """The id of a place that the register or the list knows already; "" when it is
        none or several.
        """
        with suppress(InputError):
            return self._by_names(place) or self._made_before(place)
        return ""

    def _read_before(self, place: PlaceGiven, locator: str) -> str:
        """The place that the same cell of the same list meant when it was read before;
        "" for none.
        """
        for text in filter(None, (place.written, place.name)):
            ref = self.known.read_before.get((locator, text), "")
            ref = self.known.same.get(ref, ref)
            held = self.known.of(ref, "country")
            if ref and (not (place.country and held) or place.country in held):
                return ref
        return ""

    def _found_before(self, place: PlaceGiven) -> str:
        """The place that a row of this list with the same words meant; the nearest
        where several did.
        """
        point, points = place.point, self.known.points
        found = self._found.get(place.mention, ())
        near = [ref for ref in found if not place.is_far_from(points.get(ref))]
        if point is None and len(near) > 1:
            raise _undecided(place.name, near)
        apart = {
            r: points[r].distance_km(point) if point and r in points else 0.0
            for r in near
        }
        return min(apart, key=apart.__getitem__, default="")

    def wider(self, place: PlaceGiven) -> str:
        """The government that the place lies in, as the row names it; "" when it is not
        known or not one only.
        """
        found = self.wider_ones(place)
        return found[0] if len(found) == 1 else ""

    def region(self, place: PlaceGiven) -> str:
        """The one known prefecture, province or state that stands in brackets or behind
        a comma; "" for none.
        """
        found = {
            ref
            for text in place.qualifiers
            for ref in self._regions(text, place.country)
        }
        return found.pop() if len(found) == 1 else ""

    def _regions(self, text: str, country: str) -> list[str]:
        """The known prefectures of a name; not those that this list itself named when
        it was read before.
        """

        def fits(ref: str) -> bool:
            is_there = (
                country in self.known.of(ref, "country") and ref not in self._listed
            )
            return is_there and any(map(_is_upper, self.known.of(ref, "level")))

        found = self.known.names.candidates(text, closely=True)
        return next(filter(None, ([*filter(fits, refs)] for refs in found)), [])

    def wider_ones(self, place: PlaceGiven) -> list[str]:
        """The known governments, or the new one of this list, of the name that the row
        says the place lies in.
        """
        if not place.within or place.within == place.name:
            return []
        for found in self.known.names.candidates(place.within):
            if fitting := [ref for ref in found if self._is_in(ref, place)]:
                return fitting
        held = self._by_name.get(fold_name(place.within), ())
        return [ref for ref in held if self.made[ref].country == place.country][:1]

    def _is_region(self, text: str, country: str) -> bool:
        """Whether a text names a country, a level, or a region that is known; in no
        country a state of the USA.
        """
        return bool(
            (country in ("", "US") and is_state_of_usa(text))
            or country_code(text)
            or vocabulary.scheme("levels").named(text)
            or self._regions(text, country)
        )

    def _check_commas(self, place: PlaceGiven) -> None:
        """Raise InputError for a name with a comma behind which nothing shows that a
        region stands; a name with a number or with coordinates is that of one place.
        """
        is_one = place.ids or place.point
        if is_one or any(
            True for _ in self.known.names.candidates(place.written, closely=True)
        ):
            return
        for tail in place.tails:
            behind, before = fold_name(tail), fold_name(place.name)
            several = len(self._heads[behind]) > 1 or len(self._tails[before]) > 1
            shown = (several, behind not in self._alone, self._writes_regions)
            if not (
                self._is_region(tail, place.country)
                or behind == before
                or behind in self._called_regions
                or sum(shown) > 1
            ):
                raise InputError(
                    f"{place.written!r} may be two places; give each a row of its own,"
                    " write what the first"
                    " lies in in brackets, or put one name in quotation marks"
                )

    def _by_names(self, place: PlaceGiven) -> str:
        """The one known place of the name that fits; a numbered place only where its
        country is known.
        """
        if place.ids and not (place.country and place.names):
            return ""
        wider = self.wider(place) or self.region(place)
        wider = "" if wider in self.made else wider
        closely = bool(place.ids) or not place.country
        for text in filter(
            None, (place.written, *(name.text for name, _ in place.names))
        ):
            for found in self.known.names.candidates(text, closely=closely):
                fitting = [ref for ref in found if self._fits(ref, place, wider)]
                if not place.country:  # those of no country go before those of one
                    fitting = [
                        r for r in fitting if not self.known.of(r, "country")
                    ] or fitting
                if len(fitting) > 1:
                    raise _undecided(text, fitting)
                if fitting:
                    return fitting[0]
        return ""

    def _fits(self, ref: str, place: PlaceGiven, wider: str) -> bool:
        if not self._is_in(ref, place) or place.is_far_from(self.known.points.get(ref)):
            return False
        schemes = {number.partition(":")[0] for number in place.ids}
        others = self.known.of(ref, "identifier").difference(place.ids)
        if any(number.partition(":")[0] in schemes for number in others):
            return False
        if place.ids and place.country not in self.known.of(ref, "country"):
            return False
        mark, named = mark_of(place.qualifiers), vocabulary.scheme("levels").named
        if not (  # what tells the place from others of its name is known of it
            mark in self.known.marks.get(ref, {frozenset()})
            or not self.known.of(ref, "level").isdisjoint(map(named, place.qualifiers))
            or (mark and wider and wider in self._above(ref))
        ):
            return False
        above = self._above(ref) if wider and ref != wider else {wider}
        return wider in above or not any(one.startswith("government/") for one in above)

    def _is_in(self, ref: str, place: PlaceGiven) -> bool:
        """Whether a known place lies in the country of the row; without one, only a
        name of one country fits.
        """
        held = self.known.of(ref, "country")
        if place.country:
            return place.country in held
        lie = countries_by_name(5000, further=False).get(fold_name(place.name), set())
        return not held or lie <= held

    def _above(self, ref: str) -> set[str]:
        seen, edge = set[str](), {ref}
        while edge:
            seen |= edge
            edge = {
                part for one in edge for part in self.known.of(one, "part_of")
            } - seen
        return seen - {ref}

    def _made_before(self, place: PlaceGiven) -> str:
        """The new place of this list that the row may mean too; "" for none."""
        if place.ids:
            return ""
        mark = mark_of(place.qualifiers)
        for ref in self._by_name.get(fold_name(place.name), ()):
            held = self.made[ref]
            same = held.country == place.country and mark_of(held.qualifiers) == mark
            is_within = held.within == place.within or "" in (held.within, place.within)
            if same and is_within and not place.is_far_from(self.known.points.get(ref)):
                return ref
        return ""


def _new_ids(place: PlaceGiven) -> Iterator[str]:
    for number in [i.partition(":")[2] for i in place.ids if i.startswith("wikidata:")][
        :1
    ]:
        yield f"government/{number.lower()}"
    country = place.country.lower() or "xx"
    latin = (_latin(name.text, place.country) for name, _ in place.names)
    plain = next(filter(None, latin), "")
    told = "|".join(
        (place.name, place.country, place.within, *place.ids, *place.qualifiers)
    )
    mark = hashlib.sha256(told.encode()).hexdigest()[:10]
    if plain:
        further = f"{plain}-{_latin(' '.join(place.qualifiers), place.country)}"
        first = further[:60].strip("-") if place.qualifiers else plain
        yield from (
            f"government/{s}" for s in (first, f"{plain}-{country}", f"{plain}-{mark}")
        )
    yield f"government/{country}-{mark}"
    yield from (f"government/{country}-{mark}-{number}" for number in count(2))


def _latin(text: str, country: str) -> str:
    """The slug of a name; "" for one in Han that may be read in Japanese."""
    return "" if _HAN.search(text) and country not in _READ_IN_CHINESE else slug(text)


class TieFinder:
    """Finds the tie of two places: the one that the register knows, or a new one.
    `made` are the new ones.
    """

    def __init__(self, known: Known) -> None:
        self.known, self.made = known, set[str]()
        self._new: dict[frozenset[str], str] = {}
        self._by_parties = defaultdict[frozenset[str], list[TieKnown]](list)
        self._wider = defaultdict[frozenset[str], list[TieKnown]](list)
        for tie in known.ties.values():
            self._by_parties[frozenset(tie.parties)].append(tie)
            if (
                2 < len(tie.parties) <= 12
            ):  # one of more is a network, and no pair's own
                for pair in combinations(tie.parties, 2):
                    self._wider[frozenset(pair)].append(tie)

    def find(self, a: str, b: str, kind: str) -> str:
        """The id of the tie between two places; of several, the one of the kind, else
        the one under no other.

        Where there is none, the only tie that joins the two with others (a predecessor,
        a third side) is theirs. Raises InputError, which lists them, when several
        remain.
        """
        pair = frozenset((a, b))
        held = self._by_parties.get(pair, []) or self._wider.get(pair, [])
        typed, upper = (
            [t for t in held if kind in t.types],
            [t for t in held if not t.has_parent],
        )
        for chosen in (held, typed, upper):
            if len(chosen) == 1:
                return chosen[0].id
        if held:
            raise InputError(
                f"{a} and {b} have several ties: {name_some(t.id for t in held)}"
            )
        if pair in self._new:
            return self._new[pair]
        one, other = slug_of(a), slug_of(b)
        wanted = f"tie/{one}-{other}"
        if _ITEM.fullmatch(one) and _ITEM.fullmatch(
            other
        ):  # the id that a harvest gives it
            wanted = tie_between(one.upper(), other.upper())
        ref = numbered(
            wanted, lambda ref: ref not in self.made and ref not in self.known.subjects
        )
        self.made.add(ref)
        self._new[pair] = ref
        return ref
