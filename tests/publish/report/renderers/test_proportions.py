"""Tests of the room that parts of a note ask for."""

from __future__ import annotations

import pytest

from kizuna.publish.document import Sentence, Table
from kizuna.publish.report.renderers.language_runs import (
    column_shares,
    leading_number,
    stays_on_one_line,
    type_scale,
    width,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("18, possibly 19", ("18", ", possibly 19")),
        ("18都市、可能性を含め19都市", ("18", "都市、可能性を含め19都市")),
        ("100–120", ("100–120", "")),
        ("¥12", ("", "¥12")),
        ("75%", ("75%", "")),
        ("none", ("", "none")),
    ],
)
def test_a_figure_is_split_after_its_leading_number(text: str, parts: tuple[str, str]) -> None:
    assert leading_number(text) == parts


def test_an_east_asian_character_is_two_cells_wide() -> None:
    assert width("Kobe 神戸") == 9


def test_the_shares_of_columns_sum_to_one() -> None:
    table = Table("t", ("Name", "N"), ((Sentence.of("A long name of a place"), Sentence.of("1")),))
    assert sum(column_shares(table)) == pytest.approx(1)


def test_a_column_of_long_text_is_wider_than_one_of_numbers() -> None:
    table = Table("t", ("Name", "N"), ((Sentence.of("A long name of a place"), Sentence.of("1")),))
    wide, narrow = column_shares(table)
    assert wide > narrow


@pytest.mark.parametrize(
    "text", ["22 September 1981", "1980年11月21日", "21 сентября 1980 г.", "Nagaokakyo", "—"]
)
def test_a_date_and_a_name_stay_on_one_line(text: str) -> None:
    assert stays_on_one_line(text)


@pytest.mark.parametrize("text", ["from 1986 to an unknown date", "economy and industry"])
def test_a_longer_text_may_break(text: str) -> None:
    assert not stays_on_one_line(text)


def test_a_no_break_space_keeps_the_words_beside_it_in_one_column() -> None:
    prose = Sentence.of("a text that goes on and on " * 20)
    directed, spaced = (
        column_shares(Table("t", ("A", "B"), ((Sentence.of(f"大阪市民{gap}⇄ 上海市"), prose),)))[0]
        for gap in ("\u00a0", " ")
    )
    assert directed > spaced


def test_a_crowded_table_leaves_each_column_what_cannot_break() -> None:
    date, prose = "22 September 1981", "a text that goes on and on " * 20
    cells = (*(Sentence.of(date) for _ in range(3)), Sentence.of(prose))
    shares = column_shares(Table("t", ("a", "b", "c", "d"), (cells,)))
    assert all(share * 112 >= len(date) for share in shares[:3])


def test_only_a_crowded_table_is_set_smaller() -> None:
    assert (
        type_scale(Table("t", ("a", "b"), ((Sentence.of("Kobe"), Sentence.of("a text " * 30)),)))
        == 1
    )
    crowded = Table("t", ("a",) * 7, ((Sentence.of("13 сентября 1986 г."),) * 7,))
    assert 0.8 <= type_scale(crowded) < 1


def test_a_table_without_rows_still_has_shares() -> None:
    assert sum(column_shares(Table("t", ("a", "b"), ()))) == pytest.approx(1)
