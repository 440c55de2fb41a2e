"""What changes while a job runs, wherever the open database lets a worker write without waiting for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Live:
    """How far a running job has come, until when its worker has it (microseconds since 1970-01-01 UTC), and
    whether it was asked to stop."""

    done: int = 0
    whole: int = 0
    stage: str = ""
    lease_until: int = 0
    is_stopping: bool = False


class Keeper(Protocol):
    """Keeps what changes while jobs run, and which workers are there."""

    def beat(self, number: int, now: Live) -> None:
        """Keep how far a job has come and until when it is leased; whether it is to stop stays as it was."""

    def stop(self, number: int) -> None:
        """Keep that a job was asked to stop."""

    def states(self, numbers: Iterable[int]) -> Mapping[int, Live]:
        """What is kept of jobs; one that nothing is kept of outside its row is left out."""

    def forget(self, number: int) -> None:
        """Drop what is kept of a job outside its row."""

    def seen(self, worker: str, at: int) -> None:
        """Keep that a worker is there."""

    def gone(self, worker: str) -> None:
        """Drop a worker."""

    def workers(self) -> Mapping[str, int]:
        """When each worker was last there."""
