"""What surrounds ties and places: partners, parallels, unequal levels, hubs,
triangles.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from builders import DAY, Claims, between, claim, government, register, tie, two_sides
from kizuna.analysis.compare.around import (
    Mismatch,
    Parallel,
    beside,
    hubs,
    mismatches,
    parallels,
    shared_partners,
    triangles,
    unequal,
)
from kizuna.claims.claim import Claim
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay
from kizuna.values import Answer

from .places_held import neighbours

_OSAKA, _KOBE, _SHANGHAI = (
    f"government/{slug}" for slug in ("osaka", "kobe", "shanghai")
)
_PORT = "organisation/port-of-osaka"
_PORTS = [claim(_PORT, "belongs_to", _OSAKA), *tie("ports", _PORT, "shanghai")]


def _short(refs: Iterable[str]) -> list[str]:
    return [ref.partition("/")[2] for ref in refs]


def test_three_places_of_which_each_two_are_tied_are_a_triangle_as_sure_as_its_least_side() -> (
    None
):
    (found,) = triangles(neighbours(), _OSAKA)
    assert found.places == (_OSAKA, _KOBE, _SHANGHAI)
    assert found.claims
    perhaps = tie("milan-shanghai", "milan", "shanghai", date="")
    found, other = triangles(neighbours(perhaps), _OSAKA)
    assert (min(found.answers), min(other.answers)) == (Answer.CERTAIN, Answer.POSSIBLE)


def test_one_tie_of_three_parties_is_no_triangle() -> None:
    three = tie("three", "sakai", "lianyungang", "milan")
    assert triangles(neighbours(three), "government/sakai") == []


@pytest.mark.parametrize("other", ["sakai", "a"])
def test_a_hub_counts_who_else_is_tied_to_the_partner_the_surest_first(other) -> None:
    held = neighbours(tie("o-shanghai", other, "shanghai", date=""))
    (found,) = hubs(held, {_OSAKA}, [_SHANGHAI])
    assert _short(found.places) == ["kobe", other]
    assert found.answers == (Answer.CERTAIN, Answer.POSSIBLE)
    assert hubs(held, {_OSAKA}, ["government/milan"]) == []


def test_ties_of_others_that_run_side_by_side_are_left_out() -> None:
    prefecture = tie("osaka-prefecture-shanghai", "osaka-prefecture", "shanghai")
    assert beside(neighbours(prefecture), ["tie/osaka-milan"], [_OSAKA]) == []


def test_a_tie_of_governments_and_not_of_bodies_of_unlike_level_is_told_of() -> None:
    ties = [f"tie/{slug}" for slug in ("osaka-shanghai", "osaka-milan", "ports")]
    found = unequal(neighbours(_PORTS), ties, {_OSAKA})
    assert [m.between.id for m in found] == ["tie/osaka-shanghai"]


def test_places_have_partners_by_ties_that_may_have_stood_and_none_of_themselves() -> (
    None
):
    held = neighbours(tie("late", "osaka", "lianyungang", date="1995"))
    assert _short(held.partners_of({_OSAKA})) == ["kobe", "milan", "shanghai"]
    assert _short(held.partners_of({_OSAKA, _KOBE})) == ["milan", "shanghai"]


def test_a_port_stands_for_its_city() -> None:
    joined = neighbours(_PORTS).partners_of({_OSAKA})[_SHANGHAI]
    assert _short(tie.id for tie in joined) == ["osaka-shanghai", "ports"]


def test_a_tie_of_two_of_the_places_is_listed_once() -> None:
    ties = _short(tie.id for tie in neighbours().ties_of([_OSAKA, _KOBE]))
    assert ties.count("kobe-osaka") == 1


def test_partners_in_common_are_found_with_the_ties_of_each() -> None:
    (found,) = shared_partners(
        neighbours(), {ref: frozenset({ref}) for ref in (_OSAKA, _KOBE)}
    )
    assert found.about == (_SHANGHAI, "tie/osaka-shanghai", "tie/kobe-shanghai")
    assert found.places == (_OSAKA, _KOBE)


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
_THREE = tie(
    "osaka-shanghai-lianyungang", "osaka", "shanghai", "lianyungang", date="1980"
)


def test_a_city_and_its_prefecture_with_one_partner_rest_on_both_ties_and_what_joins_them() -> (
    None
):
    (found,) = _parallels(_CITY, _PREFECTURE)
    assert (found.inner.id, found.outer.id) == (
        _CITY[0].subject,
        _PREFECTURE[0].subject,
    )
    assert (found.same_partner, found.explanations) == (True, ())
    inside = [
        c
        for c in two_sides()
        if (c.subject, c.property) == ("government/osaka", "part_of")
    ]
    assert set(found.claims) == {c.id for c in [*_CITY, *_PREFECTURE, *inside]}


def test_partners_of_which_one_lies_in_the_other_run_side_by_side_too_after_closer_ones() -> (
    None
):
    found = _parallels(tie("a", "sakai", "jiading"), _CITY, _PREFECTURE)
    assert [p.inner.id for p in found] == ["tie/osaka-shanghai", "tie/a"]
    assert [p.same_partner for p in found] == [True, False]


def test_there_is_no_parallel_with_partners_apart_or_of_two_cities_beside_each_other() -> (
    None
):
    assert _parallels(tie("a", "osaka", "lianyungang"), _PREFECTURE) == []
    assert _parallels(_CITY, tie("a", "sakai", "shanghai")) == []


@pytest.mark.parametrize(
    ("kind", "explains"), [("explanation", True), ("forecast", False)]
)
def test_what_a_source_says_of_both_explains_them_unless_it_is_a_forecast(
    kind, explains
) -> None:
    said = _explanation(
        "tie/osaka-shanghai", "tie/osaka-prefecture-shanghai", kind=kind
    )
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
    "a prefecture and such a city": (
        _PREFECTURE,
        [("osaka-prefecture", "shanghai", False)],
    ),
    "each unlike pair of three": (_THREE, [("osaka", "shanghai", True)]),
    "two cities of whatever rank": (tie("a", "osaka", "lianyungang"), []),
    "a government of unknown level": (_UNKNOWN, []),
}


@pytest.mark.parametrize(("ties", "unlike"), _LEVELS.values(), ids=_LEVELS)
def test_governments_of_unlike_level_are_told_with_whether_their_tiers_differ(
    ties, unlike
) -> None:
    assert [(*found.parties, found.tiers_differ) for found in _mismatches(ties)] == [
        (f"government/{a}", f"government/{b}", differ) for a, b, differ in unlike
    ]
