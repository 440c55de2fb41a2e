"""The register as held: entities by id and kind, and who refers to whom."""

from __future__ import annotations

import pytest

from builders import claim, register, tie, two_sides
from kizuna.claims.kinds import Area, LocalGovernment, Programme, Tie
from kizuna.errors import NotFound
from kizuna.register.register import references


def test_what_is_not_held_is_not_found_and_its_id_is_quoted() -> None:
    held = register()
    with pytest.raises(NotFound, match="'tie/a-b'"):
        held.entity("tie/a-b")
    assert held.get("tie/a-b", Tie) is None
    assert "tie/a-b" not in held


def test_an_entity_of_another_kind_is_not_the_one_asked_for() -> None:
    held = register(two_sides())
    assert held.get("area/kansai", LocalGovernment) is None
    assert held.get("area/kansai", Area) is held.entity("area/kansai")
    assert held.get(None, Area) is None


def test_entities_of_a_kind_come_in_order_of_id() -> None:
    held = register(two_sides())
    assert [area.id for area in held.of_kind(Area)] == ["area/china", "area/kansai"]
    assert len(held) == 7


def test_who_refers_to_an_entity_is_found_by_kind_and_property() -> None:
    held = register(
        tie("a-b", "a", "b"),
        claim("programme/art", "tie", "tie/a-b"),
        claim("programme/art", "direction", {"from": "government/a"}),
    )
    assert [p.id for p in held.referring("tie/a-b", Programme)] == ["programme/art"]
    assert [p.id for p in held.referring("government/a", Programme, "direction")] == [
        "programme/art"
    ]
    assert held.referring("government/a", Programme, "institution") == ()
    assert [t.id for t in held.referring("government/a", Tie)] == ["tie/a-b"]


def test_references_name_the_property_that_refers() -> None:
    held = register(tie("a-b", "a", "b"), claim("tie/a-b", "parent", "tie/c-d"))
    assert set(references(held.entity("tie/a-b"))) == {
        ("party", "government/a"),
        ("party", "government/b"),
        ("parent", "tie/c-d"),
    }


def test_a_value_within_a_value_refers_too() -> None:
    held = register(two_sides())
    assert [a.id for a in held.referring("government/osaka-prefecture", Area)] == ["area/kansai"]
