"""Dyads: pairs year by year, certain and possible, with ages, censoring and partners."""

from __future__ import annotations

import pytest

from builders import Claims, claim, register, status, tie, two_sides
from kizuna.analysis.dyads import (
    Ages,
    Count,
    Dyads,
    DyadYear,
    by_country,
    by_government,
    dyads_of,
)
from kizuna.analysis.scope import scope_of
from kizuna.values import day_number

_OSAKA_SHANGHAI = ("government/osaka", "government/shanghai")
_YEAR = 365.25


def _dyads(*claims: Claims, last: str = "1990-12-31", countries: bool = False) -> Dyads:
    scope = scope_of(register(two_sides(), *claims), day_number(last))
    return dyads_of(scope, by_country if countries else by_government)


def _rows(dyads: Dyads) -> dict[int, DyadYear]:
    return {row.year: row for row in dyads.rows([_OSAKA_SHANGHAI])}


def _tie(slug: str, date: str) -> Claims:
    return tie(slug, "osaka", "shanghai", date=date)


def test_a_pair_has_a_row_for_every_year_from_the_first_beginning_to_the_day() -> None:
    assert list(_rows(_dyads(_tie("a", "1987-05-01")))) == [1987, 1988, 1989, 1990]


def test_a_year_counts_what_stands_on_its_last_day_and_what_began_and_ended_in_it() -> None:
    ended = status("a", "ended", "1989-07-01/..")
    rows = _rows(_dyads(_tie("a", "1987-05-01"), ended, _tie("b", "1988")))
    told = [(r.standing, r.begun, r.ended) for r in rows.values()]
    one, two, none = Count(1, 1), Count(2, 2), Count(0, 0)
    assert told == [(one, one, none), (two, one, none), (one, none, one), (one, none, none)]


def test_a_beginning_within_several_years_is_possible_in_each() -> None:
    rows = _rows(_dyads(_tie("a", "[1987..1988]")))
    assert [(r.begun, r.standing) for r in rows.values()][:2] == [
        (Count(0, 1), Count(0, 1)),
        (Count(0, 1), Count(1, 1)),
    ]


def test_a_tie_that_nobody_dates_is_possible_in_every_year_and_truncated() -> None:
    rows = _rows(_dyads(_tie("a", "1989-01-01"), _tie("b", "")))
    assert [(r.standing, r.begun) for r in rows.values()] == [
        (Count(1, 2), Count(1, 1)),
        (Count(1, 2), Count(0, 0)),
    ]
    assert rows[1989].truncated
    assert rows[1989].most is None


def test_a_pair_whose_ties_nobody_dates_is_held_apart() -> None:
    dyads = _dyads(_tie("a", ""), tie("b", "sakai", "lianyungang", date="1988"))
    assert dyads.dated == (("government/lianyungang", "government/sakai"),)
    assert _OSAKA_SHANGHAI in dyads.ties


def test_ages_run_from_year_to_year_and_the_spell_ends_in_the_year_of_its_last_day() -> None:
    ended = status("a", "ended", "1989-01-01/..")
    rows = _rows(_dyads(_tie("a", "1987-12-31"), ended))
    assert rows[1987].ages == Ages(1, 0, 1 / _YEAR, False)
    assert rows[1988].ages == Ages(1, 1 / _YEAR, 367 / _YEAR, True)
    assert rows[1989].ages is None


def test_a_tie_begun_before_another_ends_goes_on_with_its_age() -> None:
    ended = status("a", "ended", "1989-07-01/..")
    rows = _rows(_dyads(_tie("a", "1987-01-01"), ended, _tie("b", "1988-01-01")))
    ages = rows[1989].ages
    assert ages is not None
    assert (ages.spell, round(ages.stop, 1), ages.ends) == (1, 3.0, False)


def test_a_tie_begun_after_another_ended_is_a_second_spell() -> None:
    ended = status("a", "ended", "1988-07-01/..")
    rows = _rows(_dyads(_tie("a", "1987-01-01"), ended, _tie("b", "1990-01-01")))
    ages = rows[1990].ages
    assert ages is not None
    assert (ages.spell, ages.start) == (2, 0)
    assert rows[1989].ages is None


@pytest.mark.parametrize(("ended", "censored"), [("1989-01-01/..", False), ("", True)])
def test_a_pair_is_censored_while_a_tie_may_still_stand(ended: str, censored: bool) -> None:
    rows = _rows(_dyads(_tie("a", "1987-01-01"), status("a", "ended", ended)))
    assert rows[1987].censored is censored


def test_durations_are_bounded_by_uncertain_beginnings() -> None:
    row = _rows(_dyads(_tie("a", "1989")))[1990]
    assert (row.least, row.most) == (pytest.approx(366 / _YEAR), pytest.approx(730 / _YEAR))


def test_ties_and_partners_of_both_sides_are_counted() -> None:
    row = _rows(
        _dyads(
            _tie("a", "1987"),
            tie("b", "osaka", "lianyungang", date="1988"),
            tie("c", "shanghai", "lianyungang", date=""),
        )
    )[1990]
    assert row.all_of == (Count(2, 2), Count(1, 2))
    assert row.partners == Count(0, 1)


def test_a_tie_of_three_joins_every_pair_and_a_tie_of_one_city_joins_none() -> None:
    port = "organisation/port-of-osaka"
    dyads = _dyads(
        tie("three", "osaka", "shanghai", "sakai", date="1980"),
        claim(port, "belongs_to", "government/osaka"),
        tie("inner", "osaka", port, date="1985"),
    )
    assert len(dyads.ties) == 3
    assert [scoped.tie.id for scoped in dyads.alone] == ["tie/inner"]


def test_countries_are_tied_to_others_and_within() -> None:
    dyads = _dyads(_tie("a", "1987"), tie("b", "osaka", "sakai", date="1988"), countries=True)
    assert list(dyads.ties) == [("CN", "JP"), ("JP", "JP")]


def test_all_pairs_hold_those_that_nothing_ties() -> None:
    dyads = _dyads(_tie("a", "1987"), tie("b", "sakai", "lianyungang", date="1988"))
    assert len(dyads.all_pairs) == 6


def test_without_a_dated_tie_there_is_no_year() -> None:
    assert not _dyads(_tie("a", "")).years


def test_a_tie_begun_after_the_day_is_in_no_pair() -> None:
    dyads = _dyads(_tie("a", "1987"), tie("b", "sakai", "lianyungang", date="1995"))
    assert list(dyads.ties) == [_OSAKA_SHANGHAI]
