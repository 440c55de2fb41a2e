"""The brief: which sides can be asked about, and what belongs to the answer."""

from __future__ import annotations

import pytest

from kizuna.errors import BadQuestion
from publish.report.conftest import brief_of


@pytest.mark.parametrize(
    ("a", "b", "ties"),
    [
        ("government/kobe", "government/tianjin", ["kobe-tianjin", "port-of-kobe-port-of-tianjin"]),
        ("area/kansai", "area/australia", ["osaka-melbourne"]),
        ("government/wakayama", "area/australia", []),
    ],
    ids=["two governments", "areas", "sides without ties"],
)
def test_the_ties_between_two_sides_are_told(builtin, a, b, ties):
    told = brief_of(builtin, a, b)
    assert [tie.id for tie in told.ties] == [f"tie/{slug}" for slug in ties]
    assert (told.counts["ties"].possible > 0) == bool(ties)


def test_the_question_can_be_turned_round_but_not_be_of_one_side(builtin):
    told = brief_of(builtin, "area/china", "area/kansai")
    assert told.counts["ties"].certain == 23
    assert told.counts["prefectures"].certain > 5  # provinces, and cities of provincial rank
    with pytest.raises(BadQuestion, match="area/kansai"):
        brief_of(builtin, "area/kansai", "area/kansai")
