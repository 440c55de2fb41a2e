"""Listing claims, documents and recent changes: each with how it stands, and page by
page to the end.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from builders import (
    LATER,
    Filled,
    add_text,
    claim,
    document,
    judgement,
    milestone,
    reject,
    tie,
)
from kizuna.claims.claim import Certainty, Verdict
from kizuna.errors import BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Tone
from kizuna.publish.wording import Wording
from kizuna.workflows import list_claims, list_documents, recent_changes
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import ask
from kizuna.workflows.recent_changes import ChangesAnswer

_ONE = milestone("a-b", date="1974")
_TWO = milestone("a-b", date="1975", document="document/press")
_PROPOSED = milestone("a-b", date="1976", method="rules@1")


def _listed(**question: Any) -> list_claims.ClaimsListed:
    return list_claims.answer(list_claims.Question(**question), Times.of(None))


def _statuses(**question: Any) -> dict[str, str]:
    return {weighed.claim.id: weighed.status for weighed in _listed(**question).claims}


def test_a_claim_is_accepted_rejected_or_proposed_and_chosen_by_that(
    filled: Filled,
) -> None:
    agreed = milestone(
        "a-b", date="1977", method="rules@1", certainty=Certainty.UNVERIFIED
    )
    press = claim("document/press", "title", "Press")
    accepted = judgement(Verdict.ACCEPT, agreed.id)
    filled([_ONE, _TWO, _PROPOSED, agreed, press], [reject(_TWO), accepted])
    statuses = {_ONE.id: "accepted", _TWO.id: "rejected", _PROPOSED.id: "proposed"}
    assert _statuses(property="milestone") == {**statuses, agreed.id: "accepted"}
    assert _statuses(status="rejected") == {_TWO.id: "rejected"}
    assert list(_statuses(document="Press", property="milestone")) == [_TWO.id]
    counted = [
        one.claim.id for one in _listed(property="milestone").claims if one.counts
    ]
    assert counted == [_ONE.id]  # the agreed is unverified


def test_a_property_that_no_kind_has_is_an_error_with_near_ones(filled: Filled) -> None:
    filled([_ONE])
    with pytest.raises(NotFound, match=r"'milestnoe'; did you mean milestone"):
        _statuses(property="milestnoe")


def test_a_list_that_is_cut_says_where_it_goes_on(filled: Filled) -> None:
    filled([_ONE, _TWO, _PROPOSED])
    first = _listed(limit=2)
    assert first.after == first.claims[-1].claim.id
    rest = _listed(after=first.after, limit=2)
    ids = [one.claim.id for one in (*first.claims, *rest.claims)]
    assert (ids, rest.after) == ([_ONE.id, _TWO.id, _PROPOSED.id], "")


def test_a_line_has_what_is_stated_by_what_source_and_what_is_unusual(
    filled: Filled,
) -> None:
    filled([_ONE, _TWO, claim("document/press", "title", "Press")], [reject(_TWO)])
    question = list_claims.Question(document="Press")
    found, wording = ask(list_claims, question, Times.of(None), Messages("en"))
    assert [row["id"] for row in list_claims.records(found, wording).rows] == [_TWO.id]
    (_, table) = list_claims.document(found, wording).sections[0].blocks
    ((_, name, value, source, weight),) = table.rows
    assert (name.text, value.text, value.claims) == (
        "milestone",
        "formal tie, 1975",
        (_TWO.id,),
    )
    assert source.text.startswith("Press, ")
    assert (weight.text, weight.tone) == ("rejected", Tone.DOUBTFUL)


def test_a_document_is_counted_with_its_claims_and_passages_and_held_once_its_text_is_added(
    filled: Filled,
) -> None:
    filled([*document("gazette"), milestone("a-b", sha256="a" * 64, start=0, end=5)])
    (one,) = list_documents.answer(list_documents.Question(), Times.of(None)).documents
    assert (one.ref, one.claims, one.passages, one.held) == (
        "document/gazette",
        2,
        1,
        (),
    )
    held = add_text("document/gazette", "Text.")
    found, wording = ask(
        list_documents, list_documents.Question(), Times.of(None), Messages("en")
    )
    (row,) = list_documents.records(found, wording).rows
    assert (row["held"], row["sha256"]) == (True, [held.sha256])


def test_a_list_that_is_cut_goes_on_after_its_last(filled: Filled) -> None:
    filled(claim(f"document/{x}", "title", x, document=f"document/{x}") for x in "abc")
    first = list_documents.answer(list_documents.Question(limit=2), Times.of(None))
    rest = list_documents.answer(
        list_documents.Question(first.after, 2), Times.of(None)
    )
    refs = [one.ref for one in (*first.documents, *rest.documents)]
    assert (refs, rest.after) == (["document/a", "document/b", "document/c"], "")


def test_the_most_cited_stand_first_on_the_page(filled: Filled) -> None:
    filled(claim(f"document/{x}", "title", x, document="document/b") for x in "ab")
    found, wording = ask(
        list_documents, list_documents.Question(), Times.of(None), Messages("en")
    )
    figures, table = list_documents.document(found, wording).sections[0].blocks
    cited = [(row[0].pieces[0].ref, row[2].text) for row in table.rows]
    assert cited == [("document/b", "2"), ("document/a", "")]
    assert [said[0].text for _, said in figures.facts] == ["2", "0"]


def _changes(before: str = "", limit: int = 100) -> ChangesAnswer:
    return recent_changes.answer(recent_changes.Question(limit, before), Times.of(None))


def test_claims_about_one_thing_on_one_day_are_one_change_and_a_judgement_names_its_claim(
    filled: Filled,
) -> None:
    wrong = milestone("one", "contact", "1901")
    claims = [*tie("one", "osaka", "shanghai"), wrong]
    filled(claims, [reject(wrong, judged_at=LATER)])
    first, change = _changes().changes  # the newest first
    assert (first.verdict, first.subjects, first.claims) == (
        "reject",
        ("tie/one",),
        (wrong.id,),
    )
    assert first.reason == "the gazette is closer to the event"
    assert (change.subjects, set(change.properties)) == (
        ("tie/one",),
        {"party", "milestone"},
    )
    assert set(change.claims) == {c.id for c in claims}


def test_pages_lead_to_the_first_claim_and_tell_everything_once(filled: Filled) -> None:
    days = [LATER + timedelta(days=i) for i in range(7)]
    claims = [
        claim(f"government/g{i}", "name", "G", recorded_at=at)
        for i, at in enumerate(days)
    ]
    filled(
        claims[:4], [reject(claims[2], judged_at=LATER + timedelta(days=3, hours=1))]
    )
    filled(claims[4:])
    page = _changes(limit=3)
    seen = [*page.changes]
    while page.older:
        page = _changes(page.older, limit=3)
        seen += page.changes
    told = [change.verdict or change.subjects[0].partition("/")[2] for change in seen]
    assert told == ["g6", "g5", "g4", "reject", "g3", "g2", "g1", "g0"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("wrong", ["x", "1-2-3", "-1"])
def test_a_page_that_cannot_be_is_refused(wrong: str) -> None:
    with pytest.raises(BadQuestion, match=wrong):
        _changes(wrong)


def test_the_rows_and_the_lines_say_the_same(filled: Filled) -> None:
    filled(tie("one", "osaka", "shanghai"))
    found = _changes()
    wording = Wording.english(found.register)
    (row,) = recent_changes.records(found, wording).rows
    (said, when), *_ = (
        recent_changes.document(found, wording).sections[0].blocks[0].items
    )
    assert row["text"] == "recorded: stage and date and party"
    assert row["text"] in said.text
    assert said.claims == tuple(row["claims"])
    assert when.text.startswith("1 January 2020")


def test_the_latest_change_of_each_thing_stands_once(filled: Filled) -> None:
    filled(
        [
            *tie("one", "osaka", "shanghai"),
            *tie("two", "kobe", "tianjin", recorded_at=LATER),
        ]
    )
    filled([milestone("one", "contact", "1901", recorded_at=LATER + timedelta(days=1))])
    named = [change.subjects for change in recent_changes.latest(_changes(), 5)]
    assert named == [("tie/one",), ("tie/two",)]
