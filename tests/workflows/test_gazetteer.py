"""Bringing a gazetteer place: its names, point and people as claims of GeoNames."""

from __future__ import annotations

import pytest

from builders import Filled
from kizuna.claims.kinds import Document, LocalGovernment, Statistic
from kizuna.errors import NotFound
from kizuna.workflows import ask
from kizuna.workflows.gazetteer import bring_places, place_claims

_SEATTLE = "government/geonames-5809844"


def test_a_place_brings_its_names_in_all_scripts_and_its_point(filled: Filled) -> None:
    filled([])
    bring_places([_SEATTLE], acting_user="anna")
    seattle = ask.known_register().get(_SEATTLE, LocalGovernment)
    assert seattle is not None
    names = {fact.value.text for fact in seattle.name}
    assert {"Seattle", "シアトル", "西雅圖", "Сиэтл"} <= names
    assert (seattle.country.value, str(seattle.identifier.value)) == ("US", "geonames:5809844")
    assert seattle.point.value is not None
    assert round(seattle.point.value.latitude, 1) == 47.6


def test_the_people_of_a_place_are_a_statistic_of_geonames(filled: Filled) -> None:
    filled([])
    bring_places([_SEATTLE], acting_user="anna")
    (people,) = ask.known_register().of_kind(Statistic)
    assert (people.scope.value, people.measure.value) == (_SEATTLE, "population")
    assert people.value.facts[0].claims[0].holder == "organisation/geonames"


def test_the_source_names_its_licence(filled: Filled) -> None:
    filled([])
    bring_places([_SEATTLE], acting_user="anna")
    source = ask.known_register().get("document/geonames", Document)
    assert source is not None
    assert source.rights.value is not None
    assert "CC BY 4.0" in source.rights.value.text


def test_bringing_a_place_again_adds_nothing(filled: Filled) -> None:
    filled([])
    first = bring_places([_SEATTLE], acting_user="anna")
    again = bring_places([_SEATTLE], acting_user="anna")
    assert (again.new, again.known) == (0, first.new)


def test_codes_of_airports_and_sounds_of_other_scripts_are_no_names() -> None:
    said = {claim.value for claim in place_claims(_SEATTLE) if claim.property == "name"}
    assert not any('"SEA"' in value or '"xi ya tu"' in value for value in said)


@pytest.mark.parametrize("ref", ["government/geonames-1", "government/osaka", "tie/osaka-seattle"])
def test_what_the_gazetteer_does_not_have_is_named(ref: str) -> None:
    with pytest.raises(NotFound, match=ref):
        place_claims(ref)
