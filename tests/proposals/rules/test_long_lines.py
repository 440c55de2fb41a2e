"""Long lines are read in parts of bounded length, and quotes stand where they stand in the text."""

from __future__ import annotations

import pytest

from kizuna.proposals.rules import propose
from kizuna.proposals.rules.sentences import parts_of
from kizuna.sources.blocking import blocks_of

SENTENCE = "Osaka and Shanghai became sister cities on 18 April 1974. "


@pytest.mark.parametrize("piece", [SENTENCE, "A", "Osaka and ", "大阪市と上海市。", "a\n"])
def test_the_parts_of_a_block_are_all_of_it(piece: str) -> None:
    document = blocks_of((piece * 9000)[:9000])
    for block in document.blocks:
        parts = list(parts_of(document, block))
        assert "".join(map(document.of, parts)) == document.of(block)
        assert max(part.end - part.start for part in parts) <= 2500


def test_a_long_line_says_what_its_sentences_say_where_they_stand() -> None:
    text = "The weather was fine on that day. " * 150 + SENTENCE
    ties = [one for one in propose(blocks_of(text)) if one.kind == "tie"]
    assert [text[one.start : one.end] for one in ties] == [one.quote for one in ties]
    assert [one.props["start"] for one in ties] == ["1974-04-18"]
    assert ties[0].start > 5000
