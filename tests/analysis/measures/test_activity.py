"""Breadth: in how many different fields a tie is lived on a day."""

from __future__ import annotations

from math import exp, log

import pytest

from builders import DAY, Claims, register
from kizuna.analysis.measures.activity import breadth, fields_of
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import FieldOfExchange
from kizuna.register.ties import Part

from .conftest import exchange, measured, part, programme


def _field(
    slug: str, concept: str, started: str = "", number: int | None = None
) -> list[Claim]:
    return part("field", slug, concept=concept, started=started, number=number)


def _fields(*claims: Claims) -> tuple[Part[FieldOfExchange], ...]:
    held = register(*claims)
    return fields_of(held, "tie/a-b", DAY)


_COUNTED = {"youth 1974 | sport 1980": (2, 2), "youth | youth 1974": (1, 1)}
_COUNTED |= {
    "youth 1974 | youth": (1, 1),
    "youth 1974 | sport": (1, 2),
    "youth 1988": (0, 0),
}


@pytest.mark.parametrize(("fields", "counted"), _COUNTED.items())
def test_a_field_counts_once_from_its_start_and_as_sure_as_its_surest_entry(
    fields, counted
) -> None:
    stated = enumerate(field.split() for field in fields.split(" | "))
    figure = breadth(_fields(*(_field(f"f{n}", *field) for n, field in stated)))
    assert (figure.certain, figure.possible) == counted


def test_numbered_fields_come_in_the_order_of_the_source_and_the_rest_by_their_start() -> (
    None
):
    numbered = _field("c", "medicine", "1985", 2), _field("d", "youth", "1986", 1)
    found = _fields(
        _field("a", "sport", "1984"), _field("b", "science", "1974"), *numbered
    )
    assert [part.entity.id for part in found] == [
        "field/d",
        "field/c",
        "field/b",
        "field/a",
    ]


_YOUTH = programme("x", field="youth")
_THREE = [programme(f"x{n}", field="youth") for n in range(3)]
_SHANNON = round(exp(-(0.75 * log(0.75) + 0.25 * log(0.25))), 4)
_MOSTLY = [*_THREE, exchange("y", "1980", field="sport")]
_NARROWER = [_field("a", "economy"), programme("x", field=["economy", "trade"])]
_PERHAPS = [programme("x", "1980", field="youth"), exchange("y", "1987", field="sport")]
_SEVERAL = [programme("x", field=["youth", "sport"]), programme("y", field="medicine")]
_EFFECTIVE = {
    "fields used alike": ([_YOUTH, programme("y", field="sport")], [(2, 2), (2, 2)]),
    "one that most activities are in": (_MOSTLY, [(_SHANNON, _SHANNON), (1.6, 1.6)]),
    "a narrower field within a recorded one": (_NARROWER, [(1, 1), (1, 1)]),
    "an activity that may not have begun": (_PERHAPS, [(1, 2), (1, 2)]),
    "one in several fields weighs one": (
        _SEVERAL,
        [(2.8284, 2.8284), (2.6667, 2.6667)],
    ),
    "general exchange is in no field": ([programme("x", field="general")], []),
}


@pytest.mark.parametrize(("claims", "expected"), _EFFECTIVE.values(), ids=_EFFECTIVE)
def test_the_effective_number_of_fields_weighs_each_by_its_activities(
    claims, expected
) -> None:
    found = measured(*claims).breadth
    assert [(m.least, m.most) for m in (found.shannon, found.simpson) if m] == expected
    assert found.unused == ()


def test_a_field_without_activities_is_named_and_weighs_nothing() -> None:
    found = measured(_field("a", "youth"), _field("b", "sport"), _YOUTH).breadth
    assert (found.unused, found.fields.certain) == (("sport",), 2)
    assert found.shannon.most == 1
    assert set(found.shannon.claims) == {c.id for c in _YOUTH}
