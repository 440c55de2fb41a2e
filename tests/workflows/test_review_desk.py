"""The desk of a reviewer: what waits of what, who may decide about it, and decisions taken back whole."""

from __future__ import annotations

import pytest

from builders import Filled, claim, flat, government, proposed, tie
from kizuna.claims.claim import CONTRIBUTED, Certainty, Claim
from kizuna.errors import BadEntry, BadQuestion, NotAllowed, NotFound, Overtaken
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.ask import known_register
from kizuna.workflows.entering.values import Inputs
from kizuna.workflows.review import Reading, queue
from kizuna.workflows.review_desk import (
    Choice,
    DeskQuestion,
    correct_typed,
    decide,
    decision_on,
    desk,
    open_reading,
    passage_text,
    past_decision,
    undo_decision,
    waiting_for,
)

ANNA = Account(1, "anna", role=Role.REVIEWER)
BEN = Account(2, "ben", role=Role.REVIEWER)
KEI = Account(3, "kei", role=Role.COORDINATOR, governments=("government/aville",))


def _waiting() -> list[Claim]:
    """A tie of Aville that is only proposed, with a field of it; and a fact about Cville."""
    return flat(
        government("aville"),
        government("cville"),
        proposed("government/bville", "name", "Bville", 10),
        proposed("tie/aville-bville", "party", "government/aville", 10),
        proposed("tie/aville-bville", "party", "government/bville", 10),
        proposed("field/aville-bville-youth", "tie", "tie/aville-bville", 40),
        proposed("field/aville-bville-youth", "concept", "youth", 40),
        proposed("government/cville", "level", "town", 60, method="rules@1;confidence=0.40"),
    )


def _ids(subject: str) -> tuple[str, ...]:
    reading = next(r for r in queue().readings if r.subject == subject)
    return tuple(one.id for one in reading.claims)


def _all(subject: str, reason: str | None = None) -> Choice:
    return Choice(_ids(subject), _ids(subject), reason)


@pytest.fixture(autouse=True)
def _queue(filled: Filled) -> None:
    """What waits."""
    filled(_waiting())


def test_what_waits_is_counted_and_chosen_by_document_kind_proposer_and_confidence(
    filled: Filled,
) -> None:
    typed = claim("government/aville", "level", "town", method=CONTRIBUTED, recorder="person/eve")
    filled([typed])
    held = desk(DeskQuestion())
    assert held.kinds == {"government": 3, "tie": 1, "field": 1}
    assert held.documents == {"document/gazette": 5}
    assert held.proposers == {"rules@1": 4, "person/eve": 1}
    by_model = proposed("tie/x", "type", "sister-city", method="model:small-one;confidence=0.50")
    assert Reading("tie/x", (by_model,), 0.5).proposer == "model:small-one"
    for question, chosen in (
        (DeskQuestion(by="person/eve"), ["government/aville"]),
        (DeskQuestion(kind="tie"), ["tie/aville-bville"]),
        (
            DeskQuestion(least=0.6),
            ["government/bville", "tie/aville-bville", "field/aville-bville-youth"],
        ),
    ):
        assert [r.subject for r in desk(question).readings] == chosen
    with pytest.raises(BadQuestion, match=r"1\.5"):
        desk(DeskQuestion(least=1.5))


def test_what_is_only_proposed_is_called_by_its_proposed_name() -> None:
    around = waiting_for(desk(DeskQuestion(kind="tie")).readings, ANNA)
    assert "government/bville" not in around.register
    assert around.supposed.entity("government/bville").stated("name").value.text == "Bville"  # type: ignore[union-attr]


def test_a_coordinator_decides_about_what_hangs_on_a_proposed_tie_of_theirs() -> None:
    mine = waiting_for(desk(DeskQuestion()).readings, KEI).mine
    assert {"tie/aville-bville", "field/aville-bville-youth"} <= mine
    assert "government/cville" not in mine
    with pytest.raises(NotAllowed, match="government/cville"):
        decide(_all("government/cville"), KEI)


def test_claims_that_were_left_out_are_not_accepted_with_the_others() -> None:
    first, second = _ids("field/aville-bville-youth")
    made, _ = decide(Choice((first, second), (second,)), ANNA)
    assert first not in {j.target for j in made.judgements}
    assert second in {j.target for j in made.judgements}


def test_a_decision_about_nothing_or_what_nobody_proposed_is_refused() -> None:
    with pytest.raises(BadQuestion):
        decide(Choice((), ()), ANNA)
    typed = claims.claims(subjects=["government/aville"])[0].id
    for ref in ("x" * 32, "a" * 32, typed):
        with pytest.raises(NotFound, match=ref):
            decide(Choice((ref,), (ref,), "No."), ANNA)


def test_seen_claims_that_were_not_chosen_must_be_undecided_too() -> None:
    first, second = _ids("field/aville-bville-youth")
    decide(Choice((first,), (first,), "No."), ANNA)
    with pytest.raises(Overtaken):
        decide(Choice((first, second), (second,)), BEN)


def test_undoing_by_any_of_its_judgements_takes_all_of_a_decision_back() -> None:
    before = queue().readings
    made, _ = decide(_all("field/aville-bville-youth"), ANNA)
    assert len(made.judgements) > 2
    undo_decision(made.judgements[-1].id, BEN)
    assert queue().readings == before
    with pytest.raises(Overtaken):
        undo_decision(made.judgements[0].id, BEN)


def test_a_coordinator_takes_back_only_their_own_decisions() -> None:
    made, _ = decide(_all("tie/aville-bville"), ANNA)
    with pytest.raises(NotAllowed):
        undo_decision(made.judgements[0].id, KEI)
    undo_decision(made.judgements[0].id, ANNA)
    own, _ = decide(_all("tie/aville-bville"), KEI)
    undo_decision(own.judgements[0].id, KEI)
    assert "tie/aville-bville" not in known_register()


def test_a_correction_in_plain_words_is_read_and_undone_with_what_it_typed() -> None:
    chosen = next(c for c in claims.claims(property="concept"))
    made = correct_typed(chosen, {"value": "Sport"}, ANNA)
    past = past_decision(made.judgements[0].id, ANNA)
    (typed,) = past.typed
    assert (past.code, past.claims) == ("corrected", (chosen,))
    assert (typed.value, typed.start, typed.certainty) == ('"sport"', 40, Certainty.CERTAIN)
    undo_decision(made.judgements[0].id, ANNA)
    assert decision_on(chosen, ANNA) is None
    assert "field/aville-bville-youth" not in known_register()


@pytest.mark.parametrize("typed", [{}, {"value": "yuoth"}, {"value": "youth"}])
def test_a_correction_that_is_none_names_the_field(typed: Inputs) -> None:
    chosen = next(c for c in claims.claims(property="concept"))
    with pytest.raises(BadEntry) as caught:
        correct_typed(chosen, typed, ANNA)
    assert list(caught.value.problems) == ["concept.0"]
    assert decision_on(chosen, ANNA) is None


def test_a_decided_reading_is_not_opened_again() -> None:
    held = desk(DeskQuestion())
    one = next(c for c in claims.claims(property="level") if c.is_proposal)
    opened = open_reading(one, held, ANNA)
    assert opened is not None
    assert (opened.place, opened.total) == (4, 4)
    decide(Choice((one.id,), (one.id,)), ANNA)
    assert open_reading(one, desk(DeskQuestion()), ANNA) is None


def test_after_a_reading_comes_what_is_left_of_it_and_then_the_next() -> None:
    held = desk(DeskQuestion())
    field = next(r for r in held.readings if r.subject.startswith("field/"))
    first, second = _ids(field.subject)
    decide(Choice((first, second), (first,), "No."), ANNA)
    left = desk(DeskQuestion()).after(field)
    assert left is not None
    assert [c.id for c in left.claims] == [second]
    decide(Choice((second,), (second,), "No."), ANNA)
    following = desk(DeskQuestion()).after(field)
    assert following is not None
    assert following.subject == "government/cville"


def test_a_claim_with_a_text_that_nobody_added_has_no_text(filled: Filled) -> None:
    filled(flat(tie("x-y", "x", "y"), _waiting()))
    one = next(c for c in claims.claims(property="concept"))
    assert passage_text(one).is_held is False
