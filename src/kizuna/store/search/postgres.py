"""Finding texts on PostgreSQL: LIKE, which pg_trgm's index serves where that extension is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def condition(words: Iterable[str]) -> tuple[str, list[str]]:
    """A condition on `searchable` x that its folded text holds every word, anywhere; and its parameters."""
    params = [f"%{_escaped(word)}%" for word in words]
    return " AND ".join(["x.folded LIKE %s"] * len(params)), params


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def on_added(first: int) -> list[tuple[str, Sequence[int]]]:
    """PostgreSQL keeps its index itself."""
    return []


def before_removal(where: str, params: Sequence[object]) -> list[tuple[str, Sequence[object]]]:
    """PostgreSQL keeps its index itself."""
    return []


def on_rebuilt() -> list[tuple[str, Sequence[object]]]:
    """PostgreSQL keeps its index itself."""
    return []
