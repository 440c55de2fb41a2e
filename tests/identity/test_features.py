"""The table of features: the page that explains it shows every line with its weight."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.identity.features import FEATURES, NEVER, Feature, never_meet
from kizuna.identity.score import decides

_PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "identity.md"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.name)
def test_the_page_shows_the_feature_with_its_weight(feature: Feature) -> None:
    weight = "never" if feature.weight == NEVER else f"{feature.weight:+.1f}"
    assert f"| {feature.words} | {weight} |" in _PAGE.read_text(encoding="utf-8")


def test_names_easily_confused_never_meet() -> None:
    assert never_meet(frozenset({"shensi"}), frozenset({"shanxi", "山西"}))
    assert not never_meet(frozenset({"shensi"}), frozenset({"shaanxi"}))


@pytest.mark.parametrize(
    ("scores", "decides_it"),
    [((), False), ((7.0,), True), ((7.0, 6.5), False), ((4.0,), False), ((7.0, 5.0), True)],
)
def test_the_first_is_taken_when_it_is_good_enough_and_alone(
    scores: tuple[float, ...], decides_it: bool
) -> None:
    assert decides(scores) is decides_it
