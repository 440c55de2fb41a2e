"""The columns of the map: whoever reads them gets the map back, and they are small."""

from __future__ import annotations

import random
import zlib
from datetime import date
from itertools import accumulate, combinations
from typing import Any

import orjson

from kizuna.analysis.tie_map import TiedPlace, TieMap, Years, spells_apart, status_of
from kizuna.claims.kinds import Fact, Stated, StatusChange, Tie
from kizuna.publish.tie_columns import keys_in_order, places_in_order, tie_columns
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, Answer, Span, day_number

TODAY = date(2020, 6, 1).toordinal()
YEARS = Years.around(TODAY, TODAY)


def tie(ref: str, kind: str, status: str, *spells: tuple[int, ...]) -> TieOnDay:
    """A tie with the spells in which it was in force, as bounds of Span; "" for no kind and no status."""
    held = Tie(id=ref, type=Stated((Fact(kind, None, ()),) if kind else ()))
    then = Fact(StatusChange(status=status), None, ()) if status else None
    intervals = tuple(Span(*spell) for spell in spells)
    return TieOnDay(held, TODAY, Answer.NO, intervals, None, None, then)


def some_map(places: int, ties: int, seed: int = 1987) -> TieMap:
    """A map drawn at random: dates of every sort, places without a point, ties of one, two and three places."""
    chance = random.Random(seed)
    refs = [f"government/p{key:05}" for key in range(places)]
    held = {
        ref: TiedPlace(7 * key, ref, chance.choice(("JP", "CN", "")), _point(chance))
        for key, ref in enumerate(refs)
    }
    lines, homes = [], {}
    for number in range(ties):
        start = chance.randrange(date(1930, 1, 1).toordinal(), date(2021, 1, 1).toordinal())
        ended = start + chance.randrange(20_000)
        end = chance.choice(((OPEN_END, OPEN_END), (ended, ended + chance.randrange(900))))
        start = chance.choice((start, start, OPEN_START))
        latest = max(start, start + chance.randrange(800))
        days = (start, latest, max(end[0], start), max(end[1], latest))
        members = sorted(chance.sample(refs, chance.choice((1, 2, 2, 2, 3))))
        kind, status = chance.choice(("sister-port", "")), chance.choice(("active", "ended", ""))
        lines.append(tie(f"tie/{number:05}", kind, status, days))
        homes[f"tie/{number:05}"] = tuple(members)
    active = frozenset(ref for ref in homes if chance.random() < 0.1)
    return TieMap(YEARS, held, tuple(lines), homes, {"economy": active})


def _point(chance: random.Random) -> tuple[float, float] | None:
    if chance.random() < 0.2:
        return None
    return round(chance.uniform(-80, 80), 3), round(chance.uniform(-180, 180), 3)


def read(found: TieMap) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """The columns of a map as JSON, and their lines: two places, kind, status, four years, and active fields."""
    told = orjson.loads(orjson.dumps(tie_columns(found)))
    named = {place.key: place.ref for place in found.places.values()}
    refs = [named[key] for key in accumulate(keys_in_order(found))]
    t, first, second = told["ties"], list(accumulate(told["ties"]["a"])), list[int]()
    for i, more in enumerate(t["b"]):
        is_same = i > 0 and first[i] == first[i - 1]
        second.append(more + (second[i - 1] if is_same else first[i]))
    active = {field: set(accumulate(lines)) for field, lines in told["fields"].items()}
    lines = []
    for i, (a, b) in enumerate(zip(first, second, strict=True)):
        begun, ended = told["first"] + t["from"][i], told["last"] - t["to"][i]
        kind, status = told["kinds"][t["kind"][i]][0], told["statuses"][t["status"][i]]
        years = (begun, begun + t["sure"][i], ended - t["until"][i], ended)
        fields = tuple(field for field, held in active.items() if i in held)
        lines.append((*sorted((refs[a], refs[b])), kind, status, *years, fields))
    return told, lines


def lines_of(found: TieMap) -> list[tuple[Any, ...]]:
    """The lines that the columns should hold: every two places of each tie, or the only one twice."""
    begun, ended = found.years.begun, found.years.ended
    return [
        (
            *(*pair, tie.tie.type.value or "", status_of(tie)),
            *(begun(days[0]), begun(days[1]), ended(days[2]), ended(days[3])),
            tuple(field for field, ties in found.fields.items() if tie.id in ties),
        )
        for tie in found.ties
        for days in spells_apart(tie.intervals)
        for pair in list(combinations(found.homes[tie.id], 2)) or [found.homes[tie.id] * 2]
    ]


def test_the_columns_give_back_every_tie_and_every_place_those_without_a_point_last() -> None:
    found = some_map(60, 300)
    told, lines = read(found)
    assert sorted(lines) == sorted(lines_of(found))
    assert len(lines) - len(told["same"]) == len(found.ties)  # one of three places counts once
    assert all(lines[line][2:] == lines[first][2:] for line, first in told["same"])
    order, at = places_in_order(found), told["places"]["at"]
    points = [
        (a / 1000, b / 1000) for a, b in zip(accumulate(at[::2]), accumulate(at[1::2]), strict=True)
    ]
    assert points == [place.point for place in order[: told["placed"]]]
    assert not any(place.point for place in order[told["placed"] :])
    countries = [told["countries"][country] for country in told["places"]["country"]]
    assert countries == [place.country for place in order]


def test_the_spells_of_a_tie_are_told_apart() -> None:
    places = {ref: TiedPlace(n, ref, "JP", (34.0 + n, 135.0)) for n, ref in enumerate(("a", "b"))}
    years = Years(1950, 2026, 2026, day_number("2026-11-26"))
    spells = (("1974-04-18", "1979-12-31"), ("1985-01-01", "1994-12-31"))
    bounds = [(day_number(first), day_number(last)) for first, last in spells]
    held = tie("tie/a", "sister-city", "", *((first, first, last, last) for first, last in bounds))
    active = {"sport": frozenset({"tie/a"})}
    columns = tie_columns(TieMap(years, places, (held,), {"tie/a": ("a", "b")}, active))
    assert columns["same"] == []
    assert columns["fields"] == {"sport": [0, 1]}
    assert [1950 + year for year in columns["ties"]["from"]] == [1974, 1985]
    assert [2026 - year for year in columns["ties"]["to"]] == [1979, 1994]


def test_a_kind_comes_with_the_wider_ones() -> None:
    kinds = tie_columns(some_map(60, 300))["kinds"]
    assert ["sister-port", "sister-organisation"] in kinds
    assert ["sister-organisation"] in kinds


def test_a_map_without_ties_has_columns_too() -> None:
    assert read(TieMap(YEARS, {}, (), {}, {}))[1] == []


def test_a_tie_with_its_places_takes_less_than_twelve_bytes_compressed() -> None:
    packed = zlib.compress(orjson.dumps(tie_columns(some_map(7_000, 10_000))), 6)
    assert len(packed) < 12 * 10_000
