"""Succession: a merged city is followed to its successor from the day it ended."""

from __future__ import annotations

from builders import claim, government
from kizuna.claims.claim import Claim
from kizuna.register.places import level_on
from kizuna.register.register import fold
from kizuna.register.succession import successor_on
from kizuna.values import day_number

_MERGED = "2005-04-10"


def _claims() -> list[Claim]:
    nakamura, shimanto = "government/nakamura", "government/shimanto"
    return [
        *government("nakamura"),
        *government("shimanto"),
        claim(nakamura, "existence", "1954-03-31/2005-04-09"),
        claim(nakamura, "successor", shimanto),
        claim(shimanto, "existence", "2005-04-10/.."),
    ]


def test_a_city_stands_for_itself_until_the_day_of_the_merger() -> None:
    found = successor_on(fold(_claims()), "government/nakamura", day_number(_MERGED) - 1)
    assert found == ("government/nakamura",)


def test_from_the_day_of_the_merger_the_successor_stands_in_its_place() -> None:
    found = successor_on(fold(_claims()), "government/nakamura", day_number(_MERGED))
    assert found == ("government/shimanto",)


def test_a_successor_that_alone_names_its_predecessor_is_found_too() -> None:
    claims = [c for c in _claims() if c.property != "successor"]
    claims.append(claim("government/shimanto", "predecessor", "government/nakamura"))
    found = successor_on(fold(claims), "government/nakamura", day_number(_MERGED))
    assert found == ("government/shimanto",)


def test_a_ring_of_successors_comes_to_an_end() -> None:
    ring = [
        claim("government/a", "successor", "government/b"),
        claim("government/b", "successor", "government/a"),
        *(claim(f"government/{slug}", "existence", "1950/1960") for slug in "ab"),
    ]
    claims = [*government("a"), *government("b"), *ring]
    assert successor_on(fold(claims), "government/a", day_number("1970-01-01")) == ()


def test_a_county_that_became_a_district_stays_itself_with_another_level() -> None:
    ref = "government/jiading"
    claims = [
        claim(ref, "country", "CN"),
        claim(ref, "level", "county", valid="1949/1992-10-10"),
        claim(ref, "level", "district", valid="1992-10-11/.."),
    ]
    register = fold(claims)
    held = register.entity(ref)
    before, after = day_number("1987-04-01"), day_number("2000-01-01")
    assert successor_on(register, ref, after) == (ref,)
    levels = [level_on(held, day) for day in (before, after)]  # type: ignore[arg-type]
    assert [fact.value for fact in levels if fact] == ["county", "district"]
