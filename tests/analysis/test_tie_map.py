"""The map of ties: what a year stands for, which ties a question means, and where their places lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import builders
from kizuna.analysis.tie_map import WORLD, Count, MapQuestion, TiedPlace, TieMap, Years
from kizuna.errors import BadClaim, BadQuestion
from kizuna.register.status import TieOnDay
from kizuna.register.ties import TieQuery, ties
from kizuna.values import OPEN_END, Span

TODAY = date(2020, 6, 1).toordinal()
YEARS = Years.around(TODAY, TODAY)
OSAKA, KOBE, TIANJIN, TURIN = (f"government/{x}" for x in ("osaka", "kobe", "tianjin", "turin"))
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
    number: int,
    *places: str,
    days: tuple[int, int, int, int] | None = None,
    type: str = "friendship-city",
    status: str = "",
) -> TieOnDay:
    """A tie since 10 May 1974, or in force between other days (as of Span)."""
    said = [builders.claim(f"tie/{number}", "type", type)]
    said += [builders.status(str(number), status)] if status else []
    held = builders.register(builders.tie(str(number), *places, date="1974-05-10"), said)
    (found,) = ties(held, TieQuery(TODAY))
    return replace(found, intervals=(Span(*days),)) if days else found


def made(*held: TieOnDay, **fields: frozenset[str]) -> TieMap:
    """A map of ties."""
    return TieMap(YEARS, PLACES, held, {tie.id: tie.parties for tie in held}, fields)


def found(made_of: TieMap, **question: object) -> list[int]:
    """The numbers of the ties that a question means, of 2020 unless it says otherwise."""
    asked = MapQuestion(**{"year": 2020, **question})  # type: ignore[arg-type]
    return [int(tie.id.removeprefix("tie/")) for tie, _ in made_of.answer(asked).shown]


def test_a_year_stands_for_its_last_day_and_the_year_asked_about_for_the_day() -> None:
    assert YEARS.day_of(2019) == day("2019-12-31")
    assert YEARS.day_of(2020) == TODAY


@pytest.mark.parametrize(
    ("begins", "year"),
    [("1930-01-01", 1950), ("1974-12-31", 1974), ("2020-06-01", 2020), ("2020-06-02", 2021)],
)
def test_what_begins_on_a_day_has_begun_in_the_first_year_whose_day_is_not_before_it(
    begins: str, year: int
) -> None:
    assert YEARS.begun(day(begins)) == year


@pytest.mark.parametrize(
    ("ends", "year"),
    [("1940-01-01", 1949), ("1974-12-30", 1973), ("1974-12-31", 1974), ("2020-05-31", 2019)],
)
def test_what_ends_with_a_day_still_stands_in_the_last_year_whose_day_is_not_after_it(
    ends: str, year: int
) -> None:
    assert YEARS.ended(day(ends)) == year


@pytest.mark.parametrize("moment", ["1949-12-31", "1974-05-10", "2020-06-01", "2020-06-02"])
def test_the_years_of_a_day_agree_with_asking_each_year(moment: str) -> None:
    number = day(moment)
    standing = [y for y in range(YEARS.first, YEARS.last + 1) if YEARS.day_of(y) >= number]
    assert [y for y in range(YEARS.first, YEARS.last + 1) if YEARS.begun(number) <= y] == standing


def test_a_map_of_an_early_day_begins_with_its_year() -> None:
    assert Years.around(day("1923-03-01"), TODAY)[:2] == (1923, 2020)


def test_a_tie_of_which_only_the_years_are_known_is_possible_before_it_is_certain() -> None:
    days = (day("1974-01-01"), day("1976-12-31"), OPEN_END, OPEN_END)
    held = made(tie(1, OSAKA, TIANJIN, days=days))
    assert held.answer(MapQuestion(1973)).count == Count(0, 0)
    assert held.answer(MapQuestion(1975)).count == Count(0, 1)
    assert held.answer(MapQuestion(1976)).count == Count(1, 1)
    assert held.answer(MapQuestion(1975, certain=True)).count == Count(0, 0)


def test_ties_are_chosen_by_one_country_or_by_both() -> None:
    held = made(tie(1, OSAKA, TIANJIN), tie(2, OSAKA, TURIN), tie(3, OSAKA, KOBE))
    assert found(held, country="CN") == [1]
    assert found(held, country="JP") == [1, 2, 3]
    assert found(held, country="IT", other="JP") == [2]
    assert found(held, country="JP", other="JP") == [3]


def test_a_field_takes_in_what_the_map_says_is_lived_in_it() -> None:
    held = made(tie(1, OSAKA, TIANJIN), tie(2, OSAKA, TURIN), economy=frozenset({"tie/2"}))
    assert found(held, field="economy") == [2]
    assert found(held, field="sport") == []


def test_ties_are_chosen_by_kind_and_status() -> None:
    held = made(tie(1, OSAKA, TIANJIN, status="active"), tie(2, OSAKA, TURIN, type="sister-city"))
    assert found(held, kind="sister-city") == [2]
    assert found(held, status="active") == [1]


def test_what_cannot_be_asked_is_refused_with_what_can() -> None:
    with pytest.raises(BadQuestion, match="1949"):
        made().answer(MapQuestion(1949))
    with pytest.raises(BadClaim, match="sistr"):
        made().answer(MapQuestion(2020, kind="sistr-city"))


def test_places_are_counted_once_a_tie_also_where_it_has_three() -> None:
    held = made(tie(1, OSAKA, KOBE, TIANJIN), tie(2, OSAKA, TIANJIN))
    counts = {place.ref: count.possible for place, count in held.answer(MapQuestion(2020)).places}
    assert counts == {"government/osaka": 2, "government/tianjin": 2, "government/kobe": 1}


def test_a_country_lists_its_own_places_only() -> None:
    held = made(tie(1, OSAKA, TIANJIN))
    places = [place.ref for place, _ in held.answer(MapQuestion(2020, country="CN")).places]
    assert places == ["government/tianjin"]


def test_a_country_counts_a_tie_between_its_own_places_once() -> None:
    held = made(tie(1, OSAKA, KOBE), tie(2, OSAKA, TIANJIN))
    assert held.answer(MapQuestion(2020)).countries == [
        ("JP", 2, Count(2, 2)),
        ("CN", 1, Count(1, 1)),
    ]


def test_the_frame_leaves_the_widest_gap_of_longitudes_outside() -> None:
    west = made(tie(1, OSAKA, TIANJIN)).answer(MapQuestion(2020)).frame
    assert west == (117.2, 34.7, 135.5, 39.1)
    places = {
        "government/suva": TiedPlace(1, "government/suva", "FJ", (-18.1, 178.4)),
        "government/apia": TiedPlace(2, "government/apia", "WS", (-13.8, -171.8)),
    }
    held = tie(1, *places)
    across = (
        TieMap(YEARS, places, (held,), {held.id: held.parties}, {}).answer(MapQuestion(2020)).frame
    )
    assert across == pytest.approx((178.4, -18.1, 188.2, -13.8))


def test_the_frame_of_nothing_is_the_world() -> None:
    assert made().answer(MapQuestion(2020)).frame == WORLD
