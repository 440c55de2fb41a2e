"""Reads one part of a dump into claim files; any process or machine that sees dump and folder can do it.

Law: doing a part again goes on after its last finished claim file, and a part that is done is not read. A claim
file appears whole, under a name that says where its stretch begins, or not at all; the same stretch always gives
the same claims. Its first line tells the stretch and the summary, as JSON.
"""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from kizuna.claims.wikidata import Recording, claims_of
from kizuna.errors import BadFile
from kizuna.sources.reading import write_whole
from kizuna.sources.wikidata.dump import Part, Reading, read_part
from kizuna.sources.wikidata.entities import TWINNED, documents_of, entity_of
from kizuna.store.checking import ClaimFields
from kizuna.store.sql import microseconds, without_collecting


@dataclass
class HarvestSummary:
    """Counts of one stretch of a source, or of all together.

    `entities` had P190, `others` only mentioned it; `statements` are those of P190 with a partner; `bad_lines`
    could not be read, `faults` are single values that could not; `left_out` counts by reason what has no place in
    the register. `damage` are places where an archive is broken; `examples` are the first SHOWN messages.
    """

    entities: int = 0
    others: int = 0
    statements: int = 0
    claims: int = 0
    bad_lines: int = 0
    faults: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        """Keep a message as an example while there is room."""
        if len(self.examples) < SHOWN:
            self.examples.append(message[:300])

    def add(self, other: HarvestSummary) -> None:
        """Add the counts of another stretch."""
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)
        del self.examples[SHOWN:]


@dataclass(slots=True)
class Segment:
    """A stretch [start, end) of a part: the claims are in the file `path` once it is finished, before in `lines`.

    `is_last` when the part ends with it; `mark` is where a paged source goes on.
    """

    path: Path
    start: int
    end: int = 0
    is_last: bool = False
    mark: str = ""
    summary: HarvestSummary = field(default_factory=HarvestSummary)
    lines: list[bytes] = field(default_factory=list)

    def __iter__(self) -> Iterator[ClaimFields]:
        """Its claims, read when they are gone through."""
        with open(self.path, "rb") as file:
            next(file)  # what is told of it
            for line in file:
                yield from (ClaimFields(*row) for row in orjson.loads(line))

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take claims, given by their fields."""
        recorded_at = microseconds(rows[0][-1]) if rows else 0
        self.lines.append(orjson.dumps([(*row[:-1], recorded_at) for row in rows]) + b"\n")
        self.summary.claims += len(rows)

    def finish(self, end: int, *, is_last: bool, mark: str = "") -> None:
        """Write the file, the summary first. Raises CannotWrite for a full disk or a read-only folder."""
        told = {"start": self.start, "end": end, "is_last": is_last, "mark": mark}
        opening = orjson.dumps(told | {"summary": vars(self.summary)}) + b"\n"
        write_whole(self.path, b"".join((opening, *self.lines)))


def begun(folder: Path, part: int, start: int) -> Segment:
    """A stretch of a part that is to be read."""
    return Segment(folder / f"{part:05}-{start:016}.claims", start)


def segments_of(folder: Path, part: int) -> tuple[list[Segment], HarvestSummary]:
    """The finished stretches of a part that follow each other from its beginning, in order, and their counts."""
    found, chain, total = dict[int, Segment](), list[Segment](), HarvestSummary()
    for path in folder.glob(f"{part:05}-*.claims"):
        with path.open("rb") as file:
            told = orjson.loads(file.readline())
        told["summary"]["left_out"] = Counter(told["summary"]["left_out"])
        found[told["start"]] = Segment(
            path, **told | {"summary": HarvestSummary(**told["summary"])}
        )
    while segment := found.pop(chain[-1].end if chain else 0, None):
        chain.append(segment)
        total.add(segment.summary)
    return chain, total


SHOWN = 20
SEGMENT = 500
"""Entities in one claim file; what a crash costs at most."""

_TURN = 1e-6
"""Seconds after which a thread gives way to one that waits; Python's own 5 ms are longer than a piece takes."""

Tell = Callable[[int], None]
"""Told how many bytes of the part have been read."""


@dataclass(frozen=True, slots=True)
class PartJob:
    """One part to read: where the claim files go, who records, how many entities at most (0: all)."""

    part: Part
    folder: Path
    recording: Recording
    limit: int = 0
    threaded: bool = False


def harvest_part(job: PartJob, tell: Tell = lambda taken: None) -> HarvestSummary:
    """Read the part; what all its claim files hold together.

    Raises BadFile when the dump cannot be read and CannotWrite when the folder cannot be written.
    """
    done, total = segments_of(job.folder, job.part.number)
    if (done and done[-1].is_last) or (job.limit and total.entities >= job.limit):
        return total
    at = done[-1].end if done else 0
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)  # the thread that unpacks asks for Python several times a piece
    try:
        with without_collecting():
            _read(job, at, total, tell)
    finally:
        sys.setswitchinterval(usual)
    return total


def _read(job: PartJob, at: int, total: HarvestSummary, tell: Tell) -> None:
    reading = Reading()
    writer = begun(job.folder, job.part.number, at)
    lines = read_part(job.part, TWINNED, reading, after=at, threaded=job.threaded)
    with contextlib.closing(lines):
        for line, end in lines:
            tell(reading.taken)
            if line:
                _take(line, end, writer, job.recording)
            full = job.limit and total.entities + writer.summary.entities >= job.limit
            if not (full or not line or writer.summary.entities >= SEGMENT):
                continue
            for place in reading.torn:
                _bad(place, "it does not begin and end as a document does", writer.summary)
            writer.summary.damage.extend(reading.damage)
            reading.torn.clear()
            reading.damage.clear()
            writer.finish(end, is_last=not line)
            total.add(writer.summary)
            writer = begun(job.folder, job.part.number, end)
            if full or not line:
                return


def _take(line: bytes, end: int, writer: Segment, recording: Recording) -> None:
    """The claims of one line; a line that cannot be read is counted, with its place."""
    begin, summary = line[:60].decode("utf-8", errors="replace").strip(), writer.summary
    bare = line.strip().strip(b",").rstrip()
    if bare.startswith(b"[{") and not bare.endswith(b"]"):  # what holds the array together
        bare = bare[1:]
    elif bare.startswith(b"{") and bare.endswith(b"}]"):
        bare = bare[:-1]
    try:
        for document in list(documents_of(orjson.loads(bare))):
            try:
                take_document(document, writer, recording)
            except Exception as error:  # noqa: BLE001 - around one record of a bulk loop
                why = "" if isinstance(error, BadFile) else f"{type(error).__name__}: "
                _bad(end - len(line), f"{f'{why}{error}'[:160]} ({begin!r}…)", summary)
    except (BadFile, ValueError, RecursionError) as error:
        _bad(end - len(line), f"{str(error)[:160]} ({begin!r}…)", summary)


def _bad(place: int, why: str, summary: HarvestSummary) -> None:
    summary.bad_lines += 1
    summary.note(f"line at byte {place} of the text: {why}")


def take_document(document: Any, writer: Segment, recording: Recording) -> None:
    """Write the claims of one entity document. Raises BadFile when it has the wrong form."""
    summary = writer.summary
    entity = entity_of(document)
    faults: Sequence[str] = entity.faults if entity else ()
    if entity is None or not entity.statements[TWINNED]:
        summary.others += 1
    else:
        harvest = claims_of(entity, recording)
        faults = harvest.faults
        writer.add(harvest.rows)
        summary.entities += 1
        summary.statements += sum(statement.value is not None for statement in entity.statements[TWINNED])
        summary.left_out.update(harvest.left_out)
    summary.faults += len(faults)
    for fault in faults:
        summary.note(fault)
