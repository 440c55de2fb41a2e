"""The brief: which sides can be asked about, and what belongs to the answer."""

from __future__ import annotations

import pytest

from kizuna.errors import BadQuestion, NotFound
from publish.report.conftest import brief_of


def test_a_wider_kansai_has_more_cities_and_prefectures(builtin):
    wide = brief_of(builtin, "area/kansai", "area/china", drawn="with-mie")
    assert wide.counts["municipalities"].certain == 20
    assert wide.counts["prefectures"].certain == 6


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


def test_the_question_can_be_turned_round(builtin):
    told = brief_of(builtin, "area/china", "area/kansai")
    assert told.counts["ties"].certain == 23
    assert told.counts["prefectures"].certain > 5  # provinces, and cities of provincial rank


def test_sides_that_are_the_same_are_refused(builtin):
    with pytest.raises(BadQuestion, match="area/kansai"):
        brief_of(builtin, "area/kansai", "area/kansai")


def test_a_side_that_is_not_held_is_refused_by_its_id(builtin):
    with pytest.raises(NotFound, match="area/atlantis"):
        brief_of(builtin, "area/atlantis", "area/china")


def test_what_is_said_about_the_sides_keeps_its_holder(brief):
    holders = {f.claims[0].holder for o in brief.objectives for f in o.text}
    assert holders == {"organisation/ussr-consulate-general-osaka"}
