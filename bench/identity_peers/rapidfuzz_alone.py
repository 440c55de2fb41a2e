"""RapidFuzz alone, every mention against every name of its country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from kizuna.identity.folding import fold_fresh
from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.mentions import Mention

_NAMES, _CHUNK, _MOST = 200, 500, 5


class RapidFuzzAlone:
    """Names of each country beside their places; `link` gives up to five places, the
    likest name first.
    """

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self.places = places
        names: dict[str, list[str]] = defaultdict(list)
        owners: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            for name in {fold_fresh(text) for text in place.names}:
                names[place.country].append(name)
                owners[place.country].append(number)
        self._names = dict(names)
        self._owners = {
            country: np.array(numbers) for country, numbers in owners.items()
        }
        self._people = np.array([place.population for place in places])

    def link(self, mentions: Sequence[Mention], workers: int) -> list[list[int]]:
        """The places of each mention by number; among names equally like, the larger
        place first.
        """
        found: list[list[int]] = [[] for _ in mentions]
        by_country: dict[str, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            by_country[mention.country].append(at)
        for country, numbers in by_country.items():
            for start in range(0, len(numbers), _CHUNK):
                chunk = numbers[start : start + _CHUNK]
                texts = [fold_fresh(mentions[at].text) for at in chunk]
                likeness = process.cdist(
                    texts,
                    self._names[country],
                    scorer=fuzz.ratio,
                    dtype=np.uint8,
                    workers=workers,
                )
                for at, row in zip(chunk, likeness, strict=True):
                    found[at] = self._top(country, row)
        return found

    def _top(self, country: str, row: np.ndarray) -> list[int]:
        owners = self._owners[country]
        top = np.argpartition(row, -min(_NAMES, len(row)))[-_NAMES:]
        order = np.lexsort((-self._people[owners[top]], -row[top].astype(np.int16)))
        return list(dict.fromkeys(owners[top[order]].tolist()))[:_MOST]
