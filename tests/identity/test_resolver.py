"""Names as they are typed: what folds alike, and the one id that is meant, or an error
that lists what may be.
"""

from __future__ import annotations

import csv
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import grouped
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.folding import (
    fold_name,
    han_standard,
    is_pinyin,
    pinyin_readings,
    spellings,
)
from kizuna.identity.resolver import NamedRef, Resolver, id_in_brackets

_CALLED = """
government/osaka | Osaka | 大阪市 | Осака
government/osaka-prefecture | Osaka Prefecture | 大阪府
government/xian | Xi'an
government/hiroshima | Hiroshima
government/nanyang-henan | Nanyang
government/nanyang-yamagata | Nanyang
area/china | China | PRC | 中国
area/kansai | Kansai
person/oshima | Y. Osima
document/osaka-shanghai | Page on Osaka and Shanghai
"""
_NAMES = tuple(NamedRef(ref, text, "") for text, ref in grouped(_CALLED))
_IDS = {name.ref for name in _NAMES} | {"tie/osaka-shanghai"}


@dataclass(frozen=True)
class _Directory:
    def holding(self, refs: Sequence[str]) -> list[str]:
        return [ref for ref in refs if ref in _IDS]

    def identified(self, identifier: str) -> list[str]:
        return ["government/osaka"] if identifier == "wikidata:Q35765" else []

    def called(self, text: str) -> list[str]:
        return [name.ref for name in _NAMES if name.text == text]

    def names(self) -> tuple[NamedRef, ...]:
        return _NAMES

    def joining(self, sides: Sequence[frozenset[str]]) -> list[str]:
        return []

    def parties(self, tie: str) -> list[str]:
        return []


def _resolve(text: str, *kinds: str) -> str:
    return Resolver(_Directory()).resolve(text, kinds)


_NAMED = """
government/osaka | government/osaka | wikidata:Q35765 | Q35765 | Osaka | osaka | OSAKA | Ōsaka | 大阪市 | 大阪 |
    Osaka City | City of Osaka
government/osaka-prefecture | Osaka Prefecture | 大阪府
government/xian | Xian
government/hiroshima | Khirosima
area/kansai | kansai
area/china | PRC | 中國
"""


@pytest.mark.parametrize(("text", "ref"), grouped(_NAMED))
def test_a_name_finds_its_place(text: str, ref: str) -> None:
    assert _resolve(text) == ref


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Nanyang (government/nanyang-henan)", "government/nanyang-henan"),
        ("南阳 (government/nanyang-henan) ", "government/nanyang-henan"),
        ("Osaka: the city (government/osaka)", "government/osaka"),
        *(("kansai:with-mie", ""), ("Osaka (city)", "")),
    ],
)
def test_a_name_with_its_id_in_brackets_means_that_id_and_other_words_are_none(
    text: str, ref: str
) -> None:
    assert id_in_brackets(text) == ref
    assert not ref or _resolve(text, "government") == ref


def test_an_id_without_its_kind_is_a_tie_before_it_is_a_document() -> None:
    assert _resolve("osaka-shanghai") == "tie/osaka-shanghai"
    assert _resolve("document/osaka-shanghai", "document") == "document/osaka-shanghai"


def test_a_name_of_two_places_lists_both_unless_they_are_judged_the_same() -> None:
    refs = ["government/nanyang-henan", "government/nanyang-yamagata"]
    with pytest.raises(Ambiguous) as caught:
        _resolve("Nanyang")
    assert [ref for ref, _ in caught.value.candidates] == refs
    assert Resolver(_Directory(), {refs[1]: refs[0]}).resolve("Nanyang") == refs[0]


@pytest.mark.parametrize(
    ("text", "kinds", "told"),
    [
        ("Oskaa", (), r"'Oskaa'.*did you mean 'Osaka'"),
        ("Osaka (government/oosaka-east)", (), r"'Osaka \(government/oosaka-east\)'"),
        ("China", ("government",), "'China' is area/china, which is no government"),
    ],
)
def test_an_unknown_name_is_quoted_whole_with_near_ones_or_what_it_is(
    text: str, kinds: tuple[str, ...], told: str
) -> None:
    with pytest.raises(NotFound, match=told):
        _resolve(text, *kinds)


def test_a_name_with_a_slip_or_two_is_similar_and_a_short_or_another_one_is_not() -> (
    None
):
    resolver = Resolver(_Directory())
    for text in ("Hiroshma", "Hirsohima", "Khiroshima"):
        assert {name.ref for name in resolver.similar(text)} == {"government/hiroshima"}
    assert not any(map(resolver.similar, ("Oz", "東京", "Hamburg")))


_TYPED = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "Z", "P", "N")),
    min_size=1,
    max_size=20,
)
_ACCENTS = "\u0300\u0301\u0302\u0304\u0306\u0308\u030c\u0323"


@given(_TYPED)
def test_folding_twice_or_composed_and_decomposed_is_folding_once(text: str) -> None:
    forms = (
        fold_name(text),
        *(unicodedata.normalize(form, text) for form in ("NFD", "NFC")),
    )
    assert {fold_name(form) for form in forms} == {fold_name(text)}


@given(st.text(string.ascii_letters, min_size=1), st.sampled_from(_ACCENTS))
def test_accents_on_latin_letters_never_matter(text: str, mark: str) -> None:
    marked = unicodedata.normalize("NFC", mark.join(text) + mark)
    assert fold_name(marked) == fold_name(text)


_ALIKE = "Xi'an Xian, São-Paulo saopaulo, Ōsaka OSAKA, Ｏｓａｋａ Osaka, 廣州 广州, 陝西 陕西, ｵｵｻｶ オオサカ"


@pytest.mark.parametrize("names", _ALIKE.split(","))
def test_two_ways_of_typing_a_name_fold_alike(names: str) -> None:
    assert len(set(map(fold_name, names.split()))) == 1


_APART = "か/が Osaka/Osaki 崎/埼 大/太 士/土 阪/坂 未/末 川/州"


@pytest.mark.parametrize("names", _APART.split())
def test_different_letters_stay_apart(names: str) -> None:
    assert len(set(map(fold_name, names.split("/")))) == 2


def test_what_has_no_letters_folds_to_nothing_and_has_no_keys() -> None:
    assert fold_name(" -'") == ""
    assert spellings(" - ") == frozenset()


_SAME = """
Oshima Osima Ōshima Ooshima Ohshima おおしま オオシマ Осима
Hiroshima Hirosima Khirosima Хиросима ひろしま
Himeji Himezi Khimedzi Химэдзи
Kyoto Kyōto Kioto Киото きょうと
Chiba Tiba Тиба ちば
Tsu Tu Цу つ
Fukuoka Hukuoka Фукуока
Shizuoka Sizuoka Sidzuoka Сидзуока
Kambayashi Kanbayasi
Sapporo Саппоро さっぽろ
Yokosuka Ёкосука よこすか
Jun'ichi Zyuniti Dzyunʹiti じゅんいち
"""


@pytest.mark.parametrize("names", _SAME.strip().split("\n"))
def test_spellings_of_one_name_share_a_key(names: str) -> None:
    first, *others = map(spellings, names.split())
    assert all(first & other for other in others)


@pytest.mark.parametrize(
    "names", ["Osaka Otsu", "Nara Naha", "Kobe Kofu", "Sakai Sakae"]
)
def test_different_names_share_no_key(names: str) -> None:
    one, other = map(spellings, names.split())
    assert not one & other


@given(st.text(max_size=30))
@example("ー")
def test_any_text_has_keys_and_is_read_in_a_hundred_ways_at_most(text: str) -> None:
    assert all(spellings(text))
    assert len(pinyin_readings(text)) <= 100


@given(st.text("aiueoksthnmyrwgzdbpōū", min_size=1, max_size=12))
def test_case_and_macrons_never_change_the_key(text: str) -> None:
    plain = text.replace("ō", "o").replace("ū", "u").upper()
    assert spellings(text) == spellings(plain)


_PAIRS = Path(__file__).parents[1] / "data" / "identity" / "romanisation-pairs.tsv"
_CHINESE = [
    (row["written"], row["names"])
    for row in csv.DictReader(_PAIRS.read_text("utf-8").splitlines(), delimiter="\t")
    if row["country"] == "CN" and row["system"] != "han"
    if fold_name(row["written"]) != fold_name(row["names"])
]


@pytest.mark.parametrize(("written", "pinyin"), _CHINESE)
def test_a_foreign_spelling_is_read_as_pinyin(written: str, pinyin: str) -> None:
    assert fold_name(pinyin) in pinyin_readings(written)


def test_a_name_of_syllables_is_pinyin_and_han_characters_have_no_reading() -> None:
    assert is_pinyin("lianyungang")
    assert not is_pinyin("chungking")
    assert pinyin_readings("天津") == frozenset()


_CITIES = """
神戸/神户/神戶 横浜/横滨/橫濱 広島/广岛/廣島 長崎/长崎 千葉/千叶 静岡/静冈/靜岡 浜松/滨松/濱松
岡崎/冈崎 豊橋/丰桥/豐橋 豊田/丰田/豐田 水戸/水户/水戶 八戸/八户/八戶 瀬戸/濑户/瀨戶
一関/一关/一關 塩竈/盐灶/鹽竈 会津若松/会津若松/會津若松 鎌倉/镰仓/鎌倉 長岡/长冈/長岡
金沢/金泽/金澤 各務原/各务原/各務原 舞鶴/舞鹤/舞鶴 姫路/姬路 鳥取/鸟取/鳥取 倉敷/仓敷/倉敷
呉/吴/吳 下関/下关/下關 徳島/德岛/德島 佐賀/佐贺/佐賀 別府/别府/別府 延岡/延冈/延岡
鹿児島/鹿儿岛/鹿兒島 那覇/那霸/那霸 伊万里/伊万里/伊萬里 気仙沼/气仙沼/氣仙沼 常総/常总/常總
富士見/富士见/富士見 渋川/涩川/澀川 渋谷/涩谷/澀谷 渓/溪 清水/清水/淸水 青森/青森/靑森 掲/揭
曽於/曾於/曾於 増/增 飛騨/飞驒/飛驒 恵庭/惠庭 滝沢/泷泽/瀧澤 亀山/龟山/龜山 竜ケ崎/龙ケ崎/龍ケ崎
大間々/大间々/大間々
"""


@pytest.mark.parametrize("forms", _CITIES.split())
def test_the_forms_of_a_city_in_japan_and_china_are_one_name(forms: str) -> None:
    assert len({fold_name(form) for form in forms.split("/")}) == 1


def test_what_stands_for_a_letter_stands_for_itself() -> None:
    for letter in map(chr, range(0x4E00, 0x9FFF)):
        standard = han_standard(letter)
        assert len(standard) == 1
        assert han_standard(standard) == standard
