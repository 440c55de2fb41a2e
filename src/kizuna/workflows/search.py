"""Searching: names in any script and spelling, facts in words, passages of the documents that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kizuna.claims.kinds import Tie
from kizuna.identity.resolver import city_key
from kizuna.identity.romanisation import spellings
from kizuna.register.register import Register
from kizuna.workflows import ask
from kizuna.workflows.labels import Labels

if TYPE_CHECKING:
    from kizuna.store.search import Hit

KINDS = ("name", "fact", "passage")


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


def _spelt_otherwise(words: str) -> list[Hit]:
    from kizuna.store.search import Hit

    asked = [_keys(word) for word in words.split()]
    names = reversed(ask.Ledger().names())
    found = {n.ref: n for n in names if _reads_as(n.text, _keys(words), asked)}
    return [Hit("name", n.ref, n.text, n.claim, "", None, None) for n in found.values()]


def _reads_as(name: str, whole: frozenset[str], words: list[frozenset[str]]) -> bool:
    """Whether the name sounds like the whole question, or has a word for each of its words."""
    if whole & _keys(name):
        return True
    parts = frozenset[str]().union(*(_keys(part) for part in name.split()))
    return bool(words) and all(word & parts for word in words)


def _keys(text: str) -> frozenset[str]:
    """The keys of a name as it stands and without its word for "city"."""
    return spellings(text) | {city_key(text)} - {""}


def _ties_joining(words: str) -> list[Hit]:
    """The ties whose parties the words name, one each, in whatever script."""
    from kizuna.store.search import Hit

    asked = [_keys(word) for word in words.split()]
    if len(asked) < 2:
        return []
    meant: list[set[str]] = [set() for _ in asked]
    for name in ask.Ledger().names():
        for keys, refs in zip(asked, meant, strict=True):
            if keys & _keys(name.text):
                refs.add(name.ref)
    if not all(meant):
        return []
    register = ask.known_register(None, sorted(set().union(*meant)), hops=1)
    labels = Labels(register)
    return [
        Hit("name", tie.id, labels.of(tie.id), tie.party.claim_ids[0], "", None, None)
        for tie in register.of_kind(Tie)
        if all(refs & set(tie.party.values) for refs in meant)
    ]
