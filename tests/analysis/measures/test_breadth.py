"""Breadth: in how many different fields a tie is lived on a day."""

from __future__ import annotations

from math import exp, log

import pytest

from builders import DAY, Claims, claim, register
from kizuna.analysis.measures.breadth import breadth, fields_of
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import FieldOfExchange
from kizuna.register.dating import Dating, Part

from .conftest import exchange, measured, programme


def _field(slug: str, concept: str, started: str = "", number: int | None = None) -> list[Claim]:
    ref = f"field/{slug}"
    stated = [claim(ref, "tie", "tie/a-b"), claim(ref, "concept", concept)]
    stated += [claim(ref, "started", started)] if started else []
    return stated + ([claim(ref, "number", number)] if number else [])


def _fields(*claims: Claims) -> tuple[Part[FieldOfExchange], ...]:
    held = register(*claims)
    return fields_of(held, "tie/a-b", DAY, Dating.of(held))


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ([("youth", "1974"), ("sport", "1980")], (2, 2)),
        ([("youth", ""), ("youth", "1974")], (1, 1)),
        ([("youth", "1974"), ("youth", "")], (1, 1)),
        ([("youth", "1974"), ("sport", "")], (1, 2)),
        ([("youth", "1988")], (0, 0)),
    ],
)
def test_a_field_counts_once_from_its_start_and_as_sure_as_its_surest_entry(
    fields: list[tuple[str, str]], counted: tuple[int, int]
) -> None:
    figure = breadth(_fields(*(_field(f"f{n}", *field) for n, field in enumerate(fields))))
    assert (figure.certain, figure.possible) == counted


def test_numbered_fields_come_in_the_order_of_the_source_and_the_rest_by_their_start() -> None:
    found = _fields(
        _field("a", "sport", "1984"),
        _field("b", "science", "1974"),
        _field("c", "medicine", "1985", 2),
        _field("d", "youth", "1986", 1),
    )
    assert [part.entity.id for part in found] == ["field/d", "field/c", "field/b", "field/a"]


_SHANNON = round(exp(-(0.75 * log(0.75) + 0.25 * log(0.25))), 4)
_EFFECTIVE: dict[str, tuple[list[Claims], tuple[float, float], tuple[float, float]]] = {
    "fields used alike": (
        [programme("x", field="youth"), programme("y", field="sport")],
        *((2, 2), (2, 2)),
    ),
    "a field that most activities are in": (
        [
            *(programme(f"x{n}", field="youth") for n in range(3)),
            exchange("y", "1980", field="sport"),
        ],
        *((_SHANNON, _SHANNON), (1.6, 1.6)),
    ),
    "a narrower field within a recorded one": (
        [_field("a", "economy"), programme("x", field=["economy", "trade"])],
        *((1, 1), (1, 1)),
    ),
    "an activity that may not have begun": (
        [programme("x", "1980", field="youth"), exchange("y", "1987", field="sport")],
        *((1, 2), (1, 2)),
    ),
}


@pytest.mark.parametrize(("claims", "shannon", "simpson"), _EFFECTIVE.values(), ids=_EFFECTIVE)
def test_the_effective_number_of_fields_weighs_each_by_its_activities(
    claims: list[Claims], shannon: tuple[float, float], simpson: tuple[float, float]
) -> None:
    found = measured(*claims).breadth
    bounds = [(m.least, m.most) for m in (found.shannon, found.simpson) if m]
    assert bounds == [shannon, simpson]
    assert found.unused == ()


def test_an_activity_in_several_fields_weighs_one_in_all() -> None:
    found = measured(
        programme("x", field=["youth", "sport"]), programme("y", field="medicine")
    ).breadth
    assert found.simpson is not None
    assert found.simpson.most == round(1 / (0.25**2 + 0.25**2 + 0.5**2), 4)


def test_general_exchange_is_in_no_field() -> None:
    assert measured(programme("x", field="general")).breadth.shannon is None


def test_a_field_without_activities_is_named_and_weighs_nothing() -> None:
    found = measured(_field("a", "youth"), _field("b", "sport"), programme("x", field="youth"))
    assert found.breadth.unused == ("sport",)
    assert found.breadth.fields.certain == 2
    assert found.breadth.shannon is not None
    assert found.breadth.shannon.most == 1


def test_the_effective_number_rests_on_the_claims_of_the_activities() -> None:
    moved = programme("x", field="youth")
    found = measured(_field("a", "youth"), moved).breadth.shannon
    assert found is not None
    assert set(found.claims) == {c.id for c in moved}
