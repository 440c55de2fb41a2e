"""A map of many ties draws each pair of places once, in groups that name their ties."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.dense_map import DenseMapLabels, MapGroup, draw_dense_map
from kizuna.publish.drawings.map_facts import MapPlace

LABELS = DenseMapLabels(
    "Map", "Ties", "No place", "in force", "perhaps", (("a", "Japan"), ("b", "others"))
)
PLACES = [
    MapPlace("osaka", "Osaka", 34.7, 135.5, "a", 3),
    MapPlace("shanghai", "Shanghai", 31.2, 121.5, "b", 2),
    MapPlace("chicago", "Chicago", 41.9, -87.6, "b", 1),
]
GROUPS = [
    MapGroup(
        "China – Japan: 2",
        (("osaka", "shanghai"), ("shanghai", "osaka")),
        (),
        ("tie/one", "tie/two"),
    ),
    MapGroup("Japan – United States: 1", (), (("osaka", "chicago"),), ("tie/three",)),
]
SIZE = (760, 520)


def test_a_group_has_its_title_and_the_ids_of_its_ties(read):
    drawing = read(draw_dense_map(PLACES, GROUPS, SIZE, LABELS))
    assert drawing.titles("group") == [group.title for group in GROUPS]
    assert drawing.groups("group")[0].get("data-ties") == "tie/one tie/two"


def test_a_pair_of_places_is_drawn_once_however_many_ties_join_it(read):
    china, america = read(draw_dense_map(PLACES, GROUPS, SIZE, LABELS)).groups("group")
    assert [len(part) for part in china[1:]] == [1]
    assert america[1].get("class") == "possible"
    assert america[1].get("stroke-dasharray")


def test_the_more_lines_there_are_the_more_light_each_lets_through(read):
    def opacity(places, groups):
        (ties,) = read(draw_dense_map(places, groups, SIZE, LABELS)).groups("ties")
        return float(ties.get("stroke-opacity"))

    many = [MapPlace(str(n), str(n), n % 120 - 60, n % 340 - 170, "", 1) for n in range(1500)]
    pairs = tuple((str(n), str(n + 1)) for n in range(1499))
    assert opacity(many, [MapGroup("", pairs, (), ())]) < opacity(PLACES, GROUPS) / 1.5


def test_a_crowd_is_enlarged_in_an_inset_that_says_nothing_twice(read):
    crowd = [
        MapPlace(f"p{n}", f"p{n}", 34 + n % 7 / 5, 135 + n % 11 / 5, "a", 1) for n in range(60)
    ]
    drawing = read(draw_dense_map([*crowd, PLACES[2]], [], SIZE, LABELS))
    (inset,) = drawing.groups("inset")
    assert inset.get("aria-hidden") == "true"
    assert len(drawing.groups("inset-frame")) == 1
    assert drawing.outside() == []


def test_nothing_is_drawn_outside_of_the_view(read):
    assert read(draw_dense_map(PLACES, GROUPS, SIZE, LABELS)).outside() == []


def test_the_same_input_gives_the_same_bytes():
    assert draw_dense_map(PLACES, GROUPS, SIZE, LABELS) == draw_dense_map(
        PLACES, GROUPS, SIZE, LABELS
    )


def test_no_place_gives_a_map_that_says_so(read):
    assert read(draw_dense_map([], [], SIZE, LABELS)).words() == ["No place"]


def test_a_tie_to_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match="'kobe'"):
        draw_dense_map(PLACES, [MapGroup("", (("osaka", "kobe"),), (), ())], SIZE, LABELS)
