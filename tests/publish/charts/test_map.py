"""Maps show every place and tie that they are given, anywhere in the world, and say what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from builders import tie
from kizuna.publish.charts import map
from kizuna.publish.charts.map import DrawnPlace, MapTies, draw_map, ties_map
from kizuna.values import Point

from .conftest import Drawn, chart, everything, place, scoped, three_countries

SIDES = {"a": "Kansai", "b": "China"}


def spot(name: str, latitude: float, longitude: float, side: str = "b") -> DrawnPlace:
    return DrawnPlace(name, name, Point(latitude, longitude), side, 1, f"{name}: 1")


OSAKA = spot("大阪市", 34.69, 135.50, "a")
SHANGHAI = spot("上海市", 31.23, 121.47)
SAN_FRANCISCO = spot("San Francisco", 37.77, -122.42)
LENINGRAD = spot("Ленинград", 59.93, 30.33)
MELBOURNE = spot("Melbourne", -37.81, 144.96)
SAO_PAULO = spot("São Paulo", -23.55, -46.63)
KANSAI = [spot(f"市{n}", 34.5 + n % 5 * 0.1, 135 + n * 0.05, "a") for n in range(18)]


def joined(a: DrawnPlace, b: DrawnPlace, certain: bool = True) -> MapTies:
    pair = [(a.ref, b.ref)]
    sure, unsure = (pair, []) if certain else ([], pair)
    return MapTies(f"{a.ref} to {b.ref}", sure, unsure, ("c1", "c2"))


def drawn(places: Sequence[DrawnPlace], ties: Sequence[MapTies], is_dense: bool = False) -> Drawn:
    held = chart("map", 800, count=len(ties))
    draw_map(held, places, ties, SIDES, is_dense=is_dense)
    return Drawn(held.svg())


def test_of_few_each_place_and_tie_is_told_once_and_a_crowd_of_places_enlarged() -> None:
    places, ties = [*KANSAI, SHANGHAI, OSAKA], [joined(place, SHANGHAI) for place in KANSAI]
    picture = drawn(places, ties)
    assert {place.title for place in places} <= set(picture.titles("place"))
    assert {place.label for place in places} <= set(picture.words())
    assert sorted(picture.titles("tie")) == sorted(tie.title for tie in ties)
    assert {group.get("data-claims") for group in picture.groups("tie")} == {"c1 c2"}
    assert len(picture.groups("inset")) == len(picture.groups("inset-frame")) == 1
    (again,) = [e for e in picture.groups("inset")[0] if e.get("class") == "ties"]
    assert again.get("aria-hidden") == "true"
    assert not drawn([OSAKA, SHANGHAI], [joined(OSAKA, SHANGHAI)]).groups("inset")


def test_a_possible_tie_is_dashed_and_the_legend_names_only_what_is_shown() -> None:
    ties = [joined(OSAKA, SHANGHAI), joined(OSAKA, LENINGRAD, certain=False)]
    picture = drawn([OSAKA, SHANGHAI, LENINGRAD], ties)
    ((certain,), (possible,)) = picture.groups("certain"), picture.groups("possible")
    assert certain.get("stroke-dasharray") is None
    assert possible.get("stroke-dasharray")
    assert {"Kansai", "China", "certain", "possible"} <= set(picture.words())
    assert "possible" not in drawn([OSAKA, SHANGHAI], ties[:1]).words()


def test_a_line_over_the_pacific_is_unbroken_and_one_cut_by_the_edge_is_on_both_sides() -> None:
    ring = [spot(f"R{longitude}", 0.0, longitude) for longitude in range(-150, 151, 60)]
    cases = [([OSAKA, SAN_FRANCISCO], [1]), ([*ring, ring[0]], [1, 1, 1, 1, 1, 2])]
    for places, numbers in cases:
        picture = drawn(list(dict.fromkeys(places)), [joined(a, b) for a, b in pairwise(places)])
        paths = [path for group in picture.groups("certain") for path in group]
        assert sorted(path.attrib["d"].count("M") for path in paths) == numbers


WORLD = [OSAKA, LENINGRAD, MELBOURNE, SAO_PAULO, SAN_FRANCISCO, SHANGHAI]
POLES = [spot("Pole", 89.9, 0.0), spot("South", -89.9, 10.0)]
NORTH = [spot("Tromsø", 69.6, 18.9), spot("Мурманск", 69.0, 33.1)]


@pytest.mark.parametrize(
    "places", [[OSAKA], [OSAKA, SAN_FRANCISCO], WORLD, [*KANSAI, SHANGHAI], POLES, NORTH]
)
@pytest.mark.parametrize("is_dense", [False, True])
def test_nothing_is_drawn_outside_of_the_view(places, is_dense) -> None:
    ties = [joined(places[0], place) for place in places[1:]]
    assert drawn(places, ties, is_dense).outside() == []


def test_places_at_one_spot_have_dots_apart_and_a_tie_within_one_is_a_ring() -> None:
    ward = DrawnPlace("ward", "Ward", OSAKA.point, "a")
    picture = drawn([OSAKA, ward], [joined(OSAKA, ward)])
    assert len({(g[-1].get("cx"), g[-1].get("cy")) for g in picture.groups("place")}) == 2
    (ring,) = picture.groups("certain")[0]
    assert ring.tag.endswith("circle")


def test_many_ties_are_told_by_group_and_the_more_the_fainter() -> None:
    china = MapTies("China – Japan: 2", [("上海市", "大阪市")], grounds=("tie/one", "tie/two"))
    picture = drawn([OSAKA, SHANGHAI], [china], is_dense=True)
    assert picture.titles("tie") == ["China – Japan: 2"]
    assert picture.grounds("ties") == {"tie/one", "tie/two"}
    assert [len(group) for group in picture.groups("certain")] == [1]
    many = [spot(str(n), n % 120 - 60, n % 340 - 170) for n in range(1000)]
    ties = [MapTies("", [(a.ref, b.ref) for a, b in pairwise(many)])]
    groups = (p.groups("ties")[0] for p in (drawn(many, ties, is_dense=True), picture))
    faint, clear = (float(group.get("stroke-opacity", 1)) for group in groups)
    assert faint < clear / 1.5


def test_each_tie_of_two_places_is_a_line_also_in_one_country_and_the_others_are_counted() -> None:
    towns = [place("osaka", 34.7, 135.5), place("kobe", 34.7, 135.2)]
    inside = ties_map(scoped(*towns, tie("t", "osaka", "kobe")), "en")
    assert Drawn(inside).titles("tie") == ["osaka – kobe"]
    plot = ties_map(three_countries(), "en")
    assert sorted(Drawn(plot).titles("tie")) == ["osaka – chicago", "osaka – shanghai"]
    assert plot.remarks == ("One tie is not drawn: the place of a party is not recorded.",)
    assert {"Japan", "other countries"} <= set(Drawn(plot).words())


def test_of_many_places_each_pair_is_joined_once(monkeypatch) -> None:
    monkeypatch.setattr(map, "FEW", 1)
    towns = [place("osaka", 34.7, 135.5), place("shanghai", 31.2, 121.5, country="CN")]
    ties = tie("t", "osaka", "shanghai"), tie("u", "shanghai", "osaka")
    drawn = Drawn(ties_map(scoped(*towns, *ties), "en"))
    assert drawn.titles("tie") == ["China – Japan: 2"]
    assert [len(group) for group in drawn.groups("certain")] == [1]


def test_a_map_of_many_places_has_every_tie_and_those_of_ports() -> None:
    drawn_ids = Drawn(ties_map(everything(), "en")).grounds("ties")
    standing = {t.tie.id for t in everything().in_force(possible=True)}
    ports = {t.tie.id for t in everything().in_force() if "port" in t.tie.type.value}
    assert set() < ports <= drawn_ids <= standing
    assert len(standing - drawn_ids) <= 1
