"""Numbers in other registers; entity ids, and directions between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadIdentifier, BadReference, BadValue
from kizuna.values import Direction, Identifier, check_ref, kind_of, slug_of

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
def test_an_identifier_has_the_address_of_its_public_page(text: str, address: str | None) -> None:
    assert Identifier.parse(text).address == address


def test_identifiers_are_ordered_by_scheme_then_value() -> None:
    texts = ["gb:310000", "wikidata:Q1", "wikidata:Q2"]
    assert [str(found) for found in sorted(map(Identifier.parse, texts[::-1]))] == texts


slugs = st.lists(st.text("abyz09", min_size=1, max_size=5), min_size=1, max_size=4).map("-".join)


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


@pytest.mark.parametrize(
    ("obj", "text"),
    [
        ({"from": OSAKA, "to": SHANGHAI}, "government/osaka -> government/shanghai"),
        ({"from": OSAKA}, "government/osaka -> ?"),
        ({"between": [OSAKA, SHANGHAI]}, "government/osaka <-> government/shanghai"),
    ],
)
def test_the_json_of_a_direction_is_read_back_and_shown_as_an_arrow(obj: object, text: str) -> None:
    assert Direction.from_json(obj).to_json() == obj
    assert str(Direction.from_json(obj)) == text


def test_the_order_of_a_mutual_exchange_does_not_matter_and_who_is_not_named_is_no_party() -> None:
    assert Direction.between(SHANGHAI, OSAKA) == Direction.between(OSAKA, SHANGHAI)
    assert Direction(None, SHANGHAI).parties == (SHANGHAI,)


@pytest.mark.parametrize(
    "obj",
    [
        *(None, "government/osaka", {}, {"from": None, "to": None}),
        *({"from": OSAKA, "via": SHANGHAI}, {"from": OSAKA, "to": OSAKA}, {"between": [OSAKA]}),
        *({"between": OSAKA}, {"between": [OSAKA, SHANGHAI], "from": OSAKA}),
    ],
)
def test_what_is_not_a_direction_is_refused(obj: object) -> None:
    with pytest.raises(BadValue, match="between"):
        Direction.from_json(obj)


@pytest.mark.parametrize("obj", [{"from": "Osaka"}, {"between": [OSAKA, "Shanghai"]}, {"to": 5}])
def test_a_party_that_is_no_id_is_refused(obj: object) -> None:
    with pytest.raises(BadReference):
        Direction.from_json(obj)
