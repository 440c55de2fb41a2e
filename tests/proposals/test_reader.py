"""The reader: names of places in every script, and ties of whole pages, lists, cards,
tables and sentences.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import rows
from kizuna.proposals.layout import lines_of
from kizuna.proposals.place_names import (
    OWN,
    NamedPlace,
    NameFinder,
    Population,
    bare,
    is_same,
)
from kizuna.proposals.proposal import Page, Proposal, problem_of
from kizuna.proposals.reader import propose
from kizuna.proposals.ties import Clause, Pair
from kizuna.proposals.words import LANGUAGES, words_of
from kizuna.sources.blocking import blocks_of

_TOWNS = (
    "Lyon Bern Kyiv Milan Kobe Oslo Turin Opole Brno Omsk Toledo Омск Берн Лион"
    " 大阪市 上海市 天津市 川崎市 札幌市 沈阳市 서울시 부산시 당진시"
)


def _book(names: str) -> Population:
    """All names that somebody holds."""
    held = frozenset(names.split())
    return lambda name: OWN * (name in held)


_BOOK = _book(_TOWNS)


def _ties(
    text: str, home: str = "Lyon", title: str = "", language: str = "en"
) -> list[Proposal]:
    found = propose(
        blocks_of(text), _BOOK, Page(title=title, home=home, language=language)
    )
    return [p for p in found if p.kind == "tie"]


_COLUMNS = "| 국가 | 도시 | 체결일 |\n| 대만 | 무라린 | 1966-06-30 |\n| 일본 | 도리카와 | 1976-10-11 |\n"
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


def test_what_is_no_tie_of_towns_is_left() -> None:
    for text in (
        "The hotel opened in Bern in 1974. Anna Lyon of Kyiv visited.",
        "Founded in 1221\nSatellites: Bern, Kyiv, Milan\n",
        "What is Bern's twin town?",
        "Town\tPeople\tYear\nBern\t100\t1974\nKyiv\t200\t1992\n",
        "Bern and Kyiv sent letters. In 1974 it became our twin town.",
        "",
        "Our sister schools\n\nThe schools of Bern and Kyiv exchange letters.\n",
    ):
        assert _ties(text) == [], text
    assert (
        _ties("Our twin towns\n\n- Bern (1974)\n", home="") == []
    )  # nobody knows whose


def test_a_tie_that_has_ended_is_a_tie_and_a_quote_that_does_not_name_both_says_so() -> (
    None
):
    (tie,) = _ties(
        "大阪市宣布解除同上海市的友好城市关系。", home="大阪市", language="zh"
    )
    assert (tie.subject, tie.object, tie.props["status"]) == (
        "大阪市",
        "上海市",
        "ended",
    )
    told, listed = _ties(
        "Lyon and Kyiv are twin towns.\n\nTwin towns\n\n- Bern (1974)\n"
    )
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
        assert problem_of(one) == ""


_LONG = {"en": "Lyon and Bern are twin towns since 1974, said Anna Kyiv of Milan "}
_LONG |= {"ja": "大阪市と上海市は友好都市、"}


@pytest.mark.parametrize(("language", "piece"), _LONG.items())
def test_a_text_twice_as_long_asks_at_most_twice_as_much(
    language: str, piece: str
) -> None:
    counted = []
    for times in (100, 200):
        asked: list[str] = []

        def book(name: str, asked: list[str] = asked) -> int:
            asked.append(name)
            return _BOOK(name)

        propose(blocks_of(piece * times), book, Page(language=language))
        counted.append(len(asked))
    assert counted[1] <= 2.1 * counted[0]


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        ("Lyon. Gestern besuchte der Rat die Partnerstadt Bern.", "de", ["Lyon Bern"]),
        ("The sister city ties between Lyon in Ohio, and Bern in Kobe were sealed.", "en", ["Lyon Bern"]),
        ("大阪市と上海市、伊達市と紋別市が姉妹都市となった。", "ja", ["大阪市 上海市", "伊達市 紋別市"]),
        ("당진시는 중국의 대련시·무라린과 자매결연을 맺었다.", "ko", ["당진시 대련시", "당진시 무라린"]),
    ],
)  # fmt: skip
def test_sides_are_told_by_where_they_stand(
    text: str, language: str, pairs: list[str]
) -> None:
    assert [
        f"{p.subject} {p.object}" for p in _ties(text, "", language=language)
    ] == pairs


def _pairs(text: str, language: str, home: str = "") -> list[Pair]:
    clause = Clause.of("prose", 0, text, NameFinder(_BOOK, words_of(language)))
    clause = replace(clause, topic=home, home=home)
    return next((p for t in clause.triggers if (p := list(clause.pairs(t)))), [])


_TOLD = """
en | Lyon Bern 1974 | Lyon and Bern have been twin towns since 1974.
en | Lyon Bern 1974-05-04 | The twinning between Lyon and Bern was signed on 4 May 1974.
en | Lyon Bern 1974-04-18 | Lyon and Bern became friendship cities on 18 April 1974.
en | Lyon Bern | Lyon (near Toledo) and Bern are twin towns.
de | Lyon Bern 1974 | Lyon und Bern sind seit 1974 Partnerstädte.
fr | Lyon Bern 1974 | Lyon est jumelée avec Bern depuis 1974.
es | Lyon Bern 1974 | Lyon y Bern están hermanadas desde 1974.
it | Lyon Bern 1974 | Lyon è gemellata con Bern dal 1974.
it | Lyon Bern 1974-04-18 | Lyon e Bern diventarono città gemellate il 18 aprile 1974.
pl | Lyon Bern 1974 | Lyon i Bern są miastami partnerskimi od 1974 roku.
cs | Lyon Bern 1974 | Lyon a Bern jsou od roku 1974 partnerská města.
ru | Омск Берн 1974 | Омск и Берн стали городами-побратимами в 1974 году.
ru | Омск Берн | Между Омском и Берном подписан договор о дружбе.
ja | 大阪市 上海市 1974-04-18 | 大阪市と上海市は昭和49年4月18日に友好都市提携を結んだ。
zh | 大阪市 上海市 1974-04-18 | 大阪市与上海市于1974年4月18日结为友好城市。
ko | 서울시 부산시 1974-04-18 | 서울시와 부산시는 1974년 4월 18일 자매결연을 체결했다.
en | Lyon Bern 1974, Lyon Kyiv 1992, Lyon Milan 1995 |
    Lyon is twinned with Bern (1974), Kyiv (1992) and later with Milan (1995).
en | Lyon Bern 1974, Lyon Opole 1974 |
    In 1974 Lyon entered into two sister city relationships (Bern, Switzerland and Opole, Poland).
es | Lyon Bern 1967, Lyon Milan 1984, Lyon Opole 1984, Lyon Brno 1990 |
    Lyon está hermanada con Bern (Suiza) desde 1967, Milan y Opole desde 1984, y Brno desde 1990.
zh | 天津市 川崎市 1979-05-01, 沈阳市 札幌市 1980-11-18 |
    天津市、沈阳市分别同川崎市、札幌市结为友好城市，时间是1979年5月1日和1980年11月18日
zh | 大阪市 札幌市, 川崎市 天津市 | 另外上海市所辖大阪市、川崎市也分别与札幌市、天津市结为友好城市。
"""
_OF_A_HOME = """
en Lyon | Lyon Bern | Our twin town Bern sent a choir.
en Lyon | Lyon Bern | On 3 May 2019 a choir from our twin town Bern sang here.
es Lyon | Lyon Bern | El hermanamiento con Bern, Toledo ya existe.
ja 札幌市 | 大阪市 上海市 1982 | 1982年の大阪市と上海市の友好都市締結以来、札幌市も交流した。
ja 札幌市 | 札幌市 上海市 1992-05-18 |
    1992年5月18日、上海市の会場で、当時の中村市長と呉市長が、友好都市締結書に調印しました。
ja 札幌市 | 札幌市 上海市, 札幌市 天津市 | 上海市、天津市と姉妹都市提携を結んだ。
zh 沈阳市 | 沈阳市 大阪市, 沈阳市 川崎市 | 我市与日本大阪市、川崎市等结为友好城市。
ko 대전시 | 대전시 서울시, 대전시 란저우시 | 서울시, 중국 란저우시와 자매결연을 맺었다.
ko 대전시 | 대전시 서울시, 대전시 부산시 | 서울시에 이어 부산시와 자매결연을 맺었다.
it Lyon | Lyon Milan, Lyon Opole, Lyon Brno |
    Bern è la terza città gemellata con Lyon, le altre sono: Milan (Italia), Opole e Brno.
"""
"""Languages (and whose home the page is), ties, and the sentences that tell them: the
home's, or of two named.
"""


@pytest.mark.parametrize(("told", "ties", "text"), rows(_TOLD + _OF_A_HOME.strip()))
def test_each_partner_has_its_side_and_its_day_and_is_the_homes_unless_both_are_named(
    told: str, ties: str, text: str
) -> None:
    language, _, home = told.partition(" ")
    pairs = (
        f"{p.first} {p.second} {p.date}".strip() for p in _pairs(text, language, home)
    )
    assert ", ".join(pairs) == ties


def test_schools_and_ships_make_no_tie_of_towns() -> None:
    for language, text in (
        ("en", "Lyon High School and its sister school in Bern"),
        ("en", "the twin-engined ship from Lyon to Bern"),
        ("de", "Schulpartnerschaft zwischen Lyon und Bern"),
        ("ja", "大阪市の姉妹校提携と上海市の高校"),
        ("en", "Lyon and Bern grew fast."),
    ):
        assert _pairs(text, language) == [], text


def test_what_is_planned_ended_or_denied_is_marked() -> None:
    for text, status in (
        ("Lyon plans to become a twin town of Bern.", "planned"),
        ("Lyon terminated its twinning with Bern.", "ended"),
        ("Lyon and Bern are not twin towns.", "negated"),
    ):
        assert [p.status for p in _pairs(text, "en")] == [status], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_patterns(language: str) -> None:
    words = words_of(language)
    assert words.held["ties"]
    for key in (
        "bodies",
        "ended",
        "planned",
        "negated",
        "sign",
        "weak",
        "respectively",
    ):
        assert words.pattern(key).pattern != "(?!)"


def test_names_of_one_town_are_the_same_with_and_without_its_word() -> None:
    assert is_same("Issy", "Issy-les-Moulineaux")
    assert is_same("大阪市", "大阪")
    assert not is_same("Bern", "Bergen")
    assert not is_same("", "Lyon")
    assert (bare("Ville de Lyon"), bare("서울시"), bare("Osaka City")) == (
        "lyon",
        "서울",
        "osaka",
    )


_NAMES = "Osaka Lyon Омск Мытищи Košice Wuppertal 大阪 上海 天津市 서울 Opole 大连市 南九州 川崎市 堺市 海淀"
_HELD = _book(_NAMES)


def _found(text: str, language: str) -> list[NamedPlace]:
    return NameFinder(_HELD, words_of(language)).names_in(text)


_PLACES = """
de | in Omsk und Wuppertals Rathaus | Omsk form | Wuppertal held
ru | гости из Омска приехали с Мытищами | Омск held | Мытищи held
pl | z Opolem i Košicemi | Opole held | Košicemi form
fr | d’Osaka, l’Italie et Lyon | Osaka held | Italie country | Lyon held
en | the prefecture of Osaka, Osaka Prefecture and the city of Osaka |
    Osaka Prefecture held | Osaka Prefecture held | Osaka held
en | the ports of Osaka and Lyon | Port of Osaka held | Port of Lyon held
en | Mayor Anna Lyon spoke | Anna Lyon form
en | made with Dierdorf, Germany, official | Dierdorf level | Germany country
ja | 後に大阪市と上海は | 大阪市 held | 上海 held
ja | カナダのミシサガ市で | カナダ country | ミシサガ市 level
ja | 愛知県刈谷市と江苏省镇江市 | 刈谷市 level | 镇江市 level
ja | 山下市長が大阪市を訪れた | 大阪市 held
ja | 南九州市 | 南九州市 held
ja | 国際姉妹都市
zh | 另外大连市 | 大连市 level
zh | 日本国堺市市长 | 日本国 country | 堺市 held
zh | 俄罗斯海淀加斯基市 | 俄罗斯 country | 海淀加斯基市 level
zh | 此次川崎市 | 川崎市 level
zh | 三个省和两市
ko | 서울시와 부안군은 | 서울시 held | 부안군 level
ko | 중국 란저우시(2001.5.3) | 중국 country | 란저우시 level
ko | 아바나 시(쿠바) | 아바나시 level | 쿠바 country
ko | 란저우(蘭州)시 | 란저우시 level
ko | 미국 콜로라도주 볼더카운티 | 미국 country | 볼더카운티 level
ko | 서울 마포구 | 마포구 level
"""
"""Texts by their language, and their names in the base form, each with how it
counts.
"""


@pytest.mark.parametrize("row", rows(_PLACES), ids=lambda row: str(row[1]))
def test_names_are_found_in_their_base_form_with_how_they_count(row: list[str]) -> None:
    language, text, *names = row
    assert [f"{n.name} {n.how}" for n in _found(text, language)] == names


def test_words_that_the_document_writes_small_are_no_names() -> None:
    finder = NameFinder(_book("Nice"), words_of("en"), frozenset({"nice"}))
    assert [n.how for n in finder.names_in("Nice words.")] == ["form"]


def test_offices_persons_and_common_words_are_no_korean_names() -> None:
    for text in (
        "김철수 시장이 인사했다",
        "국제 우호 도시",
        "중국 최초의 항구",
        "기념하여 군청에",
    ):
        assert [n for n in _found(text, "ko") if n.how == "level"] == []
