"""Maps show every place and tie that they are given, anywhere in the world."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.map import MapLabels, MapPlace, MapTie, draw_map

LABELS = MapLabels(
    "Ties", "A map of ties", "No tie is recorded", "Kansai", "China", "in force", "possibly"
)
SIZE = (760, 520)

OSAKA = MapPlace("osaka", "大阪市", 34.69, 135.50, "a", 3)
SHANGHAI = MapPlace("shanghai", "上海市", 31.23, 121.47, "b")
SAN_FRANCISCO = MapPlace("san-francisco", "San Francisco", 37.77, -122.42, "b")
LENINGRAD = MapPlace("leningrad", "Ленинград", 59.93, 30.33, "b")
MELBOURNE = MapPlace("melbourne", "Melbourne", -37.81, 144.96, "b")
SAO_PAULO = MapPlace("sao-paulo", "São Paulo", -23.55, -46.63, "b")
KANSAI = [
    MapPlace(f"kansai-{index}", f"関西の市{index}", 34.5 + index % 5 * 0.1, 135 + index * 0.05, "a")
    for index in range(18)
]


def tie(source: MapPlace, target: MapPlace, certain: bool = True) -> MapTie:
    return MapTie(source.ref, target.ref, certain, f"{source.ref} to {target.ref}", ("c1", "c2"))


def drawn_main_ties(read, places, ties):
    drawing = read(draw_map(places, ties, SIZE, LABELS))
    repeated = drawing.groups("tie", "repeated")
    return [group for group in drawing.groups("tie") if group not in repeated]


def test_every_place_appears_with_its_title(read):
    places = [*KANSAI, SHANGHAI, OSAKA]
    drawing = read(draw_map(places, [tie(p, SHANGHAI) for p in KANSAI], SIZE, LABELS))
    assert {place.label for place in places} <= set(drawing.titles("place"))


def test_every_label_is_written_or_listed(read):
    places = [*KANSAI, SHANGHAI, OSAKA]
    words = read(draw_map(places, [tie(p, SHANGHAI) for p in KANSAI], SIZE, LABELS)).words()
    assert {place.label for place in places} <= set(words)


def test_every_tie_appears_once_with_its_title_and_claims(read):
    ties = [tie(place, SHANGHAI) for place in KANSAI]
    groups = drawn_main_ties(read, [*KANSAI, SHANGHAI], ties)
    assert sorted(group[0].text for group in groups) == sorted(tie.title for tie in ties)
    assert {group.get("data-claims") for group in groups} == {"c1 c2"}


def test_a_possible_tie_is_dashed_and_a_certain_one_is_not(read):
    places = [OSAKA, SHANGHAI, LENINGRAD]
    drawing = read(
        draw_map(places, [tie(OSAKA, SHANGHAI), tie(OSAKA, LENINGRAD, False)], SIZE, LABELS)
    )
    (certain,) = drawing.groups("tie", "certain")
    (possible,) = drawing.groups("tie", "possible")
    assert certain[1].get("stroke-dasharray") is None
    assert possible[1].get("stroke-dasharray")


def test_a_crowd_of_places_gets_an_inset(read):
    drawing = read(draw_map([*KANSAI, SHANGHAI], [tie(p, SHANGHAI) for p in KANSAI], SIZE, LABELS))
    assert len(drawing.groups("inset")) == 1


def test_a_few_places_get_no_inset(read):
    drawing = read(draw_map([OSAKA, SHANGHAI], [tie(OSAKA, SHANGHAI)], SIZE, LABELS))
    assert not drawing.groups("inset")


def test_a_tie_over_the_pacific_is_one_unbroken_line(read):
    (group,) = drawn_main_ties(read, [OSAKA, SAN_FRANCISCO], [tie(OSAKA, SAN_FRANCISCO)])
    assert group[1].attrib["d"].count("M") == 1


def test_a_map_over_the_pacific_is_centred_on_the_pacific(read):
    drawing = read(draw_map([OSAKA, SAN_FRANCISCO], [tie(OSAKA, SAN_FRANCISCO)], SIZE, LABELS))
    degrees = {word for word in drawing.words() if word.endswith("°")}
    assert {"150°", "180°", "−150°"} <= degrees
    assert not {"0°", "60°", "90°"} & degrees


def test_a_line_cut_by_the_edge_of_the_world_ends_at_both_edges(read):
    ring = [
        MapPlace(f"r{index}", f"R{index}", 0.0, longitude, "a")
        for index, longitude in enumerate((-150.0, -90.0, -30.0, 30.0, 90.0, 150.0))
    ]
    ties = [tie(a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    pieces = [group[1].attrib["d"].count("M") for group in drawn_main_ties(read, ring, ties)]
    assert sorted(pieces) == [1, 1, 1, 1, 1, 2]


@pytest.mark.parametrize(
    "places",
    [
        [OSAKA, SHANGHAI],
        [OSAKA, SAN_FRANCISCO],
        [OSAKA, LENINGRAD, MELBOURNE, SAO_PAULO, SAN_FRANCISCO, SHANGHAI],
        [*KANSAI, SHANGHAI],
        [OSAKA, MELBOURNE],
        [OSAKA],
        [MapPlace("pole", "Pole", 89.9, 0.0), MapPlace("south", "South", -89.9, 10.0)],
        [MapPlace("tromso", "Tromsø", 69.6, 18.9), MapPlace("murmansk", "Мурманск", 69.0, 33.1)],
    ],
)
def test_nothing_is_drawn_outside_of_the_view(read, places):
    ties = [tie(places[0], place) for place in places[1:]]
    assert read(draw_map(places, ties, SIZE, LABELS)).outside() == []


def test_places_at_one_spot_have_dots_apart(read):
    prefecture = MapPlace("osaka-prefecture", "大阪府", 34.69, 135.50, "a")
    drawing = read(draw_map([OSAKA, prefecture, SHANGHAI], [], SIZE, LABELS))
    centres = {
        (group[1].get("cx"), group[1].get("cy")) for group in drawing.groups("place", "side-a")
    }
    assert len(centres) == 2


def test_a_tie_within_one_spot_is_a_ring(read):
    ward = MapPlace("ward", "Ward", OSAKA.latitude, OSAKA.longitude, "b")
    (group,) = drawn_main_ties(read, [OSAKA, ward], [tie(OSAKA, ward)])
    assert [child.tag.rpartition("}")[2] for child in group] == ["title", "path", "circle"]


def test_the_legend_names_only_what_is_shown(read):
    words = read(draw_map([OSAKA, SHANGHAI], [tie(OSAKA, SHANGHAI)], SIZE, LABELS)).words()
    assert {"Kansai", "China", "in force"} <= set(words)
    assert "possibly" not in words


def test_a_hostile_label_stays_a_label(read, hostile):
    cologne = MapPlace("x", hostile, 50.9, 6.9, title=hostile, claims=(hostile,))
    drawing = read(draw_map([cologne, SHANGHAI], [], SIZE, LABELS))
    assert "<script" not in drawing.text
    assert hostile.replace("\x00", "\ufffd") in drawing.words()


def test_the_same_input_gives_the_same_bytes():
    places, ties = [*KANSAI, SHANGHAI], [tie(place, SHANGHAI) for place in KANSAI]
    assert draw_map(places, ties, SIZE, LABELS) == draw_map(places, ties, SIZE, LABELS)


def test_no_place_gives_a_drawing_that_says_so(read):
    assert read(draw_map([], [], SIZE, LABELS)).words() == ["No tie is recorded"]


def test_a_tie_to_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match="'shanghai'"):
        draw_map([OSAKA], [tie(OSAKA, SHANGHAI)], SIZE, LABELS)


def test_a_ref_given_twice_is_refused():
    with pytest.raises(ValueError, match="given twice"):
        draw_map([OSAKA, OSAKA], [], SIZE, LABELS)
