"""Spells: what is seen of a tie, on each reading of its dates, and why a tie is left
out.
"""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Claims, claim, milestone, tie
from kizuna.analysis.survival.spells import (
    EARLIER,
    LATER,
    NEVER,
    NO_DAY,
    UNDATED,
    Observation,
    ObservationWindow,
    Reading,
    flows_of,
    grouped,
)
from kizuna.errors import BadQuestion
from kizuna.values import Answer

from .observing import lasting, scope, seen

_SEEN = {
    "standing: censored on the last day": ("2000-12-01", "", "", (0, 31, False)),
    "until the day before": ("1999-01-01", "1999-01-11", "", (0, 10, True)),
    "older, at its age": ("1979-12-30", "", "1980-01-01", (2, 7673, False)),
    "ended with the window": ("2000-01-01", "2001-01-01", "", (0, 366, False)),
    "ended before it closed": ("2000-01-01", "2000-12-31", "", (0, 365, True)),
}


@pytest.mark.parametrize(
    ("since", "ended", "first", "expected"), _SEEN.values(), ids=_SEEN
)
def test_a_tie_is_seen_from_its_beginning_or_its_age_until_it_ends(
    since, ended, first, expected
) -> None:
    (found,) = seen(lasting("one", since, ended), first=first).spells
    assert found.observation() == Observation(*expected)
    assert found.truncated is (Answer.CERTAIN if expected[0] else Answer.NO)


def test_an_uncertain_beginning_is_read_in_three_ways() -> None:
    (found,) = seen(lasting("one", "1999-01", "1999-02-01")).spells
    for reading, days in {"shortest": 1, "midpoint": 16, "longest": 31}.items():
        assert found.observation(reading) == Observation(0, days, True)


def test_an_end_that_nobody_dates_bounds_the_readings_and_enters_no_estimate() -> None:
    (found,) = seen(lasting("one", "2000-12-01", "?")).spells
    assert (found.observation(), found.why_left_out, found.ended) == (
        None,
        NO_DAY,
        Answer.POSSIBLE,
    )
    assert found.observation("shortest") == Observation(0, 1, True)
    assert found.observation("longest") == Observation(0, 31, False)


def test_every_tie_left_out_is_counted_with_the_reason_and_its_claims() -> None:
    begun = (
        lasting("kept", "1980-01-01"),
        lasting("undated", ""),
        lasting("to-come", "2005-01-01"),
    )
    ended = (
        lasting("gone", "1960-01-01", "1965-01-01"),
        lasting("unknown-end", "1970-01-01", "?"),
    )
    found = seen(
        *begun, *ended, milestone("wished", "wish", "1990"), first="1970-01-01"
    )
    counted = {why: figure.possible for why, figure in found.left_out.items()}
    assert counted == {NEVER: 1, UNDATED: 1, LATER: 1, EARLIER: 1, NO_DAY: 1}
    assert all(figure.claims for figure in found.left_out.values())
    assert [s.scoped.tie.id for s in found.spells if not s.why_left_out] == ["tie/kept"]


def test_a_spell_cites_the_status_that_ended_it() -> None:
    (found,) = seen(lasting("one", "1990-01-01", "1995-01-01")).spells
    (ended,) = found.scoped.tie.status
    assert set(ended.claim_ids) <= set(found.claim_ids)


def test_an_observation_that_ends_before_it_begins_is_an_error_that_quotes_both_days() -> (
    None
):
    with pytest.raises(BadQuestion, match=r"0001-01-02.*0001-01-01"):
        ObservationWindow(2, 1)


_DATES = st.sampled_from(
    ["1970", "1985-05", "1989-12-31", "198X", "[1975..1995]", "1991"]
)


@given(_DATES, st.sampled_from(["", "?", "1979", "1986-05", "199X", "2000-12-31"]))
def test_the_midpoint_lies_between_the_shortest_and_the_longest_reading(
    since, ended
) -> None:
    for found in seen(lasting("one", since, ended), first="1980-01-01").spells:
        lives = [found.observation(reading) for reading in get_args(Reading)]
        days = [life.days - life.entry for life in lives if life is not None]
        assert all(held > 0 for held in days)
        if len(days) == 3:
            assert days == sorted(days)


_GROUPS = {
    "": [""],
    "country": ["?-JP", "CN-JP", "JP-JP"],
    "level": ["?-municipality", "municipality-municipality", "municipality-prefecture"],
    "kind": ["?", "sister-city"],
    "cohort": ["1970s", "1980s"],
}


@pytest.mark.parametrize(("by", "names"), _GROUPS.items())
def test_groups_are_named_by_what_both_sides_are(by, names) -> None:
    held: list[Claims] = [
        *(
            tie("a", "osaka", "shanghai", date="1979-12-31"),
            claim("tie/a", "type", "sister-city"),
        ),
        *(
            tie("b", "osaka", "sakai", date="1980-01-01"),
            tie("c", "osaka", "nowhere", date="1985"),
        ),
    ]
    assert list(grouped(scope(*held), seen(*held).spells, by)) == names


_DATED = [lasting("a", "1980-05-01", "1985-01-01"), lasting("b", "1980")]
_HALF_DATED = [lasting("a", ""), lasting("b", "1980", "?")]
_FLOWS = {
    "in the years of its dates": (_DATED, [(1980, 2, 2, 0, 0), (1985, 0, 0, 1, 1)]),
    "perhaps in each year that a date spans": (
        *([lasting("a", "[1980..1981]")], [(1980, 0, 1, 0, 0), (1981, 0, 1, 0, 0)]),
    ),
    "in no year what nobody dates": (_HALF_DATED, [(1980, 1, 1, 0, 0)]),
    "before the calendar of Python": (
        [lasting("a", "-0100-05-01")],
        [(-100, 1, 1, 0, 0)],
    ),
}


@pytest.mark.parametrize(("claims", "told"), _FLOWS.values(), ids=_FLOWS)
def test_a_tie_is_established_and_ended(claims, told) -> None:
    found = [
        (f.year, f.established, f.ended)
        for f in flows_of(scope(*claims), seen(*claims))
    ]
    numbers = [(y, b.certain, b.possible, e.certain, e.possible) for y, b, e in found]
    assert numbers == told
    assert all(begun.claims or ended.claims for _, begun, ended in found)
