"""Places side by side: ties, countries, partners, fields, level and population."""

from __future__ import annotations

from typing import Any

from builders import Claims, claim
from kizuna.analysis.compare.peers import ComparedPlace, Shared, compare_places, shared_partners
from kizuna.analysis.compare.rows import TOTAL, Counted
from kizuna.analysis.figures import Measure

from .places_held import neighbours, people

_OSAKA = ComparedPlace("government/osaka", frozenset({"government/osaka"}))
_KOBE = ComparedPlace("government/kobe", frozenset({"government/kobe"}))


def _cells(topic: str, key: str, *claims: Claims) -> tuple[Any, ...]:
    found = compare_places(neighbours(*claims), [_OSAKA, _KOBE])
    (row,) = [r for r in found.rows if (r.topic, r.key) == (topic, key)]
    return row.cells


def _figures(topic: str, key: str = TOTAL, *claims: Claims) -> list[tuple[int, int] | None]:
    return [
        (cell.figure.certain, cell.figure.possible) if isinstance(cell, Counted) else None
        for cell in _cells(topic, key, *claims)
    ]


def test_ties_are_counted_as_certain_and_possible() -> None:
    assert _figures("kinds") == [(2, 3), (2, 2)]


def test_countries_are_counted_once_however_many_ties_they_have() -> None:
    assert _figures("countries") == [(2, 3), (2, 2)]
    assert _figures("countries", "IT") == [(0, 1), None]


def test_partners_are_counted() -> None:
    assert _figures("partners") == [(2, 3), (2, 2)]


def test_kinds_are_told_apart() -> None:
    named = claim("tie/osaka-shanghai", "type", "friendship-city")
    assert _figures("kinds", "friendship-city", named) == [(1, 1), None]


def test_a_field_of_any_tie_is_a_field_of_the_place() -> None:
    youth = [
        claim("field/youth", "tie", "tie/osaka-shanghai"),
        claim("field/youth", "concept", "youth"),
        claim("field/youth", "started", "1980"),
    ]
    assert _figures("fields", "youth", youth) == [(1, 1), None]


def test_level_and_population_are_told_with_their_claims() -> None:
    population, none = _cells("itself", "population", people("osaka", 2_700_000))
    assert isinstance(population, Measure)
    assert (population.quantity.min, none) == (2_700_000, None)
    level, _ = _cells("itself", "level")
    assert (level.value, len(level.claims)) == ("designated-city", 1)


def test_an_area_has_no_level_of_its_own() -> None:
    area = ComparedPlace("area/kansai", frozenset({"government/osaka", "government/sakai"}))
    found = compare_places(neighbours(), [area, _KOBE])
    (row,) = [r for r in found.rows if r.key == "level"]
    assert row.cells[0] is None


def _shared() -> tuple[Shared, ...]:
    return shared_partners(neighbours(), [_OSAKA, _KOBE])


def test_partners_in_common_are_found_with_the_ties_of_each() -> None:
    (found,) = _shared()
    assert found.partner == "government/shanghai"
    assert [[t.tie.id for t in ties] for ties in found.ties] == [
        ["tie/osaka-shanghai"],
        ["tie/kobe-shanghai"],
    ]
    assert found.claims
