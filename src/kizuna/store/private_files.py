"""Files that their owner alone may read: databases, keys, jobs, and what people sent.

Law: the mode of a file that belongs to somebody else is left as it is.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import platformdirs

from kizuna.store.schema import jobs_folder

_FILE, _FOLDER = 0o600, 0o700
_LOG = logging.getLogger("kizuna.store")


def create(path: Path) -> None:
    """Make an empty file with mode 0600 where there is none; one that cannot be made is
    left to its writer.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE))


def create_folder(path: Path) -> None:
    """Make a folder, and its parents, with mode 0700 where there is none; one that is
    there stays as it is.
    """
    if not path.is_dir():
        create_folder(path.parent)
        path.mkdir(mode=_FOLDER, exist_ok=True)


def key_in_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """The key that a file holds, made on first use and flushed to the disk: written
    beside its place and linked there, so that of several at once one is whole and
    stays. Raises OSError.
    """
    if not path.exists():
        create_folder(path.parent)
        handle, beside = tempfile.mkstemp(
            prefix=f".{path.name}.", dir=path.parent
        )  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(handle)
            with suppress(FileExistsError):
                os.link(beside, path)
        finally:
            os.unlink(beside)
    return path.read_bytes()


def open_to_others(database: Path | None, backups: Path | None = None) -> list[Path]:
    """The files and folders of the open database, and its backups, that others than
    their owner may read or write.

    `database` is its path on SQLite, `backups` a folder. The folder in which the
    database lies counts where it is Kizuna's own; what lies in the folder of jobs is
    shut off by that folder.
    """
    own = Path(platformdirs.user_data_dir("kizuna"))
    held = [own, own / "secret-key", jobs_folder()]
    if database is not None:
        held += [
            Path(f"{database}{ending}") for ending in ("", "-wal", "-shm", "-journal")
        ]
        held.append(database.with_name("secret-key"))
    held += backups.glob("*.backup.zip") if backups is not None else ()
    found = []
    for path in dict.fromkeys(held):
        with suppress(OSError):  # it is not there
            if os.name == "posix" and path.stat().st_mode & 0o077:
                found.append(path)
    return found


def close_to_others(database: Path | None) -> None:
    """Take away what others may do with the files of the open database, and with all in
    the folder of jobs.

    The log is told what was changed.
    """
    closed = []
    for path in open_to_others(database):
        with suppress(OSError):  # gone by now, or it lies where nothing can be changed
            if path.stat().st_uid == os.geteuid():
                inside = path.rglob("*") if path == jobs_folder() else ()
                for each in (
                    path,
                    *(inner for inner in inside if not inner.is_symlink()),
                ):
                    each.chmod(_FOLDER if each.is_dir() else _FILE)
                closed.append(path)
    if closed:
        _LOG.warning(
            "others on this machine could read %s; from now on its owner alone can",
            ", ".join(map(str, closed)),
        )
