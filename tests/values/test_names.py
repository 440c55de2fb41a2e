"""Names, the tags of their languages, countries and identifiers; entity ids, and
directions between two.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped
from kizuna.errors import BadIdentifier, BadLanguage, BadName, BadReference, BadValue
from kizuna.values import (
    Direction,
    Identifier,
    Name,
    base_language,
    check_ref,
    kind_of,
    language_tag,
    script_of,
    slug_of,
)
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
def test_the_script_is_told_from_the_characters_and_the_language(
    text: str, told: str
) -> None:
    script, _, language = told.partition(" ")
    assert Name(text, language).script == script_of(text, language) == script


def test_a_name_is_read_from_a_text_or_its_parts() -> None:
    parts = {"text": "大阪", "language": "zh", "script": "Hant"}
    assert Name.from_json("Osaka") == Name("Osaka", "", "Latn", "")
    assert Name.from_json("  San \n Francisco ") == Name("San Francisco")
    assert Name.from_json(parts) == Name("大阪", "zh", "Hant")
    assert Name("Osaka").to_json() == {"text": "Osaka", "script": "Latn"}


@given(names)
def test_the_json_of_a_name_is_read_back(name: Name) -> None:
    assert Name.from_json(name.to_json()) == name


@pytest.mark.parametrize(
    "obj",
    [
        "",
        "  ",
        None,
        5,
        [],
        {},
        {"language": "ja"},
        {"text": 5},
        {"text": "a", "lang": "ja"},
    ],
)
def test_what_is_not_a_name_is_refused_and_quoted(obj: object) -> None:
    with pytest.raises(BadName) as refused:
        Name.from_json(obj)
    assert repr(obj) in str(refused.value)


def test_an_unknown_script_or_scheme_is_refused_with_the_known_ones() -> None:
    for part, value, known in (("script", "Kana", "Jpan"), ("scheme", "x", "hepburn")):
        with pytest.raises(BadName, match=f"'{value}' .*{known}"):
            Name("オオサカ", **{part: value})


_TAGS = (
    "ja=ja zh-hans=zh-Hans ZH_HANS_cn=zh-Hans-CN pt-br=pt-BR es-419=es-419 sl-rozaj=sl-rozaj"
    " ja-latn-hepburn=ja-Latn-hepburn de-1996-x-Local=de-1996-x-local"
)


@pytest.mark.parametrize("spelt", _TAGS.split())
def test_a_tag_has_one_spelling_and_a_base(spelt: str) -> None:
    tag, normal = spelt.split("=")
    assert language_tag(f" {tag} ") == language_tag(normal) == normal
    assert base_language(tag) == normal[:2]


@pytest.mark.parametrize(
    "tag", ["", "Japanese", "j", "ja-", "ja--JP", "日本語", "12", None, 5]
)
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
RU | 俄罗斯
HU | Magyarország
GE | საქართველო | Georgia (country)
HR | 克羅地亞
KN | Saint Kitts and Nevis | St. Kitts & Nevis
ST | Sao Tomé and Príncipe
BA | Bosnien-Herzegowina
TR | Turkiye
CY | Republic of Cyprus
KR | Korea, Republic of | Korea (South)
CD | Congo (Democratic Republic)
VG | Virgin Islands (British)
CZ | チェコ共和国
PL | Poland[3]
NZ | N.Z. | NZL
"""


@pytest.mark.parametrize(("text", "code"), grouped(_CODES))
def test_a_country_is_known_by_its_name_in_any_language_and_writing(
    text: str, code: str
) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["USSR", "СССР", "ソ連", "Sowjetunion", "SU"])
def test_a_state_whose_places_lie_in_several_today_is_former(text: str) -> None:
    assert former_state(text) == ("SU", "1991")
    assert country_code(text) == ""


@pytest.mark.parametrize(("text", "code"), [("West Germany", "DE"), ("Zaire", "CD")])
def test_a_former_state_whose_places_lie_in_one_country_today_is_that(
    text: str, code: str
) -> None:
    assert (country_code(text), former_state(text)) == (code, None)


def test_what_is_no_country_today_or_one_of_several_has_no_code() -> None:
    texts = (
        "",
        "ソビエト連邦",
        "Atlantis",
        "EU",
        "Paris, France and Italy",
        "Kongo",
        "Georgia (USA)",
    )
    assert [text for text in texts if country_code(text)] == []


GOOD = (
    "wikidata:Q35765 geonames:1853909 iso3166-1:JP iso3166-2:JP-27 iso3166-2:CN-SH jis:27100 jis:271004"
    " jis:270008 jis:011002 jis:281000 gb:310000 gb:610100 okato:40 okato:40000000000 oktmo:40000000"
)

BAD = (
    "wikidata:35765 wikidata:Q0 wikidata:q35765 wikidata: geonames:Osaka iso3166-1:jp iso3166-1:JPN"
    " iso3166-2:JP27 jis:2710 jis:48100 jis:271005 gb:3100 gb:0100000 okato:401 isil:JP-1 Q35765"
)


@pytest.mark.parametrize("text", GOOD.split())
def test_an_identifier_is_read_and_written_alike(text: str) -> None:
    assert Identifier.parse(text).to_json() == text


@pytest.mark.parametrize("text", [*BAD.split(), "", None, 35765])
def test_what_is_not_an_identifier_is_refused_and_quoted(text: object) -> None:
    with pytest.raises(BadIdentifier) as refused:
        Identifier.parse(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize("digit", [digit for digit in "0123456789" if digit != "4"])
def test_one_check_digit_alone_is_right(digit: str) -> None:
    with pytest.raises(BadIdentifier, match="check digit"):
        Identifier("jis", f"27100{digit}")


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadIdentifier, match=r"wikidata, geonames"):
        Identifier("viaf", "1")


_PAGES = {
    "wikidata:Q35765": "https://www.wikidata.org/wiki/Q35765",
    "geonames:1853909": "https://www.geonames.org/1853909",
    "jis:27100": None,
}


@pytest.mark.parametrize(("text", "address"), _PAGES.items())
def test_an_identifier_has_the_address_of_its_public_page(
    text: str, address: str | None
) -> None:
    assert Identifier.parse(text).address == address


def test_identifiers_are_ordered_by_scheme_then_value() -> None:
    texts = ["gb:310000", "wikidata:Q1", "wikidata:Q2"]
    assert [str(found) for found in sorted(map(Identifier.parse, texts[::-1]))] == texts


slugs = st.lists(st.text("abyz09", min_size=1, max_size=5), min_size=1, max_size=4).map(
    "-".join
)


@given(st.builds("{}/{}".format, st.text("abyz", min_size=1, max_size=9), slugs))
def test_an_id_is_its_kind_and_its_slug(ref: str) -> None:
    assert f"{kind_of(ref)}/{slug_of(ref)}" == check_ref(ref) == ref


_NO_IDS = (
    "osaka government/ /osaka government/Osaka Government/osaka government/osaka/kita"
    " government/osaka--kita government/-osaka government/osaka- government/大阪"
)


@pytest.mark.parametrize(
    "ref", [*_NO_IDS.split(), "", "government/osaka\n", " government/osaka", None, 5]
)
def test_what_is_not_an_id_is_refused_and_quoted(ref: object) -> None:
    with pytest.raises(BadReference) as refused:
        check_ref(ref)
    assert repr(ref) in str(refused.value)
    with pytest.raises(BadReference, match="kind/slug"):
        kind_of("osaka")


OSAKA, SHANGHAI = "government/osaka", "government/shanghai"


def test_the_json_of_a_direction_is_read_back_and_shown_as_an_arrow() -> None:
    for obj, text in (
        ({"from": OSAKA, "to": SHANGHAI}, f"{OSAKA} -> {SHANGHAI}"),
        ({"from": OSAKA}, f"{OSAKA} -> ?"),
        ({"between": [OSAKA, SHANGHAI]}, f"{OSAKA} <-> {SHANGHAI}"),
    ):
        found = Direction.from_json(obj)
        assert (found.to_json(), str(found)) == (obj, text)


def test_the_order_of_a_mutual_exchange_does_not_matter_and_who_is_not_named_is_no_party() -> (
    None
):
    assert Direction(SHANGHAI, OSAKA, mutual=True) == Direction(
        OSAKA, SHANGHAI, mutual=True
    )
    assert Direction(None, SHANGHAI).to_json() == {"to": SHANGHAI}


@pytest.mark.parametrize(
    "obj",
    [
        *(None, "government/osaka", {}, {"from": None, "to": None}),
        *(
            {"from": OSAKA, "via": SHANGHAI},
            {"from": OSAKA, "to": OSAKA},
            {"between": [OSAKA]},
        ),
        *({"between": OSAKA}, {"between": [OSAKA, SHANGHAI], "from": OSAKA}),
    ],
)
def test_what_is_not_a_direction_is_refused(obj: object) -> None:
    with pytest.raises(BadValue, match="between"):
        Direction.from_json(obj)


@pytest.mark.parametrize(
    "obj", [{"from": "Osaka"}, {"between": [OSAKA, "Shanghai"]}, {"to": 5}]
)
def test_a_party_that_is_no_id_is_refused(obj: object) -> None:
    with pytest.raises(BadReference):
        Direction.from_json(obj)
