"""Searching: names in any script and spelling, facts in words, passages of the documents that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kizuna.identity.romanisation import spellings
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


def search(words: str, *, limit: int = 50, kinds: tuple[str, ...] = KINDS) -> Found:
    """What holds all the words; names are also found by another spelling of the same sounds.

    Raises BadQuestion when there is no word, or for a kind that is none of KINDS.
    """
    from kizuna.store.search import search as search_store

    hits = search_store(words, limit=limit, kinds=kinds)
    if "name" in kinds:
        seen = {hit.ref for hit in hits if hit.kind == "name"}
        spelt = [hit for hit in _spelt_otherwise(words) if hit.ref not in seen]
        names = [hit for hit in hits if hit.kind == "name"]
        hits = [*names, *spelt, *(hit for hit in hits if hit.kind != "name")][:limit]
    refs = sorted({hit.ref for hit in hits})
    register = ask.known_register(None, refs, hops=0)
    return Found(tuple(hits), Labels(register))


def _spelt_otherwise(words: str) -> list[Hit]:
    from kizuna.store.search import Hit

    keys = spellings(words)
    found = {n.ref: n for n in reversed(ask.Ledger().names()) if keys & spellings(n.text)}
    return [Hit("name", n.ref, n.text, n.claim, "", None, None) for n in found.values()]
