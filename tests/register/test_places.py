"""Places, what an area takes in on a day; the ties that a query means, and who refers
to whom.
"""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    DAY,
    Claims,
    between,
    claim,
    government,
    register,
    rows,
    tie,
    two_sides,
)
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import Area, LocalGovernment, Programme, Tie
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.places import family_of, government_of, side, tier_on
from kizuna.register.register import Register, references
from kizuna.register.ties import TieOnDay, TieQuery, ties
from kizuna.values import Answer, day_number, slug_of


def _definition(key: str, *members: str, **given: Any) -> Claim:
    refs = [f"government/{slug}" for slug in members]
    return claim("area/region", "definition", {"key": key, "members": refs}, **given)


def _ground() -> Register:
    """Two sides with a ward, an area that is drawn in two ways, and governments of a
    time.
    """
    at = {"sha256": "a" * 64}
    return register(
        two_sides(),
        government("kita-ku", "ward", "osaka"),
        government("b"),
        _definition("narrow", "a", start=6, end=9, **at),
        _definition("wide", "a", "b", start=0, end=5, **at),
        claim("government/a", "part_of", "government/b", "1950/1980"),
        claim("area/russia", "country", "RU"),
        claim("government/leningrad", "country", "SU", "1922-12-30/1991-12-25"),
        claim("government/leningrad", "country", "RU", "1991-12-26/.."),
        claim("area/bare", "name", "An area that nobody drew"),
        claim("person/mayor", "name", "The mayor"),
        claim("government/unknown", "country", "JP"),
        claim("government/rumoured", "level", "city", certainty=Certainty.UNVERIFIED),
        claim("government/dated", "level", "city", "1889/2006-03-31"),
        claim("government/dated", "level", "designated-city", "2006-04-01/.."),
    )


_SIDES = """
area/kansai | first | 1987-04-01 | kita-ku osaka osaka-prefecture sakai
area/china | first | 1987-04-01 | lianyungang shanghai
government/osaka-prefecture | first | 1987-04-01 | kita-ku osaka osaka-prefecture sakai
area/region | narrow | 1987-04-01 | a
area/region | wide | 1987-04-01 | a b
area/region | first | 1987-04-01 | a b
area/russia | first | 1987-04-01 | nobody
area/russia | first | 1992-01-01 | leningrad
government/b | first | 1970-01-01 | a b
government/b | first | 1987-04-01 | b
"""
"""What a side takes in on a day: where no definition is named, by the one that stands
first in the source.
"""


@pytest.mark.parametrize(("ref", "drawn", "day", "members"), rows(_SIDES))
def test_a_side_takes_in_all_that_lies_in_it(
    ref: str, drawn: str, day: str, members: str
) -> None:
    found = side(_ground(), ref, day_number(day), drawn.replace("first", ""))
    assert " ".join(sorted(map(slug_of, found.members))) == members.replace(
        "nobody", ""
    )


def test_the_side_says_how_the_area_was_drawn() -> None:
    definition = side(_ground(), "area/kansai", DAY).definition
    assert str(definition.value.key) == "one"  # type: ignore[union-attr]
    assert side(_ground(), "government/osaka", DAY).definition is None


@pytest.mark.parametrize(
    ("ref", "definition", "why"),
    [
        ("area/kansai", "with-mie", r"'with-mie'; it has one"),
        ("area/china", "with-hong-kong", r"'with-hong-kong'; it has no definition"),
        ("area/bare", "", "area/bare"),
        ("person/mayor", "", "'person/mayor' is not an area"),
        ("area/kanto", "", "'area/kanto'"),
    ],
)
def test_what_is_no_side_is_quoted_with_the_definitions_that_there_are(
    ref: str, definition: str, why: str
) -> None:
    with pytest.raises((BadQuestion, NotFound), match=why):
        side(_ground(), ref, DAY, definition)


_LEVELS = """
dated | 1800-01-01 | none | none
dated | 1987-04-01 | city | municipality
dated | 2010-01-01 | designated-city | municipality
shanghai | 1987-04-01 | province-level-municipality | prefecture
unknown | 1987-04-01 | none | none
rumoured | 1987-04-01 | none | none
"""


@pytest.mark.parametrize(("slug", "day", "level", "tier"), rows(_LEVELS))
def test_a_level_is_that_of_the_day_and_falls_under_one_count_or_under_none(
    slug: str, day: str, level: str, tier: str
) -> None:
    held, on = _ground().entity(f"government/{slug}"), day_number(day)
    assert isinstance(held, LocalGovernment)
    assert (held.level.value_on(on) or "none", tier_on(held, on) or "none") == (
        level,
        tier,
    )


def test_a_fact_that_may_hold_on_the_day_is_taken() -> None:
    held = register(claim("government/a", "level", "city", "1987"))
    level = held.entity("government/a").stated("level")
    assert level.on(DAY) is not None
    assert level.on(day_number("1988-01-01")) is None


_HOMES = """
located_in government/kobe | government/kobe
located_in government/kobe, belongs_to government/osaka | government/osaka
belongs_to organisation/bureau | government/kobe
belongs_to organisation/ring | nobody
name X | nobody
"""
"""What is said of an organisation, and with which government it stands: with whom it
belongs to first.
"""


@pytest.mark.parametrize(("said", "home"), rows(_HOMES))
def test_a_body_stands_with_whom_it_belongs_to_else_where_it_lies(
    said: str, home: str
) -> None:
    held = register(
        *(government("kobe"), government("osaka")),
        claim("organisation/bureau", "belongs_to", "government/kobe"),
        claim("organisation/ring", "belongs_to", "organisation/x"),
        [claim("organisation/x", *each.split()) for each in said.split(", ")],
    )
    found = government_of(held, "organisation/x")
    assert (found.id if found else "nobody") == home
    assert government_of(held, "organisation/not-held") is None


def test_a_family_is_what_a_government_is_part_of_and_what_is_part_of_it_also_in_a_ring() -> (
    None
):
    found = family_of(_ground(), "government/osaka", DAY)
    assert found == {
        "government/osaka",
        "government/osaka-prefecture",
        "government/kita-ku",
    }
    ring = register(
        claim("government/a", "part_of", "government/b"),
        claim("government/b", "part_of", "government/a"),
    )
    assert family_of(ring, "government/a", DAY) == {"government/a", "government/b"}


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
    assert len(held.entities) == 7


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


def test_references_name_the_property_that_refers_and_a_value_within_a_value_refers_too() -> (
    None
):
    held = register(
        two_sides(), tie("a-b", "a", "b"), claim("tie/a-b", "parent", "tie/c-d")
    )
    named = {
        ("party", "government/a"),
        ("party", "government/b"),
        ("parent", "tie/c-d"),
    }
    assert set(references(held.entity("tie/a-b"))) == named
    assert [a.id for a in held.referring("government/osaka-prefecture", Area)] == [
        "area/kansai"
    ]


def _between(
    *claims: Claims, a: str = "area/kansai", b: str = "area/china"
) -> list[TieOnDay]:
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
def test_a_tie_joins_the_sides_where_its_parties_stand(
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
    assert [each.between_governments for each in found] == [
        "port" not in parties
    ] * len(found)


def test_a_party_that_no_source_confirms_stands_on_no_side_where_others_are_confirmed() -> (
    None
):
    rumour = claim("tie/osaka-shanghai", "party", "government/sakai", **_UNVERIFIED)
    (found,) = _between(tie("osaka-shanghai", "osaka", "shanghai"), rumour)
    assert found.on_a == ("government/osaka",)


def test_a_tie_of_two_that_lie_on_both_sides_is_between_them_and_of_one_that_does_is_not() -> (
    None
):
    inside, outside = (
        tie("osaka-sakai", "osaka", "sakai"),
        tie("osaka-milan", "osaka", "milan"),
    )
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
    ids=[
        "one side",
        "the other",
        "a country",
        "a country and a side",
        "a field",
        "the certain",
    ],
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
