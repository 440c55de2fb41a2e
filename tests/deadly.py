"""A job of a harvest that kills a process, in a module that a new process can import."""

from __future__ import annotations

import os
import signal
from typing import Any

from kizuna.workflows.harvest_part import PartJob


class DeadlyJob(PartJob):
    """A job whose third part kills the first process that reads it."""

    def __setstate__(self, state: Any) -> None:
        for name, value in zip(PartJob.__slots__, state, strict=True):  # type: ignore[attr-defined]
            object.__setattr__(self, name, value)
        if self.part.number == 2 and not (self.folder / "killed").exists():
            (self.folder / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
