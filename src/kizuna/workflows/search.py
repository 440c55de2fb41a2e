"""Searching: names in any script and spelling, facts in words, passages of the documents that are held."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kizuna.claims.kinds import Tie
from kizuna.identity.resolver import city_key
from kizuna.identity.romanisation import spellings
from kizuna.register.register import Register
from kizuna.sources.passages import highlight
from kizuna.workflows import ask
from kizuna.workflows.growing import growing
from kizuna.workflows.labels import Labels

if TYPE_CHECKING:
    from kizuna.store.search import Hit

KINDS = ("name", "fact", "passage")
_LOOKED_AT = 60
"""Names that are looked at for a suggestion."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, names first; `labels` label what each hit is about."""

    hits: tuple[Hit, ...]
    labels: Labels
    register: Register


def search(words: str, *, limit: int = 50, kinds: tuple[str, ...] = KINDS) -> Found:
    """What holds all the words; names are also found by another spelling of the same sounds.

    Raises BadQuestion when there is no word, or for a kind that is none of KINDS.
    """
    from kizuna.store.search import search as search_store

    hits = search_store(words, limit=limit, kinds=kinds)
    if "name" in kinds:
        seen = {hit.ref for hit in hits if hit.kind == "name"}
        spelt = [hit for hit in _spelt_otherwise(words) if hit.ref not in seen]
        spelt += [hit for hit in _ties_joining(words) if hit.ref not in seen]
        names = [hit for hit in hits if hit.kind == "name"]
        hits = [*names, *spelt, *(hit for hit in hits if hit.kind != "name")][:limit]
    refs = sorted({hit.ref for hit in hits})
    register = ask.known_register(None, refs, hops=0)
    return Found(tuple(hits), Labels(register), register)


def suggest_names(words: str, limit: int = 10) -> Found:
    """The names that somebody who has typed these words may mean, one a thing: those that begin so come first,
    before others those that say no more than the words.

    Without a word there are none.
    """
    if not words.strip():
        return Found((), Labels(none := ask.register_near([])), none)
    found = search(words, limit=_LOOKED_AT, kinds=("name",))
    first = words.strip().casefold()
    ordered = sorted(
        found.hits,
        key=lambda hit: (
            not hit.text.casefold().startswith(first),
            _says_more(hit.text, words),
        ),
    )
    hits: dict[str, Hit] = {}
    for hit in ordered:
        hits.setdefault(hit.ref, hit)
    return Found(tuple(hits.values())[:limit], found.labels, found.register)


def _says_more(text: str, words: str) -> bool:
    """Whether a name has a word that is not among the words of a question; a dash is none."""
    from kizuna.store.search.folding import words_in

    return not {word for word in words_in(text) if word.strip("–-/·,")} <= set(words_in(words))


def marked(words: str, text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether one of the words of a question is what it says."""
    from kizuna.store.search.folding import folded, words_in

    plain = folded(text)
    spans = [
        (found.start(), found.end())
        for word in words_in(words)
        for found in re.finditer(re.escape(word), plain)
    ]
    return highlight(text, spans)


@dataclass(frozen=True, slots=True)
class _Sounds:
    """Every name of the ledger by how it sounds: `whole` as it stands, `parts` by each of its words.

    Both map a key to numbers in `names`.
    """

    names: list[ask.Named] = field(default_factory=list)
    whole: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    parts: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def take_in(self, names: Iterable[ask.Named]) -> None:
        """Add names to the end."""
        for number, name in enumerate(names, len(self.names)):
            for key in _keys(name.text):
                self.whole[key].append(number)
            for key in frozenset[str]().union(*(_keys(part) for part in name.text.split())):
                self.parts[key].append(number)
            self.names.append(name)

    def like(self, words: str) -> list[ask.Named]:
        """The names that sound like all the words together, or have a word for each of them, the last first."""
        numbers = _among(self.whole, _keys(words))
        apart = [_among(self.parts, _keys(word)) for word in words.split()]
        numbers |= set.intersection(*apart) if apart else set()
        return [self.names[number] for number in sorted(numbers, reverse=True)]

    def called(self, word: str) -> set[str]:
        """The ids of what is called so."""
        return {self.names[number].ref for number in _among(self.whole, _keys(word))}


def _among(index: Mapping[str, list[int]], keys: frozenset[str]) -> set[int]:
    return {number for key in keys for number in index.get(key, ())}


def _sounds() -> _Sounds:
    """Those of the names of the ledger as it is now."""
    names = ask.recorded_names()
    return growing("sounds", _Sounds, lambda held, *_: held.take_in(names[len(held.names) :]))


def _keys(text: str) -> frozenset[str]:
    """The keys of a name as it stands and without its word for "city"."""
    return spellings(text) | {city_key(text)} - {""}


def _spelt_otherwise(words: str) -> list[Hit]:
    from kizuna.store.queries.judged import rejected_claims
    from kizuna.store.search import Hit

    rejected = rejected_claims()
    found = {name.ref: name for name in _sounds().like(words) if name.claim not in rejected}
    return [Hit("name", n.ref, n.text, n.claim, "", None, None) for n in found.values()]


def _ties_joining(words: str) -> list[Hit]:
    """The ties whose parties the words name, one each, in whatever script."""
    from kizuna.store.search import Hit

    asked = words.split()
    meant = [_sounds().called(word) for word in asked]
    if len(asked) < 2 or not all(meant):
        return []
    register = _between(meant)
    labels = Labels(register)
    return [
        Hit("name", tie.id, labels.of(tie.id), tie.party.claim_ids[0], "", None, None)
        for tie in register.of_kind(Tie)
        if all(refs & set(tie.party.values) for refs in meant)
    ]


def _between(meant: list[set[str]]) -> Register:
    """What is held of the ties of which every word names a party."""
    from kizuna.store.queries import referring

    ties = [{tie for tie, _ in referring.referring(refs, "party")} for refs in meant]
    return ask.register_near(sorted(set.intersection(*ties)), 0)
