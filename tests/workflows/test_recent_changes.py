"""Recent changes: the newest first, what belongs together in one line, page by page to the first claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from builders import LATER, THEN, Filled, claim, milestone, reject, tie
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.workflows.clocks import Times
from kizuna.workflows.recent_changes import (
    ChangesAnswer,
    Question,
    answer,
    document,
    latest,
    records,
)


def _changes(before: str = "", limit: int = 100, known_at: datetime | None = None) -> ChangesAnswer:
    return answer(Question(limit, before), replace(Times.of(None), known_at=known_at))


def test_claims_about_one_thing_on_one_day_are_one_change_and_a_judgement_names_its_claim(
    filled: Filled,
) -> None:
    wrong = milestone("one", "contact", "1901")
    claims = [*tie("one", "osaka", "shanghai"), wrong]
    filled(claims, [reject(wrong, judged_at=LATER)])
    first, change = _changes().changes  # the newest first
    assert (first.verdict, first.subjects, first.claims) == ("reject", ("tie/one",), (wrong.id,))
    assert first.reason == "the gazette is closer to the event"
    assert (change.subjects, set(change.properties)) == (("tie/one",), {"party", "milestone"})
    assert set(change.claims) == {c.id for c in claims}


def test_pages_lead_to_the_first_claim_and_tell_everything_once(filled: Filled) -> None:
    days = [THEN + timedelta(days=i) for i in range(7)]
    claims = [claim(f"government/g{i}", "name", "G", recorded_at=at) for i, at in enumerate(days)]
    filled(claims[:4], [reject(claims[2], judged_at=THEN + timedelta(days=3, hours=1))])
    filled(claims[4:])
    page = _changes(limit=3)
    seen = [*page.changes]
    while page.older:
        page = _changes(page.older, limit=3)
        seen += page.changes
    assert [change.verdict or change.subjects[0] for change in seen] == [
        *("government/g6", "government/g5", "government/g4", "reject", "government/g3"),
        *("government/g2", "government/g1", "government/g0"),
    ]


@pytest.mark.parametrize("wrong", ["x", "1-2-3", "-1", "1-x"])
def test_a_page_that_cannot_be_is_refused(filled: Filled, wrong: str) -> None:
    filled([])
    with pytest.raises(BadQuestion, match=wrong):
        _changes(wrong)


def test_the_rows_and_the_lines_say_the_same(filled: Filled) -> None:
    filled(tie("one", "osaka", "shanghai"))
    found = _changes()
    wording = Wording(found.register, Messages("en"))
    (row,) = records(found, wording).rows
    (listing, *_) = document(found, wording).sections[0].blocks
    (said, when), *_ = listing.items
    assert row["text"] == "recorded: stage and date and party"
    assert row["text"] in said.text
    assert said.claims == tuple(row["claims"])
    assert when.text.startswith("1 January 2020")


def test_the_latest_change_of_each_thing_stands_once(filled: Filled) -> None:
    filled([*tie("one", "osaka", "shanghai"), *tie("two", "kobe", "tianjin", recorded_at=LATER)])
    filled([milestone("one", "contact", "1901", recorded_at=LATER + timedelta(days=1))])
    named = [change.subjects for change in latest(_changes(), 5)]
    assert named == [("tie/one",), ("tie/two",)]
