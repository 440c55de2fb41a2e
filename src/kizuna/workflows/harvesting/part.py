"""Reads one part of a dump into claim files; any process or machine that sees dump and folder can do it.

Law: doing a part again goes on after its last finished claim file, and a part that is done is not read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kizuna.claims.wikidata import Recording, claims_of
from kizuna.errors import BadFile
from kizuna.sources.wikidata.dump import Found, Part, Reading, needle_of, read_part
from kizuna.sources.wikidata.entities import TWINNED, documents_of, entity_of
from kizuna.store.sql import without_collecting
from kizuna.workflows.harvesting.segments import SegmentWriter, segments_of
from kizuna.workflows.harvesting.summary import SHOWN, Summary

SEGMENT = 500
"""Entities in one claim file; what a crash costs at most."""

_TURN = 1e-6
"""Seconds after which a thread gives way to one that waits; Python's own 5 ms are longer than a piece takes."""

Tell = Callable[[int], None]
"""Told how many bytes of the part have been read."""


@dataclass(frozen=True, slots=True)
class Job:
    """One part to read: where the claim files go, who records, how many entities at most (0: all)."""

    part: Part
    folder: Path
    recording: Recording
    limit: int = 0
    threaded: bool = False


def harvest_part(job: Job, tell: Tell | None = None) -> Summary:
    """Read the part; what all its claim files hold together.

    Raises BadFile when the dump cannot be read and CannotWrite when the folder cannot be written.
    """
    done = segments_of(job.folder, job.part.number)
    total = Summary()
    for segment in done:
        total.add(segment.summary)
    if (done and done[-1].is_last) or (job.limit and total.entities >= job.limit):
        return total
    at = done[-1].end if done else 0
    with without_collecting(), _taking_turns_often():
        _read(job, at, total, tell or _silent)
    return total


@contextmanager
def _taking_turns_often() -> Iterator[None]:
    """Let the thread that unpacks have Python back at once: it asks for it several times a piece, and briefly."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _silent(taken: int) -> None:
    """Tell nobody."""


def _read(job: Job, at: int, total: Summary, tell: Tell) -> None:
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


def _tell_damage(reading: Reading, summary: Summary) -> None:
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
    if entity is None or not entity.of(TWINNED):
        summary.others += 1
        for fault in entity.faults if entity else ():
            summary.faults += 1
            summary.note(fault)
        return
    harvest = claims_of(entity, recording)
    writer.add(harvest.rows)
    summary.entities += 1
    summary.statements += sum(statement.value is not None for statement in entity.of(TWINNED))
    summary.left_out.update(harvest.left_out)
    summary.faults += len(harvest.faults)
    for fault in harvest.faults:
        summary.note(fault)


def _bare(line: bytes) -> bytes:
    """The line without what holds the array of the dump together."""
    bare = line.strip().rstrip(b",").rstrip()
    if bare.startswith(b"[{") and not bare.endswith(b"]"):
        return bare[1:]
    if bare.startswith(b"{") and bare.endswith(b"}]"):
        return bare[:-1]
    return bare.lstrip(b",")


def _bad(found: Found, why: str, summary: Summary) -> None:
    summary.bad_lines += 1
    begin = found.line[:60].decode("utf-8", errors="replace").strip()
    place = found.end - len(found.line)
    summary.note(f"line at byte {place} of the text: {why[:160]} ({begin!r}…)")
