"""A PDF made small: its many small objects packed into compressed object streams (ISO 32000-1, 7.5.7).

A tagged note has an object for each link and each piece of its structure, which the typesetter
writes out one by one and plain. Packing changes where objects stand, never what they say.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*\Z", re.DOTALL)
_ENTRY = 20
_TOGETHER = 200
"""How many objects share a stream: a reader unpacks all of them to see one."""


def packed(pdf: bytes) -> bytes:
    """The same document with its objects packed; as it is where its table of objects is not plain.

    Expects one cross-reference table over all objects, as written in one go, with no encryption.
    """
    trailer = _TRAILER.search(pdf, pdf.rfind(b"trailer"))
    table = _TABLE.match(pdf, int(trailer.group(2))) if trailer else None
    if trailer is None or table is None or b"/Encrypt" in trailer.group(1):
        return pdf
    offsets = _offsets(pdf, table)
    objects = list(_objects(pdf, offsets, int(trailer.group(2))))
    if not offsets or len(objects) != len(offsets):
        return pdf
    rest = re.sub(rb"/Size\s+\d+", b"", trailer.group(1)).strip()
    return _written(pdf[: min(offsets)], objects, int(table.group(1)), rest)


def _offsets(pdf: bytes, table: re.Match[bytes]) -> list[int]:
    """Where the objects in use begin, in the order of the file."""
    lines = (
        pdf[at : at + _ENTRY]
        for at in range(table.end(), table.end() + _ENTRY * int(table.group(1)), _ENTRY)
    )
    return sorted(int(line[:10]) for line in lines if line[17:18] == b"n")


def _objects(pdf: bytes, offsets: list[int], end: int) -> Iterator[tuple[int, bytes]]:
    """The number and the content of each object that is where the table says."""
    for start, stop in zip(offsets, [*offsets[1:], end], strict=True):
        if found := _OBJECT.match(pdf[start:stop]):
            yield int(found.group(1)), found.group(2)


def _written(head: bytes, objects: Iterable[tuple[int, bytes]], size: int, trailer: bytes) -> bytes:
    """The file of these objects; `size` is one more than the highest number so far."""
    out = bytearray(head)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    small: list[tuple[int, bytes]] = []
    for number, content in objects:
        if content.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        else:
            small.append((number, content))
    for first in range(0, len(small), _TOGETHER):
        group = small[first : first + _TOGETHER]
        places |= {number: (2, size, index) for index, (number, _) in enumerate(group)}
        places[size] = (1, len(out), 0)
        out += _stream(size, *_together(group))
        size += 1
    start = len(out)
    places[size] = (1, start, 0)
    rows = (places.get(number, (0, 0, 65535)) for number in range(size + 1))
    table = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + last.to_bytes(2, "big")
        for kind, at, last in rows
    )
    out += _stream(size, b"/Type/XRef/W[1 4 2]/Size %d%b" % (size + 1, trailer), table)
    out += b"startxref\n%d\n%%%%EOF" % start
    return bytes(out)


def _together(group: list[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """The dictionary entries and the content of an object stream."""
    index, body = bytearray(), bytearray()
    for number, content in group:
        index += b"%d %d " % (number, len(body))
        body += content + b"\n"
    return b"/Type/ObjStm/N %d/First %d" % (len(group), len(index)), bytes(index + body)


def _stream(number: int, entries: bytes, content: bytes) -> bytes:
    made = zlib.compress(content, 9)
    return b"%d 0 obj\n<<%b/Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream\nendobj\n" % (
        number,
        entries,
        len(made),
        made,
    )
