"""The reader: ties of whole pages, from lists, cards, tables and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kizuna.proposals.form import problem_of
from kizuna.proposals.names import EMPTY, NameBook, PlainNames
from kizuna.proposals.page import Page
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.reader import propose
from kizuna.sources.blocking import blocks_of

_TOWNS = (
    "Lyon",
    "Bern",
    "Kyiv",
    "Milan",
    "Kobe",
    "Oslo",
    "Turin",
    "Омск",
    "Берн",
    "上海市",
    "大阪市",
    "당진시",
)
_BOOK = PlainNames(dict.fromkeys(_TOWNS))


def _ties(text: str, home: str = "Lyon", title: str = "", language: str = "en") -> list[Proposal]:
    found = propose(blocks_of(text), _BOOK, Page(title=title, home=home, language=language))
    return [p for p in found if p.kind == "tie"]


def _told(
    text: str, home: str = "Lyon", title: str = "", language: str = "en"
) -> list[tuple[str, str]]:
    return [(str(p.object), p.props.get("start", "")) for p in _ties(text, home, title, language)]


def test_a_list_under_a_heading_is_read_with_its_days() -> None:
    text = "Our twin towns\n\n- Bern, Switzerland (since 1974)\n- Kyiv (Ukraine, 4 May 1992)\n- Oldham (England)\n"
    assert _told(text) == [("Bern", "1974"), ("Kyiv", "1992-05-04"), ("Oldham", "")]


def test_cards_take_their_day_from_the_lines_below() -> None:
    text = "Nos villes jumelles\n\nBern\n1974\n(Suisse)\n\nMilan\n1989 (Italie)\n\nKobe\n"
    assert _told(text, language="fr") == [("Bern", "1974"), ("Milan", "1989"), ("Kobe", "")]


def test_the_year_stands_above_and_the_day_below() -> None:
    text = "Sister cities\n\n1998\n\nKobe (Japan)\n\nsigned on 28 June\n"
    assert _told(text) == [("Kobe", "1998-06-28")]


def test_a_list_behind_a_sentence_is_read() -> None:
    text = "Lyon has four twin towns across the globe:\nBern, Kyiv, Milan, Kobe.\n"
    assert [name for name, _ in _told(text)] == ["Bern", "Kyiv", "Milan", "Kobe"]


def test_a_label_gives_the_card_above_its_partners() -> None:
    text = "Омск\nОснован: 1716 год\nПобратимы: Берн, Лион\n"
    found = _ties(text, home="", language="ru")
    assert [(p.subject, p.object) for p in found] == [("Омск", "Берн"), ("Омск", "Лион")]


def test_pairs_in_a_list_need_no_home() -> None:
    found = _ties("Twin towns of the county\n\nLyon – Bern (1974)\nKyiv – Milan (1992)\n", home="")
    assert [(p.subject, p.object) for p in found] == [("Lyon", "Bern"), ("Kyiv", "Milan")]


def test_a_table_is_read_row_by_row() -> None:
    text = "Twin town\tCountry\tYear\nBern\tSwitzerland\t1974\nKyiv\tUkraine\t1992\n"
    assert _told(text) == [("Bern", "1974"), ("Kyiv", "1992")]


def test_a_table_of_something_else_is_left() -> None:
    assert _ties("Town\tPeople\tYear\nBern\t100\t1974\nKyiv\t200\t1992\n") == []


def test_headings_may_name_the_towns_whose_partners_follow() -> None:
    text = "Partnerstädte im Kreis\n\nLyon\n\n- Bern (1974)\n\nKyiv\n\n- Milan (1992)\n"
    found = _ties(text, home="", title="Partnerschaften in Lyon", language="de")
    assert [(p.subject, p.object) for p in found] == [("Lyon", "Bern"), ("Kyiv", "Milan")]


def test_the_day_may_stand_in_the_next_sentence() -> None:
    text = "Lyon and Bern are twin towns. The charter was signed on 4 May 1974."
    assert _told(text) == [("Bern", "1974-05-04")]


def test_both_towns_of_a_later_sentence_are_those_of_the_last_tie() -> None:
    text = "Lyon has links with its twin town Bern. Both towns were twinned on 4 May 1974."
    assert ("Bern", "1974-05-04") in _told(text)


def test_a_town_may_be_called_by_its_first_name_alone() -> None:
    book = PlainNames(dict.fromkeys(("Lyon", "Bern", "Bern am See")))
    text = "Our partners live in Bern am See.\n\nLyon is twinned with Bern since 1974.\n"
    found = propose(blocks_of(text), book, Page(home="Lyon", language="en"))
    assert [(p.subject, p.object) for p in found if p.kind == "tie"] == [("Lyon", "Bern am See")]


def test_the_word_that_names_both_sides_counts_before_one_that_names_one() -> None:
    text = "In its twinning work with cities of the world, Kyiv is twinned with Bern and Milan."
    found = _ties(text, home="Lyon")
    assert [(p.subject, p.object) for p in found] == [("Kyiv", "Bern"), ("Kyiv", "Milan")]


def test_the_home_is_told_by_the_title() -> None:
    found = _ties("Our twin towns\n\n- Bern (1974)\n", home="", title="Twin towns of Lyon")
    assert [(p.subject, p.object) for p in found] == [("Lyon", "Bern")]


def test_nothing_is_invented_where_no_home_is_known() -> None:
    assert _ties("Our twin towns\n\n- Bern (1974)\n", home="") == []


@pytest.mark.parametrize(
    "text",
    [
        "The hotel opened in Bern in 1974. Anna Lyon of Kyiv visited.",
        "Founded in 1221\nSatellites: Bern, Kyiv, Milan\n",
        "What is Bern's twin town?",
        "Our sister schools\n\nThe schools of Bern and Kyiv exchange letters.\n",
    ],
)
def test_what_is_no_tie_of_towns_is_left(text: str) -> None:
    assert _ties(text) == []


def test_a_tie_that_has_ended_is_a_tie() -> None:
    (tie,) = _ties("大阪市宣布解除同上海市的友好城市关系。", home="大阪市", language="zh")
    assert (tie.subject, tie.object, tie.props["status"]) == ("大阪市", "上海市", "ended")


def test_a_pair_is_told_once_with_its_sharpest_day() -> None:
    text = "Lyon and Bern are twin towns. Lyon and Bern have been twin towns since 4 May 1974."
    assert _told(text) == [("Bern", "1974-05-04")]


def test_the_quote_names_what_it_supports_or_says_that_it_does_not() -> None:
    listed, told = _ties("Lyon and Kyiv are twin towns.\n\nTwin towns\n\n- Bern (1974)\n")[::-1]
    assert (listed.needs_context, told.needs_context) == (True, False)


_PIECES = st.sampled_from(
    [
        "Lyon",
        "Bern",
        "Kyiv",
        "twin towns",
        "1974",
        " since ",
        ", ",
        "\n",
        "\n\n- ",
        ": ",
        "(",
        ")",
        "\t",
        ". ",
        "大阪市",
        "友好都市",
        "と",
        "Омском",
        "города-побратимы",
        " – ",
        "서울시와",
        "자매결연",
        "X",
        "?",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_PIECES, max_size=40).map("".join),
    st.sampled_from(["", "en", "ja", "ru", "ko", "zh", "de"]),
)
def test_every_quote_is_the_text_at_its_place(text: str, language: str) -> None:
    for one in propose(blocks_of(text), _BOOK, Page(home="Lyon", language=language)):
        assert one.quote == text[one.start : one.end]
        assert 0 < one.confidence <= 1
        assert problem_of(one.kind, one.props) == ""


class _Counting:
    """A name book that counts how often it is asked."""

    def __init__(self, book: NameBook) -> None:
        self.book, self.asked = book, 0

    def known(self) -> list[str]:
        return list(self.book.known())

    def is_place(self, name: str) -> bool:
        self.asked += 1
        return self.book.is_place(name)

    def population(self, name: str) -> int:
        self.asked += 1
        return self.book.population(name)

    def country(self, name: str) -> str | None:
        return self.book.country(name)


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("en", "Lyon and Bern are twin towns since 1974, said Anna Kyiv of Milan "),
        ("ja", "大阪市と上海市は友好都市、"),
    ],
)
def test_a_text_twice_as_long_asks_at_most_twice_as_much(language: str, piece: str) -> None:
    asked = []
    for times in (200, 400):
        book = _Counting(_BOOK)
        propose(blocks_of(piece * times), book, Page(language=language))
        asked.append(book.asked)
    assert asked[1] <= 2.1 * asked[0]


def test_the_empty_text_says_nothing() -> None:
    assert propose(blocks_of(""), EMPTY) == []
