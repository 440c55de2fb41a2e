"""Lines, entries and tables of a document."""

from __future__ import annotations

import pytest

from kizuna.proposals.layout import columns_of, entry_of, lines_of, sentences_of
from kizuna.proposals.place_names import NameBook, NameFinder
from kizuna.proposals.words import words_of
from kizuna.sources.blocking import blocks_of

_BOOK = NameBook(dict.fromkeys(("Lyon", "Kyiv", "Milan", "Kobe", "Bern")))


def _entry(text: str, *, many: bool = False) -> tuple[list[str], bool]:
    names = NameFinder(_BOOK, words_of("en")).names_in(text)
    partners, is_pair = entry_of(text, names, many=many, loose=True)
    return [p.name for p in partners], is_pair


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Kyiv, Ukraine (since 1992)", ["Kyiv"]),
        ("Italy: Milan (1967)", ["Milan"]),
        ("Lyon, Ohio, USA", ["Lyon"]),
        ("Oldcastle (Ireland)", ["Oldcastle"]),
        ("Germany", []),
    ],
)
def test_an_entry_puts_its_town_forward(text: str, partners: list[str]) -> None:
    assert _entry(text) == (partners, False)
    assert _entry("Lyon, Kyiv, Milan", many=True) == (["Lyon", "Kyiv", "Milan"], False)


@pytest.mark.parametrize("text", ["Lyon – Kyiv (1992)", "Lyon / Kyiv", "Lyon (Rhône) — Kyiv"])
def test_a_dash_between_two_towns_makes_a_pair(text: str) -> None:
    assert _entry(text) == (["Lyon", "Kyiv"], True)


def test_lines_that_the_page_broke_are_one_and_those_of_a_list_stay_apart() -> None:
    text = "The twinning of the two towns was signed in the old hall of the guild in\nthe spring of 1974 by both."
    assert len(list(lines_of(blocks_of(text)))) == 1
    text = "Partnership of towns: Lyon / Kyiv\nPartnership of towns: Milan / Kobe"
    assert [line[-4:] for _, _, line in lines_of(blocks_of(text))] == ["Kyiv", "Kobe"]


def test_a_line_is_read_in_parts_of_bounded_length() -> None:
    lines = lines_of(blocks_of("Lyon is fine. " * 2000))
    assert max(len(line) for _, _, line in lines) <= 4000


def test_a_date_with_dots_ends_no_sentence() -> None:
    text = "2015.08.28. 당진시 서명. Dr. Lee came. It rained."
    assert [text[a:b] for a, b in sentences_of(text)] == [
        "2015.08.28. 당진시 서명.",
        "Dr. Lee came.",
        "It rained.",
    ]


def test_columns_are_told_by_what_most_of_their_cells_are_and_one_of_two_is_the_home() -> None:
    finder = NameFinder(_BOOK, words_of("en"))
    rows = [["Town", "Country", "Year"], ["Lyon", "France", "1974"], ["Kyiv", "Ukraine", "1992"]]
    assert columns_of(rows, finder) == (0, -1)
    assert columns_of([["Bern", "Lyon"], ["Bern", "Kyiv"], ["Bern", "Milan"]], finder) == (1, 0)
