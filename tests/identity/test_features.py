"""The table of features: the page that explains it shows every line with its weight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kizuna.identity.features import (
    FEATURES,
    NEVER,
    PEOPLE,
    Candidate,
    Evidence,
    MatchFeature,
    decided,
    weigh,
)
from kizuna.identity.mentions import NO_LEVEL, Levels
from kizuna.languages import LANGUAGES, Messages

_PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "identity.md"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.name)
def test_the_page_shows_the_feature_with_its_weight_and_every_language_has_its_words(
    feature: MatchFeature,
) -> None:
    weight = "never" if feature.weight == NEVER else f"{feature.weight:+.1f}"
    assert f"| {feature.words} | {weight} |" in _PAGE.read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert Messages(language).text(f"web-identity-feature-{feature.name}")


_UNKNOWN = {"within": None, "distance": None, "own": False, "forbidden": False}
_SURE = Evidence(
    "whole", 0, 1.0, 5, True, NO_LEVEL, Levels.SETTLEMENT, population=PEOPLE, chief=True, **_UNKNOWN
)


def _taken(*candidates: Evidence) -> str:
    made = [Candidate(f"government/{at}", weigh(e), e) for at, e in enumerate(candidates)]
    found = decided(made)
    return found.ref if found else ""


@pytest.mark.parametrize(
    "changed",
    [
        *({"how": "whole"}, {"how": "core", "asked": Levels.SETTLEMENT}),
        *({"population": 0, "distance": 1.0}, {"population": 0, "own": True}),
    ],
    ids=["one name in its country", "a core by its level", "a small place by its point", "our own"],
)
def test_what_leaves_nothing_to_guess_is_decided(changed: dict[str, Any]) -> None:
    assert _taken(_SURE._replace(edits=1), _SURE._replace(**changed)) == "government/1"


@pytest.mark.parametrize(
    "changed",
    [
        *({"edits": 1}, {"country": None}, {"how": "core"}, {"within": False}),
        *({"distance": 26.0}, {"population": 0}, {"chief": False}),
    ],
)
def test_what_leaves_something_to_guess_waits_for_a_person(changed: dict[str, Any]) -> None:
    assert _taken(_SURE._replace(**changed)) == ""


def test_of_two_namesakes_neither_is_decided_unless_one_alone_is_near() -> None:
    assert _taken(_SURE, _SURE) == _taken(_SURE, _SURE._replace(population=0)) == ""
    assert _taken(_SURE._replace(distance=300.0), _SURE._replace(distance=2.0)) == "government/1"
