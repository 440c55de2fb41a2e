"""The linker: from mentions to candidates, first by keys, then by letters, at last by
likeness in the country.

Where the name as written fits several places, those are the candidates; where it fits
fewer, slips of the pen, other romanisations and likeness are asked for one after the
other.

Beside the names as written stand the derived ones: without the level word ("osaka" of
Osaka Prefecture), and in Japan by their sounds. A derived name says so, and weighs
less.

Names are keyed by 64-bit hashes of their folded text, and of the text with any one
letter left out. Names within two edits also pass a filter of letters and pairs of
letters: an edit changes at most two letters and four pairs. So too many may be compared
with a mention, never too few.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kizuna.identity.features import NEVER, Candidate, Evidence, is_forbidden, weigh
from kizuna.identity.folding import (
    fold_fresh,
    foreign_readings,
    latin,
    sound_key,
    spellings,
)
from kizuna.identity.gazetteer import GazetteerPlace, is_geonames
from kizuna.identity.mentions import Levels, Mention, read_level
from kizuna.values import Point

Words = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_LONGEST = 40


class Letters:
    """Texts as one array of letters, to be keyed all at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        self.lengths: Ints = np.fromiter(map(len, texts), np.int64, len(texts))
        self.starts: Ints = np.cumsum(self.lengths) - self.lengths
        self.codes = np.frombuffer(
            "".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32
        )

    def groups(self) -> Iterator[tuple[int, Ints, Words]]:
        """For each length: that length, the numbers of the texts that have it, and
        their letters, a row a text.
        """
        for length in np.unique(self.lengths).tolist():
            which = np.flatnonzero(self.lengths == length)
            rows = self.codes[self.starts[which][:, None] + np.arange(length)].astype(
                np.uint64
            )
            yield length, which, rows

    def whole(self) -> Words:
        keys = np.zeros(self.count, np.uint64)
        for length, which, rows in self.groups():
            keys[which] = _mixed((rows * _BASE + _STEP) @ _powers(length))
        return keys

    def near(self, salts: Ints | None = None) -> tuple[Words, npt.NDArray[np.int32]]:
        """The keys of each text and of the text with one letter left out, and the
        number of the text for each.

        With `salts`, one a text, the keys are salted. Texts under three letters have
        none.
        """
        keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        for length, which, rows in self.groups():
            if length < 3 or length > _LONGEST:
                continue
            powers = _powers(length)
            letters = rows * _BASE + _STEP
            behind = letters * powers
            total = behind.sum(1, keepdims=True)
            before = np.cumsum(behind, axis=1)
            # Without letter i: the letters before it as they stand, those after it one
            # place lower.
            lower = np.cumsum((letters[:, 1:] * powers[:-1])[:, ::-1], axis=1)[:, ::-1]
            lower = np.concatenate([lower, np.zeros_like(total)], axis=1)
            made = _mixed(np.concatenate([total, before - behind + lower], axis=1))
            keys.append(
                (made if salts is None else salted(made, salts[which][:, None])).ravel()
            )
            owners.append(np.repeat(which.astype(np.int32), length + 1))
        return np.concatenate(keys), np.concatenate(owners)

    def signs(self) -> Words:
        """Two words a text: a bit for each letter it has, and a bit for each pair of
        neighbours.
        """
        found = np.zeros((self.count, 2), np.uint64)
        for _, which, rows in self.groups():
            pairs = (rows[:, 1:] * _BASE + rows[:, :-1] * _STEP) * _MIX
            for column, mixed in enumerate((rows * _BASE, pairs)):
                bits = np.uint64(1) << (mixed >> np.uint64(58))
                found[which, column] = np.bitwise_or.reduce(bits, axis=1)
        return found


def _powers(length: int) -> Words:
    """The powers of the base from 0 on, modulo 2**64."""
    return np.array([pow(int(_BASE), at, 2**64) for at in range(length)], np.uint64)


def _mixed(keys: Words) -> Words:
    mixed = (keys ^ (keys >> np.uint64(32))) * _MIX
    return np.asarray(mixed ^ (mixed >> np.uint64(29)))


def salted(keys: Words, salt: int | npt.NDArray[Any]) -> Words:
    """The keys of one country apart from those of any other."""
    return np.asarray(
        keys ^ (np.atleast_1d(np.asarray(salt, np.uint64)) + np.uint64(1)) * _STEP
    )


class KeyIndex:
    """Keys in order, and whose each is."""

    def __init__(self, keys: Words, owners: npt.NDArray[Any]) -> None:
        order = np.argsort(keys)
        self.keys, self.owners = keys[order], owners.astype(np.int32, copy=False)[order]

    def meeting(self, asked: Words, askers: Ints) -> tuple[Ints, Ints]:
        """Every (asker, owner) whose keys meet, once each."""
        order = np.argsort(asked)
        sought = asked[order]
        ends = (np.searchsorted(self.keys, sought, side) for side in ("left", "right"))
        which, at = _ranges(*ends)
        who = askers[order][which].astype(np.int64)
        pairs = np.unique((who << 32) | self.owners[at].astype(np.int64))
        return pairs >> 32, pairs & 0xFFFFFFFF


def _ranges(first: Any, end: Any) -> tuple[Ints, Ints]:
    """Every number from each first up to its end, one after the other, and of which
    range it is.
    """
    many = end - first
    which = np.repeat(np.arange(len(many)), many)
    return which, np.arange(len(which)) + (first - np.cumsum(many) + many)[which]


def within_two_edits(
    asked: Words, letters: Words, pairs: Words, lengths: Any, length: int
) -> Ints:
    """The numbers of the names that may be within two edits of the one whose two signs
    are `asked`.
    """
    close = np.bitwise_count(letters ^ asked[0]) <= 4
    close &= np.abs(lengths - length) <= 2
    some = np.flatnonzero(close)
    return np.asarray(some[np.bitwise_count(pairs[some] ^ asked[1]) <= 8])


WRITTEN, CORE, SOUND, CHIEF = 0, 1, 2, 3
"""How a place has a name: as written, without its level word, by its sounds, as the
first of its names.
"""

_HAN = ("JP", "CN", "TW", "HK")


def _forms(place: GazetteerPlace) -> dict[str, int]:
    forms = {folded: WRITTEN for name in place.names if (folded := fold_fresh(name))}
    if chief := fold_fresh(place.names[0]):
        forms[chief] = CHIEF
    is_derived = place.country in _HAN or not place.ref.startswith(
        "government/geonames-"
    )
    for name in place.names if is_derived else ():
        core = read_level(name, place.country).core
        has_sounds = place.country == "JP" and not ("\u4e00" <= core[-1:] <= "\u9fff")
        folded = fold_fresh(core) if has_sounds or core != name else ""
        if folded and core != name:
            forms.setdefault(folded, CORE)
        if has_sounds:
            for key in filter(
                None, [sound_key(folded)] if folded.isascii() else spellings(core)
            ):
                forms.setdefault(key, SOUND)
    return forms


MOST, _WEIGHED, _CHUNK = 5, 8, 2_000
_HOW = ("whole", "core", "sound", "reading", "sound")
_WHOLE, _CORE, _SOUND, _READING, _LATIN = range(5)
_LETTERED = (_WHOLE, _CORE, _LATIN)
"""The ways in which every letter counts, so that what is far apart may be measured
too.
"""
_FAR = 3


class Linker:
    """Links mentions to the places of one list, all names of which are keyed for
    blocking.

    Name number i has `texts[i]`; names of one country stand together, `span(country)`
    tells where. The places that bear it are `bearers[first[i]:first[i + 1]]`, numbers
    in the list, with `manners` beside them.
    """

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self.places = places
        self.people = np.fromiter((p.population for p in places), np.int64, len(places))
        # for each country and folded name the places that bear it: the number times
        # four, plus the manner
        borne: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for number, place in enumerate(places):
            for text, manner in _forms(place).items():
                borne[place.country].setdefault(text, []).append(number << 2 | manner)
        self.texts: list[str] = []
        self._spans: dict[str, tuple[int, int]] = {}
        counts, bearers = list[int](), list[int]()
        for country in sorted(borne):
            start, names = len(self.texts), borne.pop(country)
            self.texts += names
            counts += map(len, names.values())
            bearers += chain.from_iterable(names.values())
            self._spans[country] = (start, len(self.texts))
        packed = np.array(bearers, np.int64)
        self.bearers, self.manners = packed >> 2, (packed & 3).astype(np.int8)
        self.first: Ints = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        del bearers, packed, counts
        letters = Letters(self.texts)
        salts = np.zeros(len(self.texts), np.int64)
        for start, end in self._spans.values():
            salts[start:end] = start
        self.lengths = letters.lengths.astype(np.int16)
        self.whole = KeyIndex(
            salted(letters.whole(), salts), np.arange(len(self.texts))
        )
        self.near = KeyIndex(*letters.near(salts))
        self.letters, self.pairs = (column.copy() for column in letters.signs().T)

    def link(self, mentions: Sequence[Mention]) -> list[tuple[Candidate, ...]]:
        """The candidates of each mention, the best first, at most MOST for each."""
        found: dict[int, tuple[Candidate, ...]] = {}
        by_country: dict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            by_country[mention.country].append(at)
        for country, numbers in by_country.items():
            for start in range(0, len(numbers), _CHUNK):
                chunk = numbers[start : start + _CHUNK]
                linked = _Linking(self, country, [mentions[at] for at in chunk]).run()
                found.update(zip(chunk, linked, strict=True))
        return [found[at] for at in range(len(mentions))]

    def span(self, country: str) -> tuple[int, int]:
        """The first name of a country and the one after its last; all names where no
        country is said.
        """
        return self._spans.get(country, (0, 0)) if country else (0, len(self.texts))

    def salts(self, country: str) -> list[int]:
        """The salts of a country's keys, the first of its names; those of all countries
        where none is said.
        """
        return [
            start for held, (start, _) in self._spans.items() if country in ("", held)
        ]


class _Linking:
    """The linking of some mentions of one country: `texts` are the folded ones under
    which they are looked for, with the mention (`of`) and the way (`how`) of each.
    """

    def __init__(
        self, linker: Linker, country: str, mentions: Sequence[Mention]
    ) -> None:
        self.linker, self.country, self.mentions = linker, country, mentions
        self.levels: list[Levels] = []
        self.texts: list[str] = []
        self.of: list[int] = []
        self.how: list[int] = []
        self.hits: list[tuple[Ints, Ints, Any, Any]] = [(np.zeros(0, np.int64),) * 4]
        """The queries, the names that fit, the letters they are apart (_FAR for more),
        their likeness in 0..1.
        """
        self.best = np.full(len(mentions), _FAR + 1, np.int64)
        self.fits = np.zeros(len(mentions), np.int64)

    def run(self) -> list[tuple[Candidate, ...]]:
        for at, mention in enumerate(self.mentions):
            reading = read_level(mention.text, mention.country)
            self.levels.append(reading.level | mention.level)
            if not any(map(str.isalpha, mention.text)):
                continue  # a number is no name
            self._add(at, _WHOLE, fold_fresh(mention.text))
            if reading.level:
                self._add(at, _CORE, fold_fresh(reading.core))
        self._exact(0)
        self._bridged()
        self._near()
        self._two_edits()
        self._alike()
        return self._weighed()

    def _add(self, mention: int, how: int, *texts: str) -> None:
        for text in filter(None, texts):
            self.texts.append(text)
            self.of.append(mention)
            self.how.append(how)

    def _keep(self, queries: Ints, names: Ints, edits: Any, ratios: Any) -> None:
        self.hits.append((queries, names, edits, ratios))
        of, first = np.asarray(self.of, np.int64)[queries], self.linker.first
        np.minimum.at(self.best, of, edits)
        np.add.at(self.fits, of, first[names + 1] - first[names])

    def _open(self, worse_than: int, enough: int = 0) -> list[int]:
        """The queries of mentions that nothing fits within `worse_than` letters, or
        fewer than `enough` places.
        """
        waiting = ((self.best > worse_than) | (self.fits < enough)).tolist()
        return [q for q, at in enumerate(self.of) if waiting[at]]

    def _meet(self, keys: Words, queries: Ints, index: KeyIndex) -> None:
        """Keep the names that have one of the keys of the queries beside them."""
        for salt in self.linker.salts(self.country):
            self._measure(*index.meeting(salted(keys, salt), queries))

    def _exact(self, start: int) -> None:
        queries = np.arange(start, len(self.texts))
        self._meet(Letters(self.texts[start:]).whole(), queries, self.linker.whole)

    def _bridged(self) -> None:
        """Other romanisations of what no name fits as it stands, and Latin letters for
        Cyrillic and kana.
        """
        start = len(self.texts)
        for query in self._open(0):
            at, how = self.of[query], self.how[query]
            text = self.mentions[at].text
            core = read_level(text, self.country).core if how == _CORE else text
            if self.country in ("", "JP"):
                self._add(at, _SOUND, *spellings(core))
            if self.country in ("", "CN", "TW", "HK", "MO"):
                self._add(at, _READING, *foreign_readings(core))
            if (
                self.country != "JP"
                and (written := latin(folded := fold_fresh(core))) != folded
            ):
                self._add(at, _LATIN, written)
        self._exact(start)

    def _measure(self, who: Ints, names: Ints) -> None:
        """Keep the pairs within two letters of each other, unless those are more than a
        third of the name.
        """
        asked, held = self.texts, self.linker.texts
        left = [asked[q] for q in who.tolist()]
        right = [held[n] for n in names.tolist()]
        edits = process.cpdist(
            left, right, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8
        )
        edits = edits.astype(np.int64)
        lengths = np.fromiter(map(len, left), np.int64, len(left))
        longest = np.maximum(lengths, self.linker.lengths[names])
        near = (edits <= 2) & (edits * 3 <= longest)
        ratios = 1.0 - edits / np.maximum(longest, 1)
        self._keep(who[near], names[near], edits[near], ratios[near])

    def _near(self) -> None:
        waiting = [q for q in self._open(0, MOST) if self.how[q] != _READING]
        keys, owners = Letters([self.texts[q] for q in waiting]).near()
        self._meet(keys, np.asarray(waiting, np.int64)[owners], self.linker.near)

    def _two_edits(self) -> None:
        start, end = self.linker.span(self.country)
        found = self.best.tolist()
        waiting = [
            q
            for q in self._open(1, MOST)
            if self.how[q] in _LETTERED and found[self.of[q]]
        ]
        signs = Letters([self.texts[q] for q in waiting]).signs()
        letters, pairs = self.linker.letters[start:end], self.linker.pairs[start:end]
        lengths = self.linker.lengths[start:end]
        near = [np.zeros((2, 0), np.int64)]
        for query, sign in zip(waiting, signs, strict=True):
            if (length := len(self.texts[query])) > 4:
                names = within_two_edits(sign, letters, pairs, lengths, length) + start
                near.append(np.stack([np.full_like(names, query), names]))
        self._measure(*np.concatenate(near, axis=1))

    def _alike(self) -> None:
        """The names of the country that look most alike, for what nothing else fits."""
        start, end = self.linker.span(self.country)
        waiting = [q for q in self._open(_FAR) if self.how[q] in _LETTERED]
        if not waiting or end == start:
            return
        held = self.linker.texts[start:end]
        for at in range(0, len(waiting), 64):
            part = waiting[at : at + 64]
            asked = [self.texts[q] for q in part]
            likeness = process.cdist(
                asked, held, scorer=fuzz.ratio, score_cutoff=55.0, dtype=np.uint8
            )
            for query, row in zip(part, likeness, strict=True):
                top = np.argpartition(row, -min(_WEIGHED, len(row)))[-_WEIGHED:]
                top = top[row[top] > 0]
                who, far = (
                    np.full(len(top), number, np.int64) for number in (query, _FAR)
                )
                self._keep(who, top + start, far, row[top] / 100.0)

    def _weighed(self) -> list[tuple[Candidate, ...]]:
        queries, names, edits, ratios = map(
            np.concatenate, zip(*self.hits, strict=True)
        )
        found: list[list[Candidate]] = [[] for _ in self.mentions]
        which, at = _ranges(self.linker.first[names], self.linker.first[names + 1])
        places, manners = self.linker.bearers[at], self.linker.manners[at]
        queries, edits, ratios = queries[which], edits[which], ratios[which]
        of = np.asarray(self.of, np.int64)[queries]
        how = np.asarray(self.how, np.int64)[queries]
        for manner, way in ((SOUND, _SOUND), (CORE, _CORE)):
            how = np.where((manners == manner) & (how < way), way, how)
        chief = manners == CHIEF
        # the best row of each mention and place, for the most promising places of each
        # mention
        order = np.lexsort(
            (-self.linker.people[places], ~chief, how, -ratios, edits, of)
        )
        _, best = np.unique((of[order] << 32) | places[order], return_index=True)
        order = order[np.sort(best)]
        starts = np.searchsorted(of[order], of[order], "left")
        keep = order[np.arange(len(order)) - starts < _WEIGHED]
        rows = (
            a[keep].tolist() for a in (of, places, edits, how, ratios, queries, chief)
        )
        for at, place, apart, way, ratio, query, first in zip(*rows, strict=True):
            met = apart, way, ratio, len(self.texts[query]), first
            evidence = self._evidence(at, place, met)
            score = weigh(evidence)
            if score > NEVER:
                found[at].append(Candidate(self.linker.places[place], score, evidence))
        for candidates in found:
            candidates.sort(key=lambda c: (-c.score, -c.evidence.population, c.ref))
        return [tuple(candidates[:MOST]) for candidates in found]

    def _evidence(
        self, at: int, number: int, met: tuple[int, int, float, int, bool]
    ) -> Evidence:
        edits, way, ratio, letters, chief = met
        mention, place = self.mentions[at], self.linker.places[number]
        both = (mention, place) if mention.latitude is not None else ()
        sides = ((one.latitude, one.longitude) for one in both)
        points = [
            Point(lat, lon) for lat, lon in sides if lat is not None and lon is not None
        ]
        within = None
        if mention.context and place.within:
            names = map(re.escape, place.within)
            within = any(re.search(rf"\b{name}\b", mention.context) for name in names)
        return Evidence(
            how=_HOW[way],
            edits=edits,
            ratio=ratio,
            letters=letters,
            country=place.country == mention.country
            if mention.country and place.country
            else None,
            asked=self.levels[at],
            held=place.level,
            within=within,
            distance=points[0].distance_km(points[1]) if len(points) == 2 else None,
            population=place.population,
            chief=chief,
            own=not is_geonames(place.ref),
            forbidden=bool(edits) and is_forbidden(mention, place),
        )
