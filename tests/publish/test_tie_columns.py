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


def read(found: TieMap) -> dict[str, Any]:
    """What the columns of a map say, with the places by their keys and each line as plain values."""
    told = orjson.loads(orjson.dumps(tie_columns(found)))
    named = {place.key: place.ref for place in found.places.values()}
    keys = [named[key] for key in accumulate(keys_in_order(found))]
    at = told["places"]["at"]
    points = list(zip(accumulate(at[::2]), accumulate(at[1::2]), strict=True))
    first = list(accumulate(told["ties"]["a"]))
    second: list[int] = []
    for i, more in enumerate(told["ties"]["b"]):
        same = i > 0 and first[i] == first[i - 1]
        second.append(more + (second[i - 1] if same else first[i]))
    t = told["ties"]
    begun = [told["first"] + years for years in t["from"]]
    ended = [told["last"] - years for years in t["to"]]
    return {
        "points": {keys[i]: (a / 1000, b / 1000) for i, (a, b) in enumerate(points)},
        "countries": {
            k: told["countries"][c] for k, c in zip(keys, told["places"]["country"], strict=True)
        },
        "lines": [
            (
                *sorted((keys[a], keys[b])),
                told["kinds"][t["kind"][i]][0],
                told["statuses"][t["status"][i]],
                begun[i],
                begun[i] + t["sure"][i],
                ended[i] - t["until"][i],
                ended[i],
            )
            for i, (a, b) in enumerate(zip(first, second, strict=True))
        ],
        "same": dict(told["same"]),
        "fields": {f: list(accumulate(lines)) for f, lines in told["fields"].items()},
    }


def pairs_of(places: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every two of the places, or the only one twice."""
    return list(combinations(places, 2)) or [places * 2]


def lines_of(found: TieMap) -> list[tuple[Any, ...]]:
    """The lines that the columns should hold: every two places of each tie, or the only one twice."""
    years = found.years
    return sorted(
        (
            *(pair),
            tie.tie.type.value or "",
            status_of(tie),
            years.begun(days[0]),
            years.begun(days[1]),
            years.ended(days[2]),
            years.ended(days[3]),
        )
        for tie in found.ties
        for days in spells_apart(tie.intervals)
        for pair in pairs_of(found.homes[tie.id])
    )


def test_the_columns_give_back_every_place_and_every_tie() -> None:
    found = some_map(60, 300)
    told = read(found)
    assert told["points"] == {k: p.point for k, p in found.places.items() if p.point}
    assert told["countries"] == {k: p.country for k, p in found.places.items()}
    assert sorted(told["lines"]) == lines_of(found)


def test_the_lines_of_a_tie_of_three_places_are_told_to_be_one_tie() -> None:
    found = some_map(60, 300)
    told = read(found)
    assert len(told["lines"]) - len(told["same"]) == len(found.ties)
    for line, first in told["same"].items():
        assert told["lines"][line][2:] == told["lines"][first][2:]


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


def test_a_field_names_the_lines_of_its_ties() -> None:
    found = some_map(60, 300)
    told = read(found)
    active = found.fields["economy"]
    assert len(told["fields"]["economy"]) == sum(len(pairs_of(found.homes[ref])) for ref in active)


def test_a_kind_comes_with_the_wider_ones() -> None:
    kinds = tie_columns(some_map(60, 300))["kinds"]
    assert ["sister-port", "sister-organisation"] in kinds
    assert ["sister-organisation"] in kinds


def test_places_without_a_point_come_last_and_are_not_left_out() -> None:
    found = some_map(60, 300)
    columns = tie_columns(found)
    order = places_in_order(found)
    assert len(columns["places"]["country"]) == len(found.places)
    assert all(place.point for place in order[: columns["placed"]])
    assert not any(place.point for place in order[columns["placed"] :])


def test_a_map_without_ties_has_columns_too() -> None:
    assert read(TieMap(YEARS, {}, (), {}, {}))["lines"] == []


def test_35_000_places_and_50_000_ties_take_less_than_600_000_bytes_compressed() -> None:
    packed = zlib.compress(orjson.dumps(tie_columns(some_map(35_000, 50_000))), 6)
    assert len(packed) < 600_000
