"""Depth: the institutions, sub-ties, offices and agreements that carry a tie."""

from __future__ import annotations

from builders import claim, status, tie
from kizuna.claims.claim import Claim

from .conftest import exchange, measured, part, programme

_SCHOOL, _PORT, _QUAY = (f"organisation/{slug}" for slug in ("school", "port", "quay"))


def _ports() -> list[Claim]:
    return [
        *tie("port-quay", _PORT, _QUAY, date="1980"),
        claim("tie/port-quay", "parent", "tie/a-b"),
    ]


def test_a_body_that_takes_part_twice_is_one_institution() -> None:
    found = measured(
        programme("x", institution=_SCHOOL), exchange("y", "1980", institution=[_SCHOOL, _PORT])
    ).depth.institutions
    assert (found.certain, found.possible) == (2, 2)


def test_the_parties_of_a_sub_tie_are_institutions_and_those_of_the_tie_are_not() -> None:
    found = measured(_ports(), exchange("y", "1980", institution="government/a")).depth
    assert (found.sub_ties.certain, found.institutions.certain) == (1, 2)


def test_a_body_of_an_event_that_may_not_have_happened_is_only_possible() -> None:
    found = measured(exchange("y", "1987", institution=_SCHOOL)).depth.institutions
    assert (found.certain, found.possible) == (0, 1)


def test_a_sub_tie_that_ended_carries_nothing() -> None:
    over = status("port-quay", "ended", "1985/..")
    assert measured(_ports(), over).depth.sub_ties.possible == 0


def test_an_office_counts_while_it_is_open() -> None:
    office = part(
        "office",
        "o",
        type="liaison-office",
        owner="government/a",
        host="government/b",
        opened="1985",
    )
    closed = claim("office/o", "closed", "1986")
    assert measured(office).depth.offices.certain == 1
    assert measured(office, closed).depth.offices.possible == 0


def test_the_longest_series_is_told_by_its_highest_ordinal() -> None:
    found = measured(
        part("agreement", "a6", signed="1985", ordinal=6),
        part("agreement", "a7", signed="1986-09", ordinal=7),
        part("agreement", "other", signed="1980"),
    ).depth
    assert found.agreements.certain == 3
    assert found.series is not None
    assert (found.series.least, found.series.most) == (7, 7)


def test_an_agreement_that_may_be_signed_later_makes_the_series_a_range() -> None:
    found = measured(
        part("agreement", "a6", signed="1986", ordinal=6),
        part("agreement", "a7", signed="1987", ordinal=7),
    ).depth.series
    assert found is not None
    assert (found.least, found.most) == (6, 7)


def test_without_an_ordinal_there_is_no_series() -> None:
    assert measured(part("agreement", "a", signed="1980")).depth.series is None
