"""A frozen release: the public register in every format, described so that it can be cited and made again.

Law: no byte of it depends on when or where it was made, only on the ledger, the day asked about and the time as of
which it was known.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kizuna.claims.heads import Head
from kizuna.publish.export.csv_tables import csv_tables
from kizuna.publish.export.datapackage import as_json, resource
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import Tables

CSV_FOLDER = "csv/"
"""Where the CSV files lie; the other formats are files of their own."""

CHECKSUMS = "sha256sums.txt"

_READING = """\
What a column means stands in `csv/dictionary.csv`, what a concept means in `csv/concepts.csv`. Every value rests
on claims: their ids are beside it, and `csv/claims.csv` tells who says so, and where."""

_MEDIA_TYPES = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "ics": "text/calendar",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


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
    def of(cls, path: str, content: bytes, format: ExportFormat | None = None) -> File:
        """The file with that content."""
        return cls(path, hashlib.sha256(content).hexdigest(), len(content), format)


def described(
    subject: Subject, made: Made, files: Sequence[File], notes: Mapping[str, Sequence[str]]
) -> dict[str, bytes]:
    """The texts that describe the files of a release, by name; the checksums, of all of them, come last.

    `notes` are what the formats say of what they left out, by the format's name.
    """
    texts = {
        "README.md": _readme(subject, made, files, notes).encode(),
        "CITATION.cff": _citation(subject, made).encode(),
        "datapackage.json": _package(subject, made, files),
    }
    every = [*files, *(File.of(name, content) for name, content in texts.items())]
    sums = sorted((file.path, file.sha256) for file in every)
    return texts | {CHECKSUMS: "".join(f"{digest}  {path}\n" for path, digest in sums).encode()}


def _title(subject: Subject) -> str:
    return f"Ties between local governments: the public register on {subject.as_of}"


def _package(subject: Subject, made: Made, files: Sequence[File]) -> bytes:
    """The Data Package: tables with their schemas, the other formats as files."""
    by_path = {file.path: file for file in files}
    tables = [resource(table, CSV_FOLDER) for table in csv_tables(subject)]
    others = [_other(file) for file in files if file.format]
    held = [r | _checked(by_path[r["path"]]) for r in [*tables, *others]]
    return as_json(
        {
            "name": f"kizuna-{subject.as_of}",
            "title": _title(subject),
            "created": made.time,
            "contributors": [{"title": author, "role": "author"} for author in made.authors],
            "sources": list(_sources(subject)),
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
            "resources": held,
        }
    )


def _other(file: File) -> dict[str, Any]:
    suffix = file.path.rpartition(".")[2]
    return {
        "name": file.path.rpartition("/")[2].partition(".")[0],
        "path": file.path,
        "type": "file",
        "profile": "data-resource",
        "title": file.format.purpose if file.format else "",
        "format": suffix,
        "mediatype": _MEDIA_TYPES.get(suffix, "application/octet-stream"),
    }


def _checked(file: File) -> dict[str, Any]:
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"}


def _sources(subject: Subject) -> Iterator[dict[str, str]]:
    for ref, label, _, addresses, *_ in Tables(subject).sources.rows():
        path = addresses[0] if isinstance(addresses, tuple) and addresses else None
        yield {"title": f"{label} ({ref})"} | ({"path": str(path)} if path else {})


def _citation(subject: Subject, made: Made) -> str:
    """CITATION.cff 1.2.0; texts are written as JSON, which YAML reads."""
    quoted = json.dumps
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        'message: "Cite this release, and the sources that its claims rest on."',
        f"title: {quoted(_title(subject))}",
        f"version: {quoted(f'{subject.as_of}, as known at {subject.known_at}')}",
        f"date-released: {made.moment.date().isoformat()}",
        "authors:",
        *(f"  - name: {quoted(author, ensure_ascii=False)}" for author in made.authors),
    ]
    return "\n".join(lines) + "\n"


def _readme(
    subject: Subject, made: Made, files: Sequence[File], notes: Mapping[str, Sequence[str]]
) -> str:
    parts = (
        f"# {_title(subject)}",
        *_question(subject, made),
        "## Files",
        _listed(files),
        _READING,
        *_left_out(notes),
        "## To check it and to make it again",
        *_again(subject, made),
    )
    return "\n\n".join(parts) + "\n"


def _question(subject: Subject, made: Made) -> Iterator[str]:
    count = subject.scope.count
    more = f", possibly {count.possible}" if count.possible != count.certain else ""
    yield f"""\
What the register says of {subject.as_of}, as it was known at {subject.known_at}. Ties in force on that day:
{count.certain}{more} (in `csv/standing.csv`, with the claims of each). An empty cell is what nobody has said,
which is neither zero nor no. What is not public is not in it."""
    yield f"""\
The ledger held {made.claims} claims and {made.judgements} judgements, the last of {made.time}, folded by logic
{made.logic_version} of Kizuna {made.kizuna_version}. It had {made.head.size} entries by then; the root of their
tree is

    {made.head.root.hex()}

and proves, as docs/reference/proofs.md of Kizuna tells, that the ledger still begins with them."""


def _listed(files: Sequence[File]) -> str:
    rows = [(f"`{f.path}`", f.format.purpose) for f in files if f.format]
    lines = [
        ("file", "for what"),
        ("---", "---"),
        (f"`{CSV_FOLDER}`", "Spreadsheets and statistics: a table a file"),
    ]
    return "\n".join(f"| {name} | {purpose} |" for name, purpose in [*lines, *rows])


def _left_out(notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    told = {name: lines for name, lines in notes.items() if lines}
    if told:
        yield "## What was left out"
    for name, lines in told.items():
        yield f"{name}:\n\n" + "\n".join(f"- {line}" for line in lines)


def _again(subject: Subject, made: Made) -> Iterator[str]:
    by = "".join(f" --author {shlex.quote(author)}" for author in made.authors)
    clocks = f"--as-of {subject.as_of} --known-at {subject.known_at}"
    yield f"    sha256sum -c {CHECKSUMS}\n    kizuna release --out FOLDER {clocks}{by}"
    yield "The second, on the same ledger and with the same version of Kizuna, gives the same bytes."
