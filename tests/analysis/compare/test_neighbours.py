"""Neighbours: who is tied to whom, counted by government."""

from __future__ import annotations

from builders import claim, tie

from .places_held import neighbours

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
