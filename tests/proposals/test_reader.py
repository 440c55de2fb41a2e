"""The reader: ties of whole pages, from lists, cards, tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.proposals.layout import lines_of
from kizuna.proposals.place_names import NameBook
from kizuna.proposals.proposal import Page, Proposal, problem_of
from kizuna.proposals.reader import propose
from kizuna.sources.blocking import blocks_of

_TOWNS = "Lyon Bern Kyiv Milan Kobe Oslo Turin Омск Берн 上海市 大阪市 당진시"
_BOOK = NameBook(_TOWNS.split())


def _ties(text: str, home: str = "Lyon", title: str = "", language: str = "en") -> list[Proposal]:
    found = propose(blocks_of(text), _BOOK, Page(title=title, home=home, language=language))
    return [p for p in found if p.kind == "tie"]


_COLUMNS = (
    "| 국가 | 도시 | 체결일 |\n| 대만 | 무라린 | 1966-06-30 |\n| 일본 | 도리카와 | 1976-10-11 |\n"
)
_ROW = "| 兵庫県 | 神戸区 | 中国 | 上海市 | 1991/7/9 |\n| 兵庫県 | 伊達市 | 韓国 | 당진시 | 1989/10/12 |\n"
_PAGES = {
    "a list under a heading": (
        "en", "Lyon", "",
        "Our twin towns\n\n- Bern, Switzerland (since 1974)\n- Kyiv (Ukraine, 4 May 1992)\n- Oldham (England)\n",
        "Lyon Bern 1974, Lyon Kyiv 1992-05-04, Lyon Oldham"),
    "an entry puts its town forward": (
        "en", "Kobe", "",
        "Our twin towns\n\n- Kyiv, Ukraine (since 1992)\n- Italy: Milan (1967)\n- Lyon, Ohio, USA\n"
        "- Oldcastle (Ireland)\n- Germany\n",
        "Kobe Kyiv 1992, Kobe Milan 1967, Kobe Lyon, Kobe Oldcastle"),
    "a dash between two towns makes a pair": (
        "en", "", "", "Twin towns of the county\n\n- Lyon – Kyiv (1992)\n- Bern / Milan\n- Oslo (Viken) — Turin\n",
        "Lyon Kyiv 1992, Bern Milan, Oslo Turin"),
    "cards take their day from the lines below": (
        "fr", "Lyon", "", "Nos villes jumelles\n\nBern\n1974\n(Suisse)\n\nMilan\n1989 (Italie)\n\nKobe\n",
        "Lyon Bern 1974, Lyon Milan 1989, Lyon Kobe"),
    "the year stands above and the day below": (
        "en", "Lyon", "", "Sister cities\n\n1998\n\nKobe (Japan)\n\nsigned on 28 June\n", "Lyon Kobe 1998-06-28"),
    "a list behind a sentence": (
        "en", "Lyon", "", "Lyon has four twin towns across the globe:\nBern, Kyiv, Milan, Kobe.\n",
        "Lyon Bern, Lyon Kyiv, Lyon Milan, Lyon Kobe"),
    "a label gives the card above its partners": (
        "ru", "", "", "Омск\nОснован: 1716 год\nПобратимы: Берн, Лион\n", "Омск Берн, Омск Лион"),
    "a table row by row": (
        "en", "Lyon", "", "Twin town\tCountry\tYear\nBern\tSwitzerland\t1974\nKyiv\tUkraine\t1992\n",
        "Lyon Bern 1974, Lyon Kyiv 1992"),
    "headings may name the towns whose partners follow": (
        "de", "", "Partnerschaften in Lyon",
        "Partnerstädte im Kreis\n\nLyon\n\n- Bern (1974)\n\nKyiv\n\n- Milan (1992)\n",
        "Lyon Bern 1974, Kyiv Milan 1992"),
    "the day may stand in the next sentence": (
        "en", "Lyon", "", "Lyon and Bern are twin towns. The charter was signed on 4 May 1974.",
        "Lyon Bern 1974-05-04"),
    "both towns of a later sentence are those of the last tie": (
        "en", "Lyon", "", "Lyon has links with its twin town Bern. Both towns were twinned on 4 May 1974.",
        "Lyon Bern 1974-05-04"),
    "the word that names both sides counts before one that names one": (
        "en", "Lyon", "", "In its twinning work with cities of the world, Kyiv is twinned with Bern and Milan.",
        "Kyiv Bern, Kyiv Milan"),
    "the home is told by the title": (
        "en", "", "Twin towns of Lyon", "Our twin towns\n\n- Bern (1974)\n", "Lyon Bern 1974"),
    "a pair is told once with its sharpest day": (
        "en", "Lyon", "", "Lyon and Bern are twin towns. Lyon and Bern have been twin towns since 4 May 1974.",
        "Lyon Bern 1974-05-04"),
    "a title of a type and a town opens its card": (
        "ja", "大阪市", "",
        "姉妹都市と友好都市\n姉妹都市 北海道紋別市\n縁あって、平成5年12月1日に姉妹都市を締結しました。\n",
        "大阪市 紋別市 1993-12-01"),
    "a Korean list needs no gazetteer": (
        "ko", "당진시", "자매결연도시",
        "자매결연도시\n\n- 중국 랴오닝성 톄링시(1998.4.21)\n- 미국 콜로라도주 볼더카운티(2012.2.17)\n",
        "당진시 톄링시 1998-04-21, 당진시 볼더카운티 2012-02-17"),
    "clauses of one subject have each their day": (
        "ja", "", "",
        "大阪市は1990年10月24日に上海市と姉妹提携を結び、1992年11月2日には伊達市とも姉妹提携を結びました。",
        "大阪市 上海市 1990-10-24, 大阪市 伊達市 1992-11-02"),
    "a table of one prefecture gives the partners of its towns": (
        "ja", "", "姉妹都市一覧", "姉妹都市一覧\n\n" + _ROW * 3,
        "神戸区 上海市 1991-07-09, 伊達市 당진시 1989-10-12"),
    "a Russian word that begins a sentence is no part of the name behind it": (
        "ru", "", "", "Позже Омск стал побратимом города Берн в Швейцарии.\n", "Омск Берн"),
    "a line of a day with its hour is no entry": (
        "ru", "Омск", "Города-побратимы Омска",
        "Города-побратимы Омска\n26.10.2022, 15:49 Новости / Общество\nБерн\n", "Омск Берн"),
    "a sentence without a name speaks of the town before": (
        "en", "Lyon", "", "We first wrote to Bern in winter. In 1974 it became our twin town.", "Lyon Bern 1974"),
    "a sentence of Japanese without a name does too": (
        "ja", "青松市", "",
        "海外の市と交流しています。\n最も古いのは、米国・ノースヘイブン市です。昭和43年に姉妹都市となりました。",
        "青松市 ノースヘイブン市 1968"),
    "a line that says the tie and a day gives its card the day": (
        "de", "Lyon", "",
        "Partnerstädte\n\nBern (Schweiz)\nPartnerschaft seit 1974\nMilan (Italien)\nPartnerschaft seit 1989\n",
        "Lyon Bern 1974, Lyon Milan 1989"),
    "names that nobody holds are told by the column of countries beside them": (
        "ko", "당진시", "자매도시", _COLUMNS, "당진시 무라린 1966-06-30, 당진시 도리카와 1976-10-11"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "home", "title", "text", "told"), _PAGES.values(), ids=list(_PAGES)
)
def test_ties_are_read_from_a_page(
    language: str, home: str, title: str, text: str, told: str
) -> None:
    found = _ties(text, home, title, language)
    ties = (f"{p.subject} {p.object} {p.props.get('start', '')}".strip() for p in found)
    assert ", ".join(ties) == told


def test_lines_that_the_page_broke_are_one_and_those_of_a_list_stay_apart() -> None:
    text = "The twinning of the two towns was signed in the old hall of the guild in\nthe spring of 1974 by both."
    assert len(list(lines_of(blocks_of(text)))) == 1
    text = "Partnership of towns: Lyon / Kyiv\nPartnership of towns: Milan / Kobe"
    assert [line[-4:] for _, _, line in lines_of(blocks_of(text))] == ["Kyiv", "Kobe"]


@pytest.mark.parametrize(
    "text",
    [
        "The hotel opened in Bern in 1974. Anna Lyon of Kyiv visited.",
        "Founded in 1221\nSatellites: Bern, Kyiv, Milan\n",
        "What is Bern's twin town?",
        "Town\tPeople\tYear\nBern\t100\t1974\nKyiv\t200\t1992\n",
        "Bern and Kyiv sent letters. In 1974 it became our twin town.",
        "",
        "Our sister schools\n\nThe schools of Bern and Kyiv exchange letters.\n",
    ],
)
def test_what_is_no_tie_of_towns_is_left(text: str) -> None:
    assert _ties(text) == []
    assert _ties("Our twin towns\n\n- Bern (1974)\n", home="") == []  # nobody knows whose


def test_a_tie_that_has_ended_is_a_tie_and_a_quote_that_does_not_name_both_says_so() -> None:
    (tie,) = _ties("大阪市宣布解除同上海市的友好城市关系。", home="大阪市", language="zh")
    assert (tie.subject, tie.object, tie.props["status"]) == ("大阪市", "上海市", "ended")
    told, listed = _ties("Lyon and Kyiv are twin towns.\n\nTwin towns\n\n- Bern (1974)\n")
    assert (listed.needs_context, told.needs_context) == (True, False)


_WORDS = "Lyon Bern Kyiv 1974 ( ) 大阪市 友好都市 と Омском города-побратимы 서울시와 자매결연 X ?"
_SIGNS = ("twin towns", " since ", ", ", "\n", "\n\n- ", ": ", "\t", ". ", " – ")
_PIECES = st.sampled_from([*_WORDS.split(), *_SIGNS])


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


_LONG = {"en": "Lyon and Bern are twin towns since 1974, said Anna Kyiv of Milan "}
_LONG |= {"ja": "大阪市と上海市は友好都市、"}


@pytest.mark.parametrize(("language", "piece"), _LONG.items())
def test_a_text_twice_as_long_asks_at_most_twice_as_much(language: str, piece: str) -> None:
    asked = []
    for times in (100, 200):
        book = _Counting(_BOOK.names)
        propose(blocks_of(piece * times), book, Page(language=language))
        asked.append(len(book.asked))
    assert asked[1] <= 2.1 * asked[0]


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        ("Lyon. Gestern besuchte der Rat die Partnerstadt Bern.", "de", ["Lyon Bern"]),
        ("The sister city ties between Lyon in Ohio, and Bern in Kobe were sealed.", "en", ["Lyon Bern"]),
        ("大阪市と上海市、伊達市と紋別市が姉妹都市となった。", "ja", ["大阪市 上海市", "伊達市 紋別市"]),
        ("당진시는 중국의 대련시·무라린과 자매결연을 맺었다.", "ko", ["당진시 대련시", "당진시 무라린"]),
    ],
)  # fmt: skip
def test_sides_are_told_by_where_they_stand(text: str, language: str, pairs: list[str]) -> None:
    assert [f"{p.subject} {p.object}" for p in _ties(text, "", language=language)] == pairs
