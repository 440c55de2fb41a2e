"""Places: what an area takes in on a day, and on which side a party stands."""

from __future__ import annotations

import pytest

from builders import DAY, claim, government, register, two_sides
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import LocalGovernment
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.places import fact_on, family_of, government_of, level_on, side, tier_on
from kizuna.register.register import Register
from kizuna.values import day_number


def _area(key: str, *members: str, **given: object) -> object:
    refs = [f"government/{slug}" for slug in members]
    return claim("area/region", "definition", {"key": key, "members": refs}, **given)  # type: ignore[arg-type]


def _government(held: Register, slug: str) -> LocalGovernment:
    found = held.get(f"government/{slug}", LocalGovernment)
    assert found is not None
    return found


def _home(held: Register, ref: str) -> str:
    found = government_of(held, ref)
    return found.id if found else ""


def test_an_area_takes_in_its_members_and_all_that_lies_in_them() -> None:
    held = register(two_sides(), government("kita-ku", "ward", "osaka"))
    found = side(held, "area/kansai", DAY)
    assert found.members == {
        "government/osaka-prefecture",
        "government/osaka",
        "government/sakai",
        "government/kita-ku",
    }


def test_the_side_says_how_the_area_was_drawn() -> None:
    definition = side(register(two_sides()), "area/kansai", DAY).definition
    assert definition is not None
    assert str(definition.value.key) == "one"


def test_a_definition_is_chosen_by_its_key() -> None:
    held = register(_area("narrow", "a"), _area("wide", "a", "b"))  # type: ignore[arg-type]
    assert side(held, "area/region", DAY, "wide").members == {"government/a", "government/b"}


def test_the_first_definition_of_the_source_is_the_one_used_when_none_is_named() -> None:
    at = {"sha256": "a" * 64}
    wide = _area("wide", "a", "b", start=0, end=5, **at)
    narrow = _area("narrow", "a", start=6, end=9, **at)
    held = register(narrow, wide)  # type: ignore[arg-type]
    assert side(held, "area/region", DAY).members == {"government/a", "government/b"}


@pytest.mark.parametrize(
    ("area", "definition", "why"),
    [
        ("kansai", "with-mie", r"'with-mie'; it has one"),
        ("china", "with-hong-kong", r"'with-hong-kong'; it has no definition"),
        ("region", "", "area/region"),
    ],
)
def test_a_definition_that_there_is_not_is_quoted_with_those_that_there_are(
    area: str, definition: str, why: str
) -> None:
    held = register(two_sides(), claim("area/region", "name", "Region"))
    with pytest.raises(BadQuestion, match=why):
        side(held, f"area/{area}", DAY, definition)


def test_what_takes_in_no_governments_cannot_be_a_side() -> None:
    held = register(claim("person/mayor", "name", "The mayor"))
    with pytest.raises(BadQuestion, match="'person/mayor' is not an area"):
        side(held, "person/mayor", DAY)


def test_what_is_not_held_is_not_found() -> None:
    with pytest.raises(NotFound, match="'area/kanto'"):
        side(register(two_sides()), "area/kanto", DAY)


def test_a_country_takes_in_every_government_of_it() -> None:
    assert side(register(two_sides()), "area/china", DAY).members == {
        "government/shanghai",
        "government/lianyungang",
    }


def test_a_government_is_a_side_with_all_that_lies_in_it() -> None:
    found = side(register(two_sides()), "government/osaka-prefecture", DAY)
    assert "government/sakai" in found.members
    assert found.definition is None


def test_a_country_on_a_day_has_the_governments_of_that_day() -> None:
    held = register(
        claim("area/russia", "country", "RU"),
        claim("government/leningrad", "country", "SU", "1922-12-30/1991-12-25"),
        claim("government/leningrad", "country", "RU", "1991-12-26/.."),
    )
    assert side(held, "area/russia", DAY).members == set()
    later = day_number("1992-01-01")
    assert side(held, "area/russia", later).members == {"government/leningrad"}


def test_a_government_lies_in_another_only_for_as_long_as_it_does() -> None:
    held = register(
        government("b"),
        government("a"),
        claim("government/a", "part_of", "government/b", "1950/1980"),
    )
    assert "government/a" in side(held, "government/b", day_number("1970-01-01")).members
    assert "government/a" not in side(held, "government/b", DAY).members


def test_a_level_is_that_of_the_day() -> None:
    held = register(
        claim("government/sakai", "level", "city", "1889/2006-03-31"),
        claim("government/sakai", "level", "designated-city", "2006-04-01/.."),
    )
    sakai = _government(held, "sakai")
    levels = [
        level_on(sakai, day_number(day)) for day in ("1800-01-01", "1987-04-01", "2010-01-01")
    ]
    assert [level and level.value for level in levels] == [None, "city", "designated-city"]


def test_a_level_falls_under_one_count_or_under_none() -> None:
    held = register(two_sides(), claim("government/unknown", "country", "JP"))
    tiers = [tier_on(_government(held, s), DAY) for s in ("osaka", "shanghai", "unknown")]
    assert tiers == ["municipality", "prefecture", None]


def test_a_level_that_no_source_confirms_puts_a_government_under_no_count() -> None:
    held = register(claim("government/a", "level", "city", certainty=Certainty.UNVERIFIED))
    assert tier_on(_government(held, "a"), DAY) is None


def test_a_fact_that_may_hold_on_the_day_is_taken() -> None:
    held = register(claim("government/a", "level", "city", "1987"))
    assert fact_on(_government(held, "a").level, DAY) is not None
    assert fact_on(_government(held, "a").level, day_number("1988-01-01")) is None


def test_an_organisation_stands_on_the_side_of_the_government_it_belongs_to() -> None:
    held = register(
        government("kobe"),
        claim("organisation/bureau", "belongs_to", "government/kobe"),
        claim("organisation/port", "belongs_to", "organisation/bureau"),
    )
    assert _home(held, "organisation/port") == "government/kobe"


_LIES = claim("organisation/x", "located_in", "government/kobe")


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ([_LIES], "government/kobe"),
        ([_LIES, claim("organisation/x", "belongs_to", "government/osaka")], "government/osaka"),
        (
            [
                claim("organisation/x", "belongs_to", "organisation/y"),
                claim("organisation/y", "belongs_to", "organisation/x"),
            ],
            "",
        ),
        ([claim("organisation/x", "name", "X")], ""),
        ([], ""),
    ],
    ids=["where it lies", "whom it belongs to first", "a ring", "nothing known", "not held"],
)
def test_an_organisation_stands_with_whom_it_belongs_to_else_where_it_lies_else_nowhere(
    said: list[Claim], home: str
) -> None:
    assert _home(register(government("kobe"), government("osaka"), said), "organisation/x") == home


def test_a_family_is_what_a_government_is_part_of_and_what_is_part_of_it() -> None:
    held = register(two_sides(), claim("government/kita", "part_of", "government/osaka"))
    found = family_of(held, "government/osaka", DAY)
    assert found == {"government/osaka", "government/osaka-prefecture", "government/kita"}


def test_a_ring_of_governments_that_are_part_of_each_other_ends() -> None:
    held = register(
        claim("government/a", "part_of", "government/b"),
        claim("government/b", "part_of", "government/a"),
    )
    assert family_of(held, "government/a", DAY) == {"government/a", "government/b"}
