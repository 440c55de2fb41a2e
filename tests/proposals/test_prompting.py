"""Sentences and chunks: none is lost, none is cut at an abbreviation, and a chunk is measured in tokens."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.proposals.model import read_answer
from kizuna.proposals.prompting import chunks_of, tokens_of, whole
from model_server import SENT, TIED, document


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in whole(document(text)).sentences.values()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mayor Y. Ono and Dr. Lee came to St. Ives. They met on Jan. 5 at No. 7.", 2),
        ("Nine cities (excl. ports) have partners. All are listed.", 2),
        ("友好城市。 交流。", 2),
        ("姉妹都市です。「友好」です！交流？", 3),
        ("Der Vertrag vom 18. April 1974 gilt. Er ruht.", 2),
        ("Соглашение подписано 18 апреля 1974 г. в Казани. Оно действует.", 2),
        ("La convention date de 1974. Elle dure.", 2),
        ("자매결연을 맺었다. 교류한다.", 2),
        ("2015.08.28. 당진시 서명. Dr. Lee came. It rained.", 3),
    ],
)
def test_a_sentence_ends_where_it_ends_and_not_at_an_abbreviation(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


@pytest.mark.parametrize(
    ("text", "tokens"), [("abcdefgh", 2), ("姉妹都市", 4), ("자매", 2), ("город", 2), ("", 0)]
)
def test_tokens_are_estimated_by_the_script(text: str, tokens: int) -> None:
    assert tokens_of(text) == tokens


def test_every_sentence_is_in_a_chunk_and_chunks_overlap_by_whole_blocks() -> None:
    every = document("# A", *[f"{TIED} {SENT}"] * 20, "# B", *[SENT] * 20)
    chunks = chunks_of(every, 150, 40)
    numbers = [number for chunk in chunks for number in chunk.sentences]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert all(max(a.sentences) >= min(b.sentences) - 1 for a, b in pairwise(chunks))
    assert chunks[-1].heading == "# B"


def test_a_block_without_an_end_is_cut_between_words() -> None:
    text = "word " * 2000
    chunks = chunks_of(document(text.strip()), 750, 50)
    sentences = {one for chunk in chunks for one in chunk.sentences.values()}
    assert max(end - start for start, end in sentences) <= 1500
    assert sum(end - start + 1 for start, end in sentences) == len(text)


ONE = '{"kind": "tie", "quote": "Northhaven and Lakeside"}'


@pytest.mark.parametrize(
    "form", ['{"claims": [%s, %s]}', "[%s, %s]", "%s\n%s", '{"claims": [%s]} {"claims": [%s]}']
)
def test_claims_come_in_an_object_a_list_or_one_after_the_other(form: str) -> None:
    assert len(read_answer(form % (ONE, ONE)).claims) == 2
    assert read_answer('{"claims": []}').is_list
    assert not read_answer("I found nothing.").is_list


@given(cut=st.integers(0, 140))
def test_an_answer_cut_anywhere_keeps_exactly_its_complete_claims(cut: int) -> None:
    whole = f'{{"claims": [{ONE}, {ONE}]}}'
    held = read_answer(whole[:cut])
    complete = sum(cut >= len('{"claims": [') + n * len(ONE) + (n - 1) * 2 for n in (1, 2))
    assert len(held.claims) == complete
    assert held.is_whole == (cut >= len(whole)) or cut < len('{"claims": [')


@given(text=st.text(max_size=200), begun=st.sampled_from(["", '{"claims": [']))
def test_no_text_whatever_breaks_the_reading(text: str, begun: str) -> None:
    read_answer(begun + text)
