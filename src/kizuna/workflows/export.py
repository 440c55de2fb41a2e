"""Exporting: the public register, or a part of it, in a format that other tools read.

Law: an export starts from the public register alone, so that what is not public never leaves by one.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from typing import BinaryIO, NamedTuple

from kizuna.errors import BadQuestion, CannotWrite
from kizuna.publish.export import FORMATS
from kizuna.publish.export.linked import checked_base
from kizuna.publish.export.subject import BASE, FileFormat, Subject
from kizuna.publish.wording import Wording
from kizuna.values import day_text, moment_text
from kizuna.workflows.scoping import ScopeQuestion, scope


class Exported(NamedTuple):
    """The file, open at its beginning and gone when it is closed, what a person should be told of it (what was
    left out, and why), and its usual name."""

    file: BinaryIO
    notes: tuple[str, ...]
    name: str


def export(name: str, question: ScopeQuestion, base: str = "") -> Exported:
    """What the question means, in the format of that name; the same question gives the same bytes.

    `base` is what the addresses of linked data begin with ("": names that promise no page). Raises BadQuestion for
    an unknown format, for a question that is too large for it, for a base that is none and for one given to a
    format without addresses; BadFile for a format whose extra is not installed; and what
    `kizuna.workflows.scoping.scope` raises.
    """
    chosen = format_named(name)
    if base and name not in ("jsonld", "turtle"):
        raise BadQuestion(
            f"{base!r}: nothing in {name} has an address; jsonld and turtle take a base"
        )
    base = checked_base(base or BASE)
    return written(chosen, replace(subject(question), base=base))


def format_named(name: str) -> FileFormat:
    """The format of that name; raises BadQuestion that lists all of them."""
    if not name:
        raise BadQuestion(f"name a format: {', '.join(FORMATS)}; --list tells what each is for")
    if name not in FORMATS:
        raise BadQuestion(f"{name!r} is not a format; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def subject(question: ScopeQuestion) -> Subject:
    """What an export of the question is about, always from the public register."""
    held = scope(replace(question, public_only=True))
    known = question.known_at
    return Subject(
        scope=held,
        as_of=day_text(question.day),
        known_at=moment_text(known) if known else "",
        label=cache(Wording.english(held.register, question.day).label),
    )


def written(chosen: FileFormat, about: Subject) -> Exported:
    """The subject in a format; on disk, since a register may be large. Raises CannotWrite for a full one."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - whoever takes the file closes it
    try:
        notes = chosen.write(about, made)
        made.seek(0)
    except OSError as error:
        raise CannotWrite(f"{chosen.name!r} cannot be written: {error.strerror}") from None
    name = f"kizuna-{chosen.name}-{about.as_of}.{chosen.suffix}"
    return Exported(made, tuple(notes or ()), name)
