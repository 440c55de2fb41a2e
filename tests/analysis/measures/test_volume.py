"""Volume: persons and person-days a year, each way; no number is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from builders import claim, register
from kizuna.analysis.measures.activity import yearly
from kizuna.analysis.measures.volume import Volume, volume_of
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import Programme

_THERE = {"from": "government/a", "to": "government/b"}
_BACK = {"from": "government/b", "to": "government/a"}
_BOTH = {"between": ["government/a", "government/b"]}


def _programme(slug: str, direction: Any = None, **stated: Any) -> list[Claim]:
    given = {"direction": direction, "size": "20 persons", "recurrence": "annual", **stated}
    return [claim(f"programme/{slug}", n, v) for n, v in given.items() if v is not None]


def _volume(*claims: list[Claim]) -> Volume:
    programmes = register(*claims).of_kind(Programme)
    return volume_of(programmes, frozenset({"government/a"}), frozenset({"government/b"}))


def _persons(volume: Volume) -> tuple[str, str]:
    flows = (volume.out.persons, volume.back.persons)
    first, second = (flow.quantity.figure_text if flow else "" for flow in flows)
    return first, second


def _yearly(recurrence: str | None, size: str = "60 persons") -> str | None:
    stated = register(_programme("x", _THERE, recurrence=recurrence, size=size))
    found = yearly(stated.of_kind(Programme)[0])
    return str(found) if found else None


@pytest.mark.parametrize(
    ("recurrence", "persons"),
    [
        ("monthly", "720 persons"),
        ("twice-a-year", "120 persons"),
        ("annual", "60 persons"),
        ("every-two-years", "30 persons"),
        ("every-three-years", "20 persons"),
        ("every-five-years", "12 persons"),
    ],
)
def test_a_recurrence_with_a_number_says_how_many_go_in_a_year(
    recurrence: str, persons: str
) -> None:
    assert _yearly(recurrence) == persons


@pytest.mark.parametrize("recurrence", ["regular", "occasional", "continuing", "once", None])
def test_a_recurrence_without_a_number_is_not_guessed(recurrence: str | None) -> None:
    assert _yearly(recurrence) is None


def test_what_is_not_counted_in_persons_has_no_number_of_persons() -> None:
    assert _yearly("annual", "2 delegations") is None


def test_each_programme_moves_its_party_its_own_way() -> None:
    volume = _volume(_programme("x", _THERE), _programme("y", _BACK, size="5 persons"))
    assert _persons(volume) == ("20", "5")


def test_a_mutual_programme_moves_its_party_both_ways() -> None:
    assert _persons(_volume(_programme("x", _BOTH))) == ("20", "20")


@pytest.mark.parametrize("direction", [{"from": "government/a"}, {"to": "government/b"}])
def test_one_side_of_a_direction_is_enough(direction: dict[str, str]) -> None:
    assert _persons(_volume(_programme("x", direction))) == ("20", "")


def test_ranges_and_approximate_numbers_stay_so_when_added() -> None:
    volume = _volume(
        _programme("x", _THERE, size="20..25 persons"), _programme("y", _THERE, size="~10 persons")
    )
    assert _persons(volume) == ("~30-35", "")


def test_a_number_without_an_upper_bound_leaves_the_sum_without_one() -> None:
    volume = _volume(_programme("x", _THERE, size="400.. persons"), _programme("y", _THERE))
    assert _persons(volume) == ("≥420", "")


def test_person_days_are_persons_times_the_length_of_the_stay() -> None:
    volume = _volume(_programme("x", _THERE, duration="2 weeks"), _programme("y", _THERE))
    assert volume.out.person_days is not None
    assert str(volume.out.person_days.quantity) == "280 person-days"
    assert volume.back.person_days is None


def test_programmes_without_a_yearly_number_are_listed() -> None:
    volume = _volume(_programme("x", _BOTH, recurrence="regular"), _programme("y", _THERE))
    assert [p.id for p in volume.without_number] == ["programme/x"]
    assert _persons(volume) == ("20", "")


def test_a_programme_without_a_direction_is_listed_and_moves_nobody() -> None:
    volume = _volume(_programme("x"))
    assert [p.id for p in volume.without_number] == ["programme/x"]
    assert (volume.out.persons, volume.back.persons) == (None, None)


def test_a_size_that_no_source_confirms_does_not_go_in() -> None:
    rumour = claim("programme/x", "size", "90 persons", certainty=Certainty.UNVERIFIED)
    volume = _volume([*_programme("x", _THERE, size=None), rumour])
    assert volume.out.persons is None


def test_a_volume_rests_on_the_claims_of_its_programmes() -> None:
    moved = _programme("x", _THERE)
    persons = _volume(moved, _programme("y", _BACK)).out.persons
    assert persons is not None
    assert set(persons.claims) == {c.id for c in moved}
