"""The command line: one small module a command; each parses, calls a workflow and
presents its answer.
"""

import atexit
import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line, in a process that ends with it.

    A command ends before it leaves much that is in circles: looking for it takes a
    seventh of the time of a short one. `worker` alone runs on, and has it looked for
    again. Nor is the memory taken apart at the end, which takes as long.
    """
    gc.disable()
    status: list[int] = []

    def leave() -> None:
        """End the process where its command has ended; by then all is printed, and the
        database closed.
        """
        if not status:
            return
        store = sys.modules.get("kizuna.store.sql")
        if store and store.times_opened():
            store.disconnect()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # its reader has gone, or it is closed
                stream.flush()
        os._exit(status[0])

    atexit.register(leave)  # the first that is registered is the last that is called
    from kizuna.cli.app import app

    try:
        app()
    except SystemExit as end:
        status.append(
            end.code if isinstance(end.code, int) else int(end.code is not None)
        )
        raise
