"""Describing a place by its id: its ties in their groups, its bodies and its parts."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, milestone, status, tie, two_sides
from kizuna.workflows.describe_place import PlaceDescribed, describe_place


def _describe(ref: str) -> PlaceDescribed:
    found = describe_place(ref, DAY)
    assert found is not None
    return found


@pytest.fixture
def places(filled: Filled) -> None:
    filled(
        [
            *two_sides(),
            *tie("stands", "osaka", "shanghai"),
            *tie("ended", "osaka", "lianyungang", date="1975"),
            status("ended", "ended", "1980/.."),
            *tie("sought", "osaka", "beijing")[:2],
            milestone("sought", stage="negotiated", date="1986"),
            claim("organisation/port", "belongs_to", "government/osaka"),
            *tie("ports", "organisation/port", "organisation/other-port", date="1981"),
        ]
    )


@pytest.mark.usefixtures("places")
def test_ties_are_in_force_pending_or_others() -> None:
    found = _describe("government/osaka")
    assert [s.tie.id for s in found.in_force] == ["tie/stands"]
    assert [s.tie.id for s in found.pending] == ["tie/sought"]
    assert [s.tie.id for s in found.others] == ["tie/ended"]


@pytest.mark.usefixtures("places")
def test_the_count_rests_on_the_claims_of_the_ties_in_force() -> None:
    found = _describe("government/osaka")
    assert (found.count.certain, found.count.possible) == (1, 1)
    assert set(found.count.claims) == set(found.in_force[0].claims)


@pytest.mark.usefixtures("places")
def test_bodies_come_with_their_ties() -> None:
    found = _describe("government/osaka")
    assert [body.id for body in found.bodies] == ["organisation/port"]
    assert [s.tie.id for s in found.of_bodies] == ["tie/ports"]


@pytest.mark.usefixtures("places")
def test_a_place_knows_its_parts() -> None:
    found = _describe("government/osaka-prefecture")
    assert [part.id for part in found.parts] == ["government/osaka", "government/sakai"]


@pytest.mark.usefixtures("places")
def test_an_area_has_the_ties_of_what_it_takes_in() -> None:
    assert [s.tie.id for s in _describe("area/kansai").in_force] == ["tie/stands"]


@pytest.mark.usefixtures("places")
def test_an_area_that_nobody_draws_is_partial() -> None:
    assert _describe("area/china").is_partial
    assert not _describe("area/kansai").is_partial
