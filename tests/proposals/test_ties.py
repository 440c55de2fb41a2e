"""Names of places in running text, in every script, and ties in sentences: who, since when, and how it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import rows
from kizuna.proposals.place_names import EMPTY, NameBook, NamedPlace, NameFinder, bare, is_same
from kizuna.proposals.ties import Clause, Pair
from kizuna.proposals.words import LANGUAGES, words_of

_TOWNS = (
    "Lyon Bern Kyiv Milan Opole Brno Omsk Toledo"
    " Омск Берн Лион 大阪市 上海市 天津市 川崎市 札幌市 沈阳市 서울시 부산시"
)
_BOOK = NameBook(_TOWNS.split())


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
"""Languages (and whose home the page is), ties, and the sentences that tell them: the home's, or of two named."""


@pytest.mark.parametrize(("told", "ties", "text"), rows(_TOLD + _OF_A_HOME.strip()))
def test_each_partner_has_its_side_and_its_day_and_is_the_homes_unless_both_are_named(
    told: str, ties: str, text: str
) -> None:
    language, _, home = told.partition(" ")
    pairs = (f"{p.first} {p.second} {p.date}".strip() for p in _pairs(text, language, home))
    assert ", ".join(pairs) == ties


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lyon High School and its sister school in Bern"),
        ("en", "the twin-engined ship from Lyon to Bern"),
        ("de", "Schulpartnerschaft zwischen Lyon und Bern"),
        ("ja", "大阪市の姉妹校提携と上海市の高校"),
        ("en", "Lyon and Bern grew fast."),
    ],
)
def test_schools_and_ships_make_no_tie_of_towns(language: str, text: str) -> None:
    assert _pairs(text, language) == []


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
    for key in ("bodies", "ended", "planned", "negated", "sign", "weak", "respectively"):
        assert words.pattern(key).pattern != "(?!)"


def test_names_of_one_town_are_the_same_with_and_without_its_word() -> None:
    assert is_same("Issy", "Issy-les-Moulineaux")
    assert is_same("大阪市", "大阪")
    assert not is_same("Bern", "Bergen")
    assert not is_same("", "Lyon")
    assert (bare("Ville de Lyon"), bare("서울시"), bare("Osaka City")) == ("lyon", "서울", "osaka")


_NAMES = "Osaka Lyon Омск Мытищи Košice Wuppertal 大阪 上海 天津市 서울 Opole 大连市 南九州 川崎市 堺市 海淀"
_HELD = NameBook(_NAMES.split())


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
"""Texts by their language, and their names in the base form, each with how it counts."""


@pytest.mark.parametrize("row", rows(_PLACES), ids=lambda row: str(row[1]))
def test_names_are_found_in_their_base_form_with_how_they_count(row: list[str]) -> None:
    language, text, *names = row
    assert [f"{n.name} {n.how}" for n in _found(text, language)] == names


def test_words_that_the_document_writes_small_are_no_names() -> None:
    finder = NameFinder(NameBook({"Nice": None}), words_of("en"), frozenset({"nice"}))
    assert [n.how for n in finder.names_in("Nice words.")] == ["form"]


@pytest.mark.parametrize(
    "text", ["김철수 시장이 인사했다", "국제 우호 도시", "중국 최초의 항구", "기념하여 군청에"]
)
def test_offices_persons_and_common_words_are_no_korean_names(text: str) -> None:
    assert [n for n in _found(text, "ko") if n.how == "level"] == []


def test_names_of_the_book_weigh_more_than_any_city_of_the_gazetteer() -> None:
    assert not EMPTY.is_place("Osaka")
    people = {"Rorika": 12, "Shanghai": 24_874_500}
    book = NameBook({"Rorika"}, lambda name: people.get(name, 0))
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0
