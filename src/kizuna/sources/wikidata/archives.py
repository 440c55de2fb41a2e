"""The text of a dump in pieces, whatever packed it; damage is told with its place and never ends the reading.

Law: what could be unpacked before and after the damage is given; a line break stands in the gap.
"""

from __future__ import annotations

import bz2
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kizuna.errors import BadFile

PIECE = 1 << 20
_RAW = 256 << 10
"""Bytes of a file that are unpacked together, into pieces that stay in the processor's cache."""
GZIP, BZIP2, ZSTANDARD, PLAIN = "gzip", "bzip2", "zstandard", "plain"
_MAGIC = ((b"\x1f\x8b\x08", GZIP), (b"BZh", BZIP2), (b"\x28\xb5\x2f\xfd", ZSTANDARD))
_AHEAD = 4


@dataclass(slots=True)
class FileWindow:
    """A stretch [start, stop) of a file, read from front to back; `at` is how far, `damage` what was found."""

    path: Path
    start: int
    stop: int
    at: int = 0
    damage: list[str] = field(default_factory=list)
    _file: Any = None

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; empty at the end. Raises BadFile when the file cannot be read."""
        try:
            if self._file is None:
                self._file = open(self.path, "rb", buffering=0)  # noqa: SIM115
                self._file.seek(self.start)
                self.at = self.start
            data: bytes = self._file.read(max(0, min(size, self.stop - self.at)))
        except OSError as error:
            raise BadFile(f"{self.path.name}: cannot be read: {error.strerror}") from error
        self.at += len(data)
        return data

    def note(self, what: str) -> None:
        """Note damage near the place that was read last."""
        self.damage.append(f"{self.path.name}: {what} near byte {self.at}")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def packing_of(path: Path) -> str:
    """How a file is packed, by its first bytes. Raises BadFile when it cannot be read."""
    try:
        with open(path, "rb") as file:
            first = file.read(8)
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from error
    return next((name for magic, name in _MAGIC if first.startswith(magic)), PLAIN)


def pieces(window: FileWindow) -> Iterator[bytes]:
    """The text of the stretch in pieces of some PIECE bytes. Raises BadFile when it cannot be read at all."""
    packing = packing_of(window.path)
    try:
        yield from _READERS[packing](window)
    finally:
        window.close()


def ahead(source: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, made by a thread that runs some pieces ahead."""
    filled = filter(None, source)
    pool = ThreadPoolExecutor(1)
    waiting = deque(pool.submit(next, filled, b"") for _ in range(_AHEAD))
    try:
        while piece := waiting.popleft().result():
            waiting.append(pool.submit(next, filled, b""))
            yield piece
    finally:
        pool.shutdown(cancel_futures=True)  # it ends with the piece in hand


def _gzip(window: FileWindow) -> Iterator[bytes]:
    from isal import igzip_lib

    broken: Any = igzip_lib.error
    made = partial(igzip_lib.IgzipDecompressor, flag=igzip_lib.DECOMP_GZIP)
    return _members(window, made, broken, b"\x1f\x8b\x08")


def _members(
    window: FileWindow, made: Callable[[], Any], broken: type[Exception], magic: bytes
) -> Iterator[bytes]:
    """The text of one member after another; after damage it goes on with the next that looks like one."""
    raw = window.read(_RAW)
    while raw:
        unpacker = made()
        try:
            while not unpacker.eof:
                if unpacker.needs_input and not raw:
                    raw = window.read(_RAW)
                    if not raw:
                        window.note(f"the {packing_of(window.path)} stream ends in its middle")
                        return
                piece = unpacker.decompress(raw, PIECE)
                raw = b""
                yield piece
            raw = unpacker.unused_data or window.read(_RAW)
        except (broken, EOFError) as error:
            window.note(f"damaged ({error})")
            yield b"\n"
            raw = raw[1:] if raw else window.read(_RAW)
            raw = _next_member(window, raw, magic)
            continue
        if raw.strip(b"\0") and not raw.startswith(magic[: len(raw)]):
            window.note("what follows the end of a stream is not one")
            raw = _next_member(window, raw, magic)
        elif not raw.strip(b"\0"):
            raw = _next_member(window, raw, magic)


def _next_member(window: FileWindow, raw: bytes, magic: bytes) -> bytes:
    """The bytes from the next mark of a member on; empty when there is none."""
    while True:
        found = raw.find(magic)
        if found >= 0:
            return raw[found:]
        more = window.read(_RAW)
        if not more:
            return b""
        raw = raw[-len(magic) :] + more


def _zstandard(window: FileWindow) -> Iterator[bytes]:
    try:
        import zstandard
    except ImportError:
        raise BadFile(
            f"{window.path.name}: to read .zst install Kizuna with its extra: pip install 'kizuna[wikidata]'"
        ) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj(
        read_across_frames=True
    )
    try:
        while raw := window.read(_RAW // 2):
            yield unpacker.decompress(raw)
    except zstandard.ZstdError as error:
        window.note(f"damaged ({error}), and nothing after it can be read")


_READERS: dict[str, Callable[[FileWindow], Iterator[bytes]]] = {
    GZIP: _gzip,
    BZIP2: lambda window: _members(window, bz2.BZ2Decompressor, OSError, b"BZh"),
    ZSTANDARD: _zstandard,
    PLAIN: lambda window: iter(lambda: window.read(_RAW), b""),
}


def size_of(path: Path) -> int:
    """The length of a file in bytes. Raises BadFile when there is none."""
    try:
        return os.stat(path).st_size
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from error
