"""Reads one part of a dump into claim files; any process or machine that sees dump and folder can do it.

Law: doing a part again goes on after its last finished claim file, and a part that is done is not read. A claim
file appears whole, under a name that says which stretch it holds, or not at all; the same stretch always gives
the same claims. Its summary, a JSON file of the same name, is there before it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import orjson

from kizuna.claims.wikidata import Recording, claims_of
from kizuna.errors import BadFile, CannotWrite
from kizuna.sources.wikidata.dump import Found, Part, Reading, needle_of, read_part
from kizuna.sources.wikidata.entities import TWINNED, documents_of, entity_of
from kizuna.store.checking import ClaimFields
from kizuna.store.codes import microseconds
from kizuna.store.sql import without_collecting

_SUFFIX = ".claims"


@dataclass(slots=True)
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

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> HarvestSummary:
        """The counts of some stretches together."""
        total = cls()
        for segment in segments:
            total.add(segment.summary)
        return total

    def note(self, message: str) -> None:
        """Keep a message as an example while there is room."""
        if len(self.examples) < SHOWN:
            self.examples.append(message[:300])

    def add(self, other: HarvestSummary) -> None:
        """Add the counts of another stretch."""
        for name, count in other.to_json().items():
            setattr(self, name, getattr(self, name) + count)
        del self.examples[SHOWN:]

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


@dataclass(frozen=True, slots=True)
class Segment:
    """A finished stretch [start, end) of a part; `is_last` when the part ends with it.

    `mark` is where a paged source goes on.
    """

    path: Path
    start: int
    end: int
    is_last: bool
    mark: str
    summary: HarvestSummary

    def __iter__(self) -> Iterator[ClaimFields]:
        """Its claims, read when they are gone through."""
        with open(self.path, "rb") as file:
            for line in file:
                yield from (ClaimFields(*row) for row in orjson.loads(line))


@dataclass(slots=True)
class SegmentWriter:
    """Writes the claims of one stretch of a part into a file that gets its name when it is finished."""

    folder: Path
    part: int
    start: int
    summary: HarvestSummary = field(default_factory=HarvestSummary)
    _file: Any = None
    _temporary: str = ""

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write claims, given by their fields. Raises CannotWrite for a full disk or a read-only folder."""
        if rows:
            recorded_at = microseconds(rows[0][-1])
            rows = [(*row[:-1], recorded_at) for row in rows]
        self.summary.claims += len(rows)
        try:
            if self._file is None:
                handle, self._temporary = tempfile.mkstemp(prefix=".part", dir=self.folder)
                self._file = os.fdopen(handle, "wb")
            self._file.write(orjson.dumps(rows) + b"\n")
        except OSError as error:
            raise _fault(self.folder, error) from None

    def finish(self, end: int, *, is_last: bool, mark: str = "") -> None:
        """Give the file its name."""
        self.add(())
        name = f"{self.part:05}-{self.start:016}-{end:016}" + ("-last" if is_last else "")
        told = {"mark": mark, "summary": self.summary.to_json()}
        try:
            self._file.close()
            beside = Path(f"{self._temporary}.told")
            beside.write_bytes(orjson.dumps(told))
            os.replace(beside, self.folder / f"{name}.json")
            os.replace(self._temporary, self.folder / (name + _SUFFIX))
        except OSError as error:
            raise _fault(self.folder, error) from None

    def give_up(self) -> None:
        """Remove what was not finished."""
        if self._file is not None:
            self._file.close()
            with contextlib.suppress(OSError):
                os.unlink(self._temporary)


def segments_of(folder: Path, part: int) -> list[Segment]:
    """The finished stretches of a part that follow each other from its beginning, in order."""
    found: dict[int, Segment] = {}
    for path in sorted(folder.glob(f"{part:05}-*{_SUFFIX}")):
        _, start, end, *last = path.name.removesuffix(_SUFFIX).split("-")
        told = orjson.loads(path.with_suffix(".json").read_bytes())
        counts = told["summary"] | {"left_out": Counter(told["summary"]["left_out"])}
        summary = HarvestSummary(**counts)
        segment = Segment(path, int(start), int(end), bool(last), told["mark"], summary)
        held = found.get(segment.start)
        if held is None or (held.end, held.is_last) < (segment.end, segment.is_last):
            found[segment.start] = segment
    chain: list[Segment] = []
    at = 0
    while at in found and not (chain and chain[-1].is_last):
        chain.append(found.pop(at))
        at = chain[-1].end
    return chain


def _fault(folder: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"{str(folder)!r} cannot be written: {error.strerror}")


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
    done = segments_of(job.folder, job.part.number)
    total = HarvestSummary.of(done)
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
    writer = SegmentWriter(job.folder, job.part.number, at)
    lines = read_part(job.part, needle_of(TWINNED), reading, after=at, threaded=job.threaded)
    try:
        for found in lines:
            tell(reading.taken)
            if found.line:
                _take(found, writer, job.recording)
            full = job.limit and total.entities + writer.summary.entities >= job.limit
            if not (full or not found.line or writer.summary.entities >= SEGMENT):
                continue
            is_last = not found.line
            _tell_damage(reading, writer.summary)
            writer.finish(found.end, is_last=is_last)
            total.add(writer.summary)
            writer = SegmentWriter(job.folder, job.part.number, found.end)
            if full or is_last:
                return
    finally:
        lines.close()
        writer.give_up()


def _tell_damage(reading: Reading, summary: HarvestSummary) -> None:
    """Move what was found torn or damaged so far into the summary."""
    summary.bad_lines += len(reading.torn)
    for place in reading.torn[:SHOWN]:
        summary.note(
            f"line at byte {place} of the text: it does not begin and end as a document does"
        )
    summary.damage.extend(reading.damage)
    reading.torn.clear()
    reading.damage.clear()


def _take(found: Found, writer: SegmentWriter, recording: Recording) -> None:
    """The claims of one line; a line that cannot be read is counted, with its place."""
    try:
        documents = list(documents_of(orjson.loads(_bare(found.line))))
    except (BadFile, ValueError, RecursionError) as error:
        _bad(found, str(error), writer.summary)
        return
    for document in documents:
        try:
            take_document(document, writer, recording)
        except BadFile as error:
            _bad(found, str(error), writer.summary)
        except Exception as error:  # noqa: BLE001 - around one record of a bulk loop
            _bad(found, f"{type(error).__name__}: {error}", writer.summary)


def take_document(document: Any, writer: SegmentWriter, recording: Recording) -> None:
    """Write the claims of one entity document. Raises BadFile when it has the wrong form."""
    summary = writer.summary
    entity = entity_of(document)
    faults: Sequence[str] = entity.faults if entity else ()
    if entity is None or not entity.of(TWINNED):
        summary.others += 1
    else:
        harvest = claims_of(entity, recording)
        faults = harvest.faults
        writer.add(harvest.rows)
        summary.entities += 1
        summary.statements += sum(statement.value is not None for statement in entity.of(TWINNED))
        summary.left_out.update(harvest.left_out)
    summary.faults += len(faults)
    for fault in faults:
        summary.note(fault)


def _bare(line: bytes) -> bytes:
    """The line without what holds the array of the dump together."""
    bare = line.strip().rstrip(b",").rstrip()
    if bare.startswith(b"[{") and not bare.endswith(b"]"):
        return bare[1:]
    if bare.startswith(b"{") and bare.endswith(b"}]"):
        return bare[:-1]
    return bare.lstrip(b",")


def _bad(found: Found, why: str, summary: HarvestSummary) -> None:
    summary.bad_lines += 1
    begin = found.line[:60].decode("utf-8", errors="replace").strip()
    place = found.end - len(found.line)
    summary.note(f"line at byte {place} of the text: {why[:160]} ({begin!r}…)")
