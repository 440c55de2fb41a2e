"""The linker: from mentions to candidates, first by keys, then by letters, at last by likeness in the country.

Where the name as written fits several places, those are the candidates; where it fits fewer, slips of the
pen, other romanisations and likeness are asked for one after the other.

Beside the names as written stand the derived ones: without the level word ("osaka" of Osaka Prefecture), and in
Japan by their sounds. A derived name says so, and weighs less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kizuna.identity.blocking import Ints, KeyIndex, Letters, Words, salted, within_two_edits
from kizuna.identity.features import NEVER, NEVER_MEET, Candidate, Evidence, never_meet, weigh
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
from kizuna.identity.mentions import Levels, Mention, read_level
from kizuna.values import Point

WRITTEN, CORE, SOUND, CHIEF = 0, 1, 2, 3
"""How a place has a name: as written, without its level word, by its sounds, as the first of its names."""

_HAN = ("JP", "CN", "TW", "HK")


class NameIndex:
    """All names of a list of places, keyed for blocking.

    Name number i has `texts[i]`; names of one country stand together, `span(country)` tells where. The places
    that bear it are `bearers[first[i]:first[i + 1]]`, numbers in the list, with `manners` beside them.
    """

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self.countries: dict[str, int] = {}
        borne = _borne(places)
        self.texts: list[str] = []
        self._spans: dict[str, tuple[int, int]] = {}
        counts: list[int] = []
        bearers: list[int] = []
        for country in sorted(borne):
            self.countries[country] = len(self.countries)
            start, names = len(self.texts), borne.pop(country)
            for text, who in names.items():
                self.texts.append(text)
                counts.append(len(who))
                bearers.extend(who)
            self._spans[country] = (start, len(self.texts))
        packed = np.array(bearers, np.int64)
        del bearers
        self.bearers, self.manners = packed >> 2, (packed & 3).astype(np.int8)
        self.first: Ints = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        del counts
        self._key()

    def _key(self) -> None:
        letters = Letters(self.texts)
        salts = np.zeros(len(self.texts), np.int64)
        for country, (start, end) in self._spans.items():
            salts[start:end] = self.countries[country]
        numbers = np.arange(len(self.texts))
        self.lengths = letters.lengths.astype(np.int16)
        self.whole = KeyIndex.of(salted(letters.whole(), salts), numbers)
        keys, owners = letters.near(salts)
        self.near = KeyIndex.of(keys, owners)
        del keys, owners
        signs = letters.signs()
        self.letters, self.pairs = signs[:, 0].copy(), signs[:, 1].copy()

    def span(self, country: str) -> tuple[int, int]:
        """The first name of a country and the one after its last; all names where no country is said."""
        return self._spans.get(country, (0, 0)) if country else (0, len(self.texts))

    def salts(self, country: str) -> list[int]:
        """The salts of a country's keys; those of all countries where none is said."""
        if not country:
            return list(self.countries.values())
        return [self.countries[country]] if country in self.countries else []

    def bearing(self, names: Ints) -> tuple[Ints, Ints, Any]:
        """For name numbers: which of them (its position), the place that bears it, and in which manner."""
        many = self.first[names + 1] - self.first[names]
        which = np.repeat(np.arange(len(names)), many)
        at = np.repeat(self.first[names] - (np.cumsum(many) - many), many) + np.arange(many.sum())
        return which, self.bearers[at], self.manners[at]


def _borne(places: Sequence[GazetteerPlace]) -> dict[str, dict[str, list[int]]]:
    """For each country and folded name the places that bear it: the number times four, plus the manner."""
    found: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for number, place in enumerate(places):
        names = found[place.country]
        for text, manner in _forms(place).items():
            names.setdefault(text, []).append(number << 2 | manner)
    return found


def _forms(place: GazetteerPlace) -> dict[str, int]:
    forms = {folded: WRITTEN for name in place.names if (folded := fold_fresh(name))}
    chief = fold_fresh(place.names[0])
    if chief:
        forms[chief] = CHIEF
    if place.country in _HAN or not place.ref.startswith("government/geonames-"):
        for text, manner in _derived(place):
            if text:
                forms.setdefault(text, manner)
    return forms


def _derived(place: GazetteerPlace) -> Iterator[tuple[str, int]]:
    for name in place.names:
        core = read_level(name, place.country).core
        if core != name:
            yield fold_fresh(core), CORE
        if place.country == "JP" and not ("\u4e00" <= core[-1:] <= "\u9fff"):
            folded = fold_fresh(core)
            if folded.isascii():
                yield sound_key(folded), SOUND
            else:
                for key in spellings(core):
                    yield key, SOUND


MOST = 5
_WEIGHED = 8
_CHUNK = 2_000
_CHINESE = ("CN", "TW", "HK", "MO")
_HOW = ("whole", "core", "sound", "reading", "sound")
_WHOLE, _CORE, _SOUND, _READING, _LATIN = range(5)
_LETTERED = (_WHOLE, _CORE, _LATIN)
"""The ways in which every letter counts, so that what is far apart may be measured too."""
_FAR = 3
_ALIKE = 55.0
_EASILY_CONFUSED = frozenset().union(*NEVER_MEET)


class _Hits(NamedTuple):
    """Names that fit: the query, the name, the letters they are apart (_FAR for more), their likeness in 0..1."""

    queries: Ints
    names: Ints
    edits: Any
    ratios: Any


class Linker:
    """Links mentions to the places of one list."""

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self.places = places
        self.index = NameIndex(places)
        self._people = np.fromiter((p.population for p in places), np.int64, len(places))
        self._numbers = {place.ref: number for number, place in enumerate(places)}

    def place(self, ref: str) -> GazetteerPlace | None:
        """The place with an id, None when it is not in the list."""
        number = self._numbers.get(ref)
        return None if number is None else self.places[number]

    def candidates(self, mention: Mention, most: int = MOST) -> tuple[Candidate, ...]:
        """The candidates of one mention, the best first; empty when nothing is near."""
        return self.link([mention], most)[0]

    def link(self, mentions: Sequence[Mention], most: int = MOST) -> list[tuple[Candidate, ...]]:
        """The candidates of each mention, the best first, at most `most` for each."""
        found: list[tuple[Candidate, ...]] = [()] * len(mentions)
        by_country: dict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            by_country[mention.country].append(at)
        for country, numbers in by_country.items():
            for start in range(0, len(numbers), _CHUNK):
                chunk = numbers[start : start + _CHUNK]
                linked = _Linking(self, country, [mentions[at] for at in chunk]).run(most)
                for at, candidates in zip(chunk, linked, strict=True):
                    found[at] = candidates
        return found


class _Linking:
    """The linking of some mentions of one country.

    `texts` are the folded ones under which mentions are looked for, with the mention (`of`) and the way (`how`) of
    each.
    """

    def __init__(self, linker: Linker, country: str, mentions: Sequence[Mention]) -> None:
        self.linker, self.index = linker, linker.index
        self.country, self.mentions = country, mentions
        self.levels: list[Levels] = []
        self.texts: list[str] = []
        self.of: list[int] = []
        self.how: list[int] = []
        none = np.zeros(0, np.int64)
        self.parts = [_Hits(none, none, none, np.zeros(0))]
        self.best = np.full(len(mentions), _FAR + 1, np.int64)
        self.fits = np.zeros(len(mentions), np.int64)

    def run(self, most: int) -> list[tuple[Candidate, ...]]:
        for at, mention in enumerate(self.mentions):
            reading = read_level(mention.text, mention.country)
            self.levels.append(reading.level | mention.level)
            if not any(map(str.isalpha, mention.text)):
                continue  # a number is no name
            self._add(fold_fresh(mention.text), at, _WHOLE)
            if reading.level:
                self._add(fold_fresh(reading.core), at, _CORE)
        self._exact(0)
        self._bridged()
        self._near()
        self._two_edits()
        self._alike()
        return self._weighed(most)

    def _add(self, text: str, mention: int, how: int) -> None:
        if text:
            self.texts.append(text)
            self.of.append(mention)
            self.how.append(how)

    def _keep(self, hits: _Hits) -> None:
        self.parts.append(hits)
        of = np.asarray(self.of, np.int64)[hits.queries]
        np.minimum.at(self.best, of, hits.edits)
        np.add.at(self.fits, of, self.index.first[hits.names + 1] - self.index.first[hits.names])

    def _open(self, worse_than: int, enough: int = 0) -> list[int]:
        """The queries of mentions that nothing fits within `worse_than` letters, or fewer than `enough` places."""
        waiting = ((self.best > worse_than) | (self.fits < enough)).tolist()
        return [q for q, at in enumerate(self.of) if waiting[at]]

    def _meet(self, keys: Words, queries: Ints, index: KeyIndex) -> None:
        """Keep the names that have one of the keys of the queries beside them."""
        for salt in self.index.salts(self.country):
            self._measure(*index.meeting(salted(keys, salt), queries))

    def _exact(self, start: int) -> None:
        texts = self.texts[start:]
        keys, queries = Letters(texts).whole(), np.arange(start, start + len(texts))
        self._meet(keys, queries, self.index.whole)

    def _bridged(self) -> None:
        """Other romanisations of what no name fits as it stands, and Latin letters for Cyrillic and kana."""
        start = len(self.texts)
        for query in self._open(0):
            at, how = self.of[query], self.how[query]
            text = self.mentions[at].text
            core = read_level(text, self.country).core if how == _CORE else text
            if self.country in ("", "JP"):
                for key in spellings(core):
                    self._add(key, at, _SOUND)
            if self.country in ("", *_CHINESE):
                marked = any(mark in core for mark in "'’-")
                is_foreign = marked or not is_pinyin(fold_name(core))
                for pinyin in pinyin_readings(core) if is_foreign else postal_readings(core):
                    self._add(pinyin, at, _READING)
            if self.country != "JP" and (written := latin(folded := fold_fresh(core))) != folded:
                self._add(written, at, _LATIN)
        self._exact(start)

    def _measure(self, who: Ints, names: Ints) -> None:
        """Keep the pairs within two letters of each other, unless those are more than a third of the name."""
        asked, held = self.texts, self.index.texts
        left = [asked[q] for q in who.tolist()]
        right = [held[n] for n in names.tolist()]
        edits = process.cpdist(left, right, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        edits = edits.astype(np.int64)
        lengths = np.fromiter(map(len, left), np.int64, len(left))
        longest = np.maximum(lengths, self.index.lengths[names])
        near = (edits <= 2) & (edits * 3 <= longest)
        ratios = 1.0 - edits / np.maximum(longest, 1)
        self._keep(_Hits(who[near], names[near], edits[near], ratios[near]))

    def _near(self) -> None:
        waiting = [q for q in self._open(0, MOST) if self.how[q] != _READING]
        keys, owners = Letters([self.texts[q] for q in waiting]).near()
        self._meet(keys, np.asarray(waiting, np.int64)[owners], self.index.near)

    def _two_edits(self) -> None:
        start, end = self.index.span(self.country)
        found = self.best.tolist()
        waiting = [q for q in self._open(1, MOST) if self.how[q] in _LETTERED and found[self.of[q]]]
        signs = Letters([self.texts[q] for q in waiting]).signs()
        letters, pairs = self.index.letters[start:end], self.index.pairs[start:end]
        lengths = self.index.lengths[start:end]
        near = [np.zeros((2, 0), np.int64)]
        for query, sign in zip(waiting, signs, strict=True):
            if (length := len(self.texts[query])) > 4:
                names = within_two_edits(sign, letters, pairs, lengths, length) + start
                near.append(np.stack([np.full_like(names, query), names]))
        self._measure(*np.concatenate(near, axis=1))

    def _alike(self) -> None:
        """The names of the country that look most alike, for what nothing else fits."""
        start, end = self.index.span(self.country)
        waiting = [q for q in self._open(_FAR) if self.how[q] in _LETTERED]
        if not waiting or end == start:
            return
        held = self.index.texts[start:end]
        for at in range(0, len(waiting), 64):
            part = waiting[at : at + 64]
            asked = [self.texts[q] for q in part]
            likeness = process.cdist(
                asked, held, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8
            )
            for query, row in zip(part, likeness, strict=True):
                top = np.argpartition(row, -min(_WEIGHED, len(row)))[-_WEIGHED:]
                top = top[row[top] > 0]
                far = np.full(len(top), _FAR, np.int64)
                who = np.full(len(top), query, np.int64)
                self._keep(_Hits(who, top + start, far, row[top] / 100.0))

    def _weighed(self, most: int) -> list[tuple[Candidate, ...]]:
        hits = _Hits(*(np.concatenate(column) for column in zip(*self.parts, strict=True)))
        found: list[list[Candidate]] = [[] for _ in self.mentions]
        which, places, manners = self.index.bearing(hits.names)
        queries = hits.queries[which]
        of = np.asarray(self.of, np.int64)[queries]
        how = np.asarray(self.how, np.int64)[queries]
        how = np.where((manners == SOUND) & (how < _SOUND), _SOUND, how)
        how = np.where((manners == CORE) & (how < _CORE), _CORE, how)
        edits, ratios = hits.edits[which], hits.ratios[which]
        chief = manners == CHIEF
        keep = _first_of_each((of, edits, how, ratios, chief), places, self.linker._people)
        rows = (a[keep].tolist() for a in (of, places, edits, how, ratios, queries, chief))
        for at, place, apart, way, ratio, query, first in zip(*rows, strict=True):
            text = self.texts[query]
            evidence = self._evidence(at, place, (apart, way, ratio, len(text), first))
            score = weigh(evidence)
            if score > NEVER:
                found[at].append(Candidate(self.linker.places[place].ref, score, evidence))
        for candidates in found:
            candidates.sort(key=lambda c: (-c.score, -c.evidence.population, c.ref))
        return [tuple(candidates[:most]) for candidates in found]

    def _evidence(self, at: int, number: int, met: tuple[int, int, float, int, bool]) -> Evidence:
        edits, way, ratio, letters, chief = met
        mention, place = self.mentions[at], self.linker.places[number]
        here = None if mention.latitude is None else _point(mention)
        there = None if here is None else _point(place)
        within = None
        if mention.context and place.within:
            names = map(re.escape, place.within)
            within = any(re.search(rf"\b{name}\b", mention.context) for name in names)
        return Evidence(
            how=_HOW[way],
            edits=edits,
            ratio=ratio,
            letters=letters,
            country=place.country == mention.country if mention.country and place.country else None,
            asked=self.levels[at],
            held=place.level,
            within=within,
            distance=here.distance_km(there) if here and there else None,
            population=place.population,
            chief=chief,
            own=not is_geonames(place.ref),
            forbidden=bool(edits) and _is_forbidden(mention, place),
        )


def _first_of_each(met: tuple[Ints, Any, Any, Any, Any], places: Ints, people: Ints) -> Ints:
    """The best row of each mention and place, for the most promising places of each mention."""
    of, edits, how, ratios, chief = met
    order = np.lexsort((-people[places], ~chief, how, -ratios, edits, of))
    pairs = (of[order] << 32) | places[order]
    _, first = np.unique(pairs, return_index=True)
    order = order[np.sort(first)]
    mine = of[order]
    starts = np.searchsorted(mine, mine, "left")
    result: Ints = order[np.arange(len(order)) - starts < _WEIGHED]
    return result


def _point(one: Mention | GazetteerPlace) -> Point | None:
    if one.latitude is None or one.longitude is None:
        return None
    return Point(one.latitude, one.longitude)


def _is_forbidden(mention: Mention, place: GazetteerPlace) -> bool:
    core = read_level(mention.text, mention.country).core
    asked = frozenset({fold_name(mention.text), fold_name(core)})
    if not asked & _EASILY_CONFUSED:
        return False
    names = {fold_name(read_level(name, place.country).core) for name in place.names}
    return never_meet(asked, frozenset(names))
