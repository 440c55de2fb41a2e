"""Describing a place by its id: its ties in their groups, its bodies and its parts."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, milestone, status, tie, two_sides
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Table
from kizuna.publish.wording import Wording
from kizuna.workflows.clocks import Times
from kizuna.workflows.describe_place import PlaceAnswer, Question, answer, document, records


def _describe(ref: str) -> PlaceAnswer:
    return answer(Question(ref), Times.on(DAY))


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


def test_ties_are_in_force_pending_others_or_those_of_bodies_and_counted_with_their_claims() -> (
    None
):
    found = _describe("government/osaka")
    assert {name: [tie.id for tie in ties] for name, ties in found.groups.items()} == {
        "ties": ["tie/stands"],
        "pending": ["tie/sought"],
        "others": ["tie/ended"],
        "ties-of-bodies": ["tie/ports"],
    }
    assert [body.id for body in found.bodies] == ["organisation/port"]
    assert (found.count.certain, found.count.possible) == (1, 1)
    assert set(found.count.claims) == set(found.in_force[0].claims)
    held = records(found, Wording(found.register, Messages("en"), DAY))
    groups = {row["id"]: row["group"] for row in held.rows}
    assert groups == {tie.id: name for name, ties in found.groups.items() for tie in ties}
    facts = {row["property"] for row in held.about["properties"]}
    assert facts == {name for name, _ in found.entity.facts()}
    assert all(row["claims"] for row in held.rows)


def test_a_wider_place_has_parts_and_an_area_the_ties_of_what_it_takes_in_where_somebody_draws_it() -> (
    None
):
    parts = [part.id for part in _describe("government/osaka-prefecture").parts]
    assert parts == ["government/osaka", "government/sakai"]
    kansai, china = _describe("area/kansai"), _describe("area/china")
    assert [s.tie.id for s in kansai.in_force] == ["tie/stands"]
    assert (kansai.is_partial, china.is_partial) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_what_the_place_is_and_how_many_ties_it_has(language: str) -> None:
    found = _describe("government/osaka")
    lead = document(found, Wording(found.register, Messages(language), DAY)).lead
    assert "1" in lead.text
    assert lead.text[-1] in ".。"
    assert set(found.count.claims) <= set(lead.claims)


def test_a_tie_that_ended_says_so_and_no_row_names_the_place_itself() -> None:
    found = _describe("government/osaka")
    held = document(found, Wording(found.register, Messages("en"), DAY)).sections
    tables = {s.anchor: b.rows for s in held for b in s.blocks if isinstance(b, Table)}
    assert tables["others"][0][-1].text == "ended"
    cells = [cell for rows in tables.values() for row in rows for cell in row]
    assert "government/osaka" not in {piece.ref for cell in cells for piece in cell.pieces}
