"""How a tie stands on a day: its stages, its statuses, and how sure either is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, document, milestone, prefer, register, status, tie
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Tie
from kizuna.register.dating import Dating
from kizuna.register.status import (
    TieOnDay,
    established,
    in_order,
    intervals_of,
    span_of,
    tie_on_day,
)
from kizuna.values import OPEN_END, Answer, day_number, day_text

NO, POSSIBLE, CERTAIN = Answer


def _stands(day: str, *claims: Claim, judgements: Iterable[Judgement] = ()) -> TieOnDay:
    """How the tie of the claims stands on a day, dated by the documents among them."""
    held = register(list(claims), judgements=judgements)
    found = held.get("tie/a-b", Tie)
    assert found is not None
    return tie_on_day(found, day_number(day), Dating.of(held))


def _in_force(day: str, *claims: Claim, judgements: Iterable[Judgement] = ()) -> Answer:
    return _stands(day, *claims, judgements=judgements).answer


def _formal(date: str = "", **given_as: Any) -> Claim:
    return milestone("a-b", date=date, **given_as)


_UNVERIFIED = {"certainty": Certainty.UNVERIFIED}
_ANSWERS: dict[str, tuple[list[Claim], dict[str, Answer]]] = {
    "from the day it was entered into": (
        [_formal("1974-04-18")],
        {"1974-04-17": NO, "1974-04-18": CERTAIN},
    ),
    "possibly within the month of its date": (
        [_formal("1974-05")],
        {"1974-04-30": NO, "1974-05-01": POSSIBLE, "1974-05-31": CERTAIN},
    ),
    "undated, possibly until the day of its document": (
        [_formal(), *document("gazette", "1987-04-01")],
        {"1900-01-01": POSSIBLE, "1987-03-31": POSSIBLE, "1987-04-01": CERTAIN},
    ),
    "undated in an undated document, possibly for ever": ([_formal()], {"2020-01-01": POSSIBLE}),
    "not before its date for an undated claim beside": (
        [_formal("1974-04-18"), _formal(document="document/list")],
        {"1974-04-17": NO},
    ),
    "once it is formal, whatever was proposed": (
        [status("a-b", "proposed", "1980"), _formal("1985-01-01")],
        {"1987-04-01": CERTAIN},
    ),
    "from its upgrade where only that is known": (
        [milestone("a-b", "upgraded", "1993-01-01")],
        {"1992-12-31": NO, "1993-01-01": CERTAIN},
    ),
    "from a verified upgrade beside an unverified stage": (
        [_formal("1974", **_UNVERIFIED), milestone("a-b", "upgraded", "1993-01-01")],
        {"1994-01-01": CERTAIN},
    ),
    "not by a stage that is planned": (
        [_formal("1974", stance=Stance.PLANNED)],
        {"1987-04-01": NO},
    ),
    "possibly between rival dates": (
        [_formal("1973-06-24"), _formal("1975-01-01", document="document/list")],
        {"1973-06-23": NO, "1973-06-24": POSSIBLE, "1974-12-31": POSSIBLE, "1975-01-01": CERTAIN},
    ),
    "until the eve of its end": (
        [_formal("1974-04-18"), status("a-b", "ended", "1990-01-01/..")],
        {"1989-12-31": CERTAIN, "1990-01-01": NO, "2000-01-01": NO},
    ),
    "possibly within the year of its end": (
        [_formal("1974-04-18"), status("a-b", "ended", "1990/..")],
        {"1989-12-31": CERTAIN, "1990-06-01": POSSIBLE, "1990-12-31": NO},
    ),
    "again after a suspension": (
        [
            _formal("1974-04-18"),
            status("a-b", "suspended", "1985-01-01/1986-12-31"),
            status("a-b", "active", "1987-01-01/.."),
        ],
        {"1984-12-31": CERTAIN, "1985-01-01": NO, "1986-12-31": NO, "1987-01-01": CERTAIN},
    ),
    "possibly within the month in which it was taken up again": (
        [
            _formal("1974-04-18"),
            status("a-b", "suspended", "1985-01-01"),
            status("a-b", "active", "1987-03"),
        ],
        {"1987-02-28": NO, "1987-03-15": POSSIBLE, "1987-03-31": CERTAIN},
    ),
    "on its first day and possibly since, ended on an unknown one": (
        [_formal("1974-04-18"), status("a-b", "ended")],
        {"1974-04-17": NO, "1974-04-18": CERTAIN, "1974-04-19": POSSIBLE, "2020-01-01": POSSIBLE},
    ),
    "never, ended before it was made": (
        [_formal("1985-01-01"), status("a-b", "ended", "1980/..")],
        {"1987-04-01": NO},
    ),
    "on after an unverified end": (
        [_formal("1974-04-18"), status("a-b", "ended", "1980/..", **_UNVERIFIED)],
        {"1987-04-01": CERTAIN},
    ),
}


@pytest.mark.parametrize(("stated", "answers"), _ANSWERS.values(), ids=_ANSWERS)
def test_a_tie_stands(stated: list[Claim], answers: dict[str, Answer]) -> None:
    assert {day: _in_force(day, *stated) for day in answers} == answers


@pytest.mark.parametrize(
    "stage", ["contact", "wish", "negotiated", "approved", "exchange-protocol"]
)
def test_a_tie_short_of_the_formal_stage_is_pending_and_not_in_force(stage: str) -> None:
    found = _stands("1987-04-01", milestone("a-b", stage, "1986"))
    assert (found.answer, found.is_pending, found.established) == (NO, True, None)


def test_a_tie_is_pending_until_it_is_formal() -> None:
    stages = milestone("a-b", "approved", "1986"), _formal("1990-01-01")
    assert _stands("1987-04-01", *stages).is_pending
    assert not _stands("1990-01-01", *stages).is_pending


def test_a_tie_of_which_nothing_had_happened_yet_is_not_pending() -> None:
    assert not _stands("1985-12-31", milestone("a-b", "wish", "1986")).is_pending


def test_the_stage_is_the_furthest_that_had_been_reached() -> None:
    stages = [milestone("a-b", "wish", "1980"), milestone("a-b", "approved", "1985")]
    for day, stage in (("1981-01-01", "wish"), ("1986-01-01", "approved")):
        found = _stands(day, *stages).stage
        assert found is not None
        assert found.value.stage == stage


def test_a_tie_proposed_and_not_entered_into_is_pending() -> None:
    found = _stands(
        "1987-04-01", milestone("a-b", "wish", "1986"), status("a-b", "proposed", "1986")
    )
    assert (found.answer, found.is_pending) == (NO, True)


def test_an_upgraded_tie_stands_from_its_formal_stage() -> None:
    stated = [_formal("1986-01-01"), milestone("a-b", "upgraded", "1993-01-01")]
    assert _in_force("1987-04-01", *stated) is CERTAIN
    stage = _stands("1994-01-01", *stated).stage
    assert stage is not None
    assert stage.value.stage == "upgraded"


def test_a_stage_that_is_unverified_has_not_been_reached() -> None:
    found = _stands("1987-04-01", _formal("1974", certainty=Certainty.UNVERIFIED))
    assert (found.answer, found.stage, found.is_pending) == (NO, None, False)


def test_of_rival_dates_the_one_that_a_judgement_prefers_decides() -> None:
    early, late = _formal("1973-06-24"), _formal("1975-01-01", document="document/list")
    assert _in_force("1974-01-01", early, late, judgements=[prefer(early, late)]) is CERTAIN
    assert _in_force("1974-01-01", early, late, judgements=[prefer(late, early)]) is NO


@pytest.mark.parametrize("code", ["dormant", "emeritus", "active"])
def test_a_tie_that_sleeps_or_is_kept_as_an_honour_still_stands(code: str) -> None:
    stated = [_formal("1974-04-18"), status("a-b", code, "1980/..")]
    found = _stands("1987-04-01", *stated)
    assert found.answer is CERTAIN
    assert found.status is not None
    assert found.status.value.status == code


def test_a_tie_said_to_be_active_without_a_formal_stage_is_neither_in_force_nor_pending() -> None:
    found = _stands(
        "1987-04-01", milestone("a-b", "contact", "1980"), status("a-b", "active", "1987-04-01")
    )
    assert (found.answer, found.is_pending) == (NO, False)


def test_a_standing_rests_on_its_parties_its_date_and_its_status() -> None:
    stated = [*tie("a-b", "a", "b"), status("a-b", "active", "1980/..")]
    kind = claim("tie/a-b", "type", "sister-city")
    assert set(_stands("1987-04-01", *stated, kind).claims) == {c.id for c in stated}


def test_a_standing_does_not_rest_on_a_party_that_no_source_confirms() -> None:
    rumour = claim("tie/a-b", "party", "government/c", certainty=Certainty.UNVERIFIED)
    assert rumour.id not in _stands("1987-04-01", *tie("a-b", "a", "b"), rumour).claims


def test_standings_come_by_date_and_undated_ones_last() -> None:
    held = register(
        tie("c", "a", "b", date=""),
        tie("b", "a", "b", date="1974"),
        tie("a", "a", "b", date="1980"),
    )
    found = in_order(tie_on_day(t, day_number("1987-04-01")) for t in held.of_kind(Tie))
    assert [s.tie.id for s in found] == ["tie/b", "tie/a", "tie/c"]


_DATES = st.sampled_from(
    ["", "1974", "1974-05", "1974-05-10", "197X", "1974/1976", "[1973,1975]", "1974~", "../1987"]
)
_STAGES = st.lists(
    st.builds(
        lambda stage, date, n: milestone("a-b", stage, date, document=f"document/d{n}"),
        st.sampled_from(["wish", "approved", "formal", "upgraded"]),
        _DATES,
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=5,
)
_STANDING = st.lists(
    st.builds(
        lambda code, valid: status("a-b", code, valid),
        st.sampled_from(["active", "dormant", "emeritus", "proposed"]),
        st.sampled_from(["", "1970", "1980/..", "1987-04-01"]),
    ),
    max_size=2,
)
_CEASED = st.lists(
    st.builds(
        lambda code, valid: status("a-b", code, valid),
        st.sampled_from(["suspended", "ended", "active"]),
        st.sampled_from(["", "1960/..", "1974", "1974-05/..", "1980/1985", "1990/.."]),
    ),
    max_size=3,
)
_DOCUMENTS = [*document("d1", "1975"), *document("d2", "1987-04-01"), *document("d3")]
_DAYS = st.integers(day_number("1960-01-01"), day_number("2000-01-01"))


def _folded(claims: list[Claim]) -> tuple[Tie, Dating]:
    held = register(claims, _DOCUMENTS)
    found = held.get("tie/a-b", Tie)
    assert found is not None
    return found, Dating.of(held)


@given(_STAGES, _CEASED, _DAYS)
def test_a_tie_never_stands_more_surely_than_its_span_allows(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    span = span_of(held, dating)
    assert tie_on_day(held, day, dating).answer <= (span.on(day) if span else NO)


@given(_STAGES, _CEASED, _DAYS)
def test_a_tie_stands_on_a_day_as_surely_as_its_surest_spell(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    spells = intervals_of(held, dating)
    found = tie_on_day(held, day, dating)
    assert found.answer is max((spell.on(day) for spell in spells), default=NO)
    assert found.span == span_of(held, dating)


@given(_STAGES, _CEASED)
def test_spells_come_in_order_of_time(stages: list[Claim], statuses: list[Claim]) -> None:
    held, dating = _folded([*stages, *statuses])
    for earlier, later in pairwise(intervals_of(held, dating)):
        assert earlier.start_earliest <= later.start_earliest
        assert earlier.end_latest <= later.end_latest


@given(_STAGES, _CEASED, _DAYS)
def test_a_tie_does_not_stand_once_its_last_word_is_that_it_has_ended(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    found = tie_on_day(held, day, dating)
    said = found.status
    if said and said.valid and said.value.status in ("ended", "suspended"):
        assert found.answer is not CERTAIN
        if said.valid.span.begun_by(day) is CERTAIN:
            assert found.answer is NO


def _spells(*statuses: tuple[str, str]) -> list[tuple[str, str]]:
    """The first certain and the last possible day of each spell of a tie of 1974-04-18; "" is no such day."""
    changes = [status("a-b", code, since) for code, since in statuses]
    held, dating = _folded([_formal("1974-04-18"), *changes])
    return [
        (day_text(spell.start_latest), "" if spell.is_open else day_text(spell.end_latest))
        for spell in intervals_of(held, dating)
    ]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], [("1974-04-18", "")]),
        ([("active", "1980")], [("1974-04-18", "")]),
        ([("ended", "1990-02-01")], [("1974-04-18", "1990-01-31")]),
        ([("suspended", "1985-01-01"), ("ended", "1990-02-01")], [("1974-04-18", "1984-12-31")]),
        (
            [("suspended", "1985-01-01"), ("active", "1987-03-01")],
            [("1974-04-18", "1984-12-31"), ("1987-03-01", "")],
        ),
        (
            [("suspended", "1985-01-01"), ("active", "1987"), ("ended", "1990-02-01")],
            [("1974-04-18", "1984-12-31"), ("1987-12-31", "1990-01-31")],
        ),
        ([("suspended", "1985-01-01"), ("proposed", "1987")], [("1974-04-18", "1984-12-31")]),
        ([("suspended", "1960-01-01"), ("active", "1980-01-01")], [("1980-01-01", "")]),
        ([("ended", "1960-01-01")], []),
        (
            [("ended", ""), ("active", "1980-01-01"), ("ended", "1990-02-01")],
            [("1974-04-18", "1979-12-31"), ("1980-01-01", "1990-01-31")],
        ),
        ([("ended", ""), ("ended", "1990-02-01")], [("1974-04-18", "1990-01-31")]),
    ],
)
def test_a_tie_was_in_force_in_spells(
    statuses: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert _spells(*statuses) == expected


@given(_STAGES, _STANDING, _DAYS)
def test_without_an_end_a_tie_stands_on_a_day_exactly_as_its_span_says(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    span = span_of(held, dating)
    assert tie_on_day(held, day, dating).answer is (span.on(day) if span else NO)
    assert span is None or span.end_earliest == OPEN_END


@given(_STAGES, _CEASED, _DAYS)
def test_what_stands_was_entered_into_and_what_was_not_entered_into_never_stands(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    found = tie_on_day(held, day, dating)
    assert found.answer is NO or established(held) is not None
    assert not (found.is_pending and found.answer.possible)


@given(_STAGES, _DAYS)
def test_a_dated_document_only_makes_an_answer_surer(stages: list[Claim], day: int) -> None:
    held, dating = _folded(stages)
    assert tie_on_day(held, day).answer <= tie_on_day(held, day, dating).answer
