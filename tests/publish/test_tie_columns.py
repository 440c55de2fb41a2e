"""The columns of the map: whoever reads them gets the map back, and they are small."""

from __future__ import annotations

import random
import zlib
from datetime import date
from itertools import accumulate, combinations
from typing import Any

import orjson

from kizuna.analysis.tie_map import MapTie, TiedPlace, TieMap, Years
from kizuna.publish.tie_columns import keys_in_order, places_in_order, tie_columns
from kizuna.values import OPEN_END, OPEN_START, day_number

TODAY = date(2020, 6, 1).toordinal()
YEARS = Years.around(TODAY, TODAY)


def some_map(places: int, ties: int, seed: int = 1987) -> TieMap:
    """A map drawn at random: dates of every sort, places without a point, ties of one, two and three places."""
    chance = random.Random(seed)
    held = {
        7 * key: TiedPlace(
            7 * key, f"government/p{key}", chance.choice(("JP", "CN", "")), _point(chance)
        )
        for key in range(places)
    }
    lines = []
    for number in range(ties):
        start = chance.randrange(date(1930, 1, 1).toordinal(), date(2021, 1, 1).toordinal())
        ended = start + chance.randrange(20_000)
        end = chance.choice(((OPEN_END, OPEN_END), (ended, ended + chance.randrange(900))))
        start = chance.choice((start, start, OPEN_START))
        days = (start, max(start, start + chance.randrange(800)), *end)
        members = sorted(chance.sample(sorted(held), chance.choice((1, 2, 2, 2, 3))))
        kind, status = chance.choice(("sister-port", "")), chance.choice(("active", "ended", ""))
        lines.append(MapTie(number, f"tie/{number}", kind, status, tuple(members), days))
    lived = frozenset(number for number in range(ties) if chance.random() < 0.1)
    return TieMap(YEARS, held, tuple(lines), {"economy": lived})


def _point(chance: random.Random) -> tuple[float, float] | None:
    if chance.random() < 0.2:
        return None
    return round(chance.uniform(-80, 80), 3), round(chance.uniform(-180, 180), 3)


def read(found: TieMap) -> dict[str, Any]:
    """What the columns of a map say, with the places by their keys and each line as plain values."""
    told = orjson.loads(orjson.dumps(tie_columns(found)))
    keys = list(accumulate(keys_in_order(found)))
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


def lines_of(found: TieMap) -> list[tuple[Any, ...]]:
    """The lines that the columns should hold: every two places of each tie, or the only one twice."""
    years = found.years
    return sorted(
        (
            *(pair),
            tie.type,
            tie.status,
            years.begun(tie.days[0]),
            years.begun(tie.days[1]),
            years.ended(tie.days[2]),
            years.ended(tie.days[3]),
        )
        for tie in found.ties
        for pair in (combinations(tie.places, 2) if len(tie.places) > 1 else [tie.places * 2])
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
    places = {key: TiedPlace(key, f"government/{key}", "JP", (34.0 + key, 135.0)) for key in (1, 2)}
    years = Years(1950, 2026, 2026, day_number("2026-11-26"))
    spells = (("1974-04-18", "1979-12-31"), ("1985-01-01", "1994-12-31"))
    bounds = [(day_number(first), day_number(last)) for first, last in spells]
    ties = tuple(
        MapTie(7, "tie/a", "sister-city", "", (1, 2), (first, first, last, last), number)
        for number, (first, last) in enumerate(bounds)
    )
    columns = tie_columns(TieMap(years, places, ties, {"sport": frozenset({7})}))
    assert columns["same"] == []
    assert columns["fields"] == {"sport": [0, 1]}
    assert [1950 + year for year in columns["ties"]["from"]] == [1974, 1985]
    assert [2026 - year for year in columns["ties"]["to"]] == [1979, 1994]


def test_a_field_names_the_lines_of_its_ties() -> None:
    found = some_map(60, 300)
    told = read(found)
    lived = [tie for tie in found.ties if tie.key in found.fields["economy"]]
    assert len(told["fields"]["economy"]) == sum(
        len(list(combinations(tie.places, 2))) or 1 for tie in lived
    )


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
    assert read(TieMap(YEARS, {}, (), {}))["lines"] == []


def test_35_000_places_and_50_000_ties_take_less_than_600_000_bytes_compressed() -> None:
    packed = zlib.compress(orjson.dumps(tie_columns(some_map(35_000, 50_000))), 6)
    assert len(packed) < 600_000
