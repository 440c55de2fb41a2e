"""The shape of a tie: how far it came, how surely and in what order, apart from names, days and who says so.

Law: of the days that its claims speak of, a tie's standing asks only for their order; ties of one shape stand
alike, so one of them is folded by the core for all. A tie whose standing could hang on its evidence (rivals for
its type, a stage without a date, two statuses from one day) has no shape and is folded by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import orjson

from kizuna.store.materialise.ranges import text_in
from kizuna.store.materialise.ties import Days, TieLine
from kizuna.store.sql import joined
from kizuna.values import OPEN_END, OPEN_START, Edtf

Shape = tuple[object, ...]

_HEAD = "property || '|' || stance || certainty || method || '|'"
_PLAYER = f"{_HEAD} || value"
"""A claim on a party or the type: property, how surely and by what method, value; JSON has no line feed."""
_STEP = f"{_HEAD} || valid || '|' || value"
"""A claim on the course, of which it counts from when it holds as well."""


class Names(NamedTuple):
    """The terms of the properties that make a tie's shape."""

    party: int
    type: int
    milestone: int
    status: int

    def columns(self) -> str:
        """The columns of a query on claims by subject: the lines on its course, and those on what plays in it."""
        course = f"CASE WHEN property IN ({self.milestone}, {self.status}) THEN {_STEP} END"
        players = f"CASE WHEN property IN ({self.party}, {self.type}) THEN {_PLAYER} END"
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
    """How a tie of a shape stands: whether its type is stated, which parties count (by place), its days, and
    whether it stood on all of them."""

    has_type: bool
    counting: tuple[int, ...]
    days: Days
    unbroken: bool


class Model(NamedTuple):
    """The one tie of a shape that the core folded: the days that it speaks of in their order, and how it stands.

    `standing` is None when it does not stand.
    """

    order: Sequence[int]
    standing: Standing | None

    def standing_in(self, order: Sequence[int]) -> Standing | None:
        """How a tie of the same shape stands, from the days in its own order."""
        if self.standing is None:
            return None
        first, second, third, fourth = (order[self.order.index(d)] for d in self.standing.days)
        return self.standing._replace(days=(first, second, third, fourth))


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


def shape_of(play: Play, course: str, names: Names) -> tuple[Shape, list[int]] | None:
    """The shape of a tie, and the days in its order; None when its standing could hang on its evidence."""
    if play.has_rivals:
        return None
    steps: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    begun: set[int] = set()
    for line in course.split("\n") if course else ():
        name, surely, valid, value = line.split("|", 3)
        if int(name) == names.milestone:
            held = orjson.loads(value)
            if "date" not in held:
                return None
            steps.append(((name, surely, held["stage"]), _start(held["date"])))
        else:
            days = _change(valid) if valid else ()
            start = days[1] if valid else OPEN_START
            if start in begun:
                return None
            begun.add(start)
            steps.append(((name, surely, value), days))
    order = sorted({OPEN_START, OPEN_END, *(day for _, days in steps for day in days)})
    place = {day: at for at, day in enumerate(order)}
    heads = play.key.removesuffix(course)
    return (heads, *[(*what, *[place[day] for day in days]) for what, days in steps]), order


@lru_cache(maxsize=1 << 17)
def _start(date: str) -> tuple[int, int]:
    """The bounds of a beginning."""
    span = Edtf.parse(date).span
    return span.start_earliest, span.start_latest


@lru_cache(maxsize=1 << 17)
def _change(valid: str) -> tuple[int, int, int, int]:
    """The bounds of the day on which a status began, and those of the eve."""
    earliest, latest = _start(valid)
    return earliest, latest, max(earliest - 1, OPEN_START), max(latest - 1, OPEN_START)


def standing_of(line: TieLine | None, play: Play) -> Standing | None:
    """How the tie stands, from its line; None without one."""
    if line is None:
        return None
    counting = tuple(i for i, party in enumerate(play.parties) if party in line.parties)
    return Standing(bool(line.type), counting, line.days, line.unbroken)
