"""Reviewing: what waits of what, who decides about it, and that every decision can be
taken back whole.
"""

from __future__ import annotations

import pytest

from builders import Filled, claim, flat, government, proposed, tie
from kizuna.claims.claim import CONTRIBUTED, Certainty, Claim
from kizuna.errors import BadEntry, BadQuestion, NotAllowed, NotFound, Overtaken
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows import review
from kizuna.workflows.acting import Hand, hand_of
from kizuna.workflows.ask import known_register
from kizuna.workflows.entering.values import Inputs
from kizuna.workflows.review import Change, Reading, correct, queue, undo
from kizuna.workflows.review_desk import (
    decide,
    desk,
    passage_text,
    place_of,
    waiting_for,
)

_ANNA = Hand("anna")
_TIE = "tie/aville-bville"


def _new_tie(at: int = 10, sure: float = 0.9) -> list[Claim]:
    parties = ("government/aville", "government/bville")
    return [
        proposed("government/bville", "name", "Bville", at, sure),
        *(proposed(_TIE, "party", party, at, sure) for party in parties),
        proposed(_TIE, "milestone", {"stage": "formal", "date": "1974"}, at, sure),
    ]


def _field(at: int = 40, sure: float = 0.7) -> list[Claim]:
    said = {"tie": _TIE, "concept": "youth"}.items()
    return [proposed("field/aville-bville-youth", *each, at, sure) for each in said]


def test_a_contributors_word_and_what_rests_on_it_wait_for_a_person(
    filled: Filled,
) -> None:
    forged = {"method": "contributed:model:x;confidence=0.99"}
    started = proposed("field/aville-bville-youth", "started", "1974", 5, **forged)
    filled(flat(government("aville"), _field(at=5), started))
    readings = queue().readings
    assert [(r.confidence, r.is_read_here) for r in readings] == [
        (0.7, True),
        (0.5, False),
    ]
    assert review.read_here(readings, 0.0, known_register()) == [readings[0]]
    named = proposed(
        "government/bville", "name", "Bville", 90, method="contributed:rules@1"
    )
    filled([*_new_tie()[1:], named])
    resting = [r for r in queue().readings if r.subject == _TIE]
    assert [r.is_read_here for r in resting] == [True]
    assert review.read_here(resting, 0.0, known_register()) == []


def test_readings_come_the_surest_first_and_then_as_the_text_goes(
    filled: Filled,
) -> None:
    filled(
        flat(_field(at=5, sure=0.7), _field(at=50, sure=0.9), _new_tie(at=60, sure=0.7))
    )
    sureness = [(r.confidence, r.first.start) for r in queue().readings]
    assert sureness == [(0.9, 50), (0.7, 5), (0.7, 60), (0.7, 60)]


def test_what_an_accepted_claim_rests_on_is_accepted_with_it(filled: Filled) -> None:
    filled(flat(_new_tie(), _field()))
    _accept("field/aville-bville-youth", _ANNA)
    accepted = {"field/aville-bville-youth", _TIE, "government/bville"}
    assert accepted <= set(known_register().entities)
    left = [c.property for r in queue().readings for c in r.claims]
    assert left == ["milestone"]


def test_calibration_counts_what_was_accepted_of_each_tenth(filled: Filled) -> None:
    filled(
        flat(
            _field(at=5, sure=0.91), _field(at=50, sure=0.95), _new_tie(at=60, sure=0.3)
        )
    )
    first, second, *_ = queue().readings
    for reading, reason in ((second, "Misread."), (first, None)):
        ids = [claim.id for claim in reading.claims]
        decide(ids, ids, reason, _ANNA)
    band = queue().calibration[-1]
    assert (band, band.share) == (review.Band(0.9, 1.0, accepted=2, rejected=2), 0.5)


def test_a_reviewer_is_a_person_or_an_organisation() -> None:
    assert review.reviewer_named("", "Anna Lee").recorder == "person/anna-lee"
    assert review.reviewer_named("anna", "x").recorder == "person/anna"
    assert (
        review.reviewer_named("organisation/council", "x").recorder
        == "organisation/council"
    )
    with pytest.raises(BadQuestion, match="'tie/x'"):
        review.reviewer_named("tie/x", "x")


@pytest.mark.parametrize(
    ("name", "value", "change"),
    [
        ("milestone", {"stage": "formal", "date": "1974-04"}, Change.SUPPORTS),
        ("milestone", {"stage": "formal", "date": "1974-04-18"}, Change.SHARPENS),
        ("milestone", {"stage": "formal", "date": "1975"}, Change.CONFLICTS),
        ("milestone", {"stage": "formal", "date": "1974-04/1975"}, Change.CONFLICTS),
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
    told = review.effect(proposed(_TIE, name, value), known_register())
    against = {Change.SHARPENS: ["1974-04"], Change.CONFLICTS: ["1974-04"]}.get(
        change, []
    )
    assert (told.change, [fact.value.date.text for fact in told.against]) == (
        change,
        against,
    )


def test_a_correction_that_was_proposed_as_well_is_accepted(filled: Filled) -> None:
    other = proposed("field/aville-bville-youth", "concept", "sport", at=40, sure=0.3)
    filled([*_field(), other])
    chosen = _field()[1]
    made = correct(chosen, {"value": "sport"}, _ANNA)
    field = known_register().entity("field/aville-bville-youth")
    assert field.stated("concept").value == "sport"
    undo(made[0].id, _ANNA)
    assert other.id in {c.id for r in queue().readings for c in r.claims}


BEN = Hand("ben")
KEI = hand_of(
    Account(3, "kei", role=Role.COORDINATOR, governments=("government/aville",))
)


@pytest.fixture
def waiting(filled: Filled) -> None:
    """A tie of Aville that is only proposed, with a field of it; and a fact about
    Cville.
    """
    filled(
        [
            *(*government("aville"), *government("cville")),
            *_new_tie()[:3],
            *_field(),
            proposed("government/cville", "level", "town", 60, sure=0.4),
        ]
    )


def _ids(subject: str) -> tuple[str, ...]:
    reading = next(r for r in queue().readings if r.subject == subject)
    return tuple(one.id for one in reading.claims)


def _accept(subject: str, who: Hand) -> list[str]:
    """The ids of the judgements by which all that waits of a thing is accepted."""
    return [j.id for j in decide(_ids(subject), _ids(subject), None, who)[0]]


def test_what_waits_is_counted_and_chosen_by_document_kind_proposer_and_confidence(
    filled: Filled, waiting: None
) -> None:
    filled(
        [
            claim(
                "government/aville",
                "level",
                "town",
                method=CONTRIBUTED,
                recorder="person/eve",
            )
        ]
    )
    held = desk()
    assert held.counted(lambda r: r.first.document) == {"document/gazette": 5}
    assert held.counted(lambda r: r.proposer) == {"rules@1": 4, "person/eve": 1}
    by_model = proposed(
        "tie/x", "type", "sister-city", method="model:small-one;confidence=0.50"
    )
    assert Reading("tie/x", (by_model,), 0.5).proposer == "model:small-one"
    sure = ["government/bville", "tie/aville-bville", "field/aville-bville-youth"]
    asked = [{"by": "person/eve"}, {"kind": "tie"}, {"least": 0.6}]
    chosen = [["government/aville"], ["tie/aville-bville"], sure]
    assert [[r.subject for r in desk(**one).readings] for one in asked] == chosen


def test_what_is_only_proposed_is_called_by_its_proposed_name(waiting: None) -> None:
    around = waiting_for(desk(kind="tie").readings, _ANNA)
    assert "government/bville" not in around.register
    assert (
        around.supposed.entity("government/bville").stated("name").value.text
        == "Bville"
    )


def test_a_coordinator_decides_about_what_hangs_on_a_proposed_tie_of_theirs(
    waiting: None,
) -> None:
    mine = waiting_for(desk().readings, KEI).mine
    assert {"tie/aville-bville", "field/aville-bville-youth"} <= mine
    assert "government/cville" not in mine
    with pytest.raises(NotAllowed, match="government/cville"):
        _accept("government/cville", KEI)


def test_claims_seen_and_left_out_are_not_accepted_and_must_be_undecided(
    waiting: None,
) -> None:
    first, second = _ids("field/aville-bville-youth")
    made, _ = decide((first, second), (second,), None, _ANNA)
    assert {first, second} & {j.target for j in made} == {second}
    with pytest.raises(Overtaken):
        decide((first, second), (first,), None, BEN)


def test_a_decision_about_nothing_or_what_nobody_proposed_is_refused(
    waiting: None,
) -> None:
    with pytest.raises(BadQuestion):
        decide((), (), None, _ANNA)
    typed = claims.claims(subjects=["government/aville"])[0].id
    for ref in ("x" * 32, "a" * 32, typed):
        with pytest.raises(NotFound, match=ref):
            decide((ref,), (ref,), "No.", _ANNA)


def test_undoing_by_any_of_its_judgements_takes_all_of_a_decision_back(
    waiting: None,
) -> None:
    before = queue().readings
    made = _accept("field/aville-bville-youth", _ANNA)
    assert len(made) > 2
    undo(made[-1], BEN)
    assert queue().readings == before
    with pytest.raises(Overtaken):
        undo(made[0], BEN)


def test_a_coordinator_takes_back_only_their_own_decisions(waiting: None) -> None:
    made = _accept("tie/aville-bville", _ANNA)
    with pytest.raises(NotAllowed):
        undo(made[0], KEI)
    undo(made[0], _ANNA)
    undo(_accept("tie/aville-bville", KEI)[0], KEI)
    assert "tie/aville-bville" not in known_register()


def test_a_correction_in_plain_words_is_read_and_undone_with_what_it_typed(
    waiting: None,
) -> None:
    (chosen,) = claims.claims(property="concept")
    assert passage_text(chosen).is_held is False  # a text that nobody added
    made = correct(chosen, {"value": "Sport"}, _ANNA)
    past = review.past_decision(made[0].id)
    (typed,) = past.typed
    assert (past.code, past.claims) == ("corrected", (chosen,))
    assert (typed.value, typed.start, typed.certainty) == (
        '"sport"',
        40,
        Certainty.CERTAIN,
    )
    undo(made[0].id, _ANNA)
    assert not review.decisions_on([chosen.id])
    assert "field/aville-bville-youth" not in known_register()


@pytest.mark.parametrize("typed", [{}, {"value": "yuoth"}, {"value": "youth"}])
def test_a_correction_that_is_none_names_the_field(
    waiting: None, typed: Inputs
) -> None:
    (chosen,) = claims.claims(property="concept")
    with pytest.raises(BadEntry) as caught:
        correct(chosen, typed, _ANNA)
    assert list(caught.value.problems) == ["concept.0"]
    assert not review.decisions_on([chosen.id])


def test_after_a_reading_comes_what_is_left_of_it_and_then_the_next_and_none_is_opened_again(
    waiting: None,
) -> None:
    held = desk()
    field = next(r for r in held.readings if r.subject.startswith("field/"))
    assert place_of(field.first, held) == (held, 2)
    first, second = _ids(field.subject)
    for seen, decided, subject, left in (
        ((first, second), first, field.subject, (second,)),
        ((second,), second, "government/cville", _ids("government/cville")),
    ):
        decide(seen, (decided,), "No.", _ANNA)
        following = desk().after(field)
        assert (following.subject, tuple(c.id for c in following.claims)) == (
            subject,
            left,
        )
    assert place_of(field.first, desk()) is None
