"""The parts of a tie that had begun by a day."""

from __future__ import annotations

from builders import DAY, Claims, claim, document, register
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import Office, Programme
from kizuna.register.dating import Dating, Part, parts_of, planned_of

_TIE = "tie/a-b"


def _programmes(*claims: Claims) -> tuple[Part[Programme], ...]:
    held = register(*claims)
    return parts_of(held, _TIE, Programme, DAY, Dating.of(held))


def test_parts_come_in_the_order_in_which_they_began() -> None:
    found = _programmes(
        claim("programme/late", "tie", _TIE),
        claim("programme/late", "period", "1984/.."),
        claim("programme/early", "tie", _TIE),
        claim("programme/early", "period", "1975/.."),
    )
    assert [part.entity.id for part in found] == ["programme/early", "programme/late"]


def test_a_part_that_began_later_is_left_out() -> None:
    stated = claim("programme/a", "tie", _TIE), claim("programme/a", "period", "1988/..")
    assert _programmes(*stated) == ()


def test_a_part_of_another_kind_or_another_tie_is_left_out() -> None:
    assert _programmes(claim("office/a", "tie", _TIE), claim("programme/a", "tie", "tie/c-d")) == ()


def test_a_part_that_only_a_rumour_gives_to_the_tie_is_left_out() -> None:
    rumour = claim("programme/a", "tie", _TIE, certainty=Certainty.UNVERIFIED)
    assert _programmes(claim("programme/a", "period", "1980/.."), rumour) == ()


def test_what_is_to_begin_by_a_plan_is_not_done_whatever_else_is_asserted() -> None:
    held = register(
        claim("programme/a", "tie", _TIE),
        claim("programme/a", "activity", "a seminar"),
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
