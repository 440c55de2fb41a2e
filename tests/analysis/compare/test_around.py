"""What surrounds ties and places: parallels, unequal levels, hubs, triangles."""

from __future__ import annotations

from builders import claim, tie
from kizuna.analysis.compare.around import beside, hubs, triangles, unequal
from kizuna.values import Answer

from .places_held import neighbours, undated

_OSAKA, _SHANGHAI = "government/osaka", "government/shanghai"
_PREFECTURE = tie("osaka-prefecture-shanghai", "osaka-prefecture", "shanghai")


def test_three_places_of_which_each_two_are_tied_are_a_triangle() -> None:
    (found,) = triangles(neighbours(), _OSAKA)
    assert found.places == (_OSAKA, "government/kobe", _SHANGHAI)
    assert found.answer is Answer.CERTAIN
    assert found.claims


def test_a_triangle_is_as_sure_as_its_least_sure_side() -> None:
    found = triangles(neighbours(undated("milan-shanghai", "milan", "shanghai")), _OSAKA)
    assert [t.answer for t in found] == [Answer.CERTAIN, Answer.POSSIBLE]


def test_one_tie_of_three_parties_is_no_triangle() -> None:
    three = tie("three", "sakai", "lianyungang", "milan")
    assert triangles(neighbours(three), "government/sakai") == ()


def test_a_hub_counts_who_else_is_tied_to_the_partner() -> None:
    held = neighbours(undated("sakai-shanghai", "sakai", "shanghai"))
    (found,) = hubs(held, {_OSAKA}, [_SHANGHAI])
    assert found.others == ("government/kobe", "government/sakai")
    assert (found.count.certain, found.count.possible) == (1, 2)


def test_those_who_are_surely_tied_to_a_hub_come_first() -> None:
    held = neighbours(undated("a-shanghai", "a", "shanghai"))
    (found,) = hubs(held, {_OSAKA}, [_SHANGHAI])
    assert found.others == ("government/kobe", "government/a")


def test_a_partner_of_nobody_else_is_no_hub() -> None:
    assert hubs(neighbours(), {_OSAKA}, ["government/milan"]) == ()


def test_ties_of_others_that_run_side_by_side_are_left_out() -> None:
    assert beside(neighbours(_PREFECTURE), ["tie/osaka-milan"], [_OSAKA]) == []


def test_a_tie_of_governments_of_unlike_level_is_told_of() -> None:
    found = unequal(neighbours(), ["tie/osaka-shanghai", "tie/osaka-milan"], {_OSAKA})
    assert [m.between.tie.id for m in found] == ["tie/osaka-shanghai"]


def test_a_tie_of_a_body_has_no_levels_to_compare() -> None:
    port = "organisation/port-of-osaka"
    held = neighbours(claim(port, "belongs_to", _OSAKA), tie("ports", port, "shanghai"))
    assert unequal(held, ["tie/ports"], {_OSAKA}) == []


_PORT = "organisation/port-of-osaka"


def _short(refs: object) -> set[str]:
    return {str(ref).partition("/")[2] for ref in refs}  # type: ignore[attr-defined]


def test_partners_are_those_joined_by_a_tie_that_may_have_stood() -> None:
    found = neighbours().partners_of({"government/osaka"})
    assert _short(found) == {"kobe", "milan", "shanghai"}


def test_a_tie_of_a_later_day_joins_nobody() -> None:
    found = neighbours(tie("late", "osaka", "lianyungang", date="1995"))
    assert "government/lianyungang" not in found.partners_of({"government/osaka"})


def test_a_port_stands_for_its_city() -> None:
    found = neighbours(
        claim(_PORT, "belongs_to", "government/osaka"), tie("ports", _PORT, "shanghai")
    )
    joined = found.partners_of({"government/osaka"})["government/shanghai"]
    assert _short(t.tie.id for t in joined) == {"osaka-shanghai", "ports"}


def test_places_compared_together_are_no_partners_of_each_other() -> None:
    found = neighbours().partners_of({"government/osaka", "government/kobe"})
    assert _short(found) == {"milan", "shanghai"}


def test_a_tie_of_two_of_the_places_is_listed_once() -> None:
    ties = neighbours().ties_of(["government/osaka", "government/kobe"])
    assert [t.tie.id for t in ties].count("tie/kobe-osaka") == 1
