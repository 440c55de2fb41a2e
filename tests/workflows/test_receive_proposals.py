"""Receiving proposals: nothing counts before it is accepted; a bad item is named and no good one lost."""

from __future__ import annotations

import pytest

from builders import Filled, add_text, tie
from kizuna.errors import BadQuestion
from kizuna.workflows import propose
from kizuna.workflows.receive_proposals import receive_proposals

GOOD = {"subject": "tie/a-b", "number": "S-1"}


def test_a_passage_that_ends_after_its_text_is_refused(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    source = {"document": "document/report"}
    source["sha256"] = add_text(source["document"], "A short text.").sha256
    items = [{**GOOD, "at": [2, end]} for end in (7, 70)]
    inside, outside = receive_proposals(source, items, acting_user="anna-lee")
    assert (len(inside.claims), outside.claims) == (1, ())
    assert "[2, 70) ends after its text of 13 characters" in outside.reasons[0]


@pytest.mark.parametrize(
    ("sent", "told"), [({}, "2 items"), ({"recorder": "person/b"}, "person/b")]
)
def test_too_many_items_or_those_of_somebody_else_are_refused_at_once(
    filled: Filled, monkeypatch: pytest.MonkeyPatch, sent: dict[str, str], told: str
) -> None:
    monkeypatch.setattr(propose, "MOST", 1)
    items = [GOOD] if sent else [GOOD, GOOD]
    with pytest.raises(BadQuestion, match=told):
        receive_proposals({"document": "document/report", **sent}, items, acting_user="anna-lee")
