"""A discrepancy: something in the database that is not what it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

MOST = 100
"""Discrepancies that are named; more are counted."""
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What is wrong with one record.

    `kind` is that of an entry ("claim", "judgement", "audit"), or "run", "tile", "head", "trigger", "reference",
    "document" or a table of the register; `number` says which one, and `id` is its 32 hex digits, "" without one.
    `what` is wrong with it; `stored` is what is there, `expected` what should be.
    """

    kind: str
    number: str
    what: str
    stored: str
    expected: str
    id: str = ""


class Found(NamedTuple):
    """The first discrepancies of a part, and how many there are."""

    named: list[Discrepancy]
    number: int


def name_first(discrepancies: Iterable[Discrepancy]) -> Found:
    """Name the first, and count all."""
    every = iter(discrepancies)
    named = list(islice(every, MOST))
    return Found(named, len(named) + sum(1 for _ in every))


def join_found(parts: Iterable[Found]) -> Found:
    """The first discrepancies of all parts in order, and how many there are."""
    named: list[Discrepancy] = []
    count = 0
    for part in parts:
        named.extend(part.named[: MOST - len(named)])
        count += part.number
    return Found(named, count)


def short_text(value: object) -> str:
    """A value as a discrepancy quotes it: cut in the middle when it is long."""
    text = value.hex() if isinstance(value, bytes) else str(value)
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"
