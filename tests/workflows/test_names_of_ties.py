"""Names of ties: a tie is named by its id or by its parties, in any order, script and punctuation."""

from __future__ import annotations

import pytest

from builders import Filled, claim, judgement, tie
from kizuna.claims.judgement import Verdict
from kizuna.errors import Ambiguous, NotFound
from kizuna.workflows import ask

_NAMES = [
    claim("government/osaka", "name", "Osaka"),
    claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
    claim("government/shanghai", "name", "Shanghai"),
    claim("government/shanghai", "name", {"text": "上海市", "language": "zh"}),
    claim("government/kobe", "name", "Kobe"),
    claim("government/new-york", "name", "New York"),
    claim("organisation/port-of-osaka", "name", "Port of Osaka"),
]
_TIE = tie("osaka-shanghai", "osaka", "shanghai")


def _named(text: str) -> str:
    return ask.resolver().resolve(text, ("tie",))


@pytest.mark.parametrize(
    "text",
    [
        "tie/osaka-shanghai",
        "osaka-shanghai",
        "Shanghai-Osaka",
        "Osaka Shanghai",
        "shanghai osaka",
        "Osaka - Shanghai",
        "Osaka – Shanghai",
        "Osaka, Shanghai",
        "Shanghai and Osaka",
        "大阪 – 上海",
        "大阪と上海",
        "上海市 Osaka",
        "government/osaka - government/shanghai",
    ],
)
def test_a_tie_is_found(filled: Filled, text: str) -> None:
    filled([*_NAMES, *_TIE])
    assert _named(text) == "tie/osaka-shanghai"


@pytest.mark.parametrize("text", ["New York Kobe", "Kobe - New York", "new york and kobe"])
def test_a_name_of_several_words_is_one_party(filled: Filled, text: str) -> None:
    filled([*_NAMES, *tie("kobe-ny", "kobe", "new-york")])
    assert _named(text) == "tie/kobe-ny"


def test_the_tie_of_a_body_is_found(filled: Filled) -> None:
    filled([*_NAMES, *tie("port", "organisation/port-of-osaka", "shanghai"), *_TIE])
    assert _named("Port of Osaka Shanghai") == "tie/port"


def test_a_tie_of_three_parties_is_named_by_two_or_by_all(filled: Filled) -> None:
    filled([*_NAMES, *tie("three", "osaka", "shanghai", "new-york")])
    assert _named("New York, Osaka") == "tie/three"
    assert _named("Osaka – Shanghai – New York") == "tie/three"


def test_two_parties_mean_the_tie_that_joins_nobody_else(filled: Filled) -> None:
    filled([*_NAMES, *_TIE, *tie("three", "osaka", "shanghai", "new-york")])
    assert _named("Osaka Shanghai") == "tie/osaka-shanghai"


def test_a_tie_under_another_one_of_the_same_parties_gives_way_to_it(filled: Filled) -> None:
    under = [*tie("ports", "osaka", "shanghai"), claim("tie/ports", "parent", "tie/osaka-shanghai")]
    filled([*_NAMES, *_TIE, *under])
    assert _named("Osaka Shanghai") == "tie/osaka-shanghai"


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
    assert told.value.candidates == (
        ("tie/osaka-shanghai", "Osaka – Shanghai"),
        ("tie/second", "Osaka – Shanghai"),
    )
