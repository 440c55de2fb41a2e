"""The shape of a tie: how far it came, when and how surely, apart from its name, its parties and who says so.

Law: ties of one shape stand alike, so one of them is folded by the core for all. A tie whose standing could hang
on its evidence (rivals for its type, a stage without a date, two statuses from one day) has no shape and is folded
by itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kizuna.claims.kinds import Tie, decode
from kizuna.store.materialise.ranges import text_in
from kizuna.store.materialise.ties import Days, TieLine
from kizuna.store.sql import joined
from kizuna.values import OPEN_START, Edtf

Shape = tuple[object, ...]

_CLAIM = "property || '|' || stance || certainty || method || '|' || valid || '|' || value"
"""A claim as a line: property, how surely and by what method, valid, value; JSON has no line feed in it."""


class Names(NamedTuple):
    """The terms of the properties that make a tie's shape."""

    party: int
    type: int
    milestone: int
    status: int

    def columns(self) -> str:
        """The columns of a query on claims by subject: the lines on its course, and those on what plays in it."""
        course = f"CASE WHEN property IN ({self.milestone}, {self.status}) THEN {_CLAIM} END"
        players = f"CASE WHEN property IN ({self.party}, {self.type}) THEN {_CLAIM} END"
        return f"subject, {joined(course)}, {joined(players)}"


class Play(NamedTuple):
    """A tie as read: everything that is said but for the names, and the names.

    Two ties with one `key` are of one shape. `parties` are ids in the order of their first line; `type` is "" when
    nobody states one; `has_rivals` is set where more than one type is stated.
    """

    key: str
    parties: tuple[str, ...]
    type: str
    has_rivals: bool


class Standing(NamedTuple):
    """How every tie of a shape stands: whether its type is stated, which parties count (by place), its days."""

    has_type: bool
    counting: tuple[int, ...]
    days: Days


def play_of(course: str, players: str, names: Names) -> Play:
    """A tie from the two columns that `Names.columns` selects."""
    parties: dict[str, int] = {}
    heads: list[str] = []
    types: set[str] = set()
    party = f"{names.party}|"
    for line in players.split("\n") if players else ():
        head, _, value = line.rpartition("|")
        if line.startswith(party):
            head = f"{head}|{parties.setdefault(value, len(parties))}"
        else:
            types.add(value)
        heads.append(head)
    kind = text_in(next(iter(types))) if types else ""
    key = "\n".join((*heads, course))
    return Play(key, tuple([text_in(value) for value in parties]), kind, len(types) > 1)


def shape_of(play: Play, course: str, names: Names) -> Shape | None:
    """The shape of a tie; None when its standing could hang on its evidence."""
    if play.has_rivals:
        return None
    begun: set[int] = set()
    shape: list[object] = [play.key.removesuffix(course)]
    for line in course.split("\n") if course else ():
        name, surely, valid, value = line.split("|", 3)
        if int(name) == names.milestone:
            stage = _stage(value)
            if stage is None:
                return None
            shape += (name, surely, valid, *stage)
        else:
            start = _start(valid)
            if start in begun:
                return None
            begun.add(start)
            shape += (name, surely, valid, value)
    return tuple(shape)


@lru_cache(maxsize=1 << 18)
def _stage(value: str) -> tuple[str, str] | None:
    """The stage and the date of a milestone, whatever the date rests on; None without a date."""
    held = decode(Tie.prefix, "milestone", value)
    return (held.stage, held.date.text) if held.date is not None else None


@lru_cache(maxsize=1 << 16)
def _start(valid: str) -> int:
    return Edtf.parse(valid).span.start_latest if valid else OPEN_START


def standing_of(line: TieLine | None, play: Play) -> Standing | None:
    """How the shape stands, from the line of one tie of that shape."""
    if line is None:
        return None
    counting = tuple(i for i, party in enumerate(play.parties) if party in line.parties)
    return Standing(bool(line.type), counting, line.days)
