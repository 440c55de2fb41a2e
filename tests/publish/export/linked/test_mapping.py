"""The mapping to other vocabularies names what is there, and the page that tells of it tells all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.claims.kinds import KINDS, properties_of
from kizuna.publish.export.linked import mapping

_PAGE = Path(__file__).parents[4] / "docs" / "reference" / "linked-data.md"
_TERMS = {
    *(term for terms in mapping.CLASSES.values() for term in terms),
    *(term for terms in mapping.PROPERTIES.values() for term in terms),
    *mapping.IDENTIFIERS.values(),
    *(mapping.COUNTRY, mapping.POINT, mapping.TWINNED, mapping.STARTED, mapping.ENDED),
}


def test_every_mapped_property_is_one_of_its_kind() -> None:
    assert set(mapping.CLASSES) <= set(KINDS)
    for kind, name in mapping.PROPERTIES:
        assert name in properties_of(KINDS[kind]), (kind, name)


@pytest.mark.parametrize("term", sorted(_TERMS))
def test_every_term_of_others_is_on_the_page(term: str) -> None:
    assert f"`{term}`" in _PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_class_is_on_the_page(kind: str) -> None:
    assert f"`kz:{KINDS[kind].__name__}`" in _PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("scheme", "address"),
    [
        ("wikidata", "wd:Q35765"),
        ("geonames", "https://sws.geonames.org/Q35765/"),
        ("jis", ""),
    ],
)
def test_only_registers_with_addresses_give_one(scheme: str, address: str) -> None:
    assert mapping.same_as(scheme, "Q35765") == address


def test_a_country_of_two_items_is_the_first_of_them() -> None:
    assert mapping.countries()["JP"] == "wd:Q17"
    assert mapping.countries()["NL"] == "wd:Q55"
