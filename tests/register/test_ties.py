"""Ties that a query means: of a place, between two sides with the parties on each, of a kind, field or country."""

from __future__ import annotations

from builders import DAY, Claims, between, claim, register, tie, two_sides
from kizuna.claims.claim import Certainty
from kizuna.register.status import TieOnDay
from kizuna.register.ties import TieQuery, ties
from kizuna.values import Answer


def _between(*claims: Claims, a: str = "area/kansai", b: str = "area/china") -> list[TieOnDay]:
    return between(register(two_sides(), *claims), a, b, DAY)


def test_a_tie_joins_the_sides_on_which_its_parties_stand() -> None:
    (found,) = _between(tie("osaka-shanghai", "osaka", "shanghai"))
    assert (found.on_a, found.on_b) == (("government/osaka",), ("government/shanghai",))
    assert found.between_governments
    assert found.tie.id == "tie/osaka-shanghai"


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
    assert found.answer is Answer.NO


def test_ties_made_later_are_listed_and_not_in_force() -> None:
    found = _between(
        tie("b", "osaka", "shanghai", date="1974"), tie("a", "sakai", "lianyungang", date="1990")
    )
    assert [tie.id for tie in found] == ["tie/a", "tie/b"]
    assert [tie.id for tie in found if tie.answer.possible] == ["tie/b"]


def test_a_tie_that_only_possibly_stood_is_among_those_in_force() -> None:
    (found,) = _between(tie("a", "osaka", "shanghai", date=""))
    assert found.answer is Answer.POSSIBLE


def _meant(*claims: Claims, **asked: object) -> list[str]:
    query = TieQuery(DAY, **asked)  # type: ignore[arg-type]
    return [found.id for found in ties(register(two_sides(), *claims), query)]


_TWO = (tie("b", "osaka", "shanghai"), tie("a", "osaka", "milan"))


def test_the_ties_of_a_party_are_found_from_either_side() -> None:
    assert _meant(*_TWO, sides=({"government/osaka"},)) == ["tie/a", "tie/b"]
    assert _meant(*_TWO, sides=({"government/shanghai"},)) == ["tie/b"]


def test_a_tie_of_two_that_lie_on_both_sides_is_between_them() -> None:
    (found,) = _between(tie("osaka-sakai", "osaka", "sakai"), b="government/osaka-prefecture")
    assert found.on_a == found.on_b == ("government/osaka", "government/sakai")


def test_a_tie_of_which_one_party_lies_on_both_sides_is_not() -> None:
    outside = tie("osaka-milan", "osaka", "milan")
    assert _between(outside, b="government/osaka-prefecture") == []


def test_a_country_is_that_of_one_party_at_least() -> None:
    assert _meant(*_TWO, country="CN") == ["tie/b"]
    assert _meant(*_TWO, country="JP", sides=({"government/osaka"},)) == ["tie/a", "tie/b"]


def test_a_field_is_one_that_a_tie_was_ever_active_in() -> None:
    programme = [
        claim("programme/fair", "tie", "tie/a"),
        claim("programme/fair", "field", "trade-fairs"),
    ]
    assert _meant(*_TWO, programme, field="economy") == ["tie/a"]


def test_what_stood_less_surely_may_be_left_out() -> None:
    undated = tie("c", "osaka", "shanghai", date="")
    assert _meant(*_TWO, undated, least=Answer.CERTAIN) == ["tie/a", "tie/b"]


def test_some_ids_alone_may_be_looked_at() -> None:
    held = register(two_sides(), *_TWO)
    assert [found.id for found in ties(held, TieQuery(DAY), ["tie/b", "tie/gone"])] == ["tie/b"]
