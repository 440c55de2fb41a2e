"""Asking: the register as known at a time, and what names mean in it, of ties by their parties too."""

from __future__ import annotations

import pytest

from builders import LATER, THEN, Claims, Filled, claim, flat, judgement, tie, two_sides
from kizuna.claims.judgement import Verdict
from kizuna.errors import Ambiguous, BadQuestion, NotFound
from kizuna.store.actions import add_judgements
from kizuna.workflows import ask


def test_only_what_is_asked_for_is_read_and_everything_can_be(filled: Filled) -> None:
    filled(two_sides())
    register = ask.known_register(None, ["government/osaka"])
    assert "government/lianyungang" not in {claim.subject for claim in register.claims.values()}
    assert "government/lianyungang" in register


def test_an_area_is_drawn_as_the_word_after_the_colon_says_and_half_of_that_is_an_error(
    filled: Filled,
) -> None:
    filled(two_sides())
    assert ask.place(ask.resolver(), "kansai:one") == ask.Place("area/kansai", "one")
    for text in ("kansai:", ":one"):
        with pytest.raises(BadQuestion, match=f"{text!r} names no .*write area:definition"):
            ask.place(ask.resolver(), text)


def test_an_identifier_names_what_has_it_unless_the_claim_is_rejected(filled: Filled) -> None:
    said = claim("government/oslo", "identifier", "wikidata:Q585")
    filled([claim("government/oslo", "name", "Oslo"), said])
    assert ask.resolver().resolve("Q585") == "government/oslo"
    assert ask.place(ask.resolver(), "wikidata:Q585").ref == "government/oslo"
    add_judgements(judgements=[judgement(Verdict.REJECT, said.id)], acting_user="anna")
    with pytest.raises(NotFound, match="Q585"):
        ask.resolver().resolve("Q585")


def test_a_name_recorded_later_is_not_known_before(filled: Filled) -> None:
    filled([*two_sides(), claim("government/osaka", "name", "Naniwa", recorded_at=LATER)])
    assert ask.resolver().resolve("Naniwa") == "government/osaka"
    with pytest.raises(NotFound, match="'Naniwa'"):
        ask.resolver(THEN).resolve("Naniwa")


_NAMES = [
    *(claim(f"government/{slug}", "name", slug.title()) for slug in ("osaka", "shanghai", "kobe")),
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
        *("tie/osaka-shanghai", "osaka-shanghai", "government/osaka - government/shanghai"),
        *("Shanghai-Osaka", "shanghai osaka", "Osaka - Shanghai", "Osaka – Shanghai"),
        *("Osaka, Shanghai", "Shanghai and Osaka", "大阪と上海", "上海市 Osaka"),
    ],
)
def test_a_tie_is_found(filled: Filled, text: str) -> None:
    filled([*_NAMES, *_TIE])
    assert _named(text) == "tie/osaka-shanghai"


_PORT, _THREE = "organisation/port-of-osaka", tie("three", "osaka", "shanghai", "new-york")
_UNDER = claim("tie/a", "parent", "tie/osaka-shanghai")


@pytest.mark.parametrize(
    ("ties", "named"),
    [
        ([tie("ny", "kobe", "new-york")], {"New York Kobe": "ny", "new york and kobe": "ny"}),
        ([tie("port", _PORT, "shanghai"), _TIE], {"Port of Osaka Shanghai": "port"}),
        ([_THREE], {"New York, Osaka": "three", "Osaka – Shanghai – New York": "three"}),
        ([_TIE, _THREE], {"Osaka Shanghai": "osaka-shanghai"}),
        ([_TIE, tie("a", "osaka", "shanghai"), _UNDER], {"Osaka Shanghai": "osaka-shanghai"}),
    ],
    ids=["of several words", "of a body", "of three", "that joins nobody else", "above another"],
)
def test_a_tie_is_found_by_its_parties(
    filled: Filled, ties: list[Claims], named: dict[str, str]
) -> None:
    filled(flat(_NAMES, *ties))
    assert {text: _named(text).removeprefix("tie/") for text in named} == named


def test_a_party_that_was_judged_the_same_as_another_finds_the_tie_of_that(filled: Filled) -> None:
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
def test_what_names_no_tie_is_told_with_what_would_be_right(
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
