"""Answers: the claims in a text, whole or cut off, and each of them against the document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.proposals.model import check_claims, read_answer
from kizuna.proposals.prompting import whole
from kizuna.proposals.verifier import VerifiedProposals, Verifier
from kizuna.sources.reading import Block, BlockedText

TEXT = "Northhaven and Lakeside became sister cities in 1974. They met in 1980."
DOCUMENT = BlockedText(TEXT, (Block("paragraph", 0, len(TEXT)),))


def claim(**given: Any) -> dict[str, Any]:
    return {
        "kind": "tie",
        "subject": "Northhaven",
        "object": "Lakeside",
        "props": {"start": "1974"},
        "sentences": [1],
        "quote": "Northhaven and Lakeside became sister cities in 1974",
        **given,
    }


def verified(answer: str) -> VerifiedProposals:
    return check_claims(read_answer(answer).claims, Verifier(DOCUMENT), whole(DOCUMENT))


def test_an_answer_is_verified_claim_by_claim() -> None:
    answer = json.dumps({"claims": [claim(), claim(props={"start": "1975"}), "x"]})
    checked = verified(answer).checked
    assert [one.reason for one in checked] == ["", "date", "malformed"]


def test_a_text_without_claims_is_no_answer() -> None:
    assert not read_answer("I found nothing.").is_list
    assert read_answer('{"claims": []}').is_list


def test_a_claim_may_cite_sentences_that_do_not_follow_each_other() -> None:
    answer = json.dumps({"claims": [claim(sentences=[1, 2])]})
    assert len(verified(answer).passed) == 1


@pytest.mark.parametrize(
    "form", ['{"claims": [%s, %s]}', "[%s, %s]", "%s\n%s", '{"claims": [%s]} {"claims": [%s]}']
)
def test_claims_come_in_an_object_a_list_or_one_after_the_other(form: str) -> None:
    one = json.dumps(claim())
    assert len(read_answer(form % (one, one)).claims) == 2


@given(cut=st.integers(0, 400))
def test_an_answer_cut_anywhere_keeps_exactly_its_complete_claims(cut: int) -> None:
    one = json.dumps(claim())
    whole = f'{{"claims": [{one}, {one}]}}'
    held = read_answer(whole[:cut])
    complete = sum(cut >= len('{"claims": [') + n * len(one) + (n - 1) * 2 for n in (1, 2))
    assert len(held.claims) == complete
    assert held.is_whole == (cut >= len(whole)) or cut < len('{"claims": [')


@given(text=st.text(max_size=200))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    read_answer(text)
    read_answer('{"claims": [' + text)
