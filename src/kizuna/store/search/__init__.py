"""Search over names in any script, facts in words, and passages of documents."""

from kizuna.store.search.searching import Hit, search

__all__ = ["Hit", "search"]
