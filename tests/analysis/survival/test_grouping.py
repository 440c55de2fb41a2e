"""Groups of ties: by countries, tiers, kinds and decades."""

from __future__ import annotations

import pytest

from builders import Claims, claim, tie
from kizuna.analysis.survival.spells import By, ObservationWindow, grouped, intervals_of
from kizuna.values import OPEN_START

from .observing import scope


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("", [""]),
        ("country", ["?-JP", "CN-JP", "JP-JP"]),
        ("level", ["?-municipality", "municipality-municipality", "municipality-prefecture"]),
        ("kind", ["?", "sister-city"]),
        ("cohort", ["1970s", "1980s"]),
    ],
)
def test_groups_are_named_by_what_both_sides_are(by: By, names: list[str]) -> None:
    held: list[Claims] = [
        tie("a", "osaka", "shanghai", date="1979-12-31"),
        claim("tie/a", "type", "sister-city"),
        tie("b", "osaka", "sakai", date="1980-01-01"),
        tie("c", "osaka", "nowhere", date="1985"),
    ]
    found = scope(*held)
    spells = intervals_of(found, ObservationWindow(OPEN_START, found.day)).spells
    assert list(grouped(found, spells, by)) == names
