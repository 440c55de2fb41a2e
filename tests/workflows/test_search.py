"""Searching: names by any spelling, the ties that two names join, facts and passages."""

from __future__ import annotations

import pytest

from builders import Filled, claim, tie
from kizuna.errors import BadQuestion
from kizuna.store.actions import add_document
from kizuna.workflows.search import search

_NAMES = [
    claim("person/oshima", "name", "Y. Ōshima"),
    claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
    claim("government/shanghai", "name", {"text": "上海市", "language": "zh"}),
]


def _refs(words: str, **given: object) -> list[str]:
    return [hit.ref for hit in search(words, **given).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["Oshima", "osima", "Осима", "おおしま"])
def test_a_name_is_found_by_another_spelling(filled: Filled, words: str) -> None:
    filled(_NAMES)
    assert _refs(words) == ["person/oshima"]


def test_the_names_of_two_partners_find_their_tie(filled: Filled) -> None:
    filled([*_NAMES, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert _refs("大阪 上海") == ["tie/osaka-shanghai"]


def test_a_fact_is_found_in_its_words(filled: Filled) -> None:
    filled([claim("programme/youth", "activity", "Young people travel by ship.")])
    assert _refs("ship young", kinds=("fact",)) == ["programme/youth"]


def test_a_passage_is_found_with_its_place(filled: Filled) -> None:
    filled(_NAMES)
    text = "First.\n\nThe ship of friendship came.\n"
    add_document(ref="document/d", text=text, media_type="text/plain", title="", acting_user="t")
    (hit,) = search("friendship", kinds=("passage",)).hits
    assert hit.start is not None
    assert text[hit.start : hit.end] == "The ship of friendship came."


def test_no_more_hits_than_asked_for_are_given(filled: Filled) -> None:
    filled([claim(f"person/p{i}", "name", f"Anna {i}") for i in range(5)])
    assert len(_refs("anna", limit=3)) == 3


def test_a_question_without_words_is_an_error(filled: Filled) -> None:
    filled(_NAMES)
    with pytest.raises(BadQuestion):
        search("  ")
