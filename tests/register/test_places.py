"""Places: what an area takes in on a day, and on which side a party stands."""

from __future__ import annotations

from typing import Any

import pytest

from builders import DAY, claim, government, register, rows, two_sides
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import LocalGovernment
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.places import fact_on, family_of, government_of, level_on, side, tier_on
from kizuna.register.register import Register
from kizuna.values import day_number, slug_of


def _definition(key: str, *members: str, **given: Any) -> Claim:
    refs = [f"government/{slug}" for slug in members]
    return claim("area/region", "definition", {"key": key, "members": refs}, **given)


def _ground() -> Register:
    """Two sides with a ward, an area that is drawn in two ways, and governments of a time."""
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
"""What a side takes in on a day: where no definition is named, by the one that stands first in the source."""


@pytest.mark.parametrize(("ref", "drawn", "day", "members"), rows(_SIDES))
def test_a_side_takes_in_all_that_lies_in_it(ref: str, drawn: str, day: str, members: str) -> None:
    found = side(_ground(), ref, day_number(day), drawn.replace("first", ""))
    assert " ".join(sorted(map(slug_of, found.members))) == members.replace("nobody", "")


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
    held, on = _ground().get(f"government/{slug}", LocalGovernment), day_number(day)
    found = level_on(held, on)  # type: ignore[arg-type]
    assert (found.value if found else "none", tier_on(held, on) or "none") == (level, tier)


def test_a_fact_that_may_hold_on_the_day_is_taken() -> None:
    held = register(claim("government/a", "level", "city", "1987"))
    level = held.entity("government/a").stated("level")
    assert fact_on(level, DAY) is not None
    assert fact_on(level, day_number("1988-01-01")) is None


_HOMES = """
located_in government/kobe | government/kobe
located_in government/kobe, belongs_to government/osaka | government/osaka
belongs_to organisation/bureau | government/kobe
belongs_to organisation/ring | nobody
name X | nobody
"""
"""What is said of an organisation, and with which government it stands: with whom it belongs to first."""


@pytest.mark.parametrize(("said", "home"), rows(_HOMES))
def test_an_organisation_stands_with_whom_it_belongs_to_else_where_it_lies(
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


def test_a_family_is_what_a_government_is_part_of_and_what_is_part_of_it_also_in_a_ring() -> None:
    found = family_of(_ground(), "government/osaka", DAY)
    assert found == {"government/osaka", "government/osaka-prefecture", "government/kita-ku"}
    ring = register(
        claim("government/a", "part_of", "government/b"),
        claim("government/b", "part_of", "government/a"),
    )
    assert family_of(ring, "government/a", DAY) == {"government/a", "government/b"}
