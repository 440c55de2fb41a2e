"""Names in Han, Kana and Hangul: apart from their word of level, behind a country, within other words."""

from __future__ import annotations

import pytest

from kizuna.proposals.place_names import NameBook, NameFinder
from kizuna.proposals.words import words_of

_BOOK = NameBook(dict.fromkeys(("大连市", "南九州", "川崎市", "堺市", "海淀")))


def _found(text: str, language: str) -> list[tuple[str, str]]:
    words = words_of(language)
    finder = NameFinder(_BOOK, words)
    return [(n.name, n.how) for n in finder.names_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("중국 란저우시(2001.5.3)", [("중국", "country"), ("란저우시", "level")]),
        ("아바나 시(쿠바)", [("아바나시", "level"), ("쿠바", "country")]),
        ("란저우(蘭州)시", [("란저우시", "level")]),
        ("미국 콜로라도주 볼더카운티", [("미국", "country"), ("볼더카운티", "level")]),
        ("서울 마포구", [("마포구", "level")]),
    ],
)  # fmt: skip
def test_korean_names_need_no_gazetteer(text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(text, "ko") == expected


@pytest.mark.parametrize(
    "text",
    [
        "김철수 시장이 인사했다",
        "국제 우호 도시",
        "중국 최초의 항구",
        "기념하여 군청에",
    ],
)
def test_offices_persons_and_common_words_are_no_korean_names(text: str) -> None:
    assert [n for n in _found(text, "ko") if n[1] == "level"] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "南九州市", ["南九州市"]),
        ("ja", "国際姉妹都市", []),
        ("zh", "另外大连市", ["大连市"]),
        ("zh", "日本国堺市市长", ["日本国", "堺市"]),
        ("zh", "俄罗斯海淀加斯基市", ["俄罗斯", "海淀加斯基市"]),
        ("zh", "此次川崎市", ["川崎市"]),
        ("zh", "三个省和两市", []),
    ],
)
def test_han_names_begin_and_end_where_their_words_do(
    language: str, text: str, expected: list[str]
) -> None:
    assert [name for name, _ in _found(text, language)] == expected
