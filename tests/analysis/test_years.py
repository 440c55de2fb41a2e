"""Years: how many ties were formed in each, and how many stood at its end."""

from __future__ import annotations

from builders import DAY, Claims, between, register, status, tie, two_sides
from kizuna.analysis.figures import Figure
from kizuna.analysis.years import Year, by_year


def _years(*claims: Claims, day: int = DAY) -> dict[int, Year]:
    held = register(two_sides(), *claims)
    found = by_year(between(held, "area/kansai", "area/china", day), day)
    return {year.year: year for year in found}


def _numbers(figure: Figure) -> tuple[int, int]:
    return figure.certain, figure.possible


_DATED = tie("a", "osaka", "shanghai", date="1984-04-18")


def test_the_years_run_from_the_first_dated_tie_to_the_day() -> None:
    assert list(_years(_DATED)) == [1984, 1985, 1986, 1987]


def test_a_tie_is_formed_in_one_year_and_stands_from_then() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date="1986-01-01"))
    assert [_numbers(y.formed) for y in found.values()] == [(1, 1), (0, 0), (1, 1), (0, 0)]
    assert [_numbers(y.standing) for y in found.values()] == [(1, 1), (1, 1), (2, 2), (2, 2)]


def test_a_tie_dated_to_the_decade_is_possible_in_each_of_its_years() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date="198X"))
    assert list(found) == list(range(1980, 1988))
    assert _numbers(found[1980].formed) == (0, 1)
    assert _numbers(found[1987].standing) == (1, 2)


def test_an_undated_tie_is_possible_in_every_year_and_formed_in_none() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date=""))
    assert [_numbers(y.standing) for y in found.values()] == [(1, 2)] * 4
    assert [_numbers(y.formed) for y in found.values()] == [(1, 1), (0, 0), (0, 0), (0, 0)]


def test_a_suspended_tie_does_not_stand_in_the_years_between() -> None:
    found = _years(
        _DATED, status("a", "suspended", "1985-03/.."), status("a", "active", "1986-06/..")
    )
    assert [_numbers(y.standing) for y in found.values()] == [(1, 1), (0, 0), (1, 1), (1, 1)]


def test_a_tie_that_ended_stands_in_no_later_year() -> None:
    found = _years(_DATED, status("a", "ended", "1986-03/.."))
    assert [_numbers(y.standing) for y in found.values()] == [(1, 1), (1, 1), (0, 0), (0, 0)]


def test_the_year_of_the_question_ends_on_its_day() -> None:
    found = _years(_DATED, tie("b", "sakai", "lianyungang", date="1987-10-01"))
    assert _numbers(found[1987].formed) == (0, 0)


def test_without_a_dated_tie_there_are_no_years() -> None:
    assert _years(tie("b", "sakai", "lianyungang", date="")) == {}
    assert _years(tie("b", "sakai", "lianyungang", date="1990")) == {}
