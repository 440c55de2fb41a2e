"""Ties in sentences of each language: who, since when, and whether in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kizuna.proposals.place_names import NameBook, NameFinder, bare, is_same
from kizuna.proposals.ties import Clause, Pair
from kizuna.proposals.words import LANGUAGES, words_of

_TOWNS = (
    "Lyon Bern Kyiv Milan Opole Brno Omsk Toledo"
    " Омск Берн Лион 大阪市 上海市 天津市 川崎市 札幌市 沈阳市 서울시 부산시"
)
_BOOK = NameBook(dict.fromkeys(_TOWNS.split()))


def _pairs(text: str, language: str, home: str = "") -> list[Pair]:
    clause = Clause.of("prose", 0, text, NameFinder(_BOOK, words_of(language)))
    clause = replace(clause, topic=home, home=home)
    return next((p for t in clause.triggers if (p := list(clause.pairs(t)))), [])


def _told(text: str, language: str, home: str = "") -> str:
    return ", ".join(f"{p.first} {p.second} {p.date}".strip() for p in _pairs(text, language, home))


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Lyon and Bern have been twin towns since 1974.", "Lyon Bern 1974"),
        ("en", "The twinning between Lyon and Bern was signed on 4 May 1974.", "Lyon Bern 1974-05-04"),
        ("en", "Lyon and Bern became friendship cities on 18 April 1974.", "Lyon Bern 1974-04-18"),
        ("en", "Lyon (near Toledo) and Bern are twin towns.", "Lyon Bern"),
        ("de", "Lyon und Bern sind seit 1974 Partnerstädte.", "Lyon Bern 1974"),
        ("fr", "Lyon est jumelée avec Bern depuis 1974.", "Lyon Bern 1974"),
        ("es", "Lyon y Bern están hermanadas desde 1974.", "Lyon Bern 1974"),
        ("it", "Lyon è gemellata con Bern dal 1974.", "Lyon Bern 1974"),
        ("it", "Lyon e Bern diventarono città gemellate il 18 aprile 1974.", "Lyon Bern 1974-04-18"),
        ("pl", "Lyon i Bern są miastami partnerskimi od 1974 roku.", "Lyon Bern 1974"),
        ("cs", "Lyon a Bern jsou od roku 1974 partnerská města.", "Lyon Bern 1974"),
        ("ru", "Омск и Берн стали городами-побратимами в 1974 году.", "Омск Берн 1974"),
        ("ru", "Между Омском и Берном подписан договор о дружбе.", "Омск Берн"),
        ("ja", "大阪市と上海市は昭和49年4月18日に友好都市提携を結んだ。", "大阪市 上海市 1974-04-18"),
        ("zh", "大阪市与上海市于1974年4月18日结为友好城市。", "大阪市 上海市 1974-04-18"),
        ("ko", "서울시와 부산시는 1974년 4월 18일 자매결연을 체결했다.", "서울시 부산시 1974-04-18"),
    ],
)  # fmt: skip
def test_two_towns_and_their_day_are_read(language: str, text: str, told: str) -> None:
    assert _told(text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Lyon is twinned with Bern (1974), Kyiv (1992) and later with Milan (1995).",
         "Lyon Bern 1974, Lyon Kyiv 1992, Lyon Milan 1995"),
        ("en", "In 1974 Lyon entered into two sister city relationships (Bern, Switzerland and Opole, Poland).",
         "Lyon Bern 1974, Lyon Opole 1974"),
        ("es", "Lyon está hermanada con Bern (Suiza) desde 1967, Milan y Opole desde 1984, y Brno desde 1990.",
         "Lyon Bern 1967, Lyon Milan 1984, Lyon Opole 1984, Lyon Brno 1990"),
        ("zh", "天津市、沈阳市分别同川崎市、札幌市结为友好城市，时间是1979年5月1日和1980年11月18日",
         "天津市 川崎市 1979-05-01, 沈阳市 札幌市 1980-11-18"),
        ("zh", "另外上海市所辖大阪市、川崎市也分别与札幌市、天津市结为友好城市。", "大阪市 札幌市, 川崎市 天津市"),
    ],
)  # fmt: skip
def test_each_partner_of_a_row_has_its_side_and_its_day(
    language: str, text: str, told: str
) -> None:
    assert _told(text, language) == told


@pytest.mark.parametrize(
    ("language", "home", "text", "told"),
    [
        ("en", "Lyon", "Our twin town Bern sent a choir.", "Lyon Bern"),
        ("en", "Lyon", "On 3 May 2019 a choir from our twin town Bern sang here.", "Lyon Bern"),
        ("es", "Lyon", "El hermanamiento con Bern, Toledo ya existe.", "Lyon Bern"),
        ("ja", "札幌市", "1982年の大阪市と上海市の友好都市締結以来、札幌市も交流した。", "大阪市 上海市 1982"),
        ("ja", "札幌市", "1992年5月18日、上海市の会場で、当時の中村市長と呉市長が、友好都市締結書に調印しました。",
         "札幌市 上海市 1992-05-18"),
        ("ja", "札幌市", "上海市、天津市と姉妹都市提携を結んだ。", "札幌市 上海市, 札幌市 天津市"),
        ("zh", "沈阳市", "我市与日本大阪市、川崎市等结为友好城市。", "沈阳市 大阪市, 沈阳市 川崎市"),
        ("ko", "대전시", "서울시, 중국 란저우시와 자매결연을 맺었다.", "대전시 서울시, 대전시 란저우시"),
        ("ko", "대전시", "서울시에 이어 부산시와 자매결연을 맺었다.", "대전시 서울시, 대전시 부산시"),
        ("it", "Lyon", "Bern è la terza città gemellata con Lyon, le altre sono: Milan (Italia), Opole e Brno.",
         "Lyon Milan, Lyon Opole, Lyon Brno"),
    ],
)  # fmt: skip
def test_a_partner_is_the_homes_unless_both_sides_are_named(
    language: str, home: str, text: str, told: str
) -> None:
    assert _told(text, language, home) == told


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
