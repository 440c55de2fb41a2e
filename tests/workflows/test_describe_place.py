"""Describing a place by its id: its ties in their groups, its bodies and its parts."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, milestone, status, tie, two_sides
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Document, Table
from kizuna.publish.wording import Wording
from kizuna.workflows.clocks import Times
from kizuna.workflows.describe_place import PlaceAnswer, Question, answer, document, records


def _describe(ref: str) -> PlaceAnswer:
    return answer(Question(ref), Times.on(DAY))


def _document(found: PlaceAnswer, language: str = "en") -> Document:
    return document(found, Wording(found.register, Messages(language), DAY))


@pytest.fixture(autouse=True)
def _places(filled: Filled) -> None:
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


def test_a_row_has_each_tie_of_the_place_and_its_bodies_under_its_group_beside_every_fact() -> None:
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
    assert [body.id for body in found.bodies] == ["organisation/port"]


def test_a_place_knows_its_parts() -> None:
    found = _describe("government/osaka-prefecture")
    assert [part.id for part in found.parts] == ["government/osaka", "government/sakai"]


def test_an_area_has_the_ties_of_what_it_takes_in_and_one_that_nobody_draws_is_partial() -> None:
    drawn = _describe("area/kansai")
    assert [s.tie.id for s in drawn.in_force] == ["tie/stands"]
    assert (drawn.is_partial, _describe("area/china").is_partial) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_what_the_place_is_and_how_many_ties_it_has(language: str) -> None:
    found = _describe("government/osaka")
    lead = _document(found, language).lead
    assert "1" in lead.text
    assert lead.text[-1] in ".。"
    assert (found.count.certain, found.count.possible) == (1, 1)
    assert set(found.in_force[0].claims) == set(found.count.claims) <= set(lead.claims)


def test_no_row_names_the_place_itself_and_a_tie_that_ended_says_so() -> None:
    sections = {s.anchor: s.blocks for s in _document(_describe("government/osaka")).sections}
    tables = {a: b for a, blocks in sections.items() for b in blocks if isinstance(b, Table)}
    cells = [cell for table in tables.values() for row in table.rows for cell in row]
    assert "government/osaka" not in {piece.ref for cell in cells for piece in cell.pieces}
    assert tables["others"].rows[0][-1].text == "ended"
