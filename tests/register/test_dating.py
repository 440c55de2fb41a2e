"""Dating: what a fact without a date takes from its documents, and the parts of a tie that had begun by a day."""

from __future__ import annotations

import pytest

from builders import DAY, claim, document, facts, prefer, register, rows
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import Office, Programme
from kizuna.register.dating import Dating, parts_of, planned_of
from kizuna.values import Answer, Span, day_number


def _life(*claims: Claim | list[Claim], ref: str = "office/a") -> Span:
    held = register(*claims)
    return Dating.of(held).life(held.entity(ref))  # type: ignore[return-value]


def test_a_document_dates_by_the_last_day_on_which_it_may_have_been_written() -> None:
    held = register(document("a", "1987"), document("b"))
    assert Dating.of(held).written_by("document/a") == day_number("1987-12-31")
    assert Dating.of(held).written_by("document/b") is None


_LIVES = """
1985-05-01 | to this day | 1985-04-30 no, 1985-05-01 certain, 1987-04-02 certain
unknown | to this day | 1987-03-31 possible, 1987-04-01 certain
1981 | 1985-03-31 | 1983-01-01 certain, 1985-04-01 no
1985 | 1980 | 1986-01-01 possible, 1990-01-01 possible
"""
"""When an office opened and closed by a gazette of 1987-04-01 and a list of 1990; whether it is there.

Where that is unknown it was there by the day of the gazette, whatever a rumour of 1970 says; an end before its
beginning is none.
"""


@pytest.mark.parametrize(("opened", "closed", "answers"), rows(_LIVES))
def test_an_office_is_there_from_its_beginning_to_its_end(
    opened: str, closed: str, answers: str
) -> None:
    rumour = {"document": "document/rumour", "certainty": Certainty.UNVERIFIED}
    life = _life(
        claim("office/a", "type", "liaison-office"),
        claim("office/a", "owner", "government/kobe", document="document/list"),
        claim("office/a", "owner", "government/osaka", **rumour),
        [] if opened == "unknown" else claim("office/a", "opened", opened),
        [] if closed == "to this day" else claim("office/a", "closed", closed),
        *(document("gazette", "1987-04-01"), document("list", "1990"), document("rumour", "1970")),
    )
    for each in answers.split(", "):
        day, answer = each.split()
        assert life.on(day_number(day)) is Answer[answer.upper()], each


def test_an_interval_is_taken_as_it_is() -> None:
    life = _life(claim("programme/a", "period", "1981/1985"), ref="programme/a")
    assert life.end_latest == day_number("1985-12-31")


def test_what_is_only_planned_has_no_life_and_what_does_not_count_has_not_begun() -> None:
    planned = register(claim("office/a", "opened", "1986", stance=Stance.PLANNED))
    assert Dating.of(planned).life(planned.entity("office/a")) is None
    held = register(claim("office/a", "opened", "1980", certainty=Certainty.UNVERIFIED))
    assert Dating.of(held).begun(held.entity("office/a"), DAY) is Answer.NO


def test_rival_beginnings_give_a_possible_stretch_until_a_judgement_prefers_one() -> None:
    early, late = (claim("office/a", "opened", f"{year}-01-01") for year in (1981, 1985))
    held = [register(early, late, judgements=made) for made in ((), [prefer(early, late)])]
    between = day_number("1983-01-01")
    found = [Dating.of(r).begun(r.entity("office/a"), between) for r in held]
    assert found == [Answer.POSSIBLE, Answer.CERTAIN]


_TIE = "tie/a-b"


def test_the_parts_of_a_tie_come_as_they_began_without_later_others_and_rumoured_ones() -> None:
    held = register(
        facts("programme/second", tie=_TIE, period="1984/.."),
        facts("programme/first", tie=_TIE, period="1975/.."),
        facts("programme/later", tie=_TIE, period="1988/.."),
        facts("programme/other", tie="tie/c-d", period="1980/.."),
        claim("office/a", "tie", _TIE),
        claim("programme/rumoured", "period", "1980/.."),
        claim("programme/rumoured", "tie", _TIE, certainty=Certainty.UNVERIFIED),
    )
    found = parts_of(held, _TIE, Programme, DAY, Dating.of(held))
    assert [part.entity.id for part in found] == ["programme/first", "programme/second"]


def test_what_is_to_begin_by_a_plan_is_not_done_whatever_else_is_asserted() -> None:
    held = register(
        facts("programme/a", tie=_TIE, activity="a seminar"),
        claim("programme/a", "period", "1986/..", stance=Stance.PLANNED),
        document("gazette", "1987"),
    )
    assert parts_of(held, _TIE, Programme, DAY, Dating.of(held)) == ()
    assert [p.id for p in planned_of(held, _TIE, Programme)] == ["programme/a"]


def test_what_is_only_planned_is_listed_apart() -> None:
    planned = claim("office/a", "tie", _TIE, stance=Stance.PLANNED)
    held = register(planned, claim("office/b", "tie", _TIE))
    parts = parts_of(held, _TIE, Office, DAY, Dating.of(held))
    assert [part.entity.id for part in parts] == ["office/b"]
    assert [office.id for office in planned_of(held, _TIE, Office)] == ["office/a"]
