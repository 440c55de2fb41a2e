"""Measuring: one tie by any of its names, the ties of a place, those between two places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import DAY, Filled, claim, tie, two_sides
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion, NotFound
from kizuna.workflows.measure import MeasureAnswer, MeasureQuestion, measure


def _register() -> list[Claim]:
    return [
        *two_sides(),
        *tie("osaka-shanghai", "osaka", "shanghai"),
        *tie("sakai-lianyungang", "sakai", "lianyungang", date="1983"),
        *tie("late", "sakai", "shanghai", date="1990"),
        claim("exchange/v", "tie", "tie/osaka-shanghai"),
        claim("exchange/v", "date", "1980"),
        claim("funding/v", "of", "exchange/v"),
        claim("funding/v", "payer", "government/osaka"),
        claim("government/osaka", "name", {"text": "Osaka", "language": "en"}),
        claim("government/shanghai", "name", {"text": "Shanghai", "language": "en"}),
    ]


def _measured(*names: str, **given: object) -> MeasureAnswer:
    return measure(MeasureQuestion(names, DAY, **given))  # type: ignore[arg-type]


def _ids(answer: MeasureAnswer) -> list[str]:
    return [measured.tie.id for measured in answer.ties]


@pytest.mark.parametrize("name", ["osaka-shanghai", "tie/osaka-shanghai", "Shanghai - Osaka"])
def test_a_tie_is_measured_by_any_of_its_names(filled: Filled, name: str) -> None:
    filled(_register())
    answer = _measured(name)
    assert (answer.is_tie, _ids(answer)) == (True, ["tie/osaka-shanghai"])
    assert answer.ties[0].volume.events.certain == 1
    assert answer.ties[0].cost is not None


def test_the_ties_of_a_place_are_those_that_stood_in_order_of_date(filled: Filled) -> None:
    filled(_register())
    answer = _measured("kansai")
    assert _ids(answer) == ["tie/osaka-shanghai", "tie/sakai-lianyungang"]
    assert not answer.is_tie


def test_a_name_that_is_a_place_means_its_ties(filled: Filled) -> None:
    filled(_register())
    assert _ids(_measured("Osaka")) == ["tie/osaka-shanghai"]


def test_between_two_places_a_tie_needs_a_party_in_each(filled: Filled) -> None:
    filled(_register())
    assert _ids(_measured("government/sakai", "china")) == ["tie/sakai-lianyungang"]


def test_years_narrow_the_volume(filled: Filled) -> None:
    filled(_register())
    (found,) = _measured("osaka-shanghai", years=(1981, 1986)).ties
    assert found.volume.events.possible == 0


def test_what_is_neither_a_tie_nor_a_place_is_not_found(filled: Filled) -> None:
    filled(_register())
    with pytest.raises(NotFound, match="'Atlantis'"):
        _measured("Atlantis")


@pytest.mark.parametrize("names", [(), ("a", "b", "c")])
def test_three_names_or_none_are_no_question(filled: Filled, names: tuple[str, ...]) -> None:
    filled(_register())
    with pytest.raises(BadQuestion, match="measure one tie, one place"):
        _measured(*names)


def test_years_out_of_order_are_quoted_the_other_way_round(filled: Filled) -> None:
    filled(_register())
    with pytest.raises(BadQuestion, match=r"write 1980\.\.1986"):
        _measured("osaka-shanghai", years=(1986, 1980))


def test_before_anything_was_recorded_nothing_is_measured(filled: Filled) -> None:
    filled(_register())
    assert _measured("osaka-shanghai", known_at=datetime(1987, 4, 1, tzinfo=UTC)).ties == ()
