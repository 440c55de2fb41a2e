import pytest

from kizuna.errors import BadIdentifier
from kizuna.values import Identifier

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


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("wikidata:Q35765", "https://www.wikidata.org/wiki/Q35765"),
        ("geonames:1853909", "https://www.geonames.org/1853909"),
        ("jis:27100", None),
    ],
)
def test_an_identifier_has_the_address_of_its_public_page(text: str, address: str | None) -> None:
    assert Identifier.parse(text).address == address


def test_identifiers_are_ordered_by_scheme_then_value() -> None:
    texts = ["wikidata:Q2", "gb:310000", "wikidata:Q1"]
    assert [str(found) for found in sorted(map(Identifier.parse, texts))] == [
        "gb:310000",
        "wikidata:Q1",
        "wikidata:Q2",
    ]
