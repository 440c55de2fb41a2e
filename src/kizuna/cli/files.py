"""Writing files: whole or not at all, so that a full disk or Ctrl-C leaves no half of one."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kizuna.errors import BadQuestion, CannotWrite

if TYPE_CHECKING:
    from kizuna.languages import Messages

Open = Annotated[bool, typer.Option("--open", help="Open the file that is written.")]


def form_of(out: Path | None, forms: Iterable[str]) -> str:
    """The form that a file's name says by its ending; "" without a file. Raises BadQuestion for another ending."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = {"htm": "html"}.get(ending, ending)
    if ending and form not in forms:
        endings = ", .".join(forms)
        raise BadQuestion(f"{str(out)!r}: end it in .{endings}, or give --format")
    return form


def keep(path: Path, content: bytes, *, opens: bool, messages: Messages) -> None:
    """Write an answer to a file, say on stderr where it is, and open it with the program for such files if asked.

    Raises CannotWrite.
    """
    write_whole(path, content)
    said = [messages.text("cli-written", path=str(path))]
    if opens and typer.launch(str(path)):
        said.append(messages.text("cli-not-opened"))
    print(f"kizuna: {' '.join(said)}", file=sys.stderr)


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
