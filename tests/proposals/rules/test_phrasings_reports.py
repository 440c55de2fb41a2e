"""Wordings of surveys and reports on several ties, in sentences of our own."""

import pytest

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.sources.blocking import blocks_of

_HOME = "International relations of Brackwater\n\nBrackwater is twinned with Omishima, Japan.\n\n"
_APART = "The twinning agreement between Tarnby and Lindenau was signed in 1974. "


def _of(text: str, kind: str) -> list[Proposal]:
    return [held for held in propose(blocks_of(text)) if held.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (
            "Tarnby's imports of frozen peas show how ties between Tarnby and Lindenau work.",
            "active",
        ),
        ("Since then the ties between Tarnby and Lindenau have been frozen.", "suspended"),
    ],
)
def test_a_tie_is_frozen_goods_only_are(sentence: str, status: str) -> None:
    (tie,) = _of(_APART + sentence, "tie")
    assert tie.props["status"] == status


def test_city_planning_is_a_field_and_no_plan() -> None:
    (held,) = _of(
        _HOME + "There have been exchanges of city planning staff since 1990.", "programme"
    )
    assert held.status == "asserted"


def test_places_of_a_list_are_no_pair_however_often_they_are_named() -> None:
    text = (
        "For guests from the sister cities the firms hold fairs (the Marlwood book fair, shows in Marlwood,"
        " Tessbury, etc.). Marlwood and Tessbury lie an hour apart."
    )
    assert not _of(text, "tie")


def test_who_was_visited_is_where_the_guests_went() -> None:
    (held,) = _of(_HOME + "In 1986 Omishima was visited by a choir from Brackwater.", "event")
    assert (held.props["from"], held.props["to"]) == ("Brackwater", "Omishima")


def test_a_line_between_both_sides_is_a_programme_of_transport() -> None:
    text = _APART + "The airline Tern runs two flights between Tarnby and Lindenau."
    (held,) = _of(text, "programme")
    assert (held.props["field"], held.props["direction"]) == ("transport", "both")


def test_a_line_that_was_opened_is_no_programme() -> None:
    text = _APART + "In 1980 a ferry between Tarnby and Lindenau was launched."
    assert not _of(text, "programme")


def test_delegations_from_many_walks_of_life_are_one_programme() -> None:
    text = _APART + (
        "At present the ties include exchanges of delegations of doctors, artists, farmers, athletes,"
        " engineers and women."
    )
    (held,) = _of(text, "programme")
    assert held.props["direction"] == "both"


def test_more_about_the_same_delegations_is_no_other_programme() -> None:
    text = _APART + (
        "Both towns exchange delegations of harbour pilots. Tarnby sends these delegations together with"
        " its mayor."
    )
    assert len(_of(text, "programme")) == 1


def test_a_meeting_that_will_be_repeated_has_a_first_time() -> None:
    text = _APART + (
        "Tarnby backed the idea of holding (in 1986) a trade seminar in Lindenau, which will be held every"
        " year."
    )
    (event,) = _of(text, "event")
    (programme,) = _of(text, "programme")
    assert (event.props["type"], event.props["date"]) == ("seminar", "1986")
    assert (programme.props["start"], programme.props["frequency"]) == ("1986", "annual")


def test_what_is_done_there_is_done_where_the_clause_before_says() -> None:
    text = (
        _APART
        + "Students from Tarnby study in Lindenau, while nurses go through internships there."
    )
    assert [(held.props["from"], held.props["to"]) for held in _of(text, "programme")] == [
        ("Tarnby", "Lindenau")
    ] * 2
