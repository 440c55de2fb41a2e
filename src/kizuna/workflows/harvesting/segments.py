"""Claim files: finished stretches of a harvest, which a crash cannot take back and the loader reads.

Law: a claim file appears whole, under a name that says which stretch it holds, or not at all; the same stretch
always gives the same claims. Its summary, a JSON file of the same name, is there before it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from kizuna.claims.claim import Claim
from kizuna.errors import CannotWrite
from kizuna.store.fields import ClaimFields
from kizuna.store.moments import microseconds
from kizuna.workflows.harvesting.summary import Summary

_SUFFIX = ".claims"
_BATCH_BYTES = 2_000_000


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
    summary: Summary


@dataclass(slots=True)
class SegmentWriter:
    """Writes the claims of one stretch of a part into a file that gets its name when it is finished."""

    folder: Path
    part: int
    start: int
    summary: Summary = field(default_factory=Summary)
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
            _write_whole(self.folder / f"{name}.json", orjson.dumps(told))
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
        told = orjson.loads((folder / f"{path.name.removesuffix(_SUFFIX)}.json").read_bytes())
        summary = Summary.from_json(told["summary"])
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


@dataclass(frozen=True, slots=True)
class ClaimLines:
    """The claims of the lines [start, end) of a claim file, by bytes; read when they are gone through."""

    path: Path
    start: int
    end: int

    def __iter__(self) -> Iterator[ClaimFields]:
        with open(self.path, "rb") as file:
            file.seek(self.start)
            while file.tell() < self.end:
                for row in orjson.loads(file.readline()):
                    yield ClaimFields(*row)


def batches_of(
    segments: Iterable[Segment], first: Iterable[Claim]
) -> Iterator[Iterable[ClaimFields]]:
    """The claims of the files in batches for loading, `first` before them."""
    yield [ClaimFields.of(claim) for claim in first]
    for segment in segments:
        yield from _lines_of(segment.path)


def _lines_of(path: Path) -> Iterator[ClaimLines]:
    with open(path, "rb") as file:
        start = end = 0
        for line in file:
            end += len(line)
            if end - start >= _BATCH_BYTES:
                yield ClaimLines(path, start, end)
                start = end
    if end > start:
        yield ClaimLines(path, start, end)


def _write_whole(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".told", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, path)


def _fault(folder: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"{str(folder)!r} cannot be written: {error.strerror}")
