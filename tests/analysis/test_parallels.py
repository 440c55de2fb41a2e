"""Ties that run side by side, and ties between governments that are no counterparts."""

from __future__ import annotations

from builders import DAY, Claims, between, claim, government, register, tie, two_sides
from kizuna.analysis.parallels import Mismatch, Parallel, mismatches, parallels
from kizuna.claims.claim import Claim
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay


def _asked(*claims: Claims) -> tuple[Register, list[TieOnDay]]:
    held = register(
        two_sides(),
        government("jiading", "county", "shanghai", country="CN"),
        government("hunan", "province", country="CN"),
        *claims,
    )
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


def test_a_city_and_its_prefecture_with_one_partner_run_side_by_side() -> None:
    (found,) = _parallels(_CITY, _PREFECTURE)
    assert found.inner.tie.id == "tie/osaka-shanghai"
    assert found.outer.tie.id == "tie/osaka-prefecture-shanghai"
    assert found.same_partner
    assert found.explanations == ()


def test_partners_of_which_one_lies_in_the_other_run_side_by_side_too() -> None:
    (found,) = _parallels(tie("sakai-jiading", "sakai", "jiading"), _PREFECTURE)
    assert not found.same_partner


def test_the_closest_come_first() -> None:
    found = _parallels(tie("a", "sakai", "jiading"), _CITY, _PREFECTURE)
    assert [p.inner.tie.id for p in found] == ["tie/osaka-shanghai", "tie/a"]


def test_ties_with_partners_apart_do_not_run_side_by_side() -> None:
    assert _parallels(tie("a", "osaka", "lianyungang"), _PREFECTURE) == []


def test_ties_of_two_cities_beside_each_other_do_not_run_side_by_side() -> None:
    assert _parallels(_CITY, tie("a", "sakai", "shanghai")) == []


def test_a_parallel_rests_on_both_ties_and_on_what_puts_one_in_the_other() -> None:
    (found,) = _parallels(_CITY, _PREFECTURE)
    inside = [c for c in two_sides() if (c.subject, c.property) == ("government/osaka", "part_of")]
    assert set(found.claims) == {c.id for c in [*_CITY, *_PREFECTURE, *inside]}


def test_what_a_source_says_of_both_explains_them() -> None:
    said = _explanation("tie/osaka-shanghai", "tie/osaka-prefecture-shanghai")
    (found,) = _parallels(_CITY, _PREFECTURE, said)
    assert [e.id for e in found.explanations] == ["assessment/why"]
    assert {c.id for c in said} <= set(found.claims)


def test_a_forecast_explains_nothing() -> None:
    (found,) = _parallels(_CITY, _PREFECTURE, _explanation("tie/osaka-shanghai", kind="forecast"))
    assert found.explanations == ()


def test_a_city_and_a_city_of_the_rank_of_a_province_are_no_counterparts() -> None:
    (found,) = _mismatches(_CITY)
    assert [level.value for level in found.levels] == [
        "designated-city",
        "province-level-municipality",
    ]
    assert found.tiers_differ


def test_a_prefecture_and_a_city_of_the_rank_of_a_province_differ_though_one_count_takes_both() -> (
    None
):
    (found,) = _mismatches(_PREFECTURE)
    assert not found.tiers_differ


def test_two_cities_are_counterparts_whatever_their_rank() -> None:
    assert _mismatches(tie("a", "osaka", "lianyungang")) == []


def test_a_tie_with_a_government_of_unknown_level_is_no_mismatch() -> None:
    unknown = claim("government/unknown", "country", "CN")
    assert _mismatches(unknown, tie("a", "osaka", "unknown")) == []


_THREE = tie("osaka-shanghai-lianyungang", "osaka", "shanghai", "lianyungang", date="1980")


def test_a_tie_of_three_runs_beside_the_tie_of_any_two_of_its_parties() -> None:
    (found,) = _parallels(_THREE, tie("a", "osaka", "lianyungang"))
    assert found.shared == ("government/osaka", "government/lianyungang")


def test_a_tie_of_three_runs_beside_the_tie_of_a_prefecture_by_the_party_that_they_share() -> None:
    (found,) = _parallels(_THREE, _PREFECTURE)
    assert found.parties == (
        ("government/osaka", "government/osaka-prefecture"),
        ("government/shanghai", "government/shanghai"),
    )


def test_of_a_tie_of_three_each_unlike_pair_is_told() -> None:
    (found,) = _mismatches(_THREE)
    assert found.parties == ("government/osaka", "government/shanghai")
