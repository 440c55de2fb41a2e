"""Names, the tags of their languages, and countries by the names that lists give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped
from kizuna.errors import BadLanguage, BadName
from kizuna.values import Name, base_language, language_tag, script_of
from kizuna.values.countries import country_code, former_state
from kizuna.values.names import SCHEMES

names = st.builds(
    Name,
    st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip),
    st.sampled_from(["", "ja", "zh-Hans", "ru", "ko", "en-GB"]),
    scheme=st.sampled_from(["", *SCHEMES]),
)


_SCRIPTS = """
Latn | Ōsaka | ＯＳＡＫＡ
Cyrl ru | Осака
Hani | 大阪
Jpan ja | 大阪 | 佐々木 | JR大阪
Jpan | さいたま | ｵｰｻｶ | 西ノ島
Hans zh | 上海
Hans zh-CN | 上海
Hant zh-Hant | 臺北
Hant zh-TW | 臺北
Hans zh-Hans-HK | 上海
Kore ko | 釜山
Hang ko | 부산
Kore | 釜山 부산
Grek | Αθήνα
Armn | Yerevan Երևան քաղաք
Zyyy | 1987
Zzzz | ᏣᎳᎩ
"""


@pytest.mark.parametrize(("text", "told"), grouped(_SCRIPTS))
def test_the_script_is_told_from_the_characters_and_the_language(text: str, told: str) -> None:
    script, _, language = told.partition(" ")
    assert Name(text, language).script == script_of(text, language) == script


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Osaka", Name("Osaka", "", "Latn", "")),
        ("  San \n Francisco ", Name("San Francisco")),
        ({"text": "大阪", "language": "zh", "script": "Hant"}, Name("大阪", "zh", "Hant")),
    ],
)
def test_a_name_is_read_from_a_text_or_its_parts(raw: object, name: Name) -> None:
    assert Name.from_json(raw) == name
    assert Name("Osaka").to_json() == {"text": "Osaka", "script": "Latn"}


@given(names)
def test_the_json_of_a_name_is_read_back(name: Name) -> None:
    assert Name.from_json(name.to_json()) == name


@pytest.mark.parametrize(
    "obj", ["", "  ", None, 5, [], {}, {"language": "ja"}, {"text": 5}, {"text": "a", "lang": "ja"}]
)
def test_what_is_not_a_name_is_refused_and_quoted(obj: object) -> None:
    with pytest.raises(BadName) as refused:
        Name.from_json(obj)
    assert repr(obj) in str(refused.value)


@pytest.mark.parametrize(
    ("part", "given", "known"), [("script", "Kana", "Jpan"), ("scheme", "x", "hepburn")]
)
def test_an_unknown_script_or_scheme_is_refused_with_the_known_ones(
    part: str, given: str, known: str
) -> None:
    with pytest.raises(BadName, match=f"'{given}' .*{known}"):
        Name("オオサカ", **{part: given})


_TAGS = (
    "ja=ja zh-hans=zh-Hans ZH_HANS_cn=zh-Hans-CN pt-br=pt-BR es-419=es-419 sl-rozaj=sl-rozaj"
    " ja-latn-hepburn=ja-Latn-hepburn de-1996-x-Local=de-1996-x-local"
)


@pytest.mark.parametrize("spelt", _TAGS.split())
def test_a_tag_has_one_spelling_and_a_base(spelt: str) -> None:
    tag, normal = spelt.split("=")
    assert language_tag(f" {tag} ") == language_tag(normal) == normal
    assert base_language(tag) == normal[:2]


@pytest.mark.parametrize("tag", ["", "Japanese", "j", "ja-", "ja--JP", "日本語", "12", None, 5])
def test_what_is_not_a_tag_is_refused_and_quoted(tag: object) -> None:
    with pytest.raises(BadLanguage) as refused:
        language_tag(tag)
    assert repr(tag) in str(refused.value)


_CODES = """
JP | 日本 | Japan | Япония | jp | اليابان
CN | 中華人民共和国 | КНР
US | アメリカ合衆国 | United States of America
NL | the Netherlands
GB | Vereinigtes Königreich | 苏格兰 | Northern Ireland, United Kingdom
TT | Trinidad and Tobago
RU | 俄罗斯
HU | Magyarország
GE | საქართველო | Georgia (country)
HR | 克羅地亞
KN | Saint Kitts and Nevis | St. Kitts & Nevis
ST | Sao Tomé and Príncipe
BA | Bosnien-Herzegowina
TR | Turkiye
CY | Republic of Cyprus
KR | Korea, Republic of
CZ | チェコ共和国
PL | Poland[3]
NZ | N.Z. | NZL
AE | U.A.E.
DE | DEU
"""


@pytest.mark.parametrize(("text", "code"), grouped(_CODES))
def test_a_country_is_known_by_its_name_in_any_language_and_writing(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["USSR", "СССР", "ソ連", "Sowjetunion", "SU"])
def test_a_state_whose_places_lie_in_several_today_is_former(text: str) -> None:
    assert former_state(text) == ("SU", "1991")
    assert country_code(text) == ""


@pytest.mark.parametrize(("text", "code"), [("West Germany", "DE"), ("Zaire", "CD")])
def test_a_former_state_whose_places_lie_in_one_country_today_is_that(text: str, code: str) -> None:
    assert (country_code(text), former_state(text)) == (code, None)


@pytest.mark.parametrize(
    "text", ["", "ソビエト連邦", "Atlantis", "EU", "Paris, France and Italy", "Kongo"]
)
def test_what_is_no_country_today_or_one_of_several_has_no_code(text: str) -> None:
    assert country_code(text) == ""
