"""Volume by year: events, persons and person-days, by the party that sent them; ranges stay ranges."""

from __future__ import annotations

from typing import Any

import pytest

from builders import claim, government
from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.volume import Moved, TieVolume

from .conftest import BACK, BOTH, A, B, exchange, measured, part, programme


def _volume(*claims: Any, **given: Any) -> TieVolume:
    return measured(*claims, **given).volume


def _said(measure: Measure | None) -> str:
    return str(measure.quantity) if measure else ""


def _by_year(volume: TieVolume) -> dict[int, dict[str, str]]:
    return {
        held.year: {moved.sender: _said(moved.persons) for moved in held.by_sender}
        for held in volume.by_year
    }


def _events(moved: tuple[Moved, ...]) -> dict[str, tuple[int, int]]:
    return {m.sender: (m.events.certain, m.events.possible) for m in moved}


def test_a_yearly_programme_moves_its_party_in_every_year_from_its_start() -> None:
    found = _by_year(_volume(programme("x", "1984/..", size="20..25 persons")))
    assert found == {
        1984: {A: "20..25 persons"},
        1985: {A: "20..25 persons"},
        1986: {A: "20..25 persons"},
        1987: {A: "0..25 persons"},
    }


def test_after_the_last_document_that_attests_it_a_programme_only_may_have_moved() -> None:
    found = _by_year(_volume(programme("x", "1986/.."), on="1989-12-31"))
    assert (found[1987][A], found[1988][A]) == ("20 persons", "0..20 persons")


def test_a_programme_of_unknown_start_only_may_have_moved_before_it_was_told_of() -> None:
    found = _by_year(_volume(programme("x")))
    assert found[1975] == {A: "0..20 persons"}


def test_a_programme_that_ended_moves_nobody_afterwards() -> None:
    assert set(_by_year(_volume(programme("x", "1980/1982")))) == {1980, 1981, 1982}


def test_a_mutual_programme_moves_its_party_each_way() -> None:
    found = _by_year(_volume(programme("x", "1986/..", direction=BOTH)))
    assert found[1986] == {A: "20 persons", B: "20 persons"}


def test_an_event_counts_in_the_year_in_which_it_began() -> None:
    volume = _volume(exchange("x", "1984", size="12 persons", duration="2 years"))
    assert _by_year(volume) == {1984: {A: "12 persons"}}
    assert _said(volume.person_days) == "8766 person-days"


def test_an_event_in_one_of_several_years_is_possible_in_each_and_once_in_the_sum() -> None:
    volume = _volume(exchange("x", "[1980,1981]", size="12 persons"))
    assert _by_year(volume) == {1980: {A: "0..12 persons"}, 1981: {A: "0..12 persons"}}
    assert _said(volume.persons) == "12 persons"
    assert (volume.events.certain, volume.events.possible) == (1, 1)


def test_an_exchange_of_a_counted_programme_adds_no_persons() -> None:
    visit = exchange("v", "1986", size="22 persons", programme="programme/x")
    volume = _volume(programme("x", "1986/1986"), visit)
    assert _said(volume.persons) == "20 persons"
    assert volume.events.certain == 1


def test_unknown_sizes_are_listed_and_not_guessed() -> None:
    volume = _volume(exchange("x", "1980"), programme("y", size=None))
    assert [entity.id for entity in volume.without_number] == ["exchange/x", "programme/y"]
    assert volume.persons is None


def test_undated_events_count_in_the_whole_and_in_no_year() -> None:
    volume = _volume(exchange("x", size="400.. persons"))
    assert (volume.events.certain, _said(volume.persons)) == (1, "400.. persons")
    assert volume.by_year == ()
    assert [entity.id for entity in volume.undated] == ["exchange/x"]


def test_years_narrow_the_volume_and_leave_undated_events_out() -> None:
    claims = (exchange("x", "1980"), exchange("y", "1984"), exchange("z"))
    volume = _volume(*claims, years=(1983, 1985))
    assert (volume.events.certain, *volume.years) == (1, 1983, 1985)


def test_a_signing_is_of_both_and_is_one_with_the_visit_on_which_it_took_place() -> None:
    alone = _volume(part("agreement", "a", signed="1980"))
    assert _events(alone.by_sender) == {"together": (1, 1)}
    assert alone.events.possible == 0  # it is counted among the agreements
    visit = exchange("v", "1980")
    joined = _volume(visit, part("agreement", "a", signed="1980", visit="exchange/v"))
    assert _events(joined.by_sender) == {A: (1, 1)}


def test_an_undated_agreement_is_no_event() -> None:
    assert _volume(part("agreement", "a", ordinal=1)).events.possible == 0


def test_people_of_a_party_s_body_are_sent_by_the_party() -> None:
    port = [claim("organisation/port", "belongs_to", A)]
    volume = _volume(port, exchange("x", "1980", direction={"from": "organisation/port"}))
    assert _events(volume.by_sender) == {A: (1, 1)}


def test_what_a_city_sends_in_a_tie_of_its_port_is_sent_by_the_port() -> None:
    port = [claim("organisation/port", "belongs_to", "government/c"), *government("c")]
    party = claim("tie/a-b", "party", "organisation/port")
    volume = _volume(port, party, exchange("x", "1980", direction={"from": "government/c"}))
    assert _events(volume.by_sender) == {"organisation/port": (1, 1)}


def test_who_is_received_by_one_party_was_sent_by_the_other() -> None:
    volume = _volume(exchange("x", "1980", direction={"to": A}))
    assert _events(volume.by_sender) == {B: (1, 1)}


def test_what_goes_in_no_known_direction_stands_by_itself() -> None:
    volume = _volume(exchange("x", "1980", direction=None), exchange("y", "1981", direction=BACK))
    assert _events(volume.by_sender) == {"": (1, 1), B: (1, 1)}


def test_persons_of_a_time_not_stated_are_named_for_the_person_days() -> None:
    volume = _volume(
        exchange("x", "1980", size="10 persons", duration="5 days"),
        exchange("y", "1981", size="10 persons"),
    )
    assert _said(volume.person_days) == "50 person-days"
    assert [entity.id for entity in volume.without_duration] == ["exchange/y"]


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


@pytest.mark.parametrize(
    ("there", "back", "shares"),
    [
        ("10..30 persons", "10 persons", ((0.5, 0.75), (0.25, 0.5))),
        ("400.. persons", "100 persons", ((0.8, 1), (0, 0.2))),
    ],
)
def test_ranges_of_persons_give_ranges_of_shares(there: str, back: str, shares: Any) -> None:
    found = _shares(
        exchange("x", "1980", size=there), exchange("y", "1981", size=back, direction=BACK)
    )
    assert (found[A][1], found[B][1]) == shares


def test_a_party_that_sent_nobody_has_a_share_of_nothing() -> None:
    assert _shares(programme("x", size="20 persons"))[B][1] == (0, 0)


def test_a_signing_divides_nothing() -> None:
    assert _shares(part("agreement", "a", signed="1980")) == {A: (None, None), B: (None, None)}


def test_without_events_there_are_no_shares() -> None:
    assert _shares() == {A: (None, None), B: (None, None)}
