"""The map of ties: what a year stands for, which ties a question means, and where their
places lie.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import builders
from kizuna.analysis.tie_map import WORLD, Count, MapQuestion, TiedPlace, TieMap, Years
from kizuna.errors import BadClaim, BadQuestion
from kizuna.register.ties import TieOnDay, TieQuery, ties
from kizuna.values import OPEN_END, Span

TODAY = date(2020, 6, 1).toordinal()
YEARS = Years.around(TODAY, TODAY)
OSAKA, KOBE, TIANJIN, TURIN = (
    f"government/{x}" for x in ("osaka", "kobe", "tianjin", "turin")
)
PLACES = {
    OSAKA: TiedPlace(1, OSAKA, "JP", (34.7, 135.5)),
    KOBE: TiedPlace(2, KOBE, "JP", (34.7, 135.2)),
    TIANJIN: TiedPlace(3, TIANJIN, "CN", (39.1, 117.2)),
    TURIN: TiedPlace(4, TURIN, "IT", None),
}


def day(text: str) -> int:
    """The number of a day."""
    return date.fromisoformat(text).toordinal()


def tie(
    number: int, *places: str, days=(), type="friendship-city", status=""
) -> TieOnDay:
    """A tie since 10 May 1974, or in force between other days (as of Span)."""
    said = [builders.claim(f"tie/{number}", "type", type)]
    said += [builders.status(str(number), status)] if status else []
    held = builders.register(
        builders.tie(str(number), *places, date="1974-05-10"), said
    )
    (found,) = ties(held, TieQuery(TODAY))
    return replace(found, intervals=(Span(*days),)) if days else found


def made(*held: TieOnDay, **fields: frozenset[str]) -> TieMap:
    """A map of ties."""
    return TieMap(YEARS, PLACES, held, {tie.id: tie.parties for tie in held}, fields)


def test_a_year_stands_for_its_last_day_and_that_of_the_day_asked_about_for_the_day() -> (
    None
):
    assert (YEARS.day_of(2019), YEARS.day_of(2020)) == (day("2019-12-31"), TODAY)
    assert Years.around(day("1923-03-01"), TODAY)[:2] == (1923, 2020)


@pytest.mark.parametrize(
    ("moment", "begun", "ended"),
    [
        *(
            ("1930-01-01", 1950, 1949),
            ("1949-12-31", 1950, 1949),
            ("1974-05-10", 1974, 1973),
        ),
        *(
            ("1974-12-30", 1974, 1973),
            ("1974-12-31", 1974, 1974),
            ("2020-05-31", 2020, 2019),
        ),
        *(("2020-06-01", 2020, 2020), ("2020-06-02", 2021, 2020)),
    ],
)
def test_what_begins_or_ends_on_a_day_has_begun_or_still_stands_by_the_days_of_the_years(
    moment, begun, ended
) -> None:
    number = day(moment)
    assert (YEARS.begun(number), YEARS.ended(number)) == (begun, ended)
    years = range(YEARS.first, YEARS.last + 1)
    assert [y for y in years if y >= begun] == [
        y for y in years if YEARS.day_of(y) >= number
    ]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        *(({"country": "CN"}, [1]), ({"country": "JP"}, [1, 2, 3])),
        *(
            ({"country": "IT", "other": "JP"}, [2]),
            ({"country": "JP", "other": "JP"}, [3]),
        ),
        *(({"field": "economy"}, [2]), ({"field": "sport"}, [])),
        *(({"kind": "sister-city"}, [2]), ({"status": "active"}, [1])),
    ],
    ids=str,
)
def test_ties_are_chosen_by_countries_field_kind_and_status(question, numbers) -> None:
    first = tie(1, OSAKA, TIANJIN, status="active")
    ties = first, tie(2, OSAKA, TURIN, type="sister-city"), tie(3, OSAKA, KOBE)
    found = made(*ties, economy=frozenset({"tie/2"})).answer(
        MapQuestion(2020, **question)
    )
    assert [int(one.id.removeprefix("tie/")) for one, _ in found.shown] == numbers


def test_a_tie_of_which_only_the_years_are_known_is_possible_before_it_is_certain() -> (
    None
):
    days = (day("1974-01-01"), day("1976-12-31"), OPEN_END, OPEN_END)
    held = made(tie(1, OSAKA, TIANJIN, days=days))
    for year, count in {1973: (0, 0), 1975: (0, 1), 1976: (1, 1)}.items():
        assert held.answer(MapQuestion(year)).count == Count(*count)
    assert held.answer(MapQuestion(1975, certain=True)).count == Count(0, 0)


def test_what_cannot_be_asked_is_refused_with_what_can() -> None:
    for year in (0, 1949, 99_999):
        with pytest.raises(BadQuestion, match=f"{year} is not a year of this map"):
            made().answer(MapQuestion(year))
    with pytest.raises(BadClaim, match="sistr"):
        made().answer(MapQuestion(2020, kind="sistr-city"))


def test_a_place_counts_a_tie_of_three_once_and_a_country_one_between_its_own_places() -> (
    None
):
    held = made(tie(1, OSAKA, KOBE, TIANJIN), tie(2, OSAKA, TIANJIN))
    counts = {
        place.ref: count.possible
        for place, count in held.answer(MapQuestion(2020)).places
    }
    assert counts == {OSAKA: 2, TIANJIN: 2, KOBE: 1}
    own = held.answer(MapQuestion(2020, country="CN")).places
    assert [place.ref for place, _ in own] == [TIANJIN]
    held = made(tie(1, OSAKA, KOBE), tie(2, OSAKA, TIANJIN))
    countries = held.answer(MapQuestion(2020)).countries
    assert countries == [("JP", 2, Count(2, 2)), ("CN", 1, Count(1, 1))]


def test_the_frame_leaves_the_widest_gap_of_longitudes_outside_and_is_the_world_for_nothing() -> (
    None
):
    west = made(tie(1, OSAKA, TIANJIN)).answer(MapQuestion(2020)).frame
    assert west == (117.2, 34.7, 135.5, 39.1)
    points = {"government/suva": (-18.1, 178.4), "government/apia": (-13.8, -171.8)}
    places = {
        ref: TiedPlace(n, ref, "FJ", at) for n, (ref, at) in enumerate(points.items())
    }
    held = tie(1, *places)
    pacific = TieMap(YEARS, places, (held,), {held.id: held.parties}, {})
    across = pacific.answer(MapQuestion(2020)).frame
    assert across == pytest.approx((178.4, -18.1, 188.2, -13.8))
    assert made().answer(MapQuestion(2020)).frame == WORLD
