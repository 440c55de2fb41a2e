"""The connections of this process: how often another database was opened, and letting go of them."""

from __future__ import annotations

_times = 0


def times_opened() -> int:
    """How often this process has opened a database; what was read off the one before is void."""
    return _times


def note_opening() -> None:
    """Note that another one is opened."""
    global _times
    _times += 1


def disconnect() -> None:
    """Close this thread's connections; the next query opens one again, to a server that was restarted too."""
    from django.db import connections

    connections.close_all()
