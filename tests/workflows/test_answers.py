"""Answers beside the rules: what an assistant has read and did not say, the rules do not add."""

from __future__ import annotations

import pytest

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.verifier import ClaimCheck
from kizuna.sources.reading import Block, BlockedText
from kizuna.workflows import answers

TEXT = "Northhaven and Lakeside are sister cities.\nNorthhaven and Oldbridge are sister cities."
SECOND = TEXT.index("\n") + 1
DOCUMENT = BlockedText(
    TEXT, (Block("paragraph", 0, SECOND - 1), Block("paragraph", SECOND, len(TEXT)))
)
SAID = Proposal("tie", "Northhaven", "Lakeside", TEXT[: SECOND - 1], 0, SECOND - 1)
RULE = Proposal("tie", "Northhaven", "Oldbridge", TEXT[SECOND:], SECOND, len(TEXT))


def test_of_a_text_of_one_prompt_the_answer_is_to_all_of_it() -> None:
    assert answers.filled((), [RULE], DOCUMENT) == ([], [])


def test_of_a_text_of_several_prompts_those_without_a_claim_are_left_to_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answers, "_CHUNK", 12)
    found = answers.filled((ClaimCheck("", SAID, asked=SAID),), [RULE], DOCUMENT)
    assert found == ([SAID], [RULE])
