"""What surrounds ties and places: partners, parallels, unequal levels, hubs, triangles."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from builders import claim, tie
from kizuna.analysis.compare.around import beside, hubs, shared_partners, triangles, unequal
from kizuna.values import Answer

from .places_held import neighbours

_OSAKA, _KOBE, _SHANGHAI = (f"government/{slug}" for slug in ("osaka", "kobe", "shanghai"))
_PORT = "organisation/port-of-osaka"
_PORTS = [claim(_PORT, "belongs_to", _OSAKA), *tie("ports", _PORT, "shanghai")]


def _short(refs: Iterable[str]) -> list[str]:
    return [ref.partition("/")[2] for ref in refs]


def test_three_places_of_which_each_two_are_tied_are_a_triangle_as_sure_as_its_least_side() -> None:
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


def test_places_have_partners_by_ties_that_may_have_stood_and_none_of_themselves() -> None:
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
    (found,) = shared_partners(neighbours(), {ref: frozenset({ref}) for ref in (_OSAKA, _KOBE)})
    assert found.about == (_SHANGHAI, "tie/osaka-shanghai", "tie/kobe-shanghai")
    assert found.places == (_OSAKA, _KOBE)
