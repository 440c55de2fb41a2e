"""Names of ties: a tie is named by its id or by its parties, in any order, script and punctuation."""

from __future__ import annotations

import pytest

from builders import Filled, claim, judgement, tie
from kizuna.claims.claim import Claim
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
        *("tie/osaka-shanghai", "osaka-shanghai", "government/osaka - government/shanghai"),
        *("Shanghai-Osaka", "Osaka Shanghai", "shanghai osaka", "Osaka - Shanghai"),
        *("Osaka – Shanghai", "Osaka, Shanghai", "Shanghai and Osaka"),
        *("大阪 – 上海", "大阪と上海", "上海市 Osaka"),
    ],
)
def test_a_tie_is_found(filled: Filled, text: str) -> None:
    filled([*_NAMES, *_TIE])
    assert _named(text) == "tie/osaka-shanghai"


_THREE = tie("three", "osaka", "shanghai", "new-york")


@pytest.mark.parametrize(
    ("ties", "named"),
    [
        (
            tie("kobe-ny", "kobe", "new-york"),
            dict.fromkeys(("New York Kobe", "Kobe - New York", "new york and kobe"), "tie/kobe-ny"),
        ),
        (
            [*tie("port", "organisation/port-of-osaka", "shanghai"), *_TIE],
            {"Port of Osaka Shanghai": "tie/port"},
        ),
        (
            _THREE,
            dict.fromkeys(("New York, Osaka", "Osaka – Shanghai – New York"), "tie/three"),
        ),
        ([*_TIE, *_THREE], {"Osaka Shanghai": "tie/osaka-shanghai"}),
        (
            [
                *_TIE,
                *tie("ports", "osaka", "shanghai"),
                claim("tie/ports", "parent", _TIE[0].subject),
            ],
            {"Osaka Shanghai": "tie/osaka-shanghai"},
        ),
    ],
    ids=[
        "with a name of several words",
        "of a body",
        "of three parties by two or by all",
        "that joins nobody else",
        "above another one of the same parties",
    ],
)
def test_a_tie_is_found_by_its_parties(
    filled: Filled, ties: list[Claim], named: dict[str, str]
) -> None:
    filled([*_NAMES, *ties])
    assert {text: _named(text) for text in named} == named


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
