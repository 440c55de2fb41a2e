"""Dating: what a fact without a date takes from its documents, and the parts of a tie that had begun by a day."""

from __future__ import annotations

from builders import DAY, Claims, claim, document, facts, prefer, register
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import Office, Programme
from kizuna.register.dating import Dating, Part, parts_of, planned_of
from kizuna.values import OPEN_END, Answer, Span, day_number


def _life(*claims: Claim | list[Claim], ref: str = "office/a") -> Span:
    held = register(*claims)
    life = Dating.of(held).life(held.entity(ref))
    assert life is not None
    return life


def test_a_document_dates_by_the_last_day_on_which_it_may_have_been_written() -> None:
    held = register(document("a", "1987"), document("b"))
    assert Dating.of(held).written_by("document/a") == day_number("1987-12-31")
    assert Dating.of(held).written_by("document/b") is None


def test_a_dated_beginning_goes_before_the_day_of_the_document() -> None:
    life = _life(claim("office/a", "opened", "1985-05-01"), document("gazette", "1987-04-01"))
    assert life.begun_by(day_number("1985-05-01")) is Answer.CERTAIN
    assert life.end_earliest == OPEN_END


def test_an_undated_thing_had_begun_by_the_day_of_the_earliest_document_that_speaks_of_it() -> None:
    life = _life(
        claim("office/a", "type", "liaison-office"),
        claim("office/a", "owner", "government/osaka", document="document/list"),
        document("gazette", "1987-04-01"),
        document("list", "1990"),
    )
    assert life.begun_by(DAY - 1) is Answer.POSSIBLE
    assert life.begun_by(DAY) is Answer.CERTAIN


def test_a_rumour_in_an_early_document_dates_nothing() -> None:
    life = _life(
        claim("office/a", "type", "liaison-office"),
        claim(
            "office/a",
            "owner",
            "government/osaka",
            document="document/rumour",
            certainty=Certainty.UNVERIFIED,
        ),
        document("gazette", "1987-04-01"),
        document("rumour", "1970"),
    )
    assert life.begun_by(DAY - 1) is Answer.POSSIBLE


def test_what_is_only_planned_has_no_life() -> None:
    held = register(claim("office/a", "opened", "1986", stance=Stance.PLANNED))
    assert Dating.of(held).life(held.entity("office/a")) is None


def test_an_interval_is_taken_as_it_is() -> None:
    life = _life(claim("programme/a", "period", "1981/1985"), ref="programme/a")
    assert life.end_latest == day_number("1985-12-31")


def test_an_office_that_closed_is_over() -> None:
    life = _life(claim("office/a", "opened", "1981"), claim("office/a", "closed", "1985-03-31"))
    assert life.on(day_number("1985-04-01")) is Answer.NO
    assert life.on(day_number("1983-01-01")) is Answer.CERTAIN


def test_an_office_said_to_have_closed_before_it_opened_has_no_known_end() -> None:
    life = _life(claim("office/a", "opened", "1985"), claim("office/a", "closed", "1980"))
    assert life.begun_by(day_number("1986-01-01")) is Answer.CERTAIN
    assert life.on(day_number("1990-01-01")) is Answer.POSSIBLE


def test_rival_beginnings_give_a_possible_stretch_until_a_judgement_prefers_one() -> None:
    early, late = (
        claim("office/a", "opened", "1981-01-01"),
        claim("office/a", "opened", "1985-01-01"),
    )
    between = day_number("1983-01-01")
    open_case = register(early, late)
    decided = register(early, late, judgements=[prefer(early, late)])
    found = [Dating.of(r).begun(r.entity("office/a"), between) for r in (open_case, decided)]
    assert found == [Answer.POSSIBLE, Answer.CERTAIN]


def test_what_does_not_count_has_not_begun() -> None:
    held = register(claim("office/a", "opened", "1980", certainty=Certainty.UNVERIFIED))
    assert Dating.of(held).begun(held.entity("office/a"), DAY) is Answer.NO


_TIE = "tie/a-b"


def _programmes(*claims: Claims) -> tuple[Part[Programme], ...]:
    held = register(*claims)
    return parts_of(held, _TIE, Programme, DAY, Dating.of(held))


def test_parts_come_in_the_order_in_which_they_began() -> None:
    found = _programmes(
        facts("programme/late", tie=_TIE, period="1984/.."),
        facts("programme/early", tie=_TIE, period="1975/.."),
    )
    assert [part.entity.id for part in found] == ["programme/early", "programme/late"]


def test_a_part_that_began_later_is_left_out() -> None:
    assert _programmes(facts("programme/a", tie=_TIE, period="1988/..")) == ()


def test_a_part_of_another_kind_or_another_tie_is_left_out() -> None:
    assert _programmes(claim("office/a", "tie", _TIE), claim("programme/a", "tie", "tie/c-d")) == ()


def test_a_part_that_only_a_rumour_gives_to_the_tie_is_left_out() -> None:
    rumour = claim("programme/a", "tie", _TIE, certainty=Certainty.UNVERIFIED)
    assert _programmes(claim("programme/a", "period", "1980/.."), rumour) == ()


def test_what_is_to_begin_by_a_plan_is_not_done_whatever_else_is_asserted() -> None:
    held = register(
        facts("programme/a", tie=_TIE, activity="a seminar"),
        claim("programme/a", "period", "1986/..", stance=Stance.PLANNED),
        document("gazette", "1987"),
    )
    assert parts_of(held, _TIE, Programme, DAY, Dating.of(held)) == ()
    assert [p.id for p in planned_of(held, _TIE, Programme)] == ["programme/a"]


def test_what_is_only_planned_is_listed_apart() -> None:
    held = register(
        claim("office/a", "tie", _TIE, stance=Stance.PLANNED), claim("office/b", "tie", _TIE)
    )
    parts = parts_of(held, _TIE, Office, DAY, Dating.of(held))
    assert [part.entity.id for part in parts] == ["office/b"]
    assert [office.id for office in planned_of(held, _TIE, Office)] == ["office/a"]
