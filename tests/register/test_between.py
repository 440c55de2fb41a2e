"""Ties between two sides, and the parties that stand on each."""

from __future__ import annotations

from builders import DAY, Claims, claim, register, tie, two_sides
from kizuna.claims.claim import Certainty
from kizuna.register.between import Between, in_force, ties_between, ties_of
from kizuna.register.places import side


def _between(*claims: Claims, a: str = "area/kansai", b: str = "area/china") -> list[Between]:
    held = register(two_sides(), *claims)
    return ties_between(held, side(held, a, DAY), side(held, b, DAY), DAY)


def test_a_tie_joins_the_sides_on_which_its_parties_stand() -> None:
    (found,) = _between(tie("osaka-shanghai", "osaka", "shanghai"))
    assert (found.on_a, found.on_b) == (("government/osaka",), ("government/shanghai",))
    assert found.between_governments
    assert found.tie.id == "tie/osaka-shanghai"


def test_the_sides_may_be_asked_the_other_way_round() -> None:
    (found,) = _between(tie("osaka-shanghai", "osaka", "shanghai"), a="area/china", b="area/kansai")
    assert (found.on_a, found.on_b) == (("government/shanghai",), ("government/osaka",))


def test_a_tie_with_one_side_only_is_left_out() -> None:
    assert (
        _between(tie("osaka-sakai", "osaka", "sakai"), tie("osaka-milan", "osaka", "milan")) == []
    )


def test_a_tie_of_three_has_all_its_parties_on_their_sides() -> None:
    (found,) = _between(tie("three", "sakai", "osaka", "shanghai"))
    assert found.on_a == ("government/osaka", "government/sakai")


def test_ports_stand_on_the_side_of_their_cities_and_are_no_governments() -> None:
    (found,) = _between(
        claim("organisation/port-of-osaka", "belongs_to", "government/osaka"),
        claim("organisation/port-of-shanghai", "located_in", "government/shanghai"),
        tie("ports", "organisation/port-of-osaka", "organisation/port-of-shanghai"),
    )
    assert found.on_a == ("organisation/port-of-osaka",)
    assert not found.between_governments


def test_a_party_of_which_nothing_is_known_stands_on_no_side() -> None:
    assert _between(tie("x", "organisation/unknown", "shanghai")) == []


def test_a_party_that_no_source_confirms_stands_on_no_side_where_others_are_confirmed() -> None:
    rumour = claim(
        "tie/osaka-shanghai", "party", "government/sakai", certainty=Certainty.UNVERIFIED
    )
    (found,) = _between(tie("osaka-shanghai", "osaka", "shanghai"), rumour)
    assert found.on_a == ("government/osaka",)


def test_a_tie_that_no_source_confirms_is_listed_and_not_in_force() -> None:
    rumour = tie("osaka-shanghai", "osaka", "shanghai", certainty=Certainty.UNVERIFIED)
    (found,) = _between(rumour)
    assert in_force([found]) == []


def test_ties_made_later_are_listed_and_not_in_force() -> None:
    found = _between(
        tie("b", "osaka", "shanghai", date="1974"), tie("a", "sakai", "lianyungang", date="1990")
    )
    assert [b.tie.id for b in found] == ["tie/a", "tie/b"]
    assert [b.tie.id for b in in_force(found)] == ["tie/b"]


def test_a_tie_that_only_possibly_stood_is_among_those_in_force() -> None:
    assert len(in_force(_between(tie("a", "osaka", "shanghai", date="")))) == 1


def test_the_ties_of_a_party_are_found_from_either_side() -> None:
    held = register(two_sides(), tie("b", "osaka", "shanghai"), tie("a", "osaka", "milan"))
    assert [s.tie.id for s in ties_of(held, "government/osaka", DAY)] == ["tie/a", "tie/b"]
    assert [s.tie.id for s in ties_of(held, "government/shanghai", DAY)] == ["tie/b"]


def test_a_tie_whose_parties_all_stand_on_both_sides_is_between_neither() -> None:
    inside = tie("osaka-sakai", "osaka", "sakai")
    assert _between(inside, b="government/osaka-prefecture") == []
