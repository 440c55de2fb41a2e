"""The shape of a tie: how far it came, when and how surely, apart from its name, its parties and who says so.

Law: ties of one shape stand alike, so one of them is folded by the core for all. A tie whose standing could hang
on its evidence (rivals for its type, a stage without a date, two statuses from one day, a judgement) has no
shape and is folded by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kizuna.claims.kinds import Tie, decode
from kizuna.store.materialise.ties import Days, TieLine
from kizuna.values import OPEN_START, Edtf


class Names(NamedTuple):
    """The terms of the properties that make a tie's shape."""

    party: int
    type: int
    milestone: int
    status: int


Said = tuple[int, int, str, str, int, int, int]
"""What one claim says: subject, property, value, valid, stance, certainty, method (first two and last: terms)."""

Shape = tuple[object, ...]
"""What is said claim by claim, one after another in one run."""


class Cast(NamedTuple):
    """A shape, and what plays in it: the parties and the type ("" for none) as their values are written.

    The parties stand in the order of their first claim.
    """

    shape: Shape
    parties: tuple[str, ...]
    type: str


class Standing(NamedTuple):
    """How every tie of a shape stands: whether its type is stated, which parties count (by place), its days."""

    has_type: bool
    counting: tuple[int, ...]
    days: Days


def cast_of(said: Sequence[Said], names: Names) -> Cast | None:
    """The shape of a tie and what plays in it; None when its standing could hang on its evidence."""
    parties: dict[str, int] = {}
    begun: set[int] = set()
    shape: list[object] = []
    kind = ""
    for _, name, value, valid, stance, certainty, method in said:
        played: object = None
        if name == names.party:
            played = parties.setdefault(value, len(parties))
        elif name == names.milestone:
            played = _stage(value)
            if played is None:
                return None
        elif name == names.status:
            played, start = value, _start(valid)
            if start in begun:
                return None
            begun.add(start)
        elif kind in ("", value):
            kind = value
        else:
            return None
        shape += (name, played, valid, stance, certainty, method)
    return Cast(tuple(shape), tuple(parties), kind)


@lru_cache(maxsize=1 << 18)
def _stage(value: str) -> tuple[str, str] | None:
    """The stage and the date of a milestone, whatever the date rests on; None without a date."""
    held = decode(Tie.prefix, "milestone", value)
    return (held.stage, held.date.text) if held.date is not None else None


@lru_cache(maxsize=1 << 16)
def _start(valid: str) -> int:
    return Edtf.parse(valid).span.start_latest if valid else OPEN_START


class PlaceCast(NamedTuple):
    """The shape of a place (each claim with its value replaced by a number), and the values by number."""

    shape: Shape
    values: tuple[tuple[int, str], ...]


def place_cast_of(said: Sequence[Said]) -> PlaceCast:
    """The shape of a place and what it names: places of one shape lie in regions of the same numbers."""
    values: dict[tuple[int, str], int] = {}
    shape: list[object] = []
    for _, name, value, *rest in said:
        shape += (name, values.setdefault((name, value), len(values)), *rest)
    return PlaceCast(tuple(shape), tuple(values))


def standing_of(line: TieLine | None, cast: Cast) -> Standing | None:
    """How the shape stands, from the line of one tie of that shape."""
    if line is None:
        return None
    counting = tuple(i for i, value in enumerate(cast.parties) if text_in(value) in line.parties)
    return Standing(bool(line.type), counting, line.days)


def line_from(tie: str, cast: Cast, standing: Standing) -> TieLine:
    """The line of a tie that plays a shape with its own parties and type."""
    parties = sorted(text_in(cast.parties[place]) for place in standing.counting)
    kind = text_in(cast.type) if standing.has_type else ""
    return TieLine(tie, kind, tuple(parties), standing.days)


def text_in(value: str) -> str:
    """The text in the JSON of a reference or a concept, neither of which needs escaping."""
    return value[1:-1]
