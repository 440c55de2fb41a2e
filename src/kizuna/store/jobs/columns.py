"""What changes while a job runs, in the columns of its row; on PostgreSQL no other writer holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kizuna.store.jobs.live import Live
from kizuna.store.sql import execute, fetch


class Columns:
    """A keeper whose words stand in the rows themselves."""

    def beat(self, number: int, now: Live) -> None:
        """Keep it in the row."""
        execute(
            "UPDATE jobs SET done = %s, whole = %s, stage = %s, lease_until = %s WHERE id = %s",
            [now.done, now.whole, now.stage, now.lease_until, number],
        )

    def stop(self, number: int) -> None:
        """Keep it in the row."""
        execute("UPDATE jobs SET is_stopping = true WHERE id = %s", [number])

    def states(self, numbers: Iterable[int]) -> Mapping[int, Live]:
        """Nothing: all of it is in the rows."""
        return {}

    def forget(self, number: int) -> None:
        """There is nothing outside the row."""

    def seen(self, worker: str, at: int) -> None:
        """Keep it in a row of the worker's own."""
        execute(
            "INSERT INTO workers (id, seen_at) VALUES (%s, %s)"
            " ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
            [worker, at],
        )

    def gone(self, worker: str) -> None:
        """Remove its row."""
        execute("DELETE FROM workers WHERE id = %s", [worker])

    def workers(self) -> Mapping[str, int]:
        """The rows of workers."""
        return dict(fetch("SELECT id, seen_at FROM workers"))
