"""The linker: from mentions to candidates, first by the name itself, then by letters, at last by likeness.

Where the name as written fits several places, those are the candidates; where it fits fewer, other romanisations
and slips of the pen are asked for, and likeness where nothing else fits.

Beside the names as written stand the derived ones: without the level word ("osaka" of Osaka Prefecture), and in
Japan by their sounds. A derived name says so, and weighs less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel

from kizuna.identity.features import NEVER, NEVER_MEET, Candidate, Evidence, weigh
from kizuna.identity.folding import (
    fold_fresh,
    fold_name,
    is_pinyin,
    latin,
    pinyin_readings,
    postal_readings,
    sound_key,
    spellings,
)
from kizuna.identity.gazetteer import GazetteerPlace, is_geonames
from kizuna.identity.mentions import Mention, read_level
from kizuna.values import Point

_WHOLE, _CORE, _SOUND, _READING, _LATIN = range(5)
_HOW = ("whole", "core", "sound", "reading", "sound")
_LETTERED = (_WHOLE, _CORE, _LATIN)
"""The ways in which every letter counts, so that what is far apart may be measured too."""
_HAN = ("JP", "CN", "TW", "HK")
_CHINESE = ("CN", "TW", "HK", "MO")
MOST, _WEIGHED, _TOGETHER = 5, 8, 64
_FAR = 3
_ALIKE = 55.0

Bearer = tuple[int, int, bool]
"""Who has a name: the number of the place, the way in which it has it, whether it is its first."""

Met = tuple[int, float, int, bool, int]
"""How a name met that of a place, the best first: the letters that they are apart (_FAR for more), their likeness
from -1 to 0, the way, whether it is not its first name, and the letters of the name asked for."""


class Linker:
    """Links mentions to the places of one list."""

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self.places = places
        self._by_ref = {place.ref: place for place in places}
        self._names: dict[str, dict[str, list[Bearer]]] = {}

    def place(self, ref: str) -> GazetteerPlace | None:
        """The place with an id, None when it is not in the list."""
        return self._by_ref.get(ref)

    def candidates(self, mention: Mention) -> tuple[Candidate, ...]:
        """The candidates of one mention, the best first; empty when nothing is near."""
        return self.link([mention])[0]

    def link(self, mentions: Sequence[Mention]) -> list[tuple[Candidate, ...]]:
        """The candidates of each mention, the best first, at most MOST for each."""
        found: dict[int, tuple[Candidate, ...]] = {}
        by_country: dict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            by_country[mention.country].append(at)
        for country, numbers in by_country.items():
            names = self._names_in(country)
            texts = list(names)
            for start in range(0, len(numbers), _TOGETHER):
                part = numbers[start : start + _TOGETHER]
                searches = [_Search(mentions[at], names) for at in part]
                _find_near(searches, texts)
                _find_alike(searches, texts)
                found |= {at: self._weighed(s) for at, s in zip(part, searches, strict=True)}
        return [found[at] for at in range(len(mentions))]

    def _names_in(self, country: str) -> dict[str, list[Bearer]]:
        """The names of a country's places, folded, and who bears them; of all places where no country is said."""
        if country not in self._names:
            self._names[country] = names = defaultdict[str, list[Bearer]](list)
            for number, place in enumerate(self.places):
                for text, form in _forms(place).items() if country in ("", place.country) else ():
                    names[text].append((number, *form))
        return self._names[country]

    def _weighed(self, search: _Search) -> tuple[Candidate, ...]:
        def order(item: tuple[int, Met]) -> tuple[object, ...]:
            return *item[1][:4], -self.places[item[0]].population, item[0]

        found = []
        for number, met in sorted(search.met.items(), key=order)[:_WEIGHED]:
            evidence = search.evidence(self.places[number], met)
            if (score := weigh(evidence)) > NEVER:
                found.append(Candidate(self.places[number].ref, score, evidence))
        found.sort(key=lambda c: (-c.score, -c.evidence.population, c.ref))
        return tuple(found[:MOST])


def _forms(place: GazetteerPlace) -> dict[str, tuple[int, bool]]:
    """The names of a place, folded: the way in which it has each, and whether it is its first."""
    chief = fold_fresh(place.names[0])
    forms = {text: (_WHOLE, text == chief) for text in map(fold_fresh, place.names)}
    if place.country in _HAN or not is_geonames(place.ref):
        for text, way in _derived(place):
            forms.setdefault(text, (way, False))
    forms.pop("", None)
    return forms


def _derived(place: GazetteerPlace) -> Iterator[tuple[str, int]]:
    for name in place.names:
        core = read_level(name, place.country).core
        if core != name:
            yield fold_fresh(core), _CORE
        if place.country == "JP" and not ("\u4e00" <= core[-1:] <= "\u9fff"):
            folded = fold_fresh(core)
            keys = [sound_key(folded)] if folded.isascii() else spellings(core)
            yield from ((key, _SOUND) for key in keys)


class _Search:
    """The search for a mention among the names of a country.

    `queries` are the folded texts under which it is looked for, each with its way; `met` has the best of what met
    each place, by its number.
    """

    def __init__(self, mention: Mention, names: dict[str, list[Bearer]]) -> None:
        self.mention, self.names = mention, names
        self.queries: list[tuple[str, int]] = []
        self.met: dict[int, Met] = {}
        reading = read_level(mention.text, mention.country)
        self.levels = reading.level | mention.level
        if not any(map(str.isalpha, mention.text)):
            return  # a number is no name
        self._add(_WHOLE, fold_fresh(mention.text))
        if reading.level:
            self._add(_CORE, fold_fresh(reading.core))
        if not self.met:
            self._add_bridges(mention.text)
            if reading.level:
                self._add_bridges(reading.core)

    @property
    def best(self) -> int:
        """How many letters the nearest name is apart; above _FAR without one."""
        return min((met[0] for met in self.met.values()), default=_FAR + 1)

    def _add(self, way: int, *texts: str) -> None:
        for text in filter(None, texts):
            self.queries.append((text, way))
            if text in self.names:
                self.keep(text, way, text, 0, 1.0)

    def _add_bridges(self, text: str) -> None:
        """Other romanisations of what no name fits as it stands, and Latin letters for Cyrillic and kana."""
        country = self.mention.country
        if country in ("", "JP"):
            self._add(_SOUND, *spellings(text))
        if country in ("", *_CHINESE):
            is_foreign = any(mark in text for mark in "'’-") or not is_pinyin(fold_name(text))
            self._add(_READING, *(pinyin_readings if is_foreign else postal_readings)(text))
        if country != "JP" and (written := latin(folded := fold_fresh(text))) != folded:
            self._add(_LATIN, written)

    def keep(self, asked: str, way: int, name: str, edits: int, ratio: float) -> None:
        """Keep the places that bear a name, where none of their other names is nearer."""
        for number, manner, is_chief in self.names[name]:
            met = (edits, -ratio, max(way, manner), not is_chief, len(asked))
            self.met[number] = min(met, self.met.get(number, met))

    def evidence(self, place: GazetteerPlace, met: Met) -> Evidence:
        """What is known of the mention and a place that it met."""
        edits, unlike, way, is_other, letters = met
        mention = self.mention
        both = (mention, place) if mention.latitude is not None else ()
        sides = ((one.latitude, one.longitude) for one in both)
        points = [Point(lat, lon) for lat, lon in sides if lat is not None and lon is not None]
        within = None
        if mention.context and place.within:
            names = map(re.escape, place.within)
            within = any(re.search(rf"\b{name}\b", mention.context) for name in names)
        return Evidence(
            how=_HOW[way],
            edits=edits,
            ratio=-unlike,
            letters=letters,
            country=place.country == mention.country if mention.country and place.country else None,
            asked=self.levels,
            held=place.level,
            within=within,
            distance=points[0].distance_km(points[1]) if len(points) == 2 else None,
            population=place.population,
            chief=not is_other,
            own=not is_geonames(place.ref),
            forbidden=bool(edits) and _is_forbidden(mention, place),
        )


def _find_near(searches: Sequence[_Search], names: Sequence[str]) -> None:
    """Find the names two letters apart, or one where a name fits; but not more than a third of the name."""
    asked = [
        (search, text, way, 2 if search.best and way in _LETTERED else 1)
        for search in searches
        if len(search.met) < MOST or search.best
        for text, way in search.queries
        if way != _READING
    ]
    texts = [text for _, text, _, _ in asked]
    # An edit is two letters left out or put in at most, which are counted five times as fast.
    rows = process.cdist(texts, names, scorer=Indel.distance, score_cutoff=4, dtype=np.uint8)
    for (search, text, way, most), row in zip(asked, rows, strict=True):
        for at in np.flatnonzero(row <= 2 * most).tolist():
            edits, longest = OSA.distance(text, names[at]), max(len(text), len(names[at]))
            if edits <= most and edits * 3 <= longest:
                search.keep(text, way, names[at], edits, 1.0 - edits / longest)


def _find_alike(searches: Sequence[_Search], names: Sequence[str]) -> None:
    """Find the names that look most alike, for what nothing else fits."""
    asked = [
        (search, text, way)
        for search in searches
        if not search.met
        for text, way in search.queries
        if way in _LETTERED
    ]
    texts = [text for _, text, _ in asked]
    rows = process.cdist(texts, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8)
    for (search, text, way), row in zip(asked, rows, strict=True):
        for at in np.argsort(-row.astype(np.int16), kind="stable")[:_WEIGHED].tolist():
            if row[at]:
                search.keep(text, way, names[at], _FAR, row[at] / 100.0)


def _is_forbidden(mention: Mention, place: GazetteerPlace) -> bool:
    """Whether the names of a mention stand in one group of NEVER_MEET and those of a place in another only."""
    asked = {fold_name(mention.text), fold_name(read_level(mention.text, mention.country).core)}
    mine = [group for group in NEVER_MEET if asked & group]
    if not mine:
        return False
    names = {fold_name(read_level(name, place.country).core) for name in place.names}
    theirs = [group for group in NEVER_MEET if names & group]
    return bool(theirs) and not any(group in theirs for group in mine)
