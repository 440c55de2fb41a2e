"""Suggesting: which names mean what, and what is no question."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, tie, two_sides
from kizuna.claims.claim import Claim
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.workflows.suggest import (
    PartnersAnswer,
    PartnersQuestion,
    suggest_forms,
    suggest_partners,
)


def _held() -> list[Claim]:
    return [
        *two_sides(),
        claim("government/osaka", "name", "Osaka"),
        claim("government/shanghai", "name", "Shanghai"),
        *tie("osaka-shanghai", "osaka", "shanghai"),
    ]


def _asked(place: str = "Osaka", **question: object) -> PartnersAnswer:
    return suggest_partners(PartnersQuestion(place, DAY, **question))  # type: ignore[arg-type]


def _refs(answer: PartnersAnswer) -> list[str]:
    return [found.ref for found in answer.ranking.suggestions]


def test_a_place_named_in_words_is_offered_the_places_abroad_that_it_is_not_tied_to(
    filled: Filled,
) -> None:
    filled(_held())
    answer = _asked()
    assert (answer.place, _refs(answer)) == ("government/osaka", ["government/lianyungang"])


def test_a_country_is_named_by_code_or_in_words(filled: Filled) -> None:
    filled(_held())
    assert _refs(_asked(country="CN")) == _refs(_asked(country="China"))
    assert _refs(_asked(country="日本")) == ["government/sakai"]


def test_no_more_are_given_than_asked_for_and_the_candidates_are_counted(filled: Filled) -> None:
    filled(_held())
    ranking = _asked("government/sakai", top=1).ranking
    assert (len(ranking.suggestions), ranking.candidates) == (1, 2)


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ({"place": "Atlantis"}, NotFound, "'Atlantis'"),
        ({"country": "Atlantis"}, NotFound, "'Atlantis' is not a country"),
        ({"field": "alchemy"}, BadClaim, "'alchemy'"),
        ({"top": 0}, BadQuestion, "0 suggestions: ask for one or more"),
    ],
)
def test_a_question_that_means_nothing_is_an_error_that_quotes_it(
    filled: Filled, question: dict[str, object], error: type[Exception], words: str
) -> None:
    filled(_held())
    with pytest.raises(error, match=words):
        _asked(**question)  # type: ignore[arg-type]


def test_a_place_that_had_ceased_by_the_day_is_no_question(filled: Filled) -> None:
    filled([*_held(), claim("government/sakai", "existence", "1889/1960")])
    with pytest.raises(BadQuestion, match="was no local government on the day"):
        _asked("government/sakai")


def test_a_tie_is_named_by_its_two_parties(filled: Filled) -> None:
    filled(_held())
    assert suggest_forms("Shanghai - Osaka", DAY).likeness.tie == "tie/osaka-shanghai"
