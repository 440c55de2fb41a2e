"""Finds the lines of a dump that mention a property, at the speed of unpacking; no other line is parsed.

Law: a line belongs to the part of the file in which it begins, so that parts read alone give each line once.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kizuna.sources.wikidata.archives import FileWindow, ahead, pieces

_LONGEST = 64 << 20
"""A longer line is left out and counted; the longest of Wikidata's entities has some 5 MB."""

_OPENS = ord("{")

Search = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch [start, stop) of the bytes of a dump's file that can be read by itself; `number` counts from 0."""

    path: Path
    number: int
    start: int
    stop: int
    size: int


@dataclass(frozen=True, slots=True)
class Found:
    """A line that mentions the property: its bytes, and the offset in the part's text where it ends.

    `line` is empty for a line that is too long, and at the end of the part, which is always told.
    """

    line: bytes
    end: int


@dataclass(slots=True)
class Reading:
    """What is told of a reading while it goes on: bytes of the file taken, and the damage found.

    `torn` are the places in the text of lines without the property that do not begin and end as a document does,
    or are too long.
    """

    taken: int = 0
    torn: list[int] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)


def needle_of(name: str) -> bytes:
    """How a property stands in a document: `"P190"`."""
    return f'"{name}"'.encode()


def read_part(
    part: Part, needle: bytes, reading: Reading, *, after: int = 0, threaded: bool = True
) -> Generator[Found, None, None]:
    """The lines of a part that hold the needle, from the offset `after` in its text on.

    The last one yielded is empty and gives the length of the part's text. Raises BadFile when the file cannot be
    read.
    """
    window = FileWindow(part.path, part.start, part.stop)
    source = _with_rest_of_line(part, window, reading)
    if threaded:
        source = ahead(source)
    offset = last = 0
    for offset, text, first, last in _blocks(source, reading, skips_first=part.start > 0):
        checked = min(max(after - offset, first), last)
        for start, end in _lines_with(text, needle, checked, last):
            reading.torn.extend(offset + at for at in _torn_lines(text, checked, start))
            checked = end
            yield Found(text[start:end], offset + end)
        reading.torn.extend(offset + at for at in _torn_lines(text, checked, last))
    yield Found(b"", offset + last)


def _with_rest_of_line(part: Part, window: FileWindow, reading: Reading) -> Iterator[bytes]:
    """The text of the part, then that of the next ones as far as the end of the line in which the part ends."""
    for piece in pieces(window):
        reading.taken = window.at - part.start
        yield piece
    reading.taken = part.stop - part.start
    reading.damage.extend(window.damage)
    if part.stop >= part.size:
        return
    for piece in pieces(FileWindow(part.path, part.stop, part.size)):
        end = piece.find(b"\n")
        if end >= 0:
            yield piece[: end + 1]
            return
        yield piece


def _blocks(
    source: Iterator[bytes], reading: Reading, *, skips_first: bool
) -> Iterator[tuple[int, bytes, int, int]]:
    """The offset of a text, and in it [first, last) of whole lines; the last line of all may lack its end.

    A line that grows beyond reason is left out, and so is the first where it began in the part before.
    """
    held: list[bytes] = []
    size = offset = 0
    is_left_out = skips_first
    for piece in source:
        first, last = piece.find(b"\n") + 1, piece.rfind(b"\n") + 1
        held.append(piece[:first] if first else piece)
        size += len(held[-1])
        if first:
            if not is_left_out:
                yield offset, b"".join(held), 0, size
            yield offset + size - first, piece, first, last
            held, offset, size = [piece[last:]], offset + size + last - first, len(piece) - last
            is_left_out = False
        elif size > _LONGEST:
            reading.torn.extend(() if is_left_out else (offset,))
            held, offset, size, is_left_out = [], offset + size, 0, True
    text = b"" if is_left_out else b"".join(held)
    yield offset + size - len(text), text, 0, len(text)


def _lines_with(text: bytes, needle: bytes, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The [start, end) of every line of text[first:last] that holds the needle, line breaks included."""
    search = _search_in(text, needle)
    at = search(first, last)
    while at >= 0:
        start = max(text.rfind(b"\n", first, at) + 1, first)
        end = text.find(b"\n", at, last) + 1 or last
        yield start, end
        at = search(end, last)


def _torn_lines(text: bytes, first: int, last: int) -> Iterator[int]:
    """Where the lines of text[first:last] begin that are no whole document."""
    at = first
    while at < last:
        end = text.find(b"\n", at, last)
        end = last if end < 0 else end
        whole = text[at] == _OPENS and text[end - 2 : end] == b"},"
        if not whole and not _is_whole(text[at : end + 1]):
            yield at
        at = end + 1


def _is_whole(line: bytes) -> bool:
    """Whether a line begins and ends as a document does, or is the frame of the array, or empty."""
    bare = line.strip().strip(b",[]").strip()
    return not bare or (bare.startswith(b"{") and bare.endswith(b"}"))


def _search_in(text: bytes, needle: bytes) -> Search:
    """A function that gives the place of the needle in a stretch of the text, -1 when it is not there."""
    if _memmem is None:
        return partial(text.find, needle)
    base = ctypes.cast(ctypes.c_char_p(text), ctypes.c_void_p).value or 0

    def by_memory(start: int, stop: int) -> int:
        found = _memmem(base + start, stop - start, needle, len(needle)) if stop > start else None
        return found - base if found else -1

    return by_memory


def _memory_search() -> Callable[[int, int, bytes, int], int | None] | None:
    """The C library's memmem, which is several times faster than bytes.find and lets other threads run."""
    try:
        found = ctypes.CDLL(None).memmem
    except (AttributeError, OSError, TypeError):
        return None
    found.restype = ctypes.c_void_p
    found.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
    made: Callable[[int, int, bytes, int], int | None] = found
    return made


_memmem = _memory_search()
