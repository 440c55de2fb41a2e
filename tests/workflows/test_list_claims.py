"""Listing claims: by document, subject and property, each with how it is weighed."""

from __future__ import annotations

from datetime import datetime

import pytest

from builders import Filled, claim, judgement, milestone, reject
from kizuna.claims.claim import Certainty
from kizuna.claims.judgement import Verdict
from kizuna.errors import NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Tone
from kizuna.workflows import list_claims
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import ask

_ONE = milestone("a-b", date="1974")
_TWO = milestone("a-b", date="1975", document="document/press")
_PROPOSED = milestone("a-b", date="1976", method="rules@1")


def _statuses(known_at: datetime | None = None, **question: object) -> dict[str, str]:
    times = Times.on(730_000, known_at)
    found = list_claims.answer(list_claims.Question(**question), times)  # type: ignore[arg-type]
    return {weighed.claim.id: weighed.status for weighed in found.claims}


def test_a_claim_is_accepted_rejected_or_proposed_and_chosen_by_that_or_its_document(
    filled: Filled,
) -> None:
    agreed = milestone("a-b", date="1977", method="rules@1", certainty=Certainty.UNVERIFIED)
    press = claim("document/press", "title", "Press")
    filled(
        [_ONE, _TWO, _PROPOSED, agreed, press],
        [reject(_TWO), judgement(Verdict.ACCEPT, agreed.id)],
    )
    statuses = {_ONE.id: "accepted", _TWO.id: "rejected", _PROPOSED.id: "proposed"}
    assert _statuses(property="milestone") == {**statuses, agreed.id: "accepted"}
    assert _statuses(status="rejected") == {_TWO.id: "rejected"}
    assert list(_statuses(document="Press", property="milestone")) == [_TWO.id]
    found = list_claims.answer(list_claims.Question(property="milestone"), Times.of(None)).claims
    assert [one.claim.id for one in found if one.counts] == [_ONE.id]  # the agreed is unverified


def test_a_property_that_no_kind_has_is_an_error_with_near_ones(filled: Filled) -> None:
    filled([_ONE])
    with pytest.raises(NotFound, match=r"'milestnoe'; did you mean milestone"):
        _statuses(property="milestnoe")


def test_a_list_that_is_cut_says_where_it_goes_on(filled: Filled) -> None:
    filled([_ONE, _TWO, _PROPOSED])
    first = list_claims.answer(list_claims.Question(limit=2), Times.of(None))
    assert first.after == first.claims[-1].claim.id
    rest = list_claims.answer(list_claims.Question(after=first.after, limit=2), Times.of(None))
    ids = [one.claim.id for one in (*first.claims, *rest.claims)]
    assert (ids, rest.after) == ([_ONE.id, _TWO.id, _PROPOSED.id], "")


def test_a_line_has_what_is_stated_on_what_source_and_what_is_unusual_about_it(
    filled: Filled,
) -> None:
    filled([_ONE, _TWO, claim("document/press", "title", "Press")], [reject(_TWO)])
    question = list_claims.Question(document="Press")
    found, wording = ask(list_claims, question, Times.of(None), Messages("en"))
    assert [row["id"] for row in list_claims.records(found, wording).rows] == [_TWO.id]
    (_, table) = list_claims.document(found, wording).sections[0].blocks
    ((_, name, value, source, weight),) = table.rows
    assert (name.text, value.text, value.claims) == ("milestone", "formal tie, 1975", (_TWO.id,))
    assert source.text.startswith("Press, ")
    assert (weight.text, weight.tone) == ("rejected", Tone.DOUBTFUL)
