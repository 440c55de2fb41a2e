"""The index of names: every folded name of every country once, with the places that bear it.

Beside the names as written stand the derived ones: without the level word ("osaka" of Osaka Prefecture), and in
Japan by their sounds. A derived name says so, and weighs less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from kizuna.identity.blocking import Ints, KeyIndex, Letters, salted, skeleton
from kizuna.identity.folding import fold_fresh
from kizuna.identity.gazetteer import Place
from kizuna.identity.mentions import read_level
from kizuna.identity.romanisation import sound_key, spellings

WRITTEN, CORE, SOUND, CHIEF = 0, 1, 2, 3
"""How a place has a name: as written, without its level word, by its sounds, as the first of its names."""

_HAN = ("JP", "CN", "TW", "HK")


class NameIndex:
    """All names of a list of places, keyed for blocking.

    Name number i has `texts[i]`; names of one country stand together, `span(country)` tells where. The places
    that bear it are `bearers[first[i]:first[i + 1]]`, numbers in the list, with `manners` beside them.
    """

    def __init__(self, places: Sequence[Place]) -> None:
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
        bones = [skeleton(text) for text in self.texts]
        boned = np.flatnonzero(np.fromiter(map(bool, bones), bool, len(bones)))
        keys = Letters([bones[at] for at in boned.tolist()]).whole()
        self.bones = KeyIndex.of(salted(keys, salts[boned]), boned)

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


def _borne(places: Sequence[Place]) -> dict[str, dict[str, list[int]]]:
    """For each country and folded name the places that bear it: the number times four, plus the manner."""
    found: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for number, place in enumerate(places):
        names = found[place.country]
        for text, manner in _forms(place).items():
            names.setdefault(text, []).append(number << 2 | manner)
    return found


def _forms(place: Place) -> dict[str, int]:
    forms = {folded: WRITTEN for name in place.names if (folded := fold_fresh(name))}
    chief = fold_fresh(place.names[0])
    if chief:
        forms[chief] = CHIEF
    if place.country in _HAN or not place.ref.startswith("government/geonames-"):
        for text, manner in _derived(place):
            if text:
                forms.setdefault(text, manner)
    return forms


def _derived(place: Place) -> Iterator[tuple[str, int]]:
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
