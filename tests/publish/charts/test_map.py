"""Maps show every place and tie that they are given, anywhere in the world, and say
what they leave out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from builders import tie
from kizuna.publish.charts import map
from kizuna.publish.charts.map import ties_map

from .conftest import Drawn, everything, place, scoped, three_countries

SPOTS = """
osaka 34.69 135.5, ward 34.69 135.5, shanghai 31.23 121.47, san-francisco 37.77 -122.42, leningrad 59.93 30.33,
melbourne -37.81 144.96, sao-paulo -23.55 -46.63, pole 89.9 0, south -89.9 10, tromso 69.6 18.9, murmansk 69 33.1
"""
PLACES = {
    **{
        slug: (float(y), float(x))
        for slug, y, x in (spot.split() for spot in SPOTS.split(","))
    },
    **{f"town-{n}": (34.5 + n % 5 * 0.1, 135 + n * 0.05) for n in range(18)},
    **{f"ring-{longitude}": (0, longitude - 180) for longitude in range(30, 331, 60)},
    **{f"p{n}": (n % 120 - 60, n % 340 - 170) for n in range(800)},
}
COUNTRIES = {"shanghai": "CN", "san-francisco": "US", "leningrad": "RU"}
TOWNS = [f"town-{n}" for n in range(18)]


def drawn(
    pairs: Iterable[tuple[str, str]], possible: Iterable[tuple[str, str]] = ()
) -> Drawn:
    """The map of ties between pairs of places, the possible ones without a date."""
    joined = [*((*pair, "1970") for pair in pairs), *((*pair, "") for pair in possible)]
    towns = dict.fromkeys(slug for *pair, _ in joined for slug in pair)
    held = (
        place(slug, *PLACES[slug], country=COUNTRIES.get(slug, "JP")) for slug in towns
    )
    ties = (tie(f"{a}-{b}", a, b, date=date) for a, b, date in joined)
    return Drawn(ties_map(scoped(*held, *ties), "en").svg)


def test_of_few_each_place_and_tie_is_told_once_and_a_crowd_of_places_enlarged() -> (
    None
):
    picture = drawn((town, "shanghai") for town in TOWNS)
    assert {*(f"{town}: 1" for town in TOWNS), "shanghai: 18"} <= set(
        picture.titles("place")
    )
    assert {*TOWNS, "shanghai"} <= set(picture.words())
    assert sorted(picture.titles("tie")) == sorted(
        f"{town} – shanghai" for town in TOWNS
    )
    assert all(group.get("data-claims") for group in picture.groups("tie"))
    assert len(picture.groups("inset")) == len(picture.groups("inset-frame")) == 1
    (again,) = [e for e in picture.groups("inset")[0] if e.get("class") == "ties"]
    assert again.get("aria-hidden") == "true"
    assert not drawn([("osaka", "shanghai")]).groups("inset")


def test_a_possible_tie_is_dashed_and_the_legend_names_only_what_is_shown() -> None:
    sure = [("osaka", "shanghai")]
    picture = drawn(sure, possible=[("osaka", "leningrad")])
    ((certain,), (possible,)) = picture.groups("certain"), picture.groups("possible")
    assert certain.get("stroke-dasharray") is None
    assert possible.get("stroke-dasharray")
    assert {"Japan", "other countries", "in force", "possibly in force"} <= set(
        picture.words()
    )
    assert "possibly in force" not in drawn(sure).words()


def test_a_line_over_the_pacific_is_unbroken_and_one_cut_by_the_edge_is_on_both_sides() -> (
    None
):
    ring = [slug for slug in PLACES if slug.startswith("ring")]
    cases = [(["osaka", "san-francisco"], [1]), ([*ring, ring[0]], [1, 1, 1, 1, 1, 2])]
    for places, numbers in cases:
        picture = drawn(pairwise(places))
        paths = [path for group in picture.groups("certain") for path in group]
        assert sorted(path.attrib["d"].count("M") for path in paths) == numbers


WORLD = ["osaka", "leningrad", "melbourne", "sao-paulo", "san-francisco", "shanghai"]


@pytest.mark.parametrize(
    "places",
    [
        ["osaka", "san-francisco"],
        WORLD,
        [*TOWNS, "shanghai"],
        ["pole", "south"],
        ["tromso", "murmansk"],
    ],
    ids=lambda places: places[-1],
)
@pytest.mark.parametrize("few", [80, 0], ids=["few", "many"])
def test_nothing_is_drawn_outside_of_the_view(monkeypatch, places, few) -> None:
    monkeypatch.setattr(map, "FEW", few)
    assert drawn((places[0], other) for other in places[1:]).outside() == []


def test_places_at_one_spot_have_dots_apart_and_a_tie_within_one_is_a_ring() -> None:
    picture = drawn([("osaka", "ward")])
    assert (
        len({(g[-1].get("cx"), g[-1].get("cy")) for g in picture.groups("place")}) == 2
    )
    (ring,) = picture.groups("certain")[0]
    assert ring.tag.endswith("circle")


def test_of_many_places_ties_are_told_by_group_each_pair_is_joined_once_and_the_more_the_fainter(
    monkeypatch,
) -> None:
    monkeypatch.setattr(map, "FEW", 1)
    picture = drawn([("osaka", "shanghai"), ("shanghai", "osaka")])
    assert picture.titles("tie") == ["China – Japan: 2"]
    assert picture.grounds("ties") == {"tie/osaka-shanghai", "tie/shanghai-osaka"}
    assert [len(group) for group in picture.groups("certain")] == [1]
    many = drawn(pairwise(f"p{n}" for n in range(800)))
    groups = (shown.groups("ties")[0] for shown in (many, picture))
    faint, clear = (float(group.get("stroke-opacity", 1)) for group in groups)
    assert faint < clear / 1.4


def test_each_tie_of_two_places_is_a_line_also_in_one_country_and_the_others_are_counted() -> (
    None
):
    assert drawn([("osaka", "town-1")]).titles("tie") == ["osaka – town-1"]
    plot = ties_map(three_countries(), "en")
    assert sorted(Drawn(plot).titles("tie")) == ["osaka – chicago", "osaka – shanghai"]
    assert plot.remarks == (
        "One tie is not drawn: the place of a party is not recorded.",
    )
    assert {"Japan", "other countries"} <= set(Drawn(plot).words())


def test_a_map_of_many_places_has_every_tie_and_those_of_ports() -> None:
    drawn_ids = Drawn(ties_map(everything(), "en")).grounds("ties")
    standing = {t.tie.id for t in everything().in_force(possible=True)}
    ports = {t.tie.id for t in everything().in_force() if "port" in t.tie.type.value}
    assert set() < ports <= drawn_ids <= standing
    assert len(standing - drawn_ids) <= 1
