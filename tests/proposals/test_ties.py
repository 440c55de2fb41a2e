"""Ties in sentences of each language: who, since when, and whether in force."""

from __future__ import annotations

import pytest

from kizuna.proposals.place_names import NameBook, NameFinder, bare, is_same
from kizuna.proposals.ties import Clause, Pair
from kizuna.proposals.words import LANGUAGES, words_of
from kizuna.values.written_dates import dates_in

_TOWNS = (
    "Lyon Bern Kyiv Milan Opole Brno Omsk Toledo"
    " Омск Берн Лион 大阪市 上海市 天津市 川崎市 札幌市 沈阳市 서울시 부산시"
)
_BOOK = NameBook(dict.fromkeys(_TOWNS.split()))


def _pairs(text: str, language: str, home: str = "") -> list[Pair]:
    words = words_of(language)
    triggers = words.triggers(text)
    names = NameFinder(_BOOK, words).names_in(text, [(t.start, t.end) for t in triggers])
    clause = Clause(text, names, dates_in(text, language), words, home, home)
    return next((p for t in triggers if (p := list(clause.pairs(t)))), [])


def _told(text: str, language: str, home: str = "") -> list[tuple[str, str, str]]:
    return [(p.first, p.second, p.date) for p in _pairs(text, language, home)]


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "Lyon and Bern have been twin towns since 1974.", "1974"),
        ("en", "The twinning between Lyon and Bern was signed on 4 May 1974.", "1974-05-04"),
        ("de", "Lyon und Bern sind seit 1974 Partnerstädte.", "1974"),
        ("fr", "Lyon est jumelée avec Bern depuis 1974.", "1974"),
        ("es", "Lyon y Bern están hermanadas desde 1974.", "1974"),
        ("it", "Lyon è gemellata con Bern dal 1974.", "1974"),
        ("pl", "Lyon i Bern są miastami partnerskimi od 1974 roku.", "1974"),
        ("cs", "Lyon a Bern jsou od roku 1974 partnerská města.", "1974"),
    ],
)
def test_two_towns_and_their_day_are_read(language: str, text: str, date: str) -> None:
    assert _told(text, language) == [("Lyon", "Bern", date)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ru", "Омск и Берн стали городами-побратимами в 1974 году.", ("Омск", "Берн", "1974")),
        ("ru", "Между Омском и Берном подписан договор о дружбе.", ("Омск", "Берн", "")),
        (
            "ja",
            "大阪市と上海市は昭和49年4月18日に友好都市提携を結んだ。",
            ("大阪市", "上海市", "1974-04-18"),
        ),
        ("zh", "大阪市与上海市于1974年4月18日结为友好城市。", ("大阪市", "上海市", "1974-04-18")),
        (
            "ko",
            "서울시와 부산시는 1974년 4월 18일 자매결연을 체결했다.",
            ("서울시", "부산시", "1974-04-18"),
        ),
    ],
)
def test_two_towns_in_other_scripts_are_read(
    language: str, text: str, told: tuple[str, str, str]
) -> None:
    assert _told(text, language) == [told]


def test_partners_in_a_row_are_each_tied_to_the_subject() -> None:
    told = _told("Lyon is twinned with Bern (1974), Kyiv (1992) and later with Milan (1995).", "en")
    assert told == [("Lyon", "Bern", "1974"), ("Lyon", "Kyiv", "1992"), ("Lyon", "Milan", "1995")]


def test_respective_partners_and_days_go_in_order() -> None:
    text = "天津市、沈阳市分别同川崎市、札幌市结为友好城市，时间是1979年5月1日和1980年11月18日"
    assert _told(text, "zh") == [
        ("天津市", "川崎市", "1979-05-01"),
        ("沈阳市", "札幌市", "1980-11-18"),
    ]


def test_a_partner_alone_is_the_homes() -> None:
    assert _told("Our twin town Bern sent a choir.", "en", home="Lyon") == [("Lyon", "Bern", "")]


def test_the_day_of_a_visit_is_no_start() -> None:
    assert (
        _told("On 3 May 2019 a choir from our twin town Bern sang here.", "en", home="Lyon")[0][2]
        == ""
    )


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


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Lyon plans to become a twin town of Bern.", "planned"),
        ("Lyon terminated its twinning with Bern.", "ended"),
        ("Lyon and Bern are not twin towns.", "negated"),
    ],
)
def test_what_is_planned_ended_or_denied_is_marked(text: str, status: str) -> None:
    assert [p.status for p in _pairs(text, "en")] == [status]


def test_a_name_in_brackets_is_an_aside() -> None:
    assert _told("Lyon (near Toledo) and Bern are twin towns.", "en") == [("Lyon", "Bern", "")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_patterns(language: str) -> None:
    words = words_of(language)
    assert words.held["ties"]
    for key in ("bodies", "ended", "planned", "negated", "sign", "weak", "respectively"):
        assert words.pattern(key).pattern != "(?!)"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Issy", "Issy-les-Moulineaux", True),
        ("大阪市", "大阪", True),
        ("City of Lyon", "Lyon", True),
        ("Bern", "Bergen", False),
        ("", "Lyon", False),
    ],
)
def test_names_of_one_town_are_the_same(first: str, second: str, same: bool) -> None:
    assert is_same(first, second) is same


def test_a_bare_name_has_no_word_for_a_town() -> None:
    assert (bare("Ville de Lyon"), bare("서울시"), bare("Osaka City")) == ("lyon", "서울", "osaka")


def test_what_stands_behind_a_town_and_a_comma_is_its_region() -> None:
    assert _told("El hermanamiento con Bern, Toledo ya existe.", "es", home="Lyon") == [
        ("Lyon", "Bern", "")
    ]


def test_each_town_of_a_row_has_the_date_behind_it() -> None:
    text = "Lyon está hermanada con Bern (Suiza) desde 1967, Milan y Opole desde 1984, y Brno desde 1990."
    assert _told(text, "es") == [
        ("Lyon", "Bern", "1967"),
        ("Lyon", "Milan", "1984"),
        ("Lyon", "Opole", "1984"),
        ("Lyon", "Brno", "1990"),
    ]


def test_a_list_may_follow_a_colon_later_in_the_sentence() -> None:
    text = "Bern è la terza città gemellata con Lyon, le altre sono: Milan (Italia), Opole e Brno."
    found = [second for _, second, _ in _told(text, "it", home="Lyon")]
    assert found[:3] == ["Milan", "Opole", "Brno"]


def test_towns_may_stand_in_brackets_behind_the_word() -> None:
    text = "In 1974 Lyon entered into two sister city relationships (Bern, Switzerland and Opole, Poland)."
    assert _told(text, "en") == [("Lyon", "Bern", "1974"), ("Lyon", "Opole", "1974")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lyon and Bern became friendship cities on 18 April 1974."),
        ("it", "Lyon e Bern diventarono città gemellate il 18 aprile 1974."),
    ],
)
def test_the_day_of_becoming_is_the_start(language: str, text: str) -> None:
    assert _told(text, language) == [("Lyon", "Bern", "1974-04-18")]


@pytest.mark.parametrize(
    ("language", "text", "partners"),
    [
        ("ja", "上海市、天津市と姉妹都市提携を結んだ。", ["上海市", "天津市"]),
        ("zh", "我市与日本大阪市、川崎市等结为友好城市。", ["大阪市", "川崎市"]),
        ("ko", "서울시, 중국 란저우시와 자매결연을 맺었다.", ["서울시", "란저우시"]),
        ("ko", "서울시에 이어 부산시와 자매결연을 맺었다.", ["서울시", "부산시"]),
    ],
)
def test_a_row_with_which_a_tie_is_has_the_home_for_its_other_side(
    language: str, text: str, partners: list[str]
) -> None:
    home = {"ja": "札幌市", "zh": "沈阳市", "ko": "대전시"}[language]
    assert [(p.first, p.second) for p in _pairs(text, language, home)] == [
        (home, partner) for partner in partners
    ]


def test_two_whose_tie_is_named_are_its_sides_on_the_page_of_a_third() -> None:
    told = _told("1982年の大阪市と上海市の友好都市締結以来、札幌市も交流した。", "ja", "札幌市")
    assert told == [("大阪市", "上海市", "1982")]


def test_a_day_far_before_the_verb_that_signs_is_the_start() -> None:
    text = "1992年5月18日、上海市の会場で、当時の中村太郎市長と呉小平市長が、友好都市締結書に調印しました。"
    assert _told(text, "ja", "札幌市") == [("札幌市", "上海市", "1992-05-18")]


def test_respectively_pairs_the_rows_beside_the_word() -> None:
    text = "另外上海市所辖大阪市、川崎市也分别与札幌市、天津市结为友好城市。"
    assert _told(text, "zh") == [("大阪市", "札幌市", ""), ("川崎市", "天津市", "")]
