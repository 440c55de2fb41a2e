"""Fields side by side: a dot where a tie has a field, with its start; shared fields come first."""

from __future__ import annotations

from builders import DAY, claim, government, register, tie
from kizuna.analysis.measures.breadth import breadth, fields_of
from kizuna.publish.charts.matrix import fields_beside
from kizuna.register.dating import Dating
from kizuna.register.register import Register

from .conftest import Drawn

OSAKA, KOBE, KYOTO = "tie/osaka-shanghai", "tie/kobe-tianjin", "tie/kyoto-xian"


def test_a_dot_for_each_field_of_each_tie(built_in_register: Register) -> None:
    ties = [OSAKA, KOBE, KYOTO]
    drawn = Drawn(fields_beside(built_in_register, ties, DAY, "en"))
    dating = Dating.of(built_in_register)
    figures = [breadth(fields_of(built_in_register, tie, DAY, dating)) for tie in ties]
    assert len(drawn.groups("has")) == sum(figure.possible for figure in figures)
    assert [e.text for e in drawn.groups("sum")] == [str(f.certain) for f in figures]


def test_a_field_says_since_when(built_in_register: Register) -> None:
    drawn = Drawn(fields_beside(built_in_register, [OSAKA, KOBE], DAY, "en"))
    assert "since 1974" in drawn.words()
    assert any(t == "Osaka – Shanghai: youth, 1974" for t in drawn.titles("has"))


def test_shared_fields_come_first(built_in_register: Register) -> None:
    drawn = Drawn(fields_beside(built_in_register, [OSAKA, KOBE], DAY, "en"))
    heights = [float(e[1].get("cy", 0)) for e in drawn.groups("has")]
    shared = [y for y in set(heights) if heights.count(y) == 2]
    alone = [y for y in set(heights) if heights.count(y) == 1]
    assert max(shared) < min(alone)


def test_a_possible_field_is_a_hollow_dot_and_long_names_are_broken_into_lines() -> None:
    long = "prefecture-of-somewhere-far-away"
    held = register(
        government(long),
        government("shanghai", country="CN"),
        tie("one", long, "shanghai"),
        tie("two", "shanghai", long),
        claim("field/one", "tie", "tie/one"),
        claim("field/one", "concept", "youth"),
        claim("field/one", "started", "[1986..1988]"),
    )
    drawn = Drawn(fields_beside(held, ["tie/one", "tie/two"], DAY, "en"))
    (possible,) = drawn.groups("has", "possible")
    assert possible[1].get("fill") == "#ffffff"
    assert drawn.outside() == []
