"""The command line: one small module a command; each parses, calls a workflow and presents its answer."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line.

    A command ends before it leaves much that is in circles: looking for it takes a seventh of the time of a short
    one. `worker` alone runs on, and has it looked for again.
    """
    gc.disable()
    from kizuna.cli.app import app

    app()
