"""The file of a backup: a zip archive, sealed with the SHA-256 of all that is in it.

Law: a file whose seal does not agree is not opened, so nothing is ever written from one that was cut off or
altered. The zip's comment is the seal; `unzip` opens the file without Kizuna.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import orjson
from isal import igzip

from kizuna.errors import BadFile, CannotWrite, NewerDatabase
from kizuna.store.backups.scratch import scratch_folder
from kizuna.store.backups.tables import Table
from kizuna.store.entries import Row
from kizuna.store.private_files import create

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database.sqlite3.gz"
_SEAL = "Kizuna backup, sha256 "
_SEAL_SIZE = len(_SEAL) + 64
_CHUNK = 1 << 20
_QUICKLY = 1
_LARGEST_MANIFEST = 4 * 2**20
_NAME = re.compile(r"[A-Za-z0-9_]{1,63}")
"""What a table or column of a backup may be called."""
_DAMAGE: tuple[type[Exception], ...] = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, EOFError),
    *(NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error, igzip.BadGzipFile),
)
"""What reading a part of a backup raises that was sealed with something else in it than Kizuna writes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `made_at` is ISO 8601 in UTC; `migrations` are pairs of an app and a name; `tables` the columns of each table
    with their kinds, `rows` their numbers of rows; `digest` that of the ledger (see `ledger_digest`), `head` the
    signed head of its tree (see `kizuna.claims.heads`), None in backups of before there was one.
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
        """The form in the file."""
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def of(cls, held: Mapping[str, Any], name: str) -> Manifest:
        """Read from the file called `name`. Raises BadFile, NewerDatabase."""
        if not isinstance(held, dict) or "format" not in held:
            raise BadFile(f"{name!r} says nothing of its form, or is no backup of Kizuna")
        if held["format"] != FORMAT:
            raise NewerDatabase(
                f"{name!r} is a backup of form {held['format']!r}, this Kizuna reads form {FORMAT}:"
                " restore it with the version that made it, or a newer one"
            )
        return cls(
            kizuna=held["kizuna"],
            made_at=held["made_at"],
            vendor=held["vendor"],
            migrations=tuple((app, migration) for app, migration in held["migrations"]),
            tables=tuple(
                Table(t["name"], tuple(t["columns"]), tuple(t["kinds"])) for t in held["tables"]
            ),
            rows=held["rows"],
            digest=held["digest"],
            head=held.get("head"),
        )

    def __post_init__(self) -> None:
        names = [name for table in self.tables for name in (table.name, *table.columns)]
        texts = [self.kizuna, self.made_at, self.vendor, self.digest, *sum(self.migrations, ())]
        if not all(map(_NAME.fullmatch, names)) or not all(isinstance(t, str) for t in texts):
            raise ValueError("a name in it is none")


class Writing:
    """A backup that is being written; what it is made of may lie in its `folder` meanwhile."""

    def __init__(self, file: zipfile.ZipFile, folder: Path) -> None:
        self._file = file
        self.folder = folder

    def manifest(self, manifest: Manifest) -> None:
        """Add what it says of itself."""
        self._file.writestr(MANIFEST, json.dumps(manifest.to_json(), indent=1))

    def database(self, path: Path) -> None:
        """Add a whole SQLite file."""
        with self._packed(DATABASE) as packed, path.open("rb") as source:
            while part := source.read(_CHUNK):
                packed.write(part)

    def rows(self, table: Table, rows: Iterable[Row]) -> int:
        """Add the rows of a table, a line of JSON each; how many there were."""
        binary, count = table.binary, 0
        with self._packed(f"rows/{table.name}.jsonl.gz") as packed:
            for count, row in enumerate(rows, 1):  # noqa: B007 - the last count is wanted
                cells = list(row)
                for at in binary:
                    cells[at] = None if cells[at] is None else bytes(cells[at]).hex()
                packed.write(orjson.dumps(cells) + b"\n")
        return count

    @contextmanager
    def _packed(self, name: str) -> Iterator[IO[bytes]]:
        with (
            self._file.open(name, "w", force_zip64=True) as member,
            igzip.open(member, "wb", compresslevel=_QUICKLY) as packed,  # type: ignore[no-untyped-call]
        ):
            yield packed


@contextmanager
def written(path: Path) -> Iterator[Writing]:
    """A backup at a path, which appears there when all of it is written and sealed. Raises CannotWrite."""
    try:
        with scratch_folder("backup", path.absolute().parent) as folder:
            create(folder / path.name)
            with (folder / path.name).open("w+b") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
                    yield Writing(packed, folder)
                _seal(file)
            os.replace(folder / path.name, path)
    except OSError as error:
        raise CannotWrite(
            f"{str(path)!r} cannot be written: {error.strerror}; nothing was written"
        ) from None


def _seal(file: IO[bytes]) -> None:
    """Write the seal as the archive's comment, whose length stands in the last two bytes."""
    end = file.seek(0, os.SEEK_END) - 2
    seal = (_SEAL + _digest(file, end)).encode("ascii")
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


class Reading:
    """A backup whose seal agrees."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file, self.name = file, name
        try:
            with file.open(MANIFEST) as held:
                self.manifest = Manifest.of(json.loads(held.read(_LARGEST_MANIFEST)), name)
        except _DAMAGE as error:
            raise self._bad(MANIFEST, error) from None

    def _bad(self, part: str, error: Exception) -> BadFile:
        return BadFile(
            f"{self.name!r} cannot be restored: {part} in it cannot be read ({type(error).__name__}: {error});"
            " nothing was written"
        )

    @property
    def is_file_of_sqlite(self) -> bool:
        """Whether it holds a SQLite file; if not, rows."""
        return DATABASE in self._file.namelist()

    def unpack_database(self, path: Path) -> None:
        """Write the SQLite file that it holds to a path."""
        try:
            with self._unpacked(DATABASE) as packed, path.open("wb") as target:
                while part := packed.read(_CHUNK):
                    target.write(part)
        except _DAMAGE as error:
            raise self._bad(DATABASE, error) from None

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table."""
        binary, part = table.binary, f"rows/{table.name}.jsonl.gz"
        try:
            with self._unpacked(part) as packed:
                for line in packed:
                    cells = orjson.loads(line)
                    for at in binary:
                        cells[at] = None if cells[at] is None else bytes.fromhex(cells[at])
                    yield tuple(cells)
        except _DAMAGE as error:
            raise self._bad(part, error) from None

    @contextmanager
    def _unpacked(self, name: str) -> Iterator[IO[bytes]]:
        with (
            self._file.open(name) as member,
            igzip.open(member, "rb") as packed,  # type: ignore[no-untyped-call]
        ):
            yield packed


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    """The backup at a path. Raises BadFile for what is no backup, was cut off or altered, and NewerDatabase."""
    try:
        with path.open("rb") as file:
            _check_seal(file, path.name)
            with zipfile.ZipFile(file) as packed:
                yield Reading(packed, path.name)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        if error.filename not in (str(path), path):
            raise
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from None


def _check_seal(file: IO[bytes], name: str) -> None:
    if file.read(2) != b"PK":
        raise BadFile(f"{name!r} is no backup of Kizuna")
    size = file.seek(0, os.SEEK_END)
    body = size - _SEAL_SIZE - 2
    file.seek(max(body, 0))
    length, seal = file.read(2), file.read()
    if length != struct.pack("<H", _SEAL_SIZE) or not seal.startswith(_SEAL.encode("ascii")):
        raise BadFile(f"{name!r} was cut off, or is no backup of Kizuna; nothing was written")
    if _digest(file, body) != seal[len(_SEAL) :].decode("ascii", "replace"):
        raise BadFile(
            f"{name!r} was altered or damaged: its checksum does not agree; nothing was written"
        )
