"""Releasing: the whole public register in every format, in a folder that can be checked and made again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kizuna import __version__
from kizuna.errors import BadQuestion, CannotWrite
from kizuna.publish.export.formats import FORMATS
from kizuna.publish.export.records import csv_files
from kizuna.publish.export.release import CSV_FOLDER, Made, describe, file_name
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import tables_of
from kizuna.register.fold import LOGIC_VERSION
from kizuna.workflows.export import subject, written
from kizuna.workflows.prove import head_at
from kizuna.workflows.scoping import ScopeQuestion

EDITORS = "The editors of the register"
"""Who answers for a release of which nobody else does."""


@dataclass(frozen=True, slots=True)
class ReleaseQuestion:
    """The day (None: that on which the ledger last grew), the time as of which the register was known (None: when
    it last grew), and who answers for the release."""

    day: int | None = None
    known_at: datetime | None = None
    authors: Sequence[str] = (EDITORS,)


Tell = Callable[[int, int, str], None]
"""Told how many formats are written, of how many, and which is next."""


def _tell_nobody(done: int, whole: int, name: str) -> None:
    """Nobody is told."""


def release(question: ReleaseQuestion, folder: Path, tell: Tell = _tell_nobody) -> Sequence[str]:
    """Write a release into a folder, whole or not at all, and give the names of its files.

    A format that the register is too large for is named in the README instead. Raises BadQuestion when the folder
    is not empty, or nothing had been recorded, BadFile when an extra is not installed, and CannotWrite.
    """
    _check_empty(folder)
    made = _made(question)
    known = question.known_at or made.moment
    day = question.day or made.moment.date().toordinal()
    about = subject(ScopeQuestion(day, known))
    try:
        return _put(folder, about, made, tell)
    except OSError as error:
        raise CannotWrite(
            f"{str(folder)!r} cannot be written: {error.strerror}; nothing was written"
        ) from None


def _check_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BadQuestion(
            f"{str(folder)!r} is a file: name a folder that is empty, or not there yet"
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise BadQuestion(
            f"{str(folder)!r} is not empty: a release is never mixed with other files"
        )


def _made(question: ReleaseQuestion) -> Made:
    from kizuna.store.queries import judgements, ledger

    head = ledger.counts(known_at=question.known_at)
    if head.last_recorded is None:
        raise BadQuestion("nothing had been recorded by then: there is nothing to release")
    judged = judgements.judgements(known_at=question.known_at)
    return Made(
        claims=head.claims,
        judgements=head.judgements,
        head=head_at(question.known_at),
        moment=max([head.last_recorded, *(j.judged_at for j in judged)]),
        logic_version=LOGIC_VERSION,
        kizuna_version=__version__,
        authors=tuple(question.authors),
    )


def _put(folder: Path, about: Subject, made: Made, tell: Tell) -> Sequence[str]:
    """Everything is written beside the folder and takes its place when it is complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        whole = Path(beside) / "release"
        (whole / CSV_FOLDER).mkdir(parents=True)
        names = _write_all(whole, about, made, tell)
        if folder.is_dir():
            folder.rmdir()
        os.replace(whole, folder)
    return names


def _write_all(whole: Path, about: Subject, made: Made, tell: Tell) -> Sequence[str]:
    notes: dict[str, Sequence[str]] = {}
    tell(0, len(FORMATS), "csv")
    for path, write in csv_files(tables_of(about), CSV_FOLDER):
        with (whole / path).open("wb") as out:
            write(out)
    others = (chosen for chosen in FORMATS.values() if chosen.name != "csv")
    for done, chosen in enumerate(others, 1):
        tell(done, len(FORMATS), chosen.name)
        try:
            exported = written(chosen, about)
        except BadQuestion as refused:
            notes[chosen.name] = (f"not in this release: {refused}",)
            continue
        with exported.file, (whole / file_name(chosen)).open("wb") as out:
            shutil.copyfileobj(exported.file, out)
        notes[chosen.name] = exported.notes
    return describe(whole, about, made, notes)
