"""Writing files: whole or not at all, so that a full disk or Ctrl-C leaves no half of one."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from kizuna.errors import CannotWrite


def write_whole(path: Path, content: bytes | BinaryIO) -> None:
    """Put the content, or that of a file, at the path, replacing what was there only when all of it is written.

    Raises CannotWrite, which names the path, for a missing or read-only folder and for a full disk.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _fault(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(io.BytesIO(content) if isinstance(content, bytes) else content, file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        raise _fault(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _fault(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"{str(path)!r} cannot be written: {error.strerror}; nothing was written")


def _umask() -> int:
    """The mask of the process; there is no other way to read it than to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
