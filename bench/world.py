"""A made-up world of places and ties, as claims with citations, written to a file in
batches.

Scale 1 is 200,000 places, 1,000,000 ties and 10,000,000 dated claims. The same scale
gives the same world.
"""

from __future__ import annotations

import hashlib
import marshal
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

BLOCK = 500
"""Rows that are read at once: they fit a processor's cache."""

_BLOCKS_A_BATCH = 10
_SIZE = 8
DAY = date(2000, 1, 1)
_COUNTRIES = 120
_PLACES_A_PREFECTURE = 100
_FIRST_DAY = date(1950, 1, 1).toordinal()
_DAYS = date(2023, 12, 31).toordinal() - _FIRST_DAY
_RECORDED = 1_700_000_000_000_000
_KINDS = ("sister-city", "friendship-city", "partnership", "twin-town")
_BASES = ("signing", "ceremony", "declaration", "council-vote")

Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class World:
    """How large a world is, and where its batches lie."""

    path: Path
    places: int
    ties: int
    claims: int

    def batches(self) -> Iterator[RowsOfFile]:
        """The claims as rows of plain fields, in the order of `ClaimFields`."""
        with self.path.open("rb") as file:
            starts = list(_starts(file))
        for first in range(0, len(starts) - 1, _BLOCKS_A_BATCH):
            last = min(first + _BLOCKS_A_BATCH, len(starts) - 1)
            yield RowsOfFile(self.path, starts[first], starts[last])


def _starts(file: BinaryIO) -> Iterator[int]:
    """Where each block begins, and where the last one ends."""
    at = 0
    while size := file.read(_SIZE):
        yield at
        at = file.seek(int.from_bytes(size, "little"), 1)
    yield at


@dataclass(frozen=True, slots=True)
class RowsOfFile:
    """Rows that lie in a stretch of a file, and are read when they are gone through."""

    path: Path
    start: int
    end: int

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self._blocks())

    def _blocks(self) -> Iterator[list[Row]]:
        with self.path.open("rb") as file:
            file.seek(self.start)
            while file.tell() < self.end:
                yield next(blocks(file))


def write_block(file: BinaryIO, rows: list[Row]) -> None:
    """Write rows after their size."""
    packed = marshal.dumps(rows)
    file.write(len(packed).to_bytes(_SIZE, "little") + packed)


def blocks(file: BinaryIO) -> Iterator[list[Row]]:
    """The rows of a file from where it stands, block by block."""
    while size := file.read(_SIZE):
        yield marshal.loads(file.read(int.from_bytes(size, "little")))


def make_world(folder: Path, scale: float) -> World:
    """The world of a scale, written to a file unless it is there."""
    places = max(int(200_000 * scale), 200)
    ties, claims = places * 5, places * 50
    path = folder / f"world-{claims}.marshal"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            rows = _claims(places, ties, claims)
            while block := list(islice(rows, BLOCK)):
                write_block(file, block)
        unfinished.rename(path)
    return World(path, places, ties, claims)


def place_ref(number: int) -> str:
    """The id of a place; every hundredth is a prefecture."""
    return f"government/place-{number}"


def country_of(number: int) -> str:
    """The country of a place: all of a prefecture lies in one."""
    at = number // _PLACES_A_PREFECTURE % _COUNTRIES
    return chr(65 + at // 26) + chr(65 + at % 26)


def _claims(places: int, ties: int, claims: int) -> Iterator[Row]:
    chance = random.Random(1987)
    documents = [f"document/gazette-{i}" for i in range(max(places // 100, 10))]
    digests = {d: hashlib.sha256(d.encode()).hexdigest() for d in documents}
    made = 0

    def cited(subject: str, name: str, value: str, valid: str) -> Row:
        document = chance.choice(documents)
        start = chance.randrange(100_000)
        return (
            subject,
            name,
            value,
            valid,
            document,
            digests[document],
            start,
            start + 80,
            f"page {start // 2000}",
            "organisation/gazette",
            "asserted",
            "certain",
            "imported",
            "organisation/importers",
            _RECORDED + made,
        )

    for number in range(places):
        for name, value in _of_place(number):
            yield cited(place_ref(number), name, value, "1949-01-01/..")
            made += 1
    for number in range(ties):
        for name, value, valid in _of_tie(number, places, chance):
            yield cited(f"tie/tie-{number}", name, value, valid)
            made += 1
    while made < claims:
        number = chance.randrange(places)
        yield cited(place_ref(number), "existence", f'"{1850 + made % 90}/.."', "")
        made += 1


def _of_place(number: int) -> Iterator[tuple[str, str]]:
    yield "name", f'{{"language":"en","script":"Latn","text":"Place {number}"}}'
    yield "country", f'"{country_of(number)}"'
    prefecture = number - number % _PLACES_A_PREFECTURE
    if number != prefecture:
        yield "part_of", f'"{place_ref(prefecture)}"'


def _of_tie(
    number: int, places: int, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    a, b = chance.randrange(places), chance.randrange(places)
    if a == b:
        b = (b + 1) % places
    day = date.fromordinal(_FIRST_DAY + chance.randrange(_DAYS))
    begun = day.isoformat() if chance.random() < 0.7 else day.isoformat()[:7]
    valid = f"{begun}/.."
    basis = chance.choice(_BASES)
    yield "party", f'"{place_ref(a)}"', valid
    yield "party", f'"{place_ref(b)}"', valid
    yield "type", f'"{chance.choice(_KINDS)}"', valid
    yield "milestone", f'{{"date":"{day.year - 2}","stage":"contact"}}', ""
    yield (
        "milestone",
        f'{{"basis":"council-vote","date":"{day.year - 1}","stage":"approved"}}',
        "",
    )
    yield "milestone", f'{{"basis":"{basis}","date":"{begun}","stage":"formal"}}', ""
    yield "milestone", f'{{"date":"{day.year}","stage":"formal"}}', ""
    yield "status", '{"status":"active"}', valid
    yield "initiator", f'"{place_ref(a)}"', valid
    if number % 5 == 0:
        yield "status", '{"status":"ended"}', f"{min(day.year + 20, 2024)}-06-30/.."
