"""The folder beside the database in which a harvest keeps what it has done until all of it is loaded.

Law: a harvest is resumed only on the source that it began with.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from kizuna.errors import BadFile, BadQuestion, CannotWrite
from kizuna.sources.wikidata.dump import Part

_MANIFEST = "harvest.json"
_FORM = 1
_HEAD = 1 << 20


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A harvest under way: its folder, the parts of its dump, and when its claims were recorded."""

    folder: Path
    parts: tuple[Part, ...]
    recorded_at: datetime
    is_resumed: bool

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def identity_of(path: Path) -> str:
    """What tells one dump from another: its length and the SHA-256 of its first MiB."""
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
        size = path.stat().st_size
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from error
    return f"{size}:{hashlib.sha256(head).hexdigest()}"


def resumed(folder: Path, source: str, path: Path | None) -> Checkpoint | None:
    """The harvest of this source that was broken off; None when there is none.

    Raises BadQuestion when the folder holds the harvest of another source.
    """
    try:
        told: dict[str, Any] = orjson.loads((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    if told.get("form") != _FORM:
        return None
    if told["source"] != source:
        raise BadQuestion(
            f"the harvest that was broken off in {str(folder)!r} was of another source;"
            " leave out --resume to begin anew"
        )
    cuts = told["cuts"]
    parts = tuple(
        Part(path, number, start, stop, cuts[-1][1])
        for number, (start, stop) in enumerate(cuts if path else ())
        if path
    )
    return Checkpoint(folder, parts, datetime.fromisoformat(told["recorded_at"]), True)


def begun(folder: Path, source: str, parts: tuple[Part, ...]) -> Checkpoint:
    """A harvest begun anew; what the folder held is deleted. Raises CannotWrite."""
    now = datetime.now(UTC)
    told = {
        "form": _FORM,
        "source": source,
        "cuts": [(part.start, part.stop) for part in parts],
        "recorded_at": now.isoformat(),
    }
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / _MANIFEST).write_bytes(orjson.dumps(told))
    except OSError as error:
        raise CannotWrite(f"{str(folder)!r} cannot be written: {error.strerror}") from None
    return Checkpoint(folder, parts, now, False)
