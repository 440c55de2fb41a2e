"""Wikidata as a source: its dumps and its query service, read into frozen values; nothing is judged here.

A dump is cut into parts that can be read at the same time: byte ranges of plain files, members of gzip files. Law:
a cut is made only where reading can begin; a file that cannot be cut is one part. No scan of the whole file is
needed: from each place where a cut is wanted the next member is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Any

from kizuna.sources.wikidata.archives import GZIP, PLAIN, packing_of, size_of
from kizuna.sources.wikidata.dump import Part

_MARK = re.compile(rb"\x1f\x8b\x08[\x00-\x1f](?=.{5}[\x00-\x0d\xff])", re.DOTALL)
_LOOK = 1 << 20
_FURTHEST = 256 << 20
_TRIED = 64 << 10
_SMALLEST = 64 << 10


def parts_of(path: Path, wanted: int) -> tuple[Part, ...]:
    """At most `wanted` parts that together are the whole file. Raises BadFile when it cannot be read."""
    size, packing = size_of(path), packing_of(path)
    cuts = [0]
    for number in range(1, max(wanted, 1)):
        place = size * number // wanted
        if place - cuts[-1] < _SMALLEST:
            continue
        cut = place if packing == PLAIN else _member_after(path, place) if packing == GZIP else None
        if cut is not None and cuts[-1] < cut < size:
            cuts.append(cut)
    return tuple(
        Part(path, number, start, stop, size)
        for number, (start, stop) in enumerate(zip(cuts, [*cuts[1:], size], strict=True))
    )


def _member_after(path: Path, place: int) -> int | None:
    """Where the first gzip member at or after a place begins; None when there is none near."""
    with open(path, "rb", buffering=0) as file:
        for at in _marks(file, place):
            file.seek(at)
            if _unpacks(file.read(_TRIED)):
                return at
    return None


def _marks(file: FileIO, place: int) -> Iterator[int]:
    """Places that look like the head of a member (RFC 1952): method, no reserved flags, a known system."""
    kept, at = b"", place
    while at - place < _FURTHEST:
        file.seek(at)
        data = file.read(_LOOK)
        if not data:
            return
        text = kept + data
        yield from (at - len(kept) + found.start() for found in _MARK.finditer(text))
        kept = text[-9:]
        at += len(data)


def _unpacks(data: bytes) -> bool:
    """Whether the bytes begin with a member, as far as they go."""
    from isal import igzip_lib

    broken: Any = igzip_lib.error
    unpacker = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
    try:
        unpacker.decompress(data, 1 << 20)
    except (broken, EOFError):
        return False
    return True
