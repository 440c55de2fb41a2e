"""The register as held, who refers to whom, and the ties that a query means."""

from __future__ import annotations

import pytest

from builders import DAY, Claims, between, claim, register, rows, tie, two_sides
from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import Area, LocalGovernment, Programme, Tie
from kizuna.errors import NotFound
from kizuna.register.register import references
from kizuna.register.status import TieOnDay
from kizuna.register.ties import TieQuery, ties
from kizuna.values import Answer, slug_of


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
    # those of a kind come in order of id
    assert [area.id for area in held.of_kind(Area)] == ["area/china", "area/kansai"]
    assert len(held) == 7


def test_who_refers_to_an_entity_is_found_by_kind_and_property() -> None:
    held = register(
        tie("a-b", "a", "b"),
        claim("programme/art", "tie", "tie/a-b"),
        claim("programme/art", "direction", {"from": "government/a"}),
    )
    assert [p.id for p in held.referring("tie/a-b", Programme)] == ["programme/art"]
    (directed,) = held.referring("government/a", Programme, "direction")
    assert directed.id == "programme/art"
    assert held.referring("government/a", Programme, "institution") == ()
    assert [t.id for t in held.referring("government/a", Tie)] == ["tie/a-b"]


def test_references_name_the_property_that_refers_and_a_value_within_a_value_refers_too() -> None:
    held = register(two_sides(), tie("a-b", "a", "b"), claim("tie/a-b", "parent", "tie/c-d"))
    named = {("party", "government/a"), ("party", "government/b"), ("parent", "tie/c-d")}
    assert set(references(held.entity("tie/a-b"))) == named
    assert [a.id for a in held.referring("government/osaka-prefecture", Area)] == ["area/kansai"]


def _between(*claims: Claims, a: str = "area/kansai", b: str = "area/china") -> list[TieOnDay]:
    return between(register(two_sides(), *claims), a, b, DAY)


_UNVERIFIED = {"certainty": Certainty.UNVERIFIED}
_JOINED = """
osaka shanghai | osaka | shanghai
sakai osaka shanghai | osaka sakai | shanghai
organisation/port-of-osaka organisation/port-of-shanghai | port-of-osaka | port-of-shanghai
osaka sakai | nobody | nobody
osaka milan | nobody | nobody
organisation/unknown shanghai | nobody | nobody
"""
"""The parties of a tie, and those on each side, ports on that of their cities."""


@pytest.mark.parametrize(("parties", "on_a", "on_b"), rows(_JOINED))
def test_a_tie_joins_the_sides_on_which_its_parties_stand(
    parties: str, on_a: str, on_b: str
) -> None:
    found = _between(
        claim("organisation/port-of-osaka", "belongs_to", "government/osaka"),
        claim("organisation/port-of-shanghai", "located_in", "government/shanghai"),
        tie("x", *parties.split()),
    )
    sides = zip(*[(each.on_a, each.on_b) for each in found], strict=True)
    stand = [" ".join(slug_of(ref) for refs in side for ref in refs) for side in sides]
    assert (stand or ["nobody"] * 2) == [on_a, on_b]
    assert [each.between_governments for each in found] == ["port" not in parties] * len(found)


def test_a_party_that_no_source_confirms_stands_on_no_side_where_others_are_confirmed() -> None:
    rumour = claim("tie/osaka-shanghai", "party", "government/sakai", **_UNVERIFIED)
    (found,) = _between(tie("osaka-shanghai", "osaka", "shanghai"), rumour)
    assert found.on_a == ("government/osaka",)


def test_a_tie_of_two_that_lie_on_both_sides_is_between_them_and_of_one_that_does_is_not() -> None:
    inside, outside = tie("osaka-sakai", "osaka", "sakai"), tie("osaka-milan", "osaka", "milan")
    (found,) = _between(inside, outside, b="government/osaka-prefecture")
    assert found.on_a == found.on_b == ("government/osaka", "government/sakai")


def test_what_is_not_confirmed_or_was_made_later_is_listed_and_not_in_force() -> None:
    made = {"a": "1990", "b": "1974", "c": ""}
    found = _between(
        *(tie(slug, "osaka", "shanghai", date=date) for slug, date in made.items()),
        tie("d", "osaka", "shanghai", **_UNVERIFIED),
    )
    assert [each.id for each in found] == ["tie/a", "tie/b", "tie/c", "tie/d"]
    answers = [Answer.NO, Answer.CERTAIN, Answer.POSSIBLE, Answer.NO]
    assert [each.answer for each in found] == answers


_OSAKA, _SHANGHAI = {"government/osaka"}, {"government/shanghai"}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"sides": (_OSAKA,)}, "abc"),
        ({"sides": (_SHANGHAI,)}, "bc"),
        ({"country": "CN"}, "bc"),
        ({"country": "JP", "sides": (_OSAKA,)}, "abc"),
        ({"field": "economy"}, "a"),
        ({"least": Answer.CERTAIN}, "ab"),
    ],
    ids=["one side", "the other", "a country", "a country and a side", "a field", "the certain"],
)
def test_a_query_means_the_ties_of(asked: dict[str, object], ids: str) -> None:
    held = register(
        two_sides(),
        tie("b", "osaka", "shanghai"),
        tie("a", "osaka", "milan"),
        tie("c", "osaka", "shanghai", date=""),
        claim("programme/fair", "tie", "tie/a"),
        claim("programme/fair", "field", "trade-fairs"),
    )
    found = ties(held, TieQuery(DAY, **asked))  # type: ignore[arg-type]
    assert [each.id for each in found] == [f"tie/{slug}" for slug in ids]
    some = ties(held, TieQuery(DAY), ["tie/b", "tie/gone"])
    assert [each.id for each in some] == ["tie/b"]
