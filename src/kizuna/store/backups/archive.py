"""The file of a backup: a zip archive, sealed with the SHA-256 of all that is in it,
and the tables that it holds; and the scratch folders in which backups and restores are
made: hidden, private, and gone with their process.

Laws: a file whose seal does not agree is not opened, so nothing is ever written from
one that was cut off or altered. The zip's comment is the seal; `unzip` opens the file
without Kizuna. Rows are written the same of both databases: a cell is a number, a text,
bytes or null, as SQLite stores it: a truth is 0 or 1, a time is text in UTC, JSON is
text. Backups of before hold a whole SQLite file in the place of rows, which are read
out of it.

A scratch folder is locked for as long as its process lives; one that nobody has locked
was left by a process that was killed, and the next backup or restore removes it. Where
folders cannot be locked (Windows) nothing is removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import IO, Annotated, Any

import orjson
from django.apps import AppConfig, apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from isal import igzip
from pydantic import StringConstraints, TypeAdapter

from kizuna.errors import BadFile, CannotWrite, NewerDatabase
from kizuna.store.entries import Row
from kizuna.store.private_files import create
from kizuna.store.schema import FIRST, Migrations, known_migrations

if sys.platform != "win32":
    import fcntl

DERIVED = ("tie_parties", "ties", "searchable", "rebuilds")
"""Made anew from the ledger after a restore."""

TRANSIENT = ("jobs", "workers", "counted", "django_session")
"""What belongs to the running server: everybody signs in again, and jobs are asked for
again.
"""

_APPS = (
    *("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"),
    *("allauth.account", "allauth.mfa"),
)
"""The web's apps that may have tables in a database of Kizuna, such as the second steps
of the sign-in.
"""

_ON_POSTGRESQL = {
    "BooleanField": "{}::int",
    "DateTimeField": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "DateField": "{}::text",
    "DecimalField": "{}::text",
    "JSONField": "{}::text",
    "UUIDField": "replace({}::text, '-', '')",
}


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,63}$")]
"""What a table or column of a backup may be called."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a backup: its columns, the kind of each, and the positions of those
    that hold bytes.
    """

    name: Name
    columns: tuple[Name, ...]
    kinds: tuple[str, ...]

    @property
    def binary(self) -> tuple[int, ...]:
        """Where the columns of bytes are."""
        return tuple(at for at, kind in enumerate(self.kinds) if kind == "BinaryField")

    def select(self, vendor: str) -> str:
        """A SELECT of all rows in the order of the first column, cells in the form of a
        backup.
        """
        forms = _ON_POSTGRESQL if vendor == "postgresql" else {}
        cells = (
            forms.get(kind, "{}").format(f'"{column}"')
            for column, kind in zip(self.columns, self.kinds, strict=True)
        )
        return (
            f'SELECT {", ".join(cells)} FROM "{self.name}" ORDER BY "{self.columns[0]}"'
        )


class _Quiet(AppConfig):
    """An app whose own preparations, which need the settings of a server, are left
    out.
    """

    def ready(self) -> None:
        """Nothing is prepared."""


@contextmanager
def every_app() -> Iterator[None]:
    """Every app that may have tables, the web's too, installed for as long as the block
    runs.

    The command line installs the store alone. Only the models and migrations of the
    others are wanted; apps that are installed already stay as they are.
    """
    held = {config.name for config in apps.get_app_configs()}
    missing = [_Quiet(name, import_module(name)) for name in _APPS if name not in held]
    if not missing:
        yield
        return
    apps.set_installed_apps(["kizuna.store", *missing])
    known_migrations.cache_clear()
    try:
        yield
    finally:
        apps.unset_installed_apps()
        known_migrations.cache_clear()


def tables_of(migrations: Migrations) -> list[Table]:
    """The tables that a database with these migrations has and a backup holds; for a
    block of `every_app`.
    """
    loader = MigrationLoader(connection)
    state = loader.project_state(leaves(loader, migrations))
    return [
        Table(
            model._meta.db_table,
            tuple(field.column for field in fields),
            tuple(field.get_internal_type() for field in fields),
        )
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.db_table not in (*DERIVED, *TRANSIENT)
        and (
            fields := [
                field for field in model._meta.local_concrete_fields if field.column
            ]
        )
    ]


def leaves(loader: MigrationLoader, migrations: Migrations) -> list[tuple[str, str]]:
    """Those of the migrations that no other of the same app among them builds on; of
    the store at least its first, which makes the tables of older ones with the same
    columns.
    """
    known = {FIRST, *migrations} & loader.graph.node_map.keys()
    parents = (
        (key, parent.key)
        for key in known
        for parent in loader.graph.node_map[key].parents
    )
    return sorted(known - {parent for key, parent in parents if parent[0] == key[0]})


FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database.sqlite3.gz"
_SEAL = b"Kizuna backup, sha256 "
_SEAL_SIZE = len(_SEAL) + 64
_CHUNK = 1 << 20
_DAMAGE: tuple[type[Exception], ...] = (
    *(
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        EOFError,
    ),
    *(
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
        igzip.BadGzipFile,
    ),
    sqlite3.Error,
)
"""What reading a part of a backup raises that was sealed with something else in it than
Kizuna writes.
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `made_at` is ISO 8601 in UTC; `migrations` are pairs of an app and a name; `tables`
    the columns of each table with their kinds, `rows` their numbers of rows; `digest`
    that of the ledger's ids and texts, `head` the signed head of its tree (see
    `kizuna.claims.heads`), None in backups of before there was one.
    """

    kizuna: str
    made_at: str
    vendor: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    rows: Mapping[str, int]
    digest: str
    head: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def of(cls, held: Mapping[str, Any], name: str) -> Manifest:
        """Read from the file called `name`. Raises BadFile, NewerDatabase."""
        if not isinstance(held, dict) or "format" not in held:
            raise BadFile(
                f"{name!r} says nothing of its form, or is no backup of Kizuna"
            )
        if held["format"] != FORMAT:
            raise NewerDatabase(
                f"{name!r} is a backup of form {held['format']!r}, this Kizuna reads"
                f" form {FORMAT}:"
                " restore it with the version that made it, or a newer one"
            )
        found: Manifest = TypeAdapter(cls).validate_python(held)
        return found


def add_rows(backup: zipfile.ZipFile, table: Table, rows: Iterable[Row]) -> int:
    """Add the rows of a table to a backup, a line of JSON each; how many there were."""
    binary, count = table.binary, 0
    with (
        backup.open(f"rows/{table.name}.jsonl.gz", "w", force_zip64=True) as member,
        igzip.open(member, "wb", compresslevel=1) as packed,  # type: ignore[no-untyped-call]
    ):
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last count is wanted
            cells = list(row)
            for at in binary:
                cells[at] = None if cells[at] is None else bytes(cells[at]).hex()
            packed.write(orjson.dumps(cells) + b"\n")
    return count


@contextmanager
def written(path: Path) -> Iterator[zipfile.ZipFile]:
    """A backup at a path, which appears there when all of it is written and sealed.
    Raises CannotWrite.
    """
    try:
        with scratch_folder("backup", path.absolute().parent) as folder:
            create(folder / path.name)
            with (folder / path.name).open("w+b") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
                    yield packed
                _seal(file)
            os.replace(folder / path.name, path)
    except OSError as error:
        raise CannotWrite(
            f"{str(path)!r} cannot be written: {error.strerror}; nothing was written"
        ) from None


def _seal(file: IO[bytes]) -> None:
    """Write the seal as the archive's comment, whose length stands in the last two
    bytes.
    """
    end = file.seek(0, os.SEEK_END) - 2
    seal = _SEAL + _digest(file, end).encode("ascii")
    file.seek(end)
    file.write(struct.pack("<H", len(seal)) + seal)
    file.flush()
    os.fsync(file.fileno())


def _digest(file: IO[bytes], size: int) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while size > 0 and (part := file.read(min(_CHUNK, size))):
        found.update(part)
        size -= len(part)
    return found.hexdigest()


class Backup:
    """A backup whose seal agrees."""

    def __init__(
        self, file: zipfile.ZipFile, name: str, until_closed: ExitStack
    ) -> None:
        self._file, self.name, self._until_closed = file, name, until_closed
        self._unpacked: sqlite3.Connection | None = None
        try:
            with file.open(MANIFEST) as held:
                self.manifest = Manifest.of(json.loads(held.read(4 * _CHUNK)), name)
        except _DAMAGE as error:
            raise self._bad(MANIFEST, error) from None

    def _bad(self, part: str, error: Exception) -> BadFile:
        return BadFile(
            f"{self.name!r} cannot be restored: {part} in it cannot be read"
            f" ({type(error).__name__}: {error});"
            " nothing was written"
        )

    def rows(self, table: Table) -> Iterator[Row]:
        name = (
            DATABASE
            if DATABASE in self._file.namelist()
            else f"rows/{table.name}.jsonl.gz"
        )
        try:
            with (
                self._file.open(name) as member,
                igzip.open(member, "rb") as packed,  # type: ignore[no-untyped-call]
            ):
                if name == DATABASE:
                    yield from self._in_file(packed).execute(table.select("sqlite"))
                    return
                binary = table.binary
                for line in packed:
                    cells = orjson.loads(line)
                    for at in binary:
                        cells[at] = (
                            None if cells[at] is None else bytes.fromhex(cells[at])
                        )
                    yield tuple(cells)
        except _DAMAGE as error:
            raise self._bad(name, error) from None

    def _in_file(self, packed: IO[bytes]) -> sqlite3.Connection:
        """The SQLite file that a backup of before holds, unpacked once until the backup
        is closed.
        """
        if self._unpacked is None:
            folder = self._until_closed.enter_context(
                scratch_folder("restore", Path(tempfile.gettempdir()))
            )
            with (folder / "copy.sqlite3").open("wb") as target:
                shutil.copyfileobj(packed, target, _CHUNK)
            made = sqlite3.connect(folder / "copy.sqlite3")
            self._unpacked = self._until_closed.enter_context(closing(made))
        return self._unpacked


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup at a path. Raises BadFile for what is no backup, was cut off or
    altered, and NewerDatabase.
    """
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                raise BadFile(f"{path.name!r} is no backup of Kizuna")
            body = file.seek(0, os.SEEK_END) - _SEAL_SIZE - 2
            file.seek(max(body, 0))
            length, seal = file.read(2), file.read()
            if length != struct.pack("<H", _SEAL_SIZE) or not seal.startswith(_SEAL):
                raise BadFile(
                    f"{path.name!r} was cut off, or is no backup of Kizuna; nothing was"
                    " written"
                )
            if _digest(file, body) != seal[len(_SEAL) :].decode("ascii", "replace"):
                raise BadFile(
                    f"{path.name!r} was altered or damaged: its checksum does not"
                    " agree; nothing was written"
                )
            with zipfile.ZipFile(file) as packed, ExitStack() as until_closed:
                yield Backup(packed, path.name, until_closed)
    except OSError as error:
        if error.filename not in (str(path), path):
            raise
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from None


_NAMES = (".kizuna-backup-*", ".kizuna-restore-*")


@contextmanager
def scratch_folder(purpose: str, parent: Path) -> Iterator[Path]:
    """A folder in `parent` for a "backup" or a "restore", for as long as the block
    runs; raises OSError.
    """
    left_over([parent], is_removed=True)
    with ExitStack() as until_done:
        while True:
            made = Path(tempfile.mkdtemp(prefix=f".kizuna-{purpose}-", dir=parent))
            if sys.platform == "win32":
                break
            lock = os.open(made, os.O_RDONLY)
            until_done.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if made.exists():  # else it was taken for left over before it was locked
                break
        until_done.callback(shutil.rmtree, made, ignore_errors=True)
        yield made


def left_over(folders: Iterable[Path], *, is_removed: bool = False) -> list[Path]:
    """What killed backups and restores of this user have left in these folders, and
    remove it if told.
    """
    if sys.platform == "win32":
        return []
    found = []
    candidates = (
        parent.glob(name) for parent in dict.fromkeys(folders) for name in _NAMES
    )
    for path in chain.from_iterable(candidates):
        with (
            suppress(OSError),
            ExitStack() as until_looked_at,
        ):  # another process's, or gone by now
            lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            until_looked_at.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock).st_uid == os.geteuid():
                found.append(path)
                if is_removed:
                    shutil.rmtree(path, ignore_errors=True)
    return found
