"""A frozen release: the public register in every format, described so that it can be cited and made again.

Law: no byte of it depends on when or where it was made, only on the ledger, the day asked about and the time as of
which it was known.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kizuna.claims.heads import Head
from kizuna.publish.export.contents import entities_of
from kizuna.publish.export.records import as_json, resource
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import sources, tables_of

CSV_FOLDER = "csv/"
"""Where the CSV files lie; the other formats are files of their own."""

CHECKSUMS = "sha256sums.txt"


@dataclass(frozen=True, slots=True)
class Made:
    """What a release was made of and by: the ledger's size, the head of its tree, and the last moment at which it
    grew, the versions of the fold's logic and of Kizuna, and who answers for it."""

    claims: int
    judgements: int
    head: Head
    moment: datetime
    logic_version: int
    kizuna_version: str
    authors: Sequence[str]

    @property
    def time(self) -> str:
        """The moment as ISO 8601 in UTC."""
        return self.moment.isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the release, by its path in it; `format` is None for those of CSV."""

    path: str
    sha256: str
    size: int
    format: ExportFormat | None = None

    @classmethod
    def of(cls, folder: Path, path: str, format: ExportFormat | None = None) -> File:
        """The file of that path in a folder."""
        with (folder / path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path, digest, (folder / path).stat().st_size, format)


def described(
    subject: Subject, made: Made, files: Sequence[File], notes: Mapping[str, Sequence[str]]
) -> dict[str, bytes]:
    """The texts that describe the files of a release, by name; the checksums, of all of them, come last.

    `notes` are what the formats say of what they left out, by the format's name.
    """
    texts = {
        "README.md": _readme(subject, made, files, notes).encode(),
        "CITATION.cff": _citation(subject, made).encode(),
        "datapackage.json": as_json(_package(subject, made, files)),
    }
    digests = {file.path: file.sha256 for file in files}
    digests |= {name: hashlib.sha256(content).hexdigest() for name, content in texts.items()}
    sums = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
    return texts | {CHECKSUMS: sums.encode()}


def _title(subject: Subject) -> str:
    return f"Ties between local governments: the public register on {subject.as_of}"


def _package(subject: Subject, made: Made, files: Sequence[File]) -> dict[str, Any]:
    """The Data Package: tables with their schemas, the other formats as files."""
    tables = [resource(table, CSV_FOLDER) for table in tables_of(subject)]
    resources = {held["path"]: held for held in tables}
    for file in files:
        held = _other(file.path, file.format) if file.format else resources[file.path]
        resources[file.path] = held | {"bytes": file.size, "hash": f"sha256:{file.sha256}"}
    return {
        "name": f"kizuna-{subject.as_of}",
        "title": _title(subject),
        "created": made.time,
        "contributors": [{"title": author, "role": "author"} for author in made.authors],
        "sources": _sources(subject),
        "kizuna": {
            "as_of": subject.as_of,
            "known_at": subject.known_at,
            "claims": made.claims,
            "judgements": made.judgements,
            "ledger": {"entries": made.head.size, "root": made.head.root.hex()},
            "last_recorded": made.time,
            "logic_version": made.logic_version,
            "kizuna_version": made.kizuna_version,
        },
        "resources": [*resources.values()],
    }


def _other(path: str, format: ExportFormat) -> dict[str, Any]:
    return {
        "name": path.partition(".")[0],
        "path": path,
        "type": "file",
        "profile": "data-resource",
        "title": format.purpose,
        "format": path.rpartition(".")[2],
        "mediatype": format.media.partition(";")[0],
    }


def _sources(subject: Subject) -> list[dict[str, Any]]:
    found = []
    for record in sources(subject, entities_of(subject)).records():
        addresses = record["address"]
        path = {"path": addresses[0]} if isinstance(addresses, tuple) and addresses else {}
        found.append({"title": f"{record['label']} ({record['id']})", **path})
    return found


def _citation(subject: Subject, made: Made) -> str:
    """CITATION.cff 1.2.0; texts are written as JSON, which YAML reads."""
    authors = "\n".join(f"  - name: {json.dumps(a, ensure_ascii=False)}" for a in made.authors)
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
    subject: Subject, made: Made, files: Sequence[File], notes: Mapping[str, Sequence[str]]
) -> str:
    count = subject.scope.count
    more = f", possibly {count.possible}" if count.possible != count.certain else ""
    others = "\n".join(f"| `{f.path}` | {f.format.purpose} |" for f in files if f.format)
    left_out = "".join(
        f"{name}:\n\n" + "".join(f"- {line}\n" for line in lines) + "\n"
        for name, lines in notes.items()
        if lines
    )
    if left_out:
        left_out = f"## What was left out\n\n{left_out}"
    authors = "".join(f" --author {shlex.quote(author)}" for author in made.authors)
    return f"""\
# {_title(subject)}

What the register says of {subject.as_of}, as it was known at {subject.known_at}. Ties in force on that day:
{count.certain}{more} (in `csv/standing.csv`, with the claims of each). An empty cell is what nobody has said,
which is neither zero nor no. What is not public is not in it.

The ledger held {made.claims} claims and {made.judgements} judgements, the last of {made.time}, folded by logic
{made.logic_version} of Kizuna {made.kizuna_version}. It had {made.head.size} entries by then; the root of their
tree is

    {made.head.root.hex()}

and proves, as docs/reference/proofs.md of Kizuna tells, that the ledger still begins with them.

## Files

| file | for what |
| --- | --- |
| `{CSV_FOLDER}` | Spreadsheets and statistics: a table a file |
{others}

What a column means stands in `csv/dictionary.csv`, what a concept means in `csv/concepts.csv`. Every value rests
on claims: their ids are beside it, and `csv/claims.csv` tells who says so, and where.

{left_out}## To check it and to make it again

    sha256sum -c {CHECKSUMS}
    kizuna release --out FOLDER --as-of {subject.as_of} --known-at {subject.known_at}{authors}

The second, on the same ledger and with the same version of Kizuna, gives the same bytes.
"""
