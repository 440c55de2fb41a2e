"""How often this process has opened a database: what was read off the one before is void."""

from __future__ import annotations

_times = 0


def times_opened() -> int:
    """How often this process has opened a database."""
    return _times


def note_opening() -> None:
    """Note that another one is opened."""
    global _times
    _times += 1
