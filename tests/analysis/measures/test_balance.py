"""Balance: the share of each party in events and persons, from least to most."""

from __future__ import annotations

from typing import Any

from .conftest import BACK, BOTH, A, B, exchange, measured, part, programme


def _shares(*claims: Any) -> dict[str, tuple[Any, Any]]:
    def bounds(share: Any) -> Any:
        return (share.least, share.most) if share else None

    return {s.sender: (bounds(s.events), bounds(s.persons)) for s in measured(*claims).balance}


def test_known_directions_give_exact_shares() -> None:
    found = _shares(
        exchange("x", "1980", size="30 persons"),
        exchange("y", "1981", size="10 persons", direction=BACK),
    )
    assert found == {A: ((0.5, 0.5), (0.75, 0.75)), B: ((0.5, 0.5), (0.25, 0.25))}


def test_an_event_without_direction_may_have_been_anybody_s() -> None:
    found = _shares(exchange("x", "1980"), exchange("y", "1981", direction=None))
    assert (found[A][0], found[B][0]) == ((0.5, 1), (0, 0.5))


def test_a_mutual_event_is_one_of_each() -> None:
    assert _shares(exchange("x", "1980", direction=BOTH))[A][0] == (0.5, 0.5)


def test_ranges_of_persons_give_ranges_of_shares() -> None:
    found = _shares(
        exchange("x", "1980", size="10..30 persons"),
        exchange("y", "1981", size="10 persons", direction=BACK),
    )
    assert (found[A][1], found[B][1]) == ((0.5, 0.75), (0.25, 0.5))


def test_over_400_persons_may_be_nearly_all() -> None:
    found = _shares(
        exchange("x", "1980", size="400.. persons"),
        exchange("y", "1981", size="100 persons", direction=BACK),
    )
    assert (found[A][1], found[B][1]) == ((0.8, 1), (0, 0.2))


def test_a_party_that_sent_nobody_has_a_share_of_nothing() -> None:
    assert _shares(programme("x", size="20 persons"))[B][1] == (0, 0)


def test_a_signing_divides_nothing() -> None:
    assert _shares(part("agreement", "a", signed="1980")) == {A: (None, None), B: (None, None)}


def test_without_events_there_are_no_shares() -> None:
    assert _shares() == {A: (None, None), B: (None, None)}
