"""A network draws every dot and line with its title, and tells groups by colour and shape."""

from __future__ import annotations

from dataclasses import replace
from math import cos, sin

import pytest

from kizuna.publish.drawings.network import NetworkLabels, NetworkLink, NetworkNode, draw_network

LABELS = NetworkLabels(
    "Network", "Ties", "No tie", ("around Osaka", "around Xi'an"), "smaller", "in force", "perhaps"
)
NODES = [
    NetworkNode("a", "Osaka", 0, 0, 0, 3, "Osaka: 3 partners", ("c1",)),
    NetworkNode("b", "Shanghai", 1, 0, 0, 1, "Shanghai: one partner"),
    NetworkNode("c", "Xi'an", 0, 1, 1, 1, "Xi'an: one partner"),
    NetworkNode("d", "Qufu", 1, 1, 6, 1, "Qufu: one partner"),
]
LINKS = [
    NetworkLink("a", "b", True, "Osaka – Shanghai", ("c2",)),
    NetworkLink("a", "c", False, "Osaka – Xi'an", ties=("tie/x",)),
]


def test_every_dot_and_line_has_its_title_and_grounds(read):
    drawing = read(draw_network(NODES, LINKS, LABELS))
    assert sorted(drawing.titles("node")) == sorted(node.title for node in NODES)
    assert sorted(drawing.titles("link")) == ["Osaka – Shanghai", "Osaka – Xi'an"]
    (possible,) = drawing.groups("link", "possible")
    assert possible.get("data-ties") == "tie/x"
    assert possible[1].get("stroke-dasharray")


def test_groups_differ_in_colour_and_in_shape(read):
    drawing = read(draw_network(NODES, LINKS, LABELS))
    marks = {g.get("class"): g[-1] for g in drawing.groups("node")}
    first, second = marks["node group-0"], marks["node group-1"]
    assert first.get("fill") != second.get("fill")
    assert first.tag != second.tag


def test_the_dot_with_more_partners_is_larger(read):
    drawing = read(draw_network(NODES, LINKS, LABELS))
    osaka, shanghai = drawing.groups("node", "group-0")
    assert float(osaka[-1].get("r")) > float(shanghai[-1].get("r"))


def test_names_are_written_where_there_is_room(read):
    words = read(draw_network(NODES, LINKS, LABELS)).words()
    assert {"Osaka", "Shanghai", "Xi'an", "Qufu"} <= set(words)


def test_the_legend_tells_of_what_is_drawn(read):
    words = read(draw_network(NODES[:2], LINKS[:1], LABELS)).words()
    assert "around Osaka" in words
    assert not {"around Xi'an", "smaller", "perhaps"} & set(words)


def test_nothing_is_drawn_outside_of_the_view(read):
    many = [
        NetworkNode(
            str(n), f"A place with a long name {n}", cos(n) * n, sin(n) * n, n % 8, n, str(n)
        )
        for n in range(300)
    ]
    links = [NetworkLink(str(n), str(n * 7 % 300), n % 3 > 0, "") for n in range(1, 300)]
    assert read(draw_network(many, links, LABELS)).outside() == []
    assert read(draw_network(many[:1], [], LABELS)).outside() == []


def test_the_same_input_gives_the_same_bytes():
    assert draw_network(NODES, LINKS, LABELS) == draw_network(NODES, LINKS, LABELS)


def test_no_dot_gives_a_drawing_that_says_so(read):
    assert read(draw_network([], [], LABELS)).words() == ["No tie"]


def test_a_link_to_nowhere_and_a_ref_given_twice_are_refused():
    with pytest.raises(ValueError, match="'z'"):
        draw_network(NODES, [replace(LINKS[0], target="z")], LABELS)
    with pytest.raises(ValueError, match="given twice"):
        draw_network([*NODES, NODES[0]], LINKS, LABELS)
