"""Scoping: which ties names, countries and kinds mean; and what is not public."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, prefer, tie, two_sides
from kizuna.claims.claim import Claim
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.workflows.scoping import ScopeQuestion, scope


def _held() -> list[Claim]:
    return [
        *two_sides(),
        claim("government/osaka", "name", "Osaka"),
        *tie("osaka-shanghai", "osaka", "shanghai"),
        *tie("osaka-sakai", "osaka", "sakai"),
        *tie("secret", "sakai", "lianyungang", document="document/letter"),
        claim("document/letter", "title", "A letter"),
        claim("document/letter", "access_level", "internal"),
    ]


def _asked(**question: object) -> set[str]:
    found = scope(ScopeQuestion(DAY, **question))  # type: ignore[arg-type]
    return {scoped.id.removeprefix("tie/") for scoped in found.ties}


@pytest.fixture(autouse=True)
def _scoped_register(filled: Filled) -> None:
    """Two sides with a tie that a letter alone tells of."""
    filled(_held())


@pytest.mark.parametrize("question", [{"of": "Osaka"}, {"public_only": True}])
def test_a_place_is_named_in_words_and_what_is_not_public_can_be_left_out(
    question: dict[str, object],
) -> None:
    assert _asked(**question) == {"osaka-shanghai", "osaka-sakai"}


def test_a_document_on_whose_level_sources_differ_is_withheld_unless_it_is_judged_public(
    filled: Filled,
) -> None:
    other = claim("document/letter", "access_level", "public", holder="organisation/archive")
    filled([other])
    assert "secret" not in _asked(public_only=True)
    filled([], [prefer(other, _held()[-1])])
    assert "secret" in _asked(public_only=True)


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ({"of": "Atlantis"}, NotFound, "'Atlantis'"),
        ({"kind": "friendly"}, BadClaim, "friendly"),
        ({"of": "Osaka", "between": ("JP", "CN")}, BadQuestion, "one place or for two sides"),
        ({"between": ("JP", "Japan")}, BadQuestion, "are the same place"),
    ],
)
def test_a_question_that_means_nothing_is_an_error_that_quotes_it(
    question: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        _asked(**question)
