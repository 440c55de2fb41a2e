"""Scratch folders of backups and restores: hidden, private, and gone with their process.

Law: a folder is locked for as long as its process lives. One that nobody has locked was left by a process that was
killed, and the next backup or restore removes it. Where folders cannot be locked (Windows) nothing is removed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NAMES = (".kizuna-backup-*", ".kizuna-restore-*")


@contextmanager
def scratch_folder(purpose: str, parent: Path) -> Iterator[Path]:
    """A folder in `parent` for a "backup" or a "restore", for as long as the block runs; raises OSError."""
    left_over([parent], is_removed=True)
    made, lock = _locked(f".kizuna-{purpose}-", parent)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked(prefix: str, parent: Path) -> tuple[Path, int | None]:
    """A new folder and the lock on it; another one where it was taken for left over before it was locked."""
    while True:
        made = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        if sys.platform == "win32":
            return made, None
        lock = os.open(made, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists():
            return made, lock
        os.close(lock)


def left_over(folders: Iterable[Path], *, is_removed: bool = False) -> list[Path]:
    """What killed backups and restores of this user have left in these folders, and remove it if told."""
    if sys.platform == "win32":
        return []
    found = []
    candidates = (parent.glob(name) for parent in dict.fromkeys(folders) for name in _NAMES)
    for path in chain.from_iterable(candidates):
        with suppress(OSError), ExitStack() as until_looked_at:  # another process's, or gone by now
            lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            until_looked_at.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock).st_uid == os.geteuid():
                found.append(path)
                if is_removed:
                    shutil.rmtree(path, ignore_errors=True)
    return found
