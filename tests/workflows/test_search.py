"""Searching: names by any spelling, the ties that two names join, facts and passages."""

from __future__ import annotations

import pytest

from builders import LATER, THEN, Filled, claim, judgement, tie
from kizuna.claims.judgement import Verdict
from kizuna.languages import Messages
from kizuna.workflows import search as file
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import ask
from kizuna.workflows.search import search, suggest_names

_NAMES = [
    claim("person/oshima", "name", "Y. Ōshima"),
    claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
    claim("government/shanghai", "name", {"text": "上海市", "language": "zh"}),
]


def _refs(words: str, **given: object) -> list[str]:
    return [hit.ref for hit in search(words, **given).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["Oshima", "osima", "Осима", "おおしま", "Yasushi", "person/oshima"]
)
def test_a_name_is_found_once_by_another_spelling_or_by_its_id_as_it_was_known(
    filled: Filled, words: str
) -> None:
    later = claim("person/later", "name", "Yasushi Oshima", recorded_at=LATER)
    again = claim("person/oshima", "name", "Y. Ōshima", locator="page 2")
    filled([*_NAMES, again, claim("person/oshima", "name", "Yasushi Oshima"), later])
    assert _refs(words, known_at=THEN) == ["person/oshima"]
    assert len(_refs("Oshima", limit=1)) == 1


def test_the_names_of_two_partners_find_their_tie_and_a_name_the_kinds_asked_for(
    filled: Filled,
) -> None:
    filled([*_NAMES, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert _refs("大阪 上海") == ["tie/osaka-shanghai"]
    for ref in ("tie/osaka-shanghai", "government/osaka"):
        things = (ref.partition("/")[0],)
        assert [hit.ref for hit in suggest_names("大阪", things=things).hits] == [ref]


def test_a_place_comes_with_its_ties_before_bodies_and_documents(filled: Filled) -> None:
    said = {
        ("government/osaka", "name"): "Osaka",
        ("tie/osaka-shanghai", "party"): "government/osaka",
        ("organisation/osaka-choir", "name"): "Osaka choir",
        ("document/osaka", "title"): "Osaka",
        ("programme/osaka", "activity"): "The choirs of Osaka meet.",
    }
    others = [claim(*named, text) for named, text in said.items()]
    filled([*_NAMES, *others, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert _refs("Osaka") == [ref for ref, _ in said]


def test_a_place_is_found_with_its_country_and_the_number_of_its_ties_that_stand(
    filled: Filled,
) -> None:
    rejected, *rest = tie("third", "osaka", "nara")
    ties = [*tie("osaka-shanghai", "osaka", "shanghai"), *tie("second", "osaka", "kobe")]
    held = [*_NAMES, claim("government/osaka", "country", "JP"), *ties, rejected, *rest]
    filled(held, [judgement(Verdict.REJECT, rejected.id)])
    found = search("大阪")
    assert (found.country("government/osaka"), found.ties["government/osaka"]) == ("JP", 2)


_LATIN = [claim(f"government/{slug}", "name", slug.title()) for slug in ("osaka", "shanghai")]


@pytest.mark.parametrize("words", ["Osaka Shang", "大阪 上", "osaka sh", "大阪, Shan"])
def test_a_tie_is_suggested_while_the_second_name_is_typed(filled: Filled, words: str) -> None:
    others = [claim("government/kobe", "name", "Kobe"), *tie("osaka-kobe", "osaka", "kobe")]
    filled([*_NAMES, *_LATIN, *others, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert [hit.ref for hit in suggest_names(words).hits] == ["tie/osaka-shanghai"]


@pytest.mark.parametrize(
    ("words", "ref", "is_similar"),
    [
        ("Shangai", "government/shanghai", True),
        ("Osaka Shangai", "tie/osaka-shanghai", True),
        ("ship", "programme/s", False),
    ],
    ids=["a slip in a name", "a slip in that of a tie", "none where a fact holds the word"],
)
def test_a_slip_finds_similar_names_that_are_marked_as_such(
    filled: Filled, words: str, ref: str, is_similar: bool
) -> None:
    ship = claim("programme/s", "activity", "A ship.")
    shipp = claim("government/shipp", "name", "Shipp")
    filled([*_LATIN, *tie("osaka-shanghai", "osaka", "shanghai"), ship, shipp])
    found = search(words)
    assert (found.is_similar, ref in [hit.ref for hit in found.hits]) == (is_similar, True)
    assert len(found.hits) == 1 + (not is_similar)


def test_a_name_is_found_by_its_sound_as_soon_as_it_is_recorded(filled: Filled) -> None:
    found = set()
    for slug in ("suntory", "santory"):
        filled([claim(f"organisation/{slug}", "name", "サントリー")])
        found.add(f"organisation/{slug}")
        assert {hit.ref for hit in search("Santori").hits} == found


def test_a_thing_judged_the_same_as_another_is_found_as_that(filled: Filled) -> None:
    seatle = claim("government/seatle", "name", "Seatle")
    same = judgement(Verdict.SAME, "government/seatle", "government/geonames-5809844")
    filled([seatle, claim("government/geonames-5809844", "name", "Seattle")], [same])
    (ref,) = _refs("Seatle")
    assert _refs("Seattle") == _refs("Seattel") == [ref]


def test_the_answer_has_a_table_for_each_kind_with_the_words_marked(filled: Filled) -> None:
    ships = claim("programme/s", "activity", "Ships from Osaka.")
    filled([claim("government/osaka", "name", "Osaka"), ships])
    question = file.Question("Osaka", ("fact", "name"))
    found, wording = ask(file, question, Times.of(None), Messages("en"))
    refs = [row["ref"] for row in file.records(found, wording).rows]
    assert refs == ["government/osaka", "programme/s"]
    names, facts = file.document(found, wording).sections
    assert names.blocks[0].rows[0][2].text == ""  # nobody states its country
    marked = [piece.text for piece in facts.blocks[0].rows[0][-1].pieces if piece.is_marked]
    assert marked == ["Osaka"]
