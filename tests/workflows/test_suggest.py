"""Suggesting: which names mean what, and what is no question."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, tie, two_sides
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.publish.document import sentences_of
from kizuna.publish.wording import Wording
from kizuna.workflows import suggest
from kizuna.workflows.clocks import Times
from kizuna.workflows.suggest import FormsAnswer, PartnersAnswer, Question, answer, document


def _asked(place: str = "Osaka", **question: object) -> PartnersAnswer:
    found = answer(Question(place, **question), Times.on(DAY))  # type: ignore[arg-type]
    assert isinstance(found, PartnersAnswer)
    return found


@pytest.fixture(autouse=True)
def _suggested_register(filled: Filled) -> None:
    """Two sides with one tie."""
    filled(
        [
            *two_sides(),
            claim("government/osaka", "name", "Osaka"),
            claim("government/shanghai", "name", "Shanghai"),
            *tie("osaka-shanghai", "osaka", "shanghai"),
        ]
    )


def test_a_place_named_in_words_is_offered_places_abroad_and_a_tie_is_named_by_its_parties() -> (
    None
):
    found = _asked()
    assert found.place == "government/osaka"
    assert [one.ref for one in found.ranking.suggestions] == ["government/lianyungang"]
    ranking = _asked("government/sakai", top=1).ranking
    assert (len(ranking.suggestions), ranking.candidates) == (1, 2)
    found = answer(Question(tie="Shanghai - Osaka"), Times.on(DAY))
    assert isinstance(found, FormsAnswer)
    assert found.likeness.tie == "tie/osaka-shanghai"


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ({"place": "Atlantis"}, NotFound, "'Atlantis'"),
        ({"country": "Atlantis"}, NotFound, "'Atlantis' is not a country"),
        ({"field": "alchemy"}, BadClaim, "'alchemy'"),
        ({"top": 0}, BadQuestion, "0 suggestions: ask for one or more"),
        ({"backtest": True}, BadQuestion, "ask for one of"),
        ({"until": 1980}, BadQuestion, "--until belongs to --backtest"),
        (
            {"place": "", "tie": "osaka-shanghai", "field": "sport"},
            BadQuestion,
            "--field belongs to a place",
        ),
        ({"place": "government/ceased"}, BadQuestion, "was no local government on the day"),
    ],
)
def test_a_question_that_means_nothing_is_an_error_that_quotes_it(
    filled: Filled, question: dict[str, object], error: type[Exception], words: str
) -> None:
    filled([claim("government/ceased", "existence", "1889/1960")])
    with pytest.raises(error, match=words):
        _asked(**question)  # type: ignore[arg-type]


def test_a_reason_is_a_row_with_the_claims_that_its_sentence_has() -> None:
    found = _asked()
    wording = Wording.english(found.register, DAY)
    rows = suggest.records(found, wording)
    flat = [dict(zip(rows.flat_names(), row, strict=True)) for row in rows.flat_rows()]
    assert [row["claims"] for row in flat] == [
        reason["claims"] for row in rows.rows for reason in row["reasons"]
    ]
    (section,) = document(found, wording).sections
    said = {s.text: list(s.claims) for block in section.blocks for s in sentences_of(block)}
    for row in flat:
        assert said[row["reason"][0].upper() + row["reason"][1:]] == row["claims"]
