"""Finding texts on SQLite: the trigram index of FTS5, and a scan for words too short for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SHORTEST_INDEXED = 3


def condition(words: Iterable[str]) -> tuple[str, list[str]]:
    """A condition on `searchable` x that its folded text holds every word, anywhere; and its parameters."""
    indexed = [w for w in words if len(w) >= SHORTEST_INDEXED]
    conditions, params = [], []
    if indexed:
        quoted = " AND ".join('"' + word.replace('"', '""') + '"' for word in indexed)
        conditions.append(
            "x.id IN (SELECT rowid FROM searchable_index WHERE searchable_index MATCH %s)"
        )
        params.append(quoted)
    for word in words:
        if len(word) < SHORTEST_INDEXED:
            conditions.append("instr(x.folded, %s) > 0")
            params.append(word)
    return " AND ".join(conditions), params


def on_added(first: int) -> list[tuple[str, Sequence[int]]]:
    """The statements that index the rows from a number on."""
    return [
        (
            "INSERT INTO searchable_index (rowid, folded)"
            " SELECT id, folded FROM searchable WHERE id >= %s",
            [first],
        )
    ]


def before_removal(where: str, params: Sequence[object]) -> list[tuple[str, Sequence[object]]]:
    """The statements that take rows out of the index while they are still in the table."""
    return [
        (
            "INSERT INTO searchable_index (searchable_index, rowid, folded)"
            f" SELECT 'delete', id, folded FROM searchable WHERE {where}",
            params,
        )
    ]


def on_rebuilt() -> list[tuple[str, Sequence[object]]]:
    """The statements that index every row anew."""
    return [("INSERT INTO searchable_index (searchable_index) VALUES ('rebuild')", [])]
