"""How a tie stands on a day and how sure that is; what undated facts take from their
documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    DAY,
    claim,
    document,
    facts,
    milestone,
    prefer,
    register,
    rows,
    status,
    tie,
)
from kizuna.claims.claim import Certainty, Claim, Judgement, Stance
from kizuna.claims.kinds import Office, Programme, Tie
from kizuna.register import ties as standing
from kizuna.register.register import Dating
from kizuna.register.ties import (
    TieOnDay,
    established,
    intervals_of,
    overall,
    parts_of,
    planned_of,
    tie_on_day,
)
from kizuna.values import OPEN_END, Answer, Span, day_number, day_text

NO, POSSIBLE, CERTAIN = Answer


def _folded(
    claims: Iterable[Claim], judgements: Iterable[Judgement] = ()
) -> tuple[Tie, Dating]:
    held = register(claims, _DOCUMENTS, judgements=judgements)
    return held.get("tie/a-b", Tie), held.dating  # type: ignore[return-value]


def _stands(day: str, *claims: Claim, judgements: Iterable[Judgement] = ()) -> TieOnDay:
    """How the tie of the claims stands on a day, dated by the documents among them."""
    found, dating = _folded(claims, judgements)
    return tie_on_day(found, day_number(day), dating)


_DOCUMENTS = [*document("d1", "1975"), *document("d2", "1987-04-01"), *document("d3")]
_STATUSES = ("active", "dormant", "emeritus", "ended", "proposed", "suspended")


def _stated(text: str) -> list[Claim]:
    """Claims on the tie, such as "formal 1974 list; ended 1990/..": stages or statuses,
    with date and document.

    "?" marks what nobody has verified, "+" what is planned; "gazette = 1987" dates a
    document.
    """
    found: list[Claim] = []
    for each in filter(None, text.split("; ")):
        name, *words = each.rstrip("?+").split()
        given: dict[str, Any] = (
            {"certainty": Certainty.UNVERIFIED} if each.endswith("?") else {}
        )
        given |= {"stance": Stance.PLANNED} if each.endswith("+") else {}
        given |= (
            {"document": f"document/{words.pop()}"}
            if words and words[-1].isalpha()
            else {}
        )
        if words[:1] == ["="]:
            found += document(name, words[1])
        elif name in _STATUSES:
            found.append(status("a-b", name, *words, **given))
        else:
            found.append(milestone("a-b", name, *words, **given))
    return found


_ANSWERS = """
from the day it was entered into | formal 1974-04-18 | 1974-04-17 no, 1974-04-18 certain
possibly within the month of its date
    | formal 1974-05 | 1974-04-30 no, 1974-05-01 possible, 1974-05-31 certain
undated, possibly until the day of its document
    | formal; gazette = 1987-04-01 | 1900-01-01 possible, 1987-03-31 possible, 1987-04-01 certain
undated in an undated document, possibly for ever | formal | 2020-01-01 possible
not before its date for an undated claim beside | formal 1974-04-18; formal list | 1974-04-17 no
once it is formal, whatever was proposed | proposed 1980; formal 1985-01-01 | 1987-04-01 certain
from its upgrade where only that is known
    | upgraded 1993-01-01 | 1992-12-31 no, 1993-01-01 certain
from its formal stage, upgraded later | formal 1986-01-01; upgraded 1993-01-01 | 1987-04-01 certain
from a verified upgrade beside an unverified stage
    | formal 1974?; upgraded 1993-01-01 | 1994-01-01 certain
not by a stage that is planned | formal 1974+ | 1987-04-01 no
possibly between rival dates | formal 1973-06-24; formal 1975-01-01 list
    | 1973-06-23 no, 1973-06-24 possible, 1974-12-31 possible, 1975-01-01 certain
possibly within the year of its end | formal 1974-04-18; ended 1990/..
    | 1989-12-31 certain, 1990-06-01 possible, 1990-12-31 no
possibly within the month in which it was taken up again
    | formal 1974-04-18; suspended 1985-01-01; active 1987-03
    | 1987-02-28 no, 1987-03-15 possible, 1987-03-31 certain
on its first day and possibly since, ended on an unknown one | formal 1974-04-18; ended
    | 1974-04-17 no, 1974-04-18 certain, 1974-04-19 possible, 2020-01-01 possible
on after an unverified end | formal 1974-04-18; ended 1980/..? | 1987-04-01 certain
on while it sleeps | formal 1974-04-18; dormant 1980/.. | 1987-04-01 certain
on while it is kept as an honour | formal 1974-04-18; emeritus 1980/.. | 1987-04-01 certain
"""


@pytest.mark.parametrize(("stated", "answers"), [(s, a) for _, s, a in rows(_ANSWERS)])
def test_a_tie_stands(stated: str, answers: str) -> None:
    for each in answers.split(", "):
        day, answer = each.split()
        assert _stands(day, *_stated(stated)).answer is Answer[answer.upper()], each


_PENDING = """
1987-04-01 | contact 1986 | no | pending | contact |
1987-04-01 | negotiated 1986 | no | pending | negotiated |
1987-04-01 | exchange-protocol 1986 | no | pending | exchange-protocol |
1987-04-01 | wish 1986; proposed 1986 | no | pending | wish | proposed
1987-04-01 | approved 1986; formal 1990-01-01 | no | pending | approved |
1985-12-31 | wish 1986 | no | not | |
1981-01-01 | wish 1980; approved 1985 | no | pending | wish |
1986-01-01 | wish 1980; approved 1985 | no | pending | approved |
1994-01-01 | formal 1986-01-01; upgraded 1993-01-01 | certain | not | upgraded |
1987-04-01 | formal 1974? | no | not | |
1987-04-01 | contact 1980; active 1987-04-01 | no | not | contact | active
1987-04-01 | formal 1974-04-18; dormant 1980/.. | certain | not | formal | dormant
"""
"""Days and claims; the answer, whether the tie is pending, its furthest stage by then,
and its status.
"""


@pytest.mark.parametrize("row", _PENDING.strip().split("\n"))
def test_a_tie_is_pending_while_it_has_come_near_to_be_entered_into(row: str) -> None:
    day, stated, answer, pending, stage, code = map(str.strip, f"{row} ".split("|"))
    found = _stands(day, *_stated(stated))
    assert found.answer is Answer[answer.upper()]
    assert found.is_pending is (pending == "pending")
    assert (found.stage.value.stage if found.stage else "") == stage
    assert (found.status.value.status if found.status else "") == code


def test_of_rival_dates_the_one_that_a_judgement_prefers_decides() -> None:
    early, late = _stated("formal 1973-06-24; formal 1975-01-01 list")
    for first, second, answer in ((early, late, CERTAIN), (late, early, NO)):
        judged = [prefer(first, second)]
        assert _stands("1974-01-01", early, late, judgements=judged).answer is answer


def test_a_standing_rests_on_its_confirmed_parties_its_date_and_its_status() -> None:
    stated = [*tie("a-b", "a", "b"), status("a-b", "active", "1980/..")]
    kind = claim("tie/a-b", "type", "sister-city")
    rumour = claim("tie/a-b", "party", "government/c", certainty=Certainty.UNVERIFIED)
    found = _stands("1987-04-01", *stated, kind, rumour)
    assert set(found.claims) == {c.id for c in stated}


def test_standings_come_by_date_and_undated_ones_last() -> None:
    held = register(
        tie("c", "a", "b", date=""),
        tie("b", "a", "b", date="1974"),
        tie("a", "a", "b", date="1980"),
    )
    found = standing.in_order(
        tie_on_day(t, day_number("1987-04-01")) for t in held.of_kind(Tie)
    )
    assert [s.tie.id for s in found] == ["tie/b", "tie/a", "tie/c"]


_DATES = st.sampled_from(
    [
        "",
        "1974",
        "1974-05",
        "1974-05-10",
        "197X",
        "1974/1976",
        "[1973,1975]",
        "1974~",
        "../1987",
    ]
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
_DAYS = st.integers(day_number("1960-01-01"), day_number("2000-01-01"))


@given(_STAGES, _CEASED, _DAYS)
def test_a_tie_stands_on_a_day_as_surely_as_its_surest_spell_and_never_more_than_its_span(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    spells = intervals_of(held, dating)
    span = overall(spells)
    found = tie_on_day(held, day, dating)
    assert found.answer is max((spell.on(day) for spell in spells), default=NO)
    assert found.span == span
    assert found.answer <= (span.on(day) if span else NO)
    for earlier, later in pairwise(spells):
        assert earlier.start_earliest <= later.start_earliest
        assert earlier.end_latest <= later.end_latest


@given(_STAGES, _CEASED, _DAYS)
def test_what_stands_was_entered_into_and_its_last_word_is_not_that_it_has_ended(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    found = tie_on_day(held, day, dating)
    assert found.answer is NO or established(held) is not None
    assert not (found.is_pending and found.answer.possible)
    said = found.status
    if said and said.valid and said.value.status in ("ended", "suspended"):
        assert found.answer is not CERTAIN
        assert found.answer is NO or said.valid.span.begun_by(day) is not CERTAIN


_SPELLS = """
formal 1974-04-18 | 1974-04-18/
formal 1974-04-18; ended 1990-02-01 | 1974-04-18/1990-01-31
formal 1974-04-18; suspended 1985-01-01; ended 1990-02-01 | 1974-04-18/1984-12-31
formal 1974-04-18; suspended 1985-01-01; active 1987-03-01 | 1974-04-18/1984-12-31 1987-03-01/
formal 1974-04-18; suspended 1985-01-01; active 1987; ended 1990-02-01
    | 1974-04-18/1984-12-31 1987-12-31/1990-01-31
formal 1974-04-18; suspended 1985-01-01; proposed 1987 | 1974-04-18/1984-12-31
formal 1974-04-18; suspended 1960-01-01; active 1980-01-01 | 1980-01-01/
formal 1974-04-18; ended 1960-01-01 | none
formal 1974-04-18; ended; active 1980-01-01; ended 1990-02-01
    | 1974-04-18/1979-12-31 1980-01-01/1990-01-31
formal 1974-04-18; ended; ended 1990-02-01 | 1974-04-18/1990-01-31
"""
"""The first certain and the last possible day of each spell, none for an open one."""


@pytest.mark.parametrize(("stated", "spells"), rows(_SPELLS))
def test_a_tie_was_in_force_in_spells(stated: str, spells: str) -> None:
    held, dating = _folded(_stated(stated))
    found = [
        f"{day_text(s.start_latest)}/{'' if s.is_open else day_text(s.end_latest)}"
        for s in intervals_of(held, dating)
    ]
    assert " ".join(found) == spells.replace("none", "")


@given(_STAGES, _STANDING, _DAYS)
def test_without_an_end_a_tie_stands_on_a_day_exactly_as_its_span_says(
    stages: list[Claim], statuses: list[Claim], day: int
) -> None:
    held, dating = _folded([*stages, *statuses])
    found = tie_on_day(held, day, dating)
    span = found.span
    assert found.answer is (span.on(day) if span else NO)
    assert span is None or span.end_earliest == OPEN_END


@given(_STAGES, _DAYS)
def test_a_dated_document_only_makes_an_answer_surer(
    stages: list[Claim], day: int
) -> None:
    held, dating = _folded(stages)
    assert tie_on_day(held, day).answer <= tie_on_day(held, day, dating).answer


def _life(*claims: Claim | list[Claim], ref: str = "office/a") -> Span:
    held = register(*claims)
    return held.dating.life(held.entity(ref))  # type: ignore[return-value]


def test_a_document_dates_by_the_last_day_on_which_it_may_have_been_written() -> None:
    held = register(document("a", "1987"), document("b"))
    assert held.dating.written_by("document/a") == day_number("1987-12-31")
    assert held.dating.written_by("document/b") is None


_LIVES = """
1985-05-01 | to this day | 1985-04-30 no, 1985-05-01 certain, 1987-04-02 certain
unknown | to this day | 1987-03-31 possible, 1987-04-01 certain
1981 | 1985-03-31 | 1983-01-01 certain, 1985-04-01 no
1985 | 1980 | 1986-01-01 possible, 1990-01-01 possible
"""
"""When an office opened and closed by a gazette of 1987-04-01 and a list of 1990;
whether it is there.

Where that is unknown it was there by the day of the gazette, whatever a rumour of 1970
says; an end before its beginning is none.
"""


@pytest.mark.parametrize(("opened", "closed", "answers"), rows(_LIVES))
def test_an_office_is_there_from_beginning_to_end(
    opened: str, closed: str, answers: str
) -> None:
    rumour = {"document": "document/rumour", "certainty": Certainty.UNVERIFIED}
    life = _life(
        claim("office/a", "type", "liaison-office"),
        claim("office/a", "owner", "government/kobe", document="document/list"),
        claim("office/a", "owner", "government/osaka", **rumour),
        [] if opened == "unknown" else claim("office/a", "opened", opened),
        [] if closed == "to this day" else claim("office/a", "closed", closed),
        *(
            document("gazette", "1987-04-01"),
            document("list", "1990"),
            document("rumour", "1970"),
        ),
    )
    for each in answers.split(", "):
        day, answer = each.split()
        assert life.on(day_number(day)) is Answer[answer.upper()], each


def test_an_interval_is_taken_as_it_is() -> None:
    life = _life(claim("programme/a", "period", "1981/1985"), ref="programme/a")
    assert life.end_latest == day_number("1985-12-31")


def test_what_is_only_planned_has_no_life_and_what_does_not_count_has_not_begun() -> (
    None
):
    planned = register(claim("office/a", "opened", "1986", stance=Stance.PLANNED))
    assert planned.dating.life(planned.entity("office/a")) is None
    held = register(claim("office/a", "opened", "1980", certainty=Certainty.UNVERIFIED))
    assert held.dating.begun(held.entity("office/a"), DAY) is Answer.NO


def test_rival_beginnings_give_a_possible_stretch_until_a_judgement_prefers_one() -> (
    None
):
    early, late = (
        claim("office/a", "opened", f"{year}-01-01") for year in (1981, 1985)
    )
    held = [
        register(early, late, judgements=made) for made in ((), [prefer(early, late)])
    ]
    between = day_number("1983-01-01")
    found = [r.dating.begun(r.entity("office/a"), between) for r in held]
    assert found == [Answer.POSSIBLE, Answer.CERTAIN]


_TIE = "tie/a-b"


def test_the_parts_of_a_tie_come_as_they_began_without_later_others_and_rumoured_ones() -> (
    None
):
    held = register(
        facts("programme/second", tie=_TIE, period="1984/.."),
        facts("programme/first", tie=_TIE, period="1975/.."),
        facts("programme/later", tie=_TIE, period="1988/.."),
        facts("programme/other", tie="tie/c-d", period="1980/.."),
        claim("office/a", "tie", _TIE),
        claim("programme/rumoured", "period", "1980/.."),
        claim("programme/rumoured", "tie", _TIE, certainty=Certainty.UNVERIFIED),
    )
    found = parts_of(held, _TIE, Programme, DAY)
    assert [part.entity.id for part in found] == ["programme/first", "programme/second"]


def test_what_is_to_begin_by_a_plan_is_not_done_whatever_else_is_asserted() -> None:
    held = register(
        facts("programme/a", tie=_TIE, activity="a seminar"),
        claim("programme/a", "period", "1986/..", stance=Stance.PLANNED),
        document("gazette", "1987"),
    )
    assert parts_of(held, _TIE, Programme, DAY) == ()
    assert [p.id for p in planned_of(held, _TIE, Programme)] == ["programme/a"]


def test_what_is_only_planned_is_listed_apart() -> None:
    planned = claim("office/a", "tie", _TIE, stance=Stance.PLANNED)
    held = register(planned, claim("office/b", "tie", _TIE))
    parts = parts_of(held, _TIE, Office, DAY)
    assert [part.entity.id for part in parts] == ["office/b"]
    assert [office.id for office in planned_of(held, _TIE, Office)] == ["office/a"]
