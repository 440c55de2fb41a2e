"""Letting go of the connection, for work that goes on for days."""

from __future__ import annotations


def disconnect() -> None:
    """Close this thread's connections; the next query opens one again, to a server that was restarted too."""
    from django.db import connections

    connections.close_all()
