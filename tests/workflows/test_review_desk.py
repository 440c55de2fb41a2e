"""The desk of a reviewer: what waits of what, who may decide about it, and decisions taken back whole."""

from __future__ import annotations

import pytest

from builders import Filled, claim, flat, government, proposed
from kizuna.claims.claim import CONTRIBUTED, Certainty, Claim
from kizuna.errors import BadEntry, BadQuestion, NotAllowed, NotFound, Overtaken
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.acting import Hand, hand_of
from kizuna.workflows.ask import known_register
from kizuna.workflows.entering.values import Inputs
from kizuna.workflows.review import Reading, correct, decision_on, past_decision, queue, undo
from kizuna.workflows.review_desk import decide, desk, passage_text, place_of, waiting_for

ANNA, BEN = Hand("anna"), Hand("ben")
KEI = hand_of(Account(3, "kei", role=Role.COORDINATOR, governments=("government/aville",)))


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


def _accept(subject: str, who: Hand) -> list[str]:
    """The ids of the judgements by which all that waits of a thing is accepted."""
    return [j.id for j in decide(_ids(subject), _ids(subject), None, who)[0]]


@pytest.fixture(autouse=True)
def _queue(filled: Filled) -> None:
    """What waits."""
    filled(_waiting())


def test_what_waits_is_counted_and_chosen_by_document_kind_proposer_and_confidence(
    filled: Filled,
) -> None:
    typed = claim("government/aville", "level", "town", method=CONTRIBUTED, recorder="person/eve")
    filled([typed])
    held = desk()
    assert held.kinds == {"government": 3, "tie": 1, "field": 1}
    assert held.documents == {"document/gazette": 5}
    assert held.proposers == {"rules@1": 4, "person/eve": 1}
    by_model = proposed("tie/x", "type", "sister-city", method="model:small-one;confidence=0.50")
    assert Reading("tie/x", (by_model,), 0.5).proposer == "model:small-one"
    sure = ["government/bville", "tie/aville-bville", "field/aville-bville-youth"]
    asked = [{"by": "person/eve"}, {"kind": "tie"}, {"least": 0.6}]
    chosen = [["government/aville"], ["tie/aville-bville"], sure]
    assert [[r.subject for r in desk(**one).readings] for one in asked] == chosen
    with pytest.raises(BadQuestion, match=r"1\.5"):
        desk(least=1.5)


def test_what_is_only_proposed_is_called_by_its_proposed_name() -> None:
    around = waiting_for(desk(kind="tie").readings, ANNA)
    assert "government/bville" not in around.register
    assert around.supposed.entity("government/bville").stated("name").value.text == "Bville"  # type: ignore[union-attr]


def test_a_coordinator_decides_about_what_hangs_on_a_proposed_tie_of_theirs() -> None:
    mine = waiting_for(desk().readings, KEI).mine
    assert {"tie/aville-bville", "field/aville-bville-youth"} <= mine
    assert "government/cville" not in mine
    with pytest.raises(NotAllowed, match="government/cville"):
        _accept("government/cville", KEI)


def test_claims_that_were_seen_and_left_out_are_not_accepted_and_must_be_undecided() -> None:
    first, second = _ids("field/aville-bville-youth")
    made, _ = decide((first, second), (second,), None, ANNA)
    assert {first, second} & {j.target for j in made} == {second}
    with pytest.raises(Overtaken):
        decide((first, second), (first,), None, BEN)


def test_a_decision_about_nothing_or_what_nobody_proposed_is_refused() -> None:
    with pytest.raises(BadQuestion):
        decide((), (), None, ANNA)
    typed = claims.claims(subjects=["government/aville"])[0].id
    for ref in ("x" * 32, "a" * 32, typed):
        with pytest.raises(NotFound, match=ref):
            decide((ref,), (ref,), "No.", ANNA)


def test_undoing_by_any_of_its_judgements_takes_all_of_a_decision_back() -> None:
    before = queue().readings
    made = _accept("field/aville-bville-youth", ANNA)
    assert len(made) > 2
    undo(made[-1], BEN)
    assert queue().readings == before
    with pytest.raises(Overtaken):
        undo(made[0], BEN)


def test_a_coordinator_takes_back_only_their_own_decisions() -> None:
    made = _accept("tie/aville-bville", ANNA)
    with pytest.raises(NotAllowed):
        undo(made[0], KEI)
    undo(made[0], ANNA)
    undo(_accept("tie/aville-bville", KEI)[0], KEI)
    assert "tie/aville-bville" not in known_register()


def test_a_correction_in_plain_words_is_read_and_undone_with_what_it_typed() -> None:
    (chosen,) = claims.claims(property="concept")
    made = correct(chosen, {"value": "Sport"}, ANNA)
    past = past_decision(made[0].id)
    (typed,) = past.typed
    assert (past.code, past.claims) == ("corrected", (chosen,))
    assert (typed.value, typed.start, typed.certainty) == ('"sport"', 40, Certainty.CERTAIN)
    undo(made[0].id, ANNA)
    assert decision_on(chosen) is None
    assert "field/aville-bville-youth" not in known_register()


@pytest.mark.parametrize("typed", [{}, {"value": "yuoth"}, {"value": "youth"}])
def test_a_correction_that_is_none_names_the_field(typed: Inputs) -> None:
    (chosen,) = claims.claims(property="concept")
    with pytest.raises(BadEntry) as caught:
        correct(chosen, typed, ANNA)
    assert list(caught.value.problems) == ["concept.0"]
    assert decision_on(chosen) is None


def test_after_a_reading_comes_what_is_left_of_it_and_then_the_next_and_none_is_opened_again() -> (
    None
):
    held = desk()
    field = next(r for r in held.readings if r.subject.startswith("field/"))
    assert place_of(field.first, held) == (held, 2)
    first, second = _ids(field.subject)
    for seen, decided, subject, left in (
        ((first, second), first, field.subject, (second,)),
        ((second,), second, "government/cville", _ids("government/cville")),
    ):
        decide(seen, (decided,), "No.", ANNA)
        following = desk().after(field)
        assert following is not None
        assert (following.subject, tuple(c.id for c in following.claims)) == (subject, left)
    assert place_of(field.first, desk()) is None


def test_a_claim_with_a_text_that_nobody_added_has_no_text() -> None:
    (one,) = claims.claims(property="concept")
    assert passage_text(one).is_held is False
