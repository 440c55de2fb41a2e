"""Exporting the public register, or a part of it, in a format that other tools read;
and releasing all of it in every format, in a folder that can be cited, checked and made
again.

Law: an export starts from the public register alone, so that what is not public never
leaves by one. No byte of a release depends on when or where it was made, only on the
ledger, the day asked about and the time as of which it was known.
"""

import hashlib
import json
import os
import shlex
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kizuna import __version__
from kizuna.claims.heads import Head
from kizuna.errors import BadQuestion, CannotWrite
from kizuna.publish.export import FORMATS
from kizuna.publish.export.linked import checked_base
from kizuna.publish.export.spreadsheets import csv_files, resource
from kizuna.publish.export.subject import BASE, FileFormat, Subject, entities_of
from kizuna.publish.export.tables import sources, tables_of
from kizuna.publish.records import json_file
from kizuna.publish.wording import Wording
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store.materialise import Tell
from kizuna.store.queries import judgements, ledger
from kizuna.values import day_text, moment_text
from kizuna.workflows.ask import ScopeQuestion, scope
from kizuna.workflows.prove import head_at


class Exported(NamedTuple):
    """The file, open at its beginning and gone when it is closed, what a person should
    be told of it (what was left out, and why), and its usual name.
    """

    file: BinaryIO
    notes: tuple[str, ...]
    name: str


def export(name: str, question: ScopeQuestion, base: str = "") -> Exported:
    """What the question means, in the format of that name; the same question gives the
    same bytes.

    `base` is what the addresses of linked data begin with ("": names that promise no
    page). Raises BadQuestion for an unknown format, for a question that is too large
    for it, for a base that is none and for one given to a format without addresses;
    BadFile for a format whose extra is not installed; and what
    `kizuna.workflows.ask.scope` raises.
    """
    chosen = format_named(name)
    if base and name not in ("jsonld", "turtle"):
        told = (
            f"{base!r}: nothing in {name} has an address; jsonld and turtle take a base"
        )
        raise BadQuestion(told)
    return written(chosen, replace(subject(question), base=checked_base(base or BASE)))


def format_named(name: str) -> FileFormat:
    """The format of that name; raises BadQuestion that lists all of them."""
    if not name:
        raise BadQuestion(
            f"name a format: {', '.join(FORMATS)}; --list tells what each is for"
        )
    if name not in FORMATS:
        raise BadQuestion(f"{name!r} is not a format; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def subject(question: ScopeQuestion) -> Subject:
    """What an export of the question is about, always from the public register."""
    held = scope(replace(question, public_only=True))
    known_at = moment_text(question.known_at) if question.known_at else ""
    label = cache(Wording.english(held.register, question.day).label)
    return Subject(held, day_text(question.day), known_at, label)


def written(chosen: FileFormat, about: Subject) -> Exported:
    """The subject in a format; on disk, since a register may be large. Raises
    CannotWrite for a full one.
    """
    made = tempfile.TemporaryFile()  # noqa: SIM115 - whoever takes the file closes it
    try:
        notes = chosen.write(about, made)
        made.seek(0)
    except OSError as error:
        raise CannotWrite(
            f"{chosen.name!r} cannot be written: {error.strerror}"
        ) from None
    return Exported(
        made, tuple(notes or ()), f"kizuna-{chosen.name}-{about.as_of}.{chosen.suffix}"
    )


CSV_FOLDER = "csv/"
"""Where the CSV files lie; the other formats are files of their own."""
CHECKSUMS = "sha256sums.txt"


@dataclass(frozen=True, slots=True)
class Made:
    """What a release was made of and by: the ledger's size, the head of its tree, and
    the last moment at which it grew; and who answers for it.
    """

    claims: int
    judgements: int
    head: Head
    moment: datetime
    authors: Sequence[str]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _title(subject: Subject) -> str:
    return f"Ties between local governments: the public register on {subject.as_of}"


def _package(
    folder: Path, subject: Subject, made: Made, others: Mapping[str, FileFormat]
) -> dict[str, Any]:
    """The Data Package: tables with their schemas, the other formats as files."""
    resources = [resource(table, CSV_FOLDER) for table in tables_of(subject)]
    for path, format in others.items():
        about = {"type": "file", "profile": "data-resource", "title": format.purpose}
        about |= {
            "format": Path(path).suffix[1:],
            "mediatype": format.media.partition(";")[0],
        }
        resources.append({"name": path.partition(".")[0], "path": path, **about})
    found = []
    for record in sources(subject, entities_of(subject)).rows:
        address = {"path": record["address"][0]} if record["address"] else {}
        found.append({"title": f"{record['label']} ({record['id']})", **address})
    for held in resources:
        at = folder / held["path"]
        held |= {"bytes": at.stat().st_size, "hash": f"sha256:{_digest(at)}"}
    return {
        "name": f"kizuna-{subject.as_of}",
        "title": _title(subject),
        "created": moment_text(made.moment),
        "contributors": [
            {"title": author, "role": "author"} for author in made.authors
        ],
        "sources": found,
        "kizuna": {
            "as_of": subject.as_of,
            "known_at": subject.known_at,
            "claims": made.claims,
            "judgements": made.judgements,
            "ledger": {"entries": made.head.size, "root": made.head.root.hex()},
            "last_recorded": moment_text(made.moment),
            "logic_version": LOGIC_VERSION,
            "kizuna_version": __version__,
        },
        "resources": resources,
    }


def _citation(subject: Subject, made: Made) -> str:
    """CITATION.cff 1.2.0; texts are written as JSON, which YAML reads."""
    authors = "\n".join(
        f"  - name: {json.dumps(a, ensure_ascii=False)}" for a in made.authors
    )
    version = f"{subject.as_of}, as known at {subject.known_at}"
    return f"""\
cff-version: 1.2.0
type: dataset
message: "Cite this release, and the sources that its claims rest on."
title: {json.dumps(_title(subject))}
version: {json.dumps(version)}
date-released: {made.moment.date().isoformat()}
authors:
{authors}
"""


def _readme(
    subject: Subject,
    made: Made,
    others: Mapping[str, FileFormat],
    notes: Mapping[str, Sequence[str]],
) -> str:
    count, last = subject.scope.count, moment_text(made.moment)
    more = f", possibly {count.possible}" if count.possible != count.certain else ""
    listed = "\n".join(
        f"| `{path}` | {format.purpose} |" for path, format in others.items()
    )
    left_out = "".join(
        f"{name}:\n\n" + "".join(f"- {line}\n" for line in lines) + "\n"
        for name, lines in notes.items()
        if lines
    )
    left_out = left_out and f"## What was left out\n\n{left_out}"
    authors = "".join(f" --author {shlex.quote(author)}" for author in made.authors)
    return f"""\
# {_title(subject)}

What the register says of {subject.as_of}, as it was known at {subject.known_at}. Ties in force on that day:
{count.certain}{more} (in `csv/standing.csv`, with the claims of each). An empty cell is what nobody has said,
which is neither zero nor no. What is not public is not in it.

The ledger held {made.claims} claims and {made.judgements} judgements, the last of {last}, folded by logic
{LOGIC_VERSION} of Kizuna {__version__}. It had {made.head.size} entries by then; the root of their
tree is

    {made.head.root.hex()}

and proves, as docs/reference/proofs.md of Kizuna tells, that the ledger still begins with them.

## Files

| file | for what |
| --- | --- |
| `{CSV_FOLDER}` | Spreadsheets and statistics: a table a file |
{listed}

What a column means stands in `csv/dictionary.csv`, what a concept means in `csv/concepts.csv`. Every value rests
on claims: their ids are beside it, and `csv/claims.csv` tells who says so, and where.

{left_out}## To check it and to make it again

    sha256sum -c {CHECKSUMS}
    kizuna release --out FOLDER --as-of {subject.as_of} --known-at {subject.known_at}{authors}

The second, on the same ledger and with the same version of Kizuna, gives the same bytes.
"""


EDITORS = "The editors of the register"
"""Who answers for a release of which nobody else does."""


def release(
    folder: Path,
    day: int | None = None,
    known_at: datetime | None = None,
    authors: Sequence[str] = (EDITORS,),
    tell: Tell = lambda *_: None,
) -> Sequence[str]:
    """Write a release into a folder, whole or not at all, and give the names of its
    files.

    None for the day is that on which the ledger last grew, and for the time as of which
    the register was known that at which it did; `authors` answer for the release;
    `tell` is told how many formats are written, of how many, and which is next. A
    format that the register is too large for is named in the README instead. Raises
    BadQuestion when the folder is not empty, or nothing had been recorded, BadFile when
    an extra is not installed, and CannotWrite.
    """
    if folder.is_file():
        told = (
            f"{str(folder)!r} is a file: name a folder that is empty, or not there yet"
        )
        raise BadQuestion(told)
    if folder.is_dir() and any(folder.iterdir()):
        told = (
            f"{str(folder)!r} is not empty: a release is never mixed with other files"
        )
        raise BadQuestion(told)
    head = ledger.counts(known_at=known_at)
    if head.last_recorded is None:
        raise BadQuestion(
            "nothing had been recorded by then: there is nothing to release"
        )
    judged = (j.judged_at for j in judgements.judgements(known_at=known_at))
    moment, tree = max([head.last_recorded, *judged]), head_at(known_at)
    made = Made(head.claims, head.judgements, tree, moment, tuple(authors))
    about = subject(ScopeQuestion(day or moment.date().toordinal(), known_at or moment))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # written beside the folder, in the place of which it comes when it is complete
        with tempfile.TemporaryDirectory(
            prefix=f".{folder.name}.", dir=folder.parent
        ) as beside:
            whole = Path(beside) / "release"
            (whole / CSV_FOLDER).mkdir(parents=True)
            names = _write_all(whole, about, made, tell)
            if folder.is_dir():
                folder.rmdir()
            os.replace(whole, folder)
            return names
    except OSError as error:
        raise CannotWrite(
            f"{str(folder)!r} cannot be written: {error.strerror}; nothing was written"
        ) from None


def _write_all(whole: Path, about: Subject, made: Made, tell: Tell) -> Sequence[str]:
    """Write the files of a release and what describes them; the paths of all, that of
    the checksums last.
    """
    notes, others = dict[str, Sequence[str]](), dict[str, FileFormat]()
    tell(0, len(FORMATS), "csv")
    for path, write in csv_files(tables_of(about), CSV_FOLDER):
        with (whole / path).open("wb") as out:
            write(out)
    for done, chosen in enumerate((c for c in FORMATS.values() if c.name != "csv"), 1):
        tell(done, len(FORMATS), chosen.name)
        try:
            exported = written(chosen, about)
        except BadQuestion as refused:
            notes[chosen.name] = (f"not in this release: {refused}",)
            continue
        path = f"kizuna-{chosen.name}.{chosen.suffix}"
        with exported.file, (whole / path).open("wb") as out:
            shutil.copyfileobj(exported.file, out)
        notes[chosen.name], others[path] = exported.notes, chosen
    texts = {
        "README.md": _readme(about, made, others, notes).encode(),
        "CITATION.cff": _citation(about, made).encode(),
        "datapackage.json": json_file(_package(whole, about, made, others)),
    }
    for path, content in texts.items():
        (whole / path).write_bytes(content)
    files = (path for path in whole.rglob("*") if path.is_file())
    digests = {path.relative_to(whole).as_posix(): _digest(path) for path in files}
    sums = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
    (whole / CHECKSUMS).write_text(sums, "utf-8")
    return [*sorted(digests), CHECKSUMS]
