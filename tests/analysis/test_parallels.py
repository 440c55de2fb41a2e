"""Ties that run side by side, and ties between governments that are no counterparts."""

from __future__ import annotations

import pytest

from builders import DAY, Claims, between, claim, government, register, tie, two_sides
from kizuna.analysis.compare.around import Mismatch, Parallel, mismatches, parallels
from kizuna.claims.claim import Claim
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay


def _asked(*claims: Claims) -> tuple[Register, list[TieOnDay]]:
    hunan = government("hunan", "province", country="CN")
    jiading = government("jiading", "county", "shanghai", country="CN")
    held = register(two_sides(), hunan, jiading, *claims)
    return held, between(held, "area/kansai", "area/china", DAY)


def _parallels(*claims: Claims) -> list[Parallel]:
    return parallels(*_asked(*claims), DAY)


def _mismatches(*claims: Claims) -> list[Mismatch]:
    return mismatches(*_asked(*claims), DAY)


def _explanation(*about: str, kind: str = "explanation") -> list[Claim]:
    ref = "assessment/why"
    said = [claim(ref, "about", tie_id) for tie_id in about]
    return [*said, claim(ref, "type", kind), claim(ref, "text", "One serves trade.")]


_CITY = tie("osaka-shanghai", "osaka", "shanghai")
_PREFECTURE = tie("osaka-prefecture-shanghai", "osaka-prefecture", "shanghai")
_THREE = tie("osaka-shanghai-lianyungang", "osaka", "shanghai", "lianyungang", date="1980")


def test_a_city_and_its_prefecture_with_one_partner_rest_on_both_ties_and_what_joins_them() -> None:
    (found,) = _parallels(_CITY, _PREFECTURE)
    assert (found.inner.id, found.outer.id) == (_CITY[0].subject, _PREFECTURE[0].subject)
    assert (found.same_partner, found.explanations) == (True, ())
    inside = [c for c in two_sides() if (c.subject, c.property) == ("government/osaka", "part_of")]
    assert set(found.claims) == {c.id for c in [*_CITY, *_PREFECTURE, *inside]}


def test_partners_of_which_one_lies_in_the_other_run_side_by_side_too_after_closer_ones() -> None:
    found = _parallels(tie("a", "sakai", "jiading"), _CITY, _PREFECTURE)
    assert [p.inner.id for p in found] == ["tie/osaka-shanghai", "tie/a"]
    assert [p.same_partner for p in found] == [True, False]


def test_there_is_no_parallel_with_partners_apart_or_of_two_cities_beside_each_other() -> None:
    assert _parallels(tie("a", "osaka", "lianyungang"), _PREFECTURE) == []
    assert _parallels(_CITY, tie("a", "sakai", "shanghai")) == []


@pytest.mark.parametrize(("kind", "explains"), [("explanation", True), ("forecast", False)])
def test_what_a_source_says_of_both_explains_them_unless_it_is_a_forecast(kind, explains) -> None:
    said = _explanation("tie/osaka-shanghai", "tie/osaka-prefecture-shanghai", kind=kind)
    (found,) = _parallels(_CITY, _PREFECTURE, said)
    assert [e.id for e in found.explanations] == ["assessment/why"] * explains
    assert ({c.id for c in said} <= set(found.claims)) is explains


def test_a_tie_of_three_runs_beside_that_of_any_two_and_that_of_a_wider_party() -> None:
    (found,) = _parallels(_THREE, tie("a", "osaka", "lianyungang"))
    assert found.shared == ("government/osaka", "government/lianyungang")
    (found,) = _parallels(_THREE, _PREFECTURE)
    assert found.parties == (
        ("government/osaka", "government/osaka-prefecture"),
        ("government/shanghai", "government/shanghai"),
    )


_UNKNOWN = [claim("government/unknown", "country", "CN"), *tie("a", "osaka", "unknown")]
_LEVELS = {
    "a city and one of the rank of a province": (_CITY, [("osaka", "shanghai", True)]),
    "a prefecture and such a city": (_PREFECTURE, [("osaka-prefecture", "shanghai", False)]),
    "each unlike pair of three": (_THREE, [("osaka", "shanghai", True)]),
    "two cities of whatever rank": (tie("a", "osaka", "lianyungang"), []),
    "a government of unknown level": (_UNKNOWN, []),
}


@pytest.mark.parametrize(("ties", "unlike"), _LEVELS.values(), ids=_LEVELS)
def test_governments_of_unlike_level_are_told_with_whether_their_tiers_differ(ties, unlike) -> None:
    assert [(*found.parties, found.tiers_differ) for found in _mismatches(ties)] == [
        (f"government/{a}", f"government/{b}", differ) for a, b, differ in unlike
    ]
