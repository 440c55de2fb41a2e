"""Dumps of Wikidata: cut into parts, unpacked in pieces, and searched for the lines
that mention a property, at the speed of unpacking; no other line is parsed.

A part is a byte range of a plain file, or some members of a gzip file. Law: a cut is
made only where reading can begin; a file that cannot be cut is one part. A line belongs
to the part of the file in which it begins, so that parts read alone give each line
once. Damage is told with its place and never ends the reading: what could be unpacked
before and after it is given, with a line break in the gap.
"""

import bz2
import ctypes
import re
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from isal import igzip_lib

from kizuna.errors import BadFile
from kizuna.sources.reading import readable

_BROKEN: Any = igzip_lib.error
_gzip = partial(igzip_lib.IgzipDecompressor, flag=igzip_lib.DECOMP_GZIP)
_MARK = re.compile(rb"\x1f\x8b\x08[\x00-\x1f](?=.{5}[\x00-\x0d\xff])", re.DOTALL)
"""The head of a member (RFC 1952): method, no reserved flags, a known system."""
_LOOK = 1 << 20
_FURTHEST, _TRIED = 256 << 20, 64 << 10
_SMALLEST = 64 << 10
_LONGEST = 64 << 20
"""A longer line is left out and counted; the longest of Wikidata's entities has some 5
MB.
"""
_OPENS = ord("{")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch [start, stop) of the bytes of a dump's file that can be read by itself;
    `number` counts from 0.
    """

    path: Path
    number: int
    start: int
    stop: int
    size: int


@dataclass(slots=True)
class Reading:
    """What is told of a reading while it goes on: bytes of the file taken, and the
    damage found.

    `torn` are the places in the text of lines without the property that do not begin
    and end as a document does, or are too long.
    """

    taken: int = 0
    torn: list[int] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)


def parts_of(path: Path, wanted: int) -> tuple[Part, ...]:
    """At most `wanted` parts that together are the whole file. Raises BadFile when it
    cannot be read.
    """
    size, packing = size_of(path), packing_of(path)
    cuts = [0]
    for number in range(1, max(wanted, 1)):
        place = size * number // wanted
        if place - cuts[-1] < _SMALLEST:
            continue
        cut = (
            place
            if packing == PLAIN
            else _member_after(path, place)
            if packing == GZIP
            else None
        )
        if cut is not None and cuts[-1] < cut < size:
            cuts.append(cut)
    stretches = enumerate(pairwise((*cuts, size)))
    return tuple(
        Part(path, number, start, stop, size) for number, (start, stop) in stretches
    )


def _member_after(path: Path, place: int) -> int | None:
    """Where the first gzip member at or after a place begins; None when there is none
    near.
    """
    with open(path, "rb", buffering=0) as file:
        for at in range(place, place + _FURTHEST, _LOOK):
            file.seek(at)
            text = file.read(_LOOK + 9)  # a head has ten bytes
            for start in (at + found.start() for found in _MARK.finditer(text)):
                file.seek(start)
                with suppress(_BROKEN, EOFError):
                    _gzip().decompress(file.read(_TRIED), 1 << 20)
                    return start
            if len(text) < _LOOK:
                break
    return None


PIECE = 1 << 20
_RAW = 256 << 10
"""Bytes of a file that are unpacked together, into pieces that stay in the processor's
cache.
"""
GZIP, BZIP2, ZSTANDARD, PLAIN = "gzip", "bzip2", "zstandard", "plain"
Note = Callable[[str], None]
"""Takes what is found damaged."""
_MAGIC = {GZIP: b"\x1f\x8b\x08", BZIP2: b"BZh", ZSTANDARD: b"\x28\xb5\x2f\xfd"}


def packing_of(path: Path) -> str:
    """How a file is packed, by its first bytes. Raises BadFile when it cannot be
    read.
    """
    with readable(path), open(path, "rb") as file:
        first = file.read(8)
    return next(
        (name for name, magic in _MAGIC.items() if first.startswith(magic)), PLAIN
    )


def pieces(
    path: Path, start: int, stop: int, damage: list[str]
) -> Iterator[tuple[bytes, int]]:
    """The text of [start, stop) of a file in pieces of some PIECE bytes, each with how
    far the file was read.

    What is found damaged is added to `damage`. Raises BadFile when the file cannot be
    read.
    """
    packing = packing_of(path)
    with readable(path), open(path, "rb", buffering=0) as file:
        file.seek(start)

        def read(size: int = _RAW) -> bytes:
            with readable(path):
                return file.read(max(0, min(size, stop - file.tell())))

        def note(what: str) -> None:
            damage.append(f"{path.name}: {what} near byte {file.tell()}")

        if packing == PLAIN:
            found: Iterator[bytes] = iter(read, b"")
        elif packing == ZSTANDARD:
            found = _zstandard(path.name, read, note)
        else:
            found = _members(packing, read, note)
        for piece in found:
            yield piece, file.tell()


def ahead(source: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, made by a thread that runs some pieces ahead."""
    filled = filter(None, source)
    pool = ThreadPoolExecutor(1)
    waiting = deque(pool.submit(next, filled, b"") for _ in range(4))
    try:
        while piece := waiting.popleft().result():
            waiting.append(pool.submit(next, filled, b""))
            yield piece
    finally:
        pool.shutdown(cancel_futures=True)  # it ends with the piece in hand


def _members(packing: str, read: Callable[[], bytes], note: Note) -> Iterator[bytes]:
    """The text of one member after another; after damage it goes on with the next that
    looks like one.
    """
    made, broken = (
        (_gzip, _BROKEN) if packing == GZIP else (bz2.BZ2Decompressor, OSError)
    )
    raw, magic = read(), _MAGIC[packing]
    while raw:
        unpacker: Any = made()
        try:
            while not unpacker.eof:
                if unpacker.needs_input and not raw and not (raw := read()):
                    note(f"the {packing} stream ends in its middle")
                    return
                piece = unpacker.decompress(raw, PIECE)
                raw = b""
                yield piece
            raw = unpacker.unused_data or read()
        except (broken, EOFError) as error:
            note(f"damaged ({error})")
            yield b"\n"
            raw = raw[1:] or read()
        else:
            is_padding = not raw.strip(b"\0")
            if not is_padding and raw.startswith(magic[: len(raw)]):
                continue
            if not is_padding:
                note("what follows the end of a stream is not one")
        while raw and (found := raw.find(magic)) < 0:  # on to the next mark of a member
            more = read()
            raw = more and raw[-len(magic) :] + more
        raw = raw and raw[found:]


def _zstandard(name: str, read: Callable[[int], bytes], note: Note) -> Iterator[bytes]:
    try:
        import zstandard
    except ImportError:
        why = (
            f"{name}: to read .zst install Kizuna with its extra: pip install"
            " 'kizuna[wikidata]'"
        )
        raise BadFile(why) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 31)
    frames = unpacker.decompressobj(read_across_frames=True)
    try:
        while raw := read(_RAW // 2):
            yield frames.decompress(raw)
    except zstandard.ZstdError as error:
        note(f"damaged ({error}), and nothing after it can be read")


def size_of(path: Path) -> int:
    """The length of a file in bytes. Raises BadFile when there is none."""
    with readable(path):
        return path.stat().st_size


def read_part(
    part: Part, name: str, reading: Reading, *, after: int = 0, threaded: bool = True
) -> Generator[tuple[bytes, int], None, None]:
    """The lines of a part that mention a property (P190), from the offset `after` in
    its text on, each with the offset where it ends.

    The last one is empty and gives the length of the part's text. Raises BadFile when
    the file cannot be read.
    """
    needle = f'"{name}"'.encode()
    source = _with_rest_of_line(part, reading)
    source = ahead(source) if threaded else source
    offset = last = 0
    for offset, text, first, last in _blocks(
        source, reading, skips_first=part.start > 0
    ):
        checked = min(max(after - offset, first), last)
        for start, end in _lines_with(text, needle, checked, last):
            reading.torn.extend(offset + at for at in _torn_lines(text, checked, start))
            checked = end
            yield text[start:end], offset + end
        reading.torn.extend(offset + at for at in _torn_lines(text, checked, last))
    yield b"", offset + last


def _with_rest_of_line(part: Part, reading: Reading) -> Iterator[bytes]:
    """The text of the part, then that of the next ones as far as the end of the line in
    which the part ends.
    """
    damage: list[str] = []
    for piece, at in pieces(part.path, part.start, part.stop, damage):
        reading.taken = at - part.start
        yield piece
    reading.taken = part.stop - part.start
    reading.damage.extend(damage)
    if part.stop >= part.size:
        return
    for piece, _ in pieces(part.path, part.stop, part.size, []):
        end = piece.find(b"\n") + 1
        yield piece[: end or None]
        if end:
            return


def _blocks(
    source: Iterator[bytes], reading: Reading, *, skips_first: bool
) -> Iterator[tuple[int, bytes, int, int]]:
    """The offset of a text, and in it [first, last) of whole lines; the last line of
    all may lack its end.

    A line that grows beyond reason is left out, and so is the first where it began in
    the part before.
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
            held, offset, size = (
                [piece[last:]],
                offset + size + last - first,
                len(piece) - last,
            )
            is_left_out = False
        elif size > _LONGEST:
            reading.torn.extend(() if is_left_out else (offset,))
            held, offset, size, is_left_out = [], offset + size, 0, True
    text = b"" if is_left_out else b"".join(held)
    yield offset + size - len(text), text, 0, len(text)


def _lines_with(
    text: bytes, needle: bytes, first: int, last: int
) -> Iterator[tuple[int, int]]:
    """The [start, end) of every line of text[first:last] that holds the needle, line
    breaks included.
    """
    base = ctypes.cast(ctypes.c_char_p(text), ctypes.c_void_p).value or 0
    size = len(needle)

    def search(start: int, stop: int) -> int:
        if _memmem is None:
            return text.find(needle, start, stop)
        found = (
            _memmem(base + start, stop - start, needle, size) if stop > start else None
        )
        return found - base if found else -1

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
        if text[at] != _OPENS or text[end - 2 : end] != b"},":
            bare = (
                text[at : end + 1].strip().strip(b",[]").strip()
            )  # b"": the frame of the array
            if bare and not (bare.startswith(b"{") and bare.endswith(b"}")):
                yield at
        at = end + 1


_memmem: Any = None
"""The C library's memmem, which is several times faster than bytes.find and lets other
threads run.
"""
with suppress(AttributeError, OSError, TypeError):
    _memmem = ctypes.CDLL(None).memmem
    _memmem.restype = ctypes.c_void_p
    _memmem.argtypes = [
        ctypes.c_void_p,
        ctypes.c_size_t,
        ctypes.c_char_p,
        ctypes.c_size_t,
    ]
