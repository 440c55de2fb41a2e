"""Dyads: pairs year by year, certain and possible, with ages, censoring and
partners.
"""

from __future__ import annotations

from typing import Any

import pytest

from builders import Claims, claim, register, status, tie, two_sides
from kizuna.analysis.dyads import Dyads, by_country, by_government, dyads_of
from kizuna.analysis.scope import scope_of
from kizuna.values import day_number

_OSAKA_SHANGHAI = ("government/osaka", "government/shanghai")
_YEAR = 365.25


def _dyads(*claims: Claims, last: str = "1990-12-31", countries: bool = False) -> Dyads:
    scope = scope_of(register(two_sides(), *claims), day_number(last))
    return dyads_of(scope, by_country if countries else by_government)


def _rows(dyads: Dyads) -> dict[int, dict[str, Any]]:
    return {row["year"]: row for row in dyads.rows([_OSAKA_SHANGHAI])}


def _counts(row: dict[str, Any], *names: str) -> list[int]:
    """The certain and the possible number of each."""
    return [row[f"{name}_{end}"] for name in names for end in ("certain", "possible")]


def _tie(slug: str, date: str) -> Claims:
    return tie(slug, "osaka", "shanghai", date=date)


def test_a_year_counts_what_stands_on_its_last_day_and_what_began_and_ended_in_it() -> (
    None
):
    ended = status("a", "ended", "1989-07-01/..")
    rows = _rows(_dyads(_tie("a", "1987-05-01"), ended, _tie("b", "1988")))
    told = {year: _counts(row, "ties", "begun", "ended") for year, row in rows.items()}
    assert (told[1987], told[1988]) == ([1, 1, 1, 1, 0, 0], [2, 2, 1, 1, 0, 0])
    assert (told[1989], told[1990]) == ([1, 1, 0, 0, 1, 1], [1, 1, 0, 0, 0, 0])


def test_a_beginning_within_several_years_is_possible_in_each() -> None:
    rows = _rows(_dyads(_tie("a", "[1987..1988]")))
    assert _counts(rows[1987], "begun", "ties") == [0, 1, 0, 1]
    assert _counts(rows[1988], "begun", "ties") == [0, 1, 1, 1]


def test_a_tie_that_nobody_dates_is_possible_in_every_year_and_truncated() -> None:
    rows = _rows(_dyads(_tie("a", "1989-01-01"), _tie("b", "")))
    counts = [_counts(row, "ties", "begun") for row in rows.values()]
    assert counts == [[1, 2, 1, 1], [1, 2, 0, 0]]
    assert {(row["left_truncated"], row["duration_most"]) for row in rows.values()} == {
        (1, None)
    }


_TO_ITS_END = {1987: (1, 0, 1, False), 1988: (1, 1, 367, True), 1989: None}


@pytest.mark.parametrize(
    ("first", "end", "second", "ages"),
    [
        ("1987-12-31", "1989-01-01", "", _TO_ITS_END),
        ("1987-01-01", "1989-07-01", "1988-01-01", {1989: (1, 731, 1096, False)}),
        (
            "1987-01-01",
            "1988-07-01",
            "1990-01-01",
            {1989: None, 1990: (2, 0, 365, False)},
        ),
    ],
    ids=["to the year of its last day", "on where another goes on", "anew after a gap"],
)
def test_the_age_of_a_pair_runs(first, end, second, ages) -> None:
    other = [_tie("b", second)] if second else []
    rows = _rows(_dyads(_tie("a", first), status("a", "ended", f"{end}/.."), *other))
    for year, held in ages.items():
        number, start, stop, ends = held or (None,) * 4
        assert (rows[year]["spell"], rows[year]["event"]) == (number, ends)
        for name, days in (("age_start", start), ("age_stop", stop)):
            assert rows[year][name] == (
                days if held is None else round(days / _YEAR, 4)
            )


@pytest.mark.parametrize(("ended", "censored"), [("1989-01-01/..", False), ("", True)])
def test_a_pair_is_censored_while_a_tie_may_still_stand(ended, censored) -> None:
    rows = _rows(_dyads(_tie("a", "1987-01-01"), status("a", "ended", ended)))
    assert rows[1987]["right_censored"] == censored


def test_durations_are_bounded_by_uncertain_beginnings() -> None:
    row = _rows(_dyads(_tie("a", "1989")))[1990]
    assert row["duration_least"] == round(366 / _YEAR, 4)
    assert row["duration_most"] == round(730 / _YEAR, 4)


def test_ties_and_partners_of_both_sides_are_counted() -> None:
    undated = tie("c", "shanghai", "lianyungang", date="")
    ties = _tie("a", "1987"), tie("b", "osaka", "lianyungang", date="1988"), undated
    row = _rows(_dyads(*ties))[1990]
    assert _counts(row, "a_ties", "b_ties", "common_partners") == [2, 2, 1, 2, 0, 1]


def test_a_tie_of_three_joins_every_pair_and_a_tie_of_one_city_joins_none() -> None:
    port = "organisation/port-of-osaka"
    inner = (
        claim(port, "belongs_to", "government/osaka"),
        tie("inner", "osaka", port, date="1985"),
    )
    dyads = _dyads(tie("three", "osaka", "shanghai", "sakai", date="1980"), *inner)
    assert len(dyads.ties) == 3
    assert [scoped.tie.id for scoped in dyads.alone] == ["tie/inner"]


def test_countries_are_tied_to_others_and_within() -> None:
    dyads = _dyads(
        _tie("a", "1987"), tie("b", "osaka", "sakai", date="1988"), countries=True
    )
    assert list(dyads.ties) == [("CN", "JP"), ("JP", "JP")]


def test_pairs_are_dated_or_not_and_all_pairs_hold_those_that_nothing_ties() -> None:
    later = tie("c", "osaka", "lianyungang", date="1995")
    dyads = _dyads(_tie("a", ""), tie("b", "sakai", "lianyungang", date="1988"), later)
    other = ("government/lianyungang", "government/sakai")
    assert (dyads.dated, list(dyads.ties)) == ((other,), [other, _OSAKA_SHANGHAI])
    assert len(dyads.all_pairs) == 6
    assert not _dyads(_tie("a", "")).years
