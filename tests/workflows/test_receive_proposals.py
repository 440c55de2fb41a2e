"""Receiving proposals: nothing counts before it is accepted; a bad item is named and no good one lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import add_text
from kizuna.errors import BadQuestion
from kizuna.store import open_database
from kizuna.workflows import receive_proposals as receiving
from kizuna.workflows.receive_proposals import receive_proposals

SOURCE = {"document": "document/report", "locator": "p. 3"}
GOOD = {"subject": "tie/osaka-shanghai", "number": "S-1"}


@pytest.fixture(autouse=True)
def _opened(built_in: Path) -> Iterator[None]:
    opened = open_database(built_in)
    yield
    opened.close()


def test_a_passage_that_ends_after_its_text_is_refused() -> None:
    text = add_text("document/report", "A short text.")
    source = {"document": "document/report", "sha256": text.sha256}
    inside, outside = receive_proposals(
        source, [{**GOOD, "at": [2, 7]}, {**GOOD, "at": [2, 70]}], acting_user="anna-lee"
    )
    assert len(inside.claims) == 1
    assert outside.claims == ()
    assert "[2, 70)" in outside.reasons[0]
    assert "13 characters" in outside.reasons[0]


def test_too_many_items_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST", 1)
    with pytest.raises(BadQuestion, match="2 items"):
        receive_proposals(SOURCE, [GOOD, GOOD], acting_user="anna-lee")


def test_who_records_is_whoever_sends() -> None:
    with pytest.raises(BadQuestion, match="person/boris"):
        receive_proposals({**SOURCE, "recorder": "person/boris"}, [GOOD], acting_user="anna-lee")
