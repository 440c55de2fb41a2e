"""The reader: ties of whole pages, from lists, cards, tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kizuna.proposals.place_names import EMPTY, NameBook
from kizuna.proposals.proposal import Page, Proposal, problem_of
from kizuna.proposals.reader import propose
from kizuna.sources.blocking import blocks_of

_TOWNS = "Lyon Bern Kyiv Milan Kobe Oslo Turin Омск Берн 上海市 大阪市 당진시"
_BOOK = NameBook(_TOWNS.split())


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


_WORDS = "Lyon Bern Kyiv 1974 ( ) 大阪市 友好都市 と Омском города-побратимы 서울시와 자매결연 X ?"
_PIECES = st.sampled_from(
    [
        *_WORDS.split(),
        *("twin towns", " since ", ", ", "\n", "\n\n- ", ": ", "\t", ". ", " – "),
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


@dataclass(frozen=True)
class _Counting(NameBook):
    """A name book that counts how often it is asked."""

    asked: list[str] = field(default_factory=list)

    def population(self, name: str) -> int:
        self.asked.append(name)
        return super().population(name)


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
        book = _Counting(_BOOK.names)
        propose(blocks_of(piece * times), book, Page(language=language))
        asked.append(len(book.asked))
    assert asked[1] <= 2.1 * asked[0]


def test_the_empty_text_says_nothing() -> None:
    assert propose(blocks_of(""), EMPTY) == []


def test_a_title_of_a_type_and_a_town_opens_its_card() -> None:
    text = "姉妹都市と友好都市\n姉妹都市 北海道紋別市\n縁あって、平成5年12月1日に姉妹都市を締結しました。\n"
    assert _told(text, "大阪市", language="ja") == [("紋別市", "1993-12-01")]


def test_a_korean_list_needs_no_gazetteer() -> None:
    text = "자매결연도시\n\n- 중국 랴오닝성 톄링시(1998.4.21)\n- 미국 콜로라도주 볼더카운티(2012.2.17)\n"
    assert _told(text, "당진시", "자매결연도시", "ko") == [
        ("톄링시", "1998-04-21"),
        ("볼더카운티", "2012-02-17"),
    ]


def test_clauses_of_one_subject_have_each_their_day() -> None:
    text = "大阪市は1990年10月24日に上海市と姉妹提携を結び、1992年11月2日には伊達市とも姉妹提携を結びました。"
    assert _told(text, "", language="ja") == [("上海市", "1990-10-24"), ("伊達市", "1992-11-02")]


def test_a_table_of_one_prefecture_gives_the_partners_of_its_towns() -> None:
    rows = ("神戸区 | 中国 | 上海市 | 1991/7/9", "伊達市 | 韓国 | 당진시 | 1989/10/12")
    text = "姉妹都市一覧\n\n" + "".join(
        f"| 兵庫県 | {row} |\n" for row in (*rows, *rows[:1], *rows)
    )
    told = [(p.subject, p.object) for p in _ties(text, "", "姉妹都市一覧", "ja")]
    assert set(told) == {("神戸区", "上海市"), ("伊達市", "당진시")}


def test_a_russian_word_that_begins_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    text = "Позже Омск стал побратимом города Берн в Швейцарии.\n"
    assert [(p.subject, p.object) for p in _ties(text, "", language="ru")] == [("Омск", "Берн")]


def test_a_line_of_a_day_with_its_hour_is_no_entry() -> None:
    text = "Города-побратимы Омска\n26.10.2022, 15:49 Новости / Общество\nБерн\n"
    assert _told(text, "Омск", "Города-побратимы Омска", "ru") == [("Берн", "")]


@pytest.mark.parametrize(
    ("text", "home", "language", "told"),
    [
        (
            "本市は海外の3市と交流しています。\n最も古いのは、米国・ノースヘイブン市です。港の縁から昭和43年に姉妹都市となりました。",
            "青松市",
            "ja",
            ("ノースヘイブン市", "1968"),
        ),
        (
            "We first wrote to Bern in winter. In 1974 it became our twin town.",
            "Lyon",
            "en",
            ("Bern", "1974"),
        ),
    ],
)
def test_a_sentence_without_a_name_speaks_of_the_town_before(
    text: str, home: str, language: str, told: tuple[str, str]
) -> None:
    assert told in _told(text, home, language=language)


def test_a_sentence_that_names_two_towns_gives_the_next_none() -> None:
    text = "Bern and Kyiv sent letters. In 1974 it became our twin town."
    assert _told(text) == []


def test_a_line_that_says_the_tie_and_a_day_gives_its_card_the_day() -> None:
    text = "Partnerstädte\n\nBern (Schweiz)\nPartnerschaft seit 1974\nMilan (Italien)\nPartnerschaft seit 1989\n"
    assert _told(text, language="de") == [("Bern", "1974"), ("Milan", "1989")]


def test_names_that_nobody_holds_are_told_by_the_column_of_countries_beside_them() -> None:
    text = "| 국가 | 도시 | 체결일 |\n| 대만 | 무라린 | 1966-06-30 |\n| 일본 | 도리카와 | 1976-10-11 |\n"
    told = _told(text, "당진시", "자매도시", "ko")
    assert told == [("무라린", "1966-06-30"), ("도리카와", "1976-10-11")]


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        ("Lyon. Gestern besuchte der Rat die Partnerstadt Bern.", "de", ["Lyon Bern"]),
        ("The sister city ties between Lyon in Ohio, and Bern in Kobe were sealed.", "en", ["Lyon Bern"]),
        ("大阪市と上海市、伊達市と紋別市が姉妹都市となった。", "ja", ["大阪市 上海市", "伊達市 紋別市"]),
        ("당진시는 중국의 대련시·무라린과 자매결연을 맺었다.", "ko", ["당진시 대련시", "당진시 무라린"]),
        ("- Lyon — Bern (twinned in 1989)\n- Kyiv — Milan\n", "en", ["Lyon Bern", "Kyiv Milan"]),
    ],
)  # fmt: skip
def test_sides_are_told_by_where_they_stand(text: str, language: str, pairs: list[str]) -> None:
    assert [f"{p.subject} {p.object}" for p in _ties(text, "", language=language)] == pairs
