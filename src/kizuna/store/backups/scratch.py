"""Scratch folders of backups and restores: hidden, private, and gone with their process.

Law: a folder is locked for as long as its process lives. One that nobody has locked was left by a process that was
killed, and the next backup or restore removes it. Where folders cannot be locked (Windows) nothing is removed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LOCKED = (".kizuna-backup-*", ".kizuna-restore-*")
_UNLOCKED = (".kizuna-backup.*", ".kizuna-restore.*", "kizuna-restore.*", ".kizuna-*.backup.zip.*")
"""What earlier versions make; it is left over when it is a day old."""
_DAY = 24 * 3600.0


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
    found = []
    for path in _candidates(folders):
        with _checked(path) as is_left:
            found += [path] if is_left else []
            if is_left and is_removed and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif is_left and is_removed:
                path.unlink(missing_ok=True)
    return found


def _candidates(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(folders if sys.platform != "win32" else ()):
        for pattern in (*_LOCKED, *_UNLOCKED):
            yield from folder.glob(pattern)


@contextmanager
def _checked(path: Path) -> Iterator[bool]:
    """Whether the path was left by a process that was killed; nobody else locks it before the block ends."""
    lock = None
    try:
        lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        about = os.fstat(lock)
        is_old = any(map(path.match, _LOCKED)) or time.time() - about.st_mtime > _DAY
        is_left = is_old and about.st_uid == os.geteuid()
    except OSError:  # locked, gone by now, or another user's
        is_left = False
    try:
        yield is_left
    finally:
        if lock is not None:
            os.close(lock)
