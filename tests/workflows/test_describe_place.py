"""Describing a place by its id: its ties in their groups, its bodies and its parts."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, milestone, status, tie, two_sides
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Section, Table
from kizuna.publish.wording import Wording
from kizuna.workflows.clocks import Times
from kizuna.workflows.describe_place import PlaceAnswer, Question, answer, document, records


def _describe(ref: str) -> PlaceAnswer:
    return answer(Question(ref), Times.on(DAY))


def _section(found: PlaceAnswer, anchor: str) -> Section:
    held = document(found, Wording(found.register, Messages("en"), DAY))
    return next(section for section in held.sections if section.anchor == anchor)


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


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_what_the_place_is_and_how_many_ties_it_has(language: str) -> None:
    found = _describe("government/osaka")
    lead = document(found, Wording(found.register, Messages(language), DAY)).lead
    assert "1" in lead.text
    assert lead.text[-1] in ".。"
    assert set(found.count.claims) <= set(lead.claims)


@pytest.mark.usefixtures("places")
def test_the_rows_have_each_tie_under_its_group_and_every_fact() -> None:
    found = _describe("government/osaka")
    held = records(found, Wording(found.register, Messages("en"), DAY))
    assert {row["id"]: row["group"] for row in held.rows} == {
        "tie/stands": "ties",
        "tie/sought": "pending",
        "tie/ended": "others",
        "tie/ports": "ties-of-bodies",
    }
    facts = {row["property"] for row in held.about["properties"]}
    assert facts == {name for name, _ in found.entity.facts()}
    assert all(row["claims"] for row in held.rows)


@pytest.mark.usefixtures("places")
def test_no_row_names_the_place_that_the_document_is_about() -> None:
    found = _describe("government/osaka")
    for section in document(found, Wording(found.register, Messages("en"), DAY)).sections:
        for table in section.blocks:
            cells = [c for row in table.rows for c in row] if isinstance(table, Table) else []
            assert "government/osaka" not in {piece.ref for cell in cells for piece in cell.pieces}


@pytest.mark.usefixtures("places")
def test_a_tie_that_ended_says_so() -> None:
    table = next(
        b for b in _section(_describe("government/osaka"), "others").blocks if isinstance(b, Table)
    )
    assert [cell.text for cell in table.rows[0]][-1] == "ended"
