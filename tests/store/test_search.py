"""Search finds names in any script, facts in words, and passages at their place in the
text.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import add_text
from kizuna.errors import BadQuestion
from kizuna.store import Database
from kizuna.store.actions.ledger import rebuild
from kizuna.store.search import folded, search, words_in

from .building import add, claim, kansai
from .conftest import sqlite_only

TEXT = "上海市\n\nOsaka and Shanghai signed.\nThe Mayor spoke.\n\n  Kyōto followed 西安.  \n"


@pytest.fixture
def filled(database: Database) -> Database:
    motive = {"text": "Trade in silk, and 100%_pure friendship", "language": "en"}
    add(
        *kansai(),
        claim("government/osaka", "name", {"text": "Осака", "language": "ru"}),
        claim("tie/osaka-shanghai", "motive", motive),
    )
    add_text("document/gazette", TEXT, "Gazette")
    return database


def refs(words: str, **more: object) -> list[str]:
    return [hit.ref for hit in search(words, **more)]  # type: ignore[arg-type]


def test_a_place_is_found_by_its_names_in_any_script_case_and_width(
    filled: Database,
) -> None:
    for words in ("大阪市", "大阪", "阪", "Осака", "осак", "Osaka", "OSAKA", "saka"):
        assert "government/osaka" in refs(words, kinds=["name"]), words
    for words in ("Kyōto", "kyoto", "ＫＹＯＴＯ"):
        assert "government/kyoto" in refs(words, kinds=["name"]), words


def test_a_fact_is_found_by_its_words_with_its_claim_and_no_sign_is_a_wildcard(
    filled: Database,
) -> None:
    (hit,) = search("silk friendship", kinds=["fact"])
    assert (hit.kind, hit.ref, len(hit.claim)) == ("fact", "tie/osaka-shanghai", 32)
    assert refs("100%_pure") == ["tie/osaka-shanghai"]
    assert [refs(words) for words in ("1%e", '"silk', "silk OR gold")] == [[], [], []]


def test_a_passage_is_found_at_its_place_in_the_text(filled: Database) -> None:
    (hit,) = search("mayor signed", kinds=["passage"])
    assert hit.ref == "document/gazette"
    assert hit.text == "Osaka and Shanghai signed.\nThe Mayor spoke."
    assert TEXT[hit.start : hit.end] == hit.text
    assert [h.text for h in search("西安", kinds=["passage"])] == [
        "Kyōto followed 西安."
    ]


def test_names_come_before_facts_and_passages_after_a_rebuild_too(
    filled: Database,
) -> None:
    kinds = [hit.kind for hit in search("a")]
    assert kinds == sorted(kinds, key=["name", "fact", "passage"].index)
    assert len(search("a", limit=2)) == 2
    before = [search(words) for words in ("osaka", "阪", "silk", "西安")]
    rebuild(acting_user="editor")
    assert [search(words) for words in ("osaka", "阪", "silk", "西安")] == before


@sqlite_only
def test_no_words_are_refused(filled: Database) -> None:
    with pytest.raises(BadQuestion, match="'  '"):
        search("  ")


@given(st.text())
def test_a_folded_text_has_as_many_characters_and_words_come_once(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert words_in(" Osaka  ŌSAKA 市 ") == ["osaka", "市"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ōshima", "oshima"),
        ("ＡＢＣ", "abc"),
        ("Орёл Йод", "орёл йод"),
        ("が", "が"),
        ("İ", "i"),
    ],
)
def test_marks_go_where_they_make_no_other_letter(text: str, expected: str) -> None:
    assert folded(text) == expected
