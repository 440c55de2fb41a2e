"""Reviewing: decisions are judgements, and each can be taken back."""

from __future__ import annotations

import pytest

from builders import Filled, flat, government, proposed, tie
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion
from kizuna.workflows.acting import Hand
from kizuna.workflows.ask import known_register
from kizuna.workflows.review import (
    Band,
    Change,
    Reading,
    accept,
    correct,
    effect,
    queue,
    read_here,
    reject,
    reviewer_named,
    undo,
)

_ANNA = Hand("Anna")
_TIE = "tie/aville-bville"


def _new_tie(at: int = 10, sure: float = 0.9) -> list[Claim]:
    return [
        proposed("government/bville", "name", "Bville", at, sure),
        proposed(_TIE, "party", "government/aville", at, sure),
        proposed(_TIE, "party", "government/bville", at, sure),
        proposed(_TIE, "milestone", {"stage": "formal", "date": "1974"}, at, sure),
    ]


def _field(at: int = 40, sure: float = 0.7) -> list[Claim]:
    return [
        proposed("field/aville-bville-youth", "tie", _TIE, at, sure),
        proposed("field/aville-bville-youth", "concept", "youth", at, sure),
    ]


def _reading(subject: str) -> Reading:
    return next(r for r in queue().readings if r.subject == subject)


def test_a_contributors_word_and_what_rests_on_it_wait_for_a_person_whatever_it_states(
    filled: Filled,
) -> None:
    forged = {"method": "contributed:model:x;confidence=0.99"}
    started = proposed("field/aville-bville-youth", "started", "1974", 5, **forged)
    filled(flat(government("aville"), _field(at=5), started))
    readings = queue().readings
    assert [(r.confidence, r.is_read_here) for r in readings] == [(0.7, True), (0.5, False)]
    assert read_here(readings, 0.0, known_register()) == [readings[0]]
    named = proposed("government/bville", "name", "Bville", 90, method="contributed:rules@1")
    filled([*_new_tie()[1:], named])
    resting = [r for r in queue().readings if r.subject == _TIE]
    assert [r.is_read_here for r in resting] == [True]
    assert read_here(resting, 0.0, known_register()) == []


def test_readings_come_the_surest_first_and_then_as_the_text_goes(filled: Filled) -> None:
    filled(flat(_field(at=5, sure=0.7), _field(at=50, sure=0.9), _new_tie(at=60, sure=0.7)))
    sureness = [(r.confidence, r.first.start) for r in queue().readings]
    assert sureness == [(0.9, 50), (0.7, 5), (0.7, 60), (0.7, 60)]


def test_what_an_accepted_claim_rests_on_is_accepted_with_it(filled: Filled) -> None:
    filled(flat(_new_tie(), _field()))
    accept(_reading("field/aville-bville-youth").claims, known_register(), _ANNA)
    register = known_register()
    assert {"field/aville-bville-youth", _TIE, "government/bville"} <= set(register.entities)
    left = [c.property for r in queue().readings for c in r.claims]
    assert left == ["milestone"]


def test_calibration_counts_what_was_accepted_of_each_tenth(filled: Filled) -> None:
    filled(flat(_field(at=5, sure=0.91), _field(at=50, sure=0.95), _new_tie(at=60, sure=0.3)))
    first, second, *_ = queue().readings
    reject(second.claims, "Misread.", _ANNA)
    accept(first.claims, known_register(), _ANNA)
    band = queue().calibration[-1]
    assert (band, band.share) == (Band(0.9, 1.0, accepted=2, rejected=2), 0.5)


def test_a_reviewer_is_a_person_or_an_organisation() -> None:
    assert reviewer_named("", "Anna Lee").recorder == "person/anna-lee"
    assert reviewer_named("anna", "x").recorder == "person/anna"
    assert reviewer_named("organisation/council", "x").recorder == "organisation/council"
    with pytest.raises(BadQuestion, match="'tie/x'"):
        reviewer_named("tie/x", "x")


@pytest.mark.parametrize(
    ("name", "value", "change"),
    [
        ("milestone", {"stage": "formal", "date": "1974-04"}, Change.SUPPORTS),
        ("milestone", {"stage": "formal", "date": "1974-04-18"}, Change.SHARPENS),
        ("milestone", {"stage": "formal", "date": "1975"}, Change.CONFLICTS),
        ("milestone", {"stage": "contact", "date": "1970"}, Change.ADDS),
        ("party", "government/cville", Change.ADDS),
        ("type", "sister-city", Change.NEW),
    ],
)
def test_what_a_claim_would_change_is_told_with_what_stands_against_it(
    filled: Filled, name: str, value: object, change: Change
) -> None:
    tied = tie("aville-bville", "aville", "bville", date="1974-04")
    filled(flat(government("aville"), government("bville"), tied))
    told = effect(proposed(_TIE, name, value), known_register())
    against = {Change.SHARPENS: ["1974-04"], Change.CONFLICTS: ["1974-04"]}.get(change, [])
    assert (told.change, [fact.value.date.text for fact in told.against]) == (change, against)


def test_a_correction_that_was_proposed_as_well_is_accepted(filled: Filled) -> None:
    other = proposed("field/aville-bville-youth", "concept", "sport", at=40, sure=0.3)
    filled([*_field(), other])
    chosen = _field()[1]
    made = correct(chosen, {"value": "sport"}, _ANNA)
    field = known_register().entity("field/aville-bville-youth")
    assert field.stated("concept").value == "sport"
    undo(made[0].id, _ANNA)
    assert other.id in {c.id for r in queue().readings for c in r.claims}
