"""Asking what was known at a time, what names mean in it, of ties by their parties too,
and searching.
"""

from __future__ import annotations

import pytest

from builders import LATER, THEN, Claims, Filled, claim, flat, judgement, tie, two_sides
from kizuna.claims.claim import Verdict
from kizuna.errors import Ambiguous, BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.store.actions.ledger import add_register
from kizuna.workflows import ask, question
from kizuna.workflows import search as file
from kizuna.workflows.clocks import Times
from kizuna.workflows.search import search, suggest_names


def test_only_what_is_asked_for_is_read_and_everything_can_be(filled: Filled) -> None:
    filled(two_sides())
    register = ask.known_register(None, ["government/osaka"])
    assert "government/lianyungang" not in {
        claim.subject for claim in register.claims.values()
    }
    assert "government/lianyungang" in register


def test_an_area_is_drawn_as_the_word_after_the_colon_says_and_half_of_that_is_an_error(
    filled: Filled,
) -> None:
    filled(two_sides())
    assert ask.place(ask.resolver(), "kansai:one") == ask.Place("area/kansai", "one")
    for text in ("kansai:", ":one"):
        with pytest.raises(
            BadQuestion, match=f"{text!r} names no .*write area:definition"
        ):
            ask.place(ask.resolver(), text)


def test_an_identifier_names_what_has_it_unless_the_claim_is_rejected(
    filled: Filled,
) -> None:
    said = claim("government/oslo", "identifier", "wikidata:Q585")
    filled([claim("government/oslo", "name", "Oslo"), said])
    assert ask.resolver().resolve("Q585") == "government/oslo"
    assert ask.place(ask.resolver(), "wikidata:Q585").ref == "government/oslo"
    add_register(judgements=[judgement(Verdict.REJECT, said.id)], acting_user="anna")
    with pytest.raises(NotFound, match="Q585"):
        ask.resolver().resolve("Q585")


def test_a_name_recorded_later_is_not_known_before(filled: Filled) -> None:
    filled(
        [*two_sides(), claim("government/osaka", "name", "Naniwa", recorded_at=LATER)]
    )
    assert ask.resolver().resolve("Naniwa") == "government/osaka"
    with pytest.raises(NotFound, match="'Naniwa'"):
        ask.resolver(THEN).resolve("Naniwa")


_NAMES = [
    *(
        claim(f"government/{slug}", "name", slug.title())
        for slug in ("osaka", "shanghai", "kobe")
    ),
    claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
    claim("government/shanghai", "name", {"text": "上海市", "language": "zh"}),
    claim("government/new-york", "name", "New York"),
    claim("organisation/port-of-osaka", "name", "Port of Osaka"),
]
_TIE = tie("osaka-shanghai", "osaka", "shanghai")


def _named(text: str) -> str:
    return ask.resolver().resolve(text, ("tie",))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "tie/osaka-shanghai",
            "osaka-shanghai",
            "government/osaka - government/shanghai",
        ),
        *("Shanghai-Osaka", "shanghai osaka", "Osaka - Shanghai", "Osaka – Shanghai"),
        *("Osaka, Shanghai", "Shanghai and Osaka", "大阪と上海", "上海市 Osaka"),
    ],
)
def test_a_tie_is_found(filled: Filled, text: str) -> None:
    filled([*_NAMES, *_TIE])
    assert _named(text) == "tie/osaka-shanghai"


_PORT, _THREE = (
    "organisation/port-of-osaka",
    tie("three", "osaka", "shanghai", "new-york"),
)
_UNDER = claim("tie/a", "parent", "tie/osaka-shanghai")


@pytest.mark.parametrize(
    ("ties", "named"),
    [
        (
            [tie("ny", "kobe", "new-york")],
            {"New York Kobe": "ny", "new york and kobe": "ny"},
        ),
        ([tie("port", _PORT, "shanghai"), _TIE], {"Port of Osaka Shanghai": "port"}),
        (
            [_THREE],
            {"New York, Osaka": "three", "Osaka – Shanghai – New York": "three"},
        ),
        ([_TIE, _THREE], {"Osaka Shanghai": "osaka-shanghai"}),
        (
            [_TIE, tie("a", "osaka", "shanghai"), _UNDER],
            {"Osaka Shanghai": "osaka-shanghai"},
        ),
    ],
    ids=[
        "of several words",
        "of a body",
        "of three",
        "that joins nobody else",
        "above another",
    ],
)
def test_parties_name_a_tie(
    filled: Filled, ties: list[Claims], named: dict[str, str]
) -> None:
    filled(flat(_NAMES, *ties))
    assert {text: _named(text).removeprefix("tie/") for text in named} == named


def test_a_party_that_was_judged_the_same_as_another_finds_the_tie_of_that(
    filled: Filled,
) -> None:
    same = judgement(Verdict.SAME, "government/kobe", "government/osaka")
    filled([*_NAMES, *_TIE], [same])
    assert _named("Kobe Shanghai") == "tie/osaka-shanghai"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kobe - Osaka", r"no tie .* joins government/kobe and government/osaka"),
        ("Osaka Shangai", r"'Osaka Shangai'; did you mean 'Osaka – Shanghai'\?"),
        ("Naniwa", "as 'Osaka - Shanghai'"),
        ("Osaka Shanghai " * 500, "Osaka Shanghai"),
    ],
    ids=["places without a tie", "a slip", "one place", "many words"],
)
def test_what_names_no_tie_is_told_with_what_does(
    filled: Filled, text: str, told: str
) -> None:
    filled([*_NAMES, *_TIE])
    with pytest.raises(NotFound, match=told):
        _named(text)


def test_two_places_with_two_ties_list_both(filled: Filled) -> None:
    filled([*_NAMES, *_TIE, *tie("second", "osaka", "shanghai")])
    with pytest.raises(Ambiguous) as told:
        _named("Osaka - Shanghai")
    both = ("tie/osaka-shanghai", "tie/second")
    assert told.value.candidates == tuple((ref, "Osaka – Shanghai") for ref in both)


_SPELT = [
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
    filled([*_SPELT, again, claim("person/oshima", "name", "Yasushi Oshima"), later])
    assert _refs(words, known_at=THEN) == ["person/oshima"]
    assert len(_refs("Oshima", limit=1)) == 1


def test_names_of_two_partners_find_their_tie_and_a_name_the_kinds_asked_for(
    filled: Filled,
) -> None:
    filled([*_SPELT, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert _refs("大阪 上海") == ["tie/osaka-shanghai"]
    for ref in ("tie/osaka-shanghai", "government/osaka"):
        things = (ref.partition("/")[0],)
        assert [hit.ref for hit in suggest_names("大阪", things=things).hits] == [ref]


def test_a_place_comes_with_its_ties_before_bodies_and_documents(
    filled: Filled,
) -> None:
    said = {
        ("government/osaka", "name"): "Osaka",
        ("tie/osaka-shanghai", "party"): "government/osaka",
        ("organisation/osaka-choir", "name"): "Osaka choir",
        ("document/osaka", "title"): "Osaka",
        ("programme/osaka", "activity"): "The choirs of Osaka meet.",
    }
    others = [claim(*named, text) for named, text in said.items()]
    filled([*_SPELT, *others, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert _refs("Osaka") == [ref for ref, _ in said]


def test_a_place_is_found_with_its_country_and_how_many_of_its_ties_stand(
    filled: Filled,
) -> None:
    rejected, *rest = tie("third", "osaka", "nara")
    ties = [
        *tie("osaka-shanghai", "osaka", "shanghai"),
        *tie("second", "osaka", "kobe"),
    ]
    held = [*_SPELT, claim("government/osaka", "country", "JP"), *ties, rejected, *rest]
    filled(held, [judgement(Verdict.REJECT, rejected.id)])
    found = search("大阪")
    assert (found.country("government/osaka"), found.ties["government/osaka"]) == (
        "JP",
        2,
    )


_LATIN = [
    claim(f"government/{slug}", "name", slug.title()) for slug in ("osaka", "shanghai")
]


@pytest.mark.parametrize("words", ["Osaka Shang", "大阪 上", "osaka sh", "大阪, Shan"])
def test_a_tie_is_suggested_while_the_second_name_is_typed(
    filled: Filled, words: str
) -> None:
    others = [
        claim("government/kobe", "name", "Kobe"),
        *tie("osaka-kobe", "osaka", "kobe"),
    ]
    filled([*_SPELT, *_LATIN, *others, *tie("osaka-shanghai", "osaka", "shanghai")])
    assert [hit.ref for hit in suggest_names(words).hits] == ["tie/osaka-shanghai"]


@pytest.mark.parametrize(
    ("words", "ref", "is_similar"),
    [
        ("Shangai", "government/shanghai", True),
        ("Osaka Shangai", "tie/osaka-shanghai", True),
        ("ship", "programme/s", False),
    ],
    ids=[
        "a slip in a name",
        "a slip in that of a tie",
        "none where a fact holds the word",
    ],
)
def test_a_slip_finds_similar_names_that_are_marked_as_such(
    filled: Filled, words: str, ref: str, is_similar: bool
) -> None:
    ship = claim("programme/s", "activity", "A ship.")
    shipp = claim("government/shipp", "name", "Shipp")
    filled([*_LATIN, *tie("osaka-shanghai", "osaka", "shanghai"), ship, shipp])
    found = search(words)
    assert (found.is_similar, ref in [hit.ref for hit in found.hits]) == (
        is_similar,
        True,
    )
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


def test_the_answer_has_a_table_for_each_kind_with_the_words_marked(
    filled: Filled,
) -> None:
    ships = claim("programme/s", "activity", "Ships from Osaka.")
    filled([claim("government/osaka", "name", "Osaka"), ships])
    asked = file.Question("Osaka", ("fact", "name"))
    found, wording = question.ask(file, asked, Times.of(None), Messages("en"))
    refs = [row["ref"] for row in file.records(found, wording).rows]
    assert refs == ["government/osaka", "programme/s"]
    names, facts = file.document(found, wording).sections
    assert names.blocks[0].rows[0][2].text == ""  # nobody states its country
    marked = [
        piece.text for piece in facts.blocks[0].rows[0][-1].pieces if piece.is_marked
    ]
    assert marked == ["Osaka"]
