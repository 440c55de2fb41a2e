"""Backing up, and restoring: a file that holds the whole database, for either kind of database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from kizuna.store.backups.archive import Manifest
    from kizuna.store.backups.backup import BackedUp, Restored

_NAMED = "kizuna-*.backup.zip"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was taken, and the older ones that were removed for it."""

    backup: BackedUp
    removed: tuple[Path, ...] = ()


def back_up(to: Path, *, keep: int = 0, acting_user: str) -> Kept:
    """Write the open database to a file, or into a folder under a name with the time.

    In a folder the newest `keep` backups stay (0: all), older ones are removed when the new one is complete.
    Raises BadQuestion for `keep` without a folder, CannotWrite, StorageError.
    """
    from kizuna.store.backups.backup import back_up

    if keep < 0 or (keep and not to.is_dir()):
        raise BadQuestion(f"{keep} backups of {str(to)!r}: name a folder to keep some of it")
    path = to / f"kizuna-{datetime.now(UTC):%Y%m%d-%H%M%S}.backup.zip" if to.is_dir() else to
    made = back_up(path=path, acting_user=acting_user)
    older = sorted(to.glob(_NAMED), reverse=True)[keep:] if keep else []
    for each in older:
        each.unlink(missing_ok=True)
    return Kept(made, tuple(older))


def newest_in(folder: Path) -> Path | None:
    """The newest backup in a folder, None without any."""
    return max(folder.glob(_NAMED), default=None)


def look_into(path: Path) -> Manifest:
    """What a backup says of itself, after all of it was checked. Raises BadFile, NewerDatabase."""
    from kizuna.store.backups.archive import opened

    with opened(path) as reading:
        return reading.manifest


def check(path: Path) -> Manifest:
    """What a backup says of itself, after its ledger was verified. Raises as `restore`."""
    from kizuna.store.backups import backup

    return backup.check(path=path)


def restore(
    path: Path, location: str | None, *, is_replacing: bool = False, acting_user: str
) -> Restored:
    """Put a backup into the database at a location; see `kizuna.store.backups.backup`."""
    from kizuna.store.backups import backup

    return backup.restore(
        path=path, location=location, is_replacing=is_replacing, acting_user=acting_user
    )
